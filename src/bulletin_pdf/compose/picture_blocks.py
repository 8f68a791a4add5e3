"""Figures of a report: pictures, caption and credit in 楷体 (T-82)."""

import os

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.issue.model import Figure, Prose
from bulletin_pdf.layout.block import Block, FigureBlock, TextBlock
from bulletin_pdf.layout.style import BlockStyle
from bulletin_pdf.pages import TagId
from bulletin_pdf.pictures.facts import PictureFacts, read_picture_facts
from bulletin_pdf.pictures.picture_error import PictureError
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

_UNNAMED = "图片"
"""Spoken for a picture that has neither caption nor description (A-24)."""


def figure_blocks(
    figure: Figure, design: Design, tree: TagTree, section: TagId, problems: Problems
) -> list[Block]:
    """Compose a figure; pictures that cannot be printed are noted and left out."""
    pictures = tuple(
        facts for path in figure.files if (facts := look(path, figure.place, problems)) is not None
    )
    if not pictures:
        return []
    tag = tree.add("Figure", section, alt=figure.alt or figure.caption.text or _UNNAMED)
    caption = credit = None
    if figure.caption.text or figure.credit.text:
        words = tree.add("Caption", tag)
        caption = _words(figure.caption, design.block("caption"), words)
        credit = _words(figure.credit, design.block("credit"), tree.add("Span", words) if caption else words)
    return [FigureBlock(pictures, tag, caption, credit, figure.place, design.spans("caption", figure.span))]


def _words(prose: Prose, style: BlockStyle, tag: TagId) -> TextBlock | None:
    return TextBlock(prose.text, style, tag, source=prose.source) if prose.text else None


def look(path: str, place: Span | None, problems: Problems) -> PictureFacts | None:
    """Return what a picture is; one that cannot be printed is reported."""
    name = path if place is None else os.path.relpath(path, os.path.dirname(os.path.abspath(place.path)))
    try:
        facts = read_picture_facts(path, name)
    except PictureError as error:
        match error.fault:
            case "unreadable":
                problems.add(Code.PICTURE_NOT_READ, place, file=name)
            case "damaged":
                problems.add(Code.PICTURE_DAMAGED, place, file=name, why=error.detail)
            case "kind":
                problems.add(Code.PICTURE_KIND_NOT_PRINTED, place, file=name, kind=error.detail)
            case "too large":
                problems.add(Code.PICTURE_TOO_LARGE, place, file=name, size=error.detail)
            case "too small":
                problems.add(Code.PICTURE_TOO_SMALL, place, file=name, size=error.detail)
        return None
    if facts.several:
        problems.add(Code.PICTURE_OF_SEVERAL_FRAMES, place, file=name)
    return facts
