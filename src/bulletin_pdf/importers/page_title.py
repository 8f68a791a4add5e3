"""The title of a web page, by evidence: its first heading, what its head says, the window's last."""

from collections.abc import Sequence

from bulletin_pdf.importers.html_title import title_parts
from bulletin_pdf.importers.line_kinds import MAX_TITLE, title_key
from bulletin_pdf.importers.material import Material, MaterialItem, Para
from bulletin_pdf.patterns import pattern
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText

_ISSUE = pattern(r"第\s{0,3}[0-9０-９〇一二三四五六七八九十百]{1,6}\s{0,3}期|^\s*[0-9]{4}年[0-9]{1,4}期")
_MAX_LINES = 5
"""Lines of one title."""
_ABOVE = 12
"""Lines of a text among which its title is looked for."""


def with_title(
    kept: list[MaterialItem], headings: list[Para], material: Material
) -> tuple[list[MaterialItem], list[Para]]:
    """Mark the line that is the page's title as its heading, or put the title above the text.

    A text with a masthead of its own (第N期) has its titles inside; the page's only repeat its name.
    Returns the text, and the headings that are still none of it.
    """
    above = _above(kept)
    if any(_ISSUE.search(para.words) for para in [*above, *headings]) or _ISSUE.search(material.title):
        return kept, headings
    lines = _title_in_lines(above, material)
    if lines:
        return [
            _as_title(item) if isinstance(item, Para) and item in lines else item for item in kept
        ], headings
    title = _title(above, headings, material)
    if title is None:
        return kept, headings
    marked = _as_title(title)
    if title in above:
        return [marked if item is title else item for item in kept], headings
    return [marked, *kept], [para for para in headings if para is not title]


def _as_title(para: Para) -> Para:
    return para._replace(heading=1, titled=True)


def _title_in_lines(above: Sequence[Para], material: Material) -> Sequence[Para]:
    """Find lines that make the window's title, or the part of it without the site's name, together."""
    parts = {title_key(part) for part in [material.title, *title_parts(material.title)]}
    for first in range(len(above)):
        for last in range(first + 1, min(first + _MAX_LINES, len(above))):
            lines = above[first : last + 1]
            if title_key("".join(line.words for line in lines)) in parts:
                return lines
    return ()


def _above(kept: Sequence[MaterialItem]) -> list[Para]:
    """The lines above the first paragraph of the text."""
    above: list[Para] = []
    for item in kept[:_ABOVE]:
        if not isinstance(item, Para):
            continue
        if len(item.words) > MAX_TITLE:
            break
        above.append(item)
    return above


def _title(above: Sequence[Para], headings: Sequence[Para], material: Material) -> Para | None:
    parts = [title_key(part) for part in [material.title, *title_parts(material.title)]]
    sites = {title_key(part) for part in title_parts(material.title)[1:]}
    lines = [para for para in [*headings, *above] if para.linked * 2 <= len(para.words)]
    first = [para for para in lines if para.heading == 1 and title_key(para.words) not in sites]
    confirmed = [para for para in first if title_key(para.words) in parts]
    said = [para for para in lines if title_key(para.words) in parts[:2] and len(title_key(para.words)) > 3]
    begun = [para for para in lines if _begins(title_key(para.words), parts)]
    found = next(iter([*confirmed, *said, *begun, *first]), None)
    if found is not None or above:
        return found
    others = [para for para in headings if title_key(para.words) not in sites]
    if others:
        return others[0]
    window = _longest(title_parts(material.title))
    # The window's title has no place in the text: it stands before the first line.
    return Para(PlacedText(window, SourceMap.start(material.path)), heading=1) if len(window) > 3 else None


def _begins(key: str, parts: Sequence[str]) -> bool:
    """Whether a window's title, cut short or with more behind it, begins with a line."""
    return len(key) > 5 and any(part.startswith(key) for part in parts if part)


def _longest(parts: Sequence[str]) -> str:
    return max(parts, key=len, default="")
