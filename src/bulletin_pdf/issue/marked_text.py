"""Texts of an issue as its editor writes them: leads in `**`, emphasis dots in `==`."""

from bulletin_pdf.issue.model import (
    Element,
    Heading,
    Paragraph,
    Prose,
)
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.prose import paragraph
from bulletin_pdf.problems import Problems
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText


def mark_prose(text: Prose) -> str:
    """A text with its leads in `**` and its emphasis dots in `==`."""
    signs = [(at, "**") for style in text.styles for at in (style.start, style.end)]
    signs += [(at, "==") for stretch in text.dots for at in stretch]
    parts, done = [], 0
    for at, sign in sorted(signs):
        parts += [text.text[done:at], sign]
        done = at
    return "".join(parts) + text.text[done:]


def marked_text(element: Element) -> str:
    """A paragraph or heading as a line of 正文."""
    if isinstance(element, Heading):
        return mark_prose(element.prose)
    if not isinstance(element, Paragraph):
        raise TypeError(f"{type(element).__name__} is no text")
    prose = element.prose
    if prose.styles and prose.styles[0].style != "lead":
        # A run-in head is recognised by its number; only one that ends elsewhere needs a mark.
        bare = prose._replace(styles=prose.styles[1:])
        if _styles(_reread(mark_prose(bare))) == _styles(element):
            return mark_prose(bare)
    return mark_prose(prose)


def is_plain_text(element: Element) -> bool:
    """Whether a line of 正文 says all there is to say."""
    if isinstance(element, Heading):
        again = _reread(element.prose.text)
        return isinstance(again, Heading) and again.level == element.level
    return isinstance(element, Paragraph)


def _reread(text: str) -> Element | None:
    return paragraph(PlacedText(text, SourceMap.start("")), Tidier(Problems(), normalize=False))


def _styles(element: Element | None) -> object:
    if not isinstance(element, Paragraph):
        return None
    return element.prose.text, element.prose.styles
