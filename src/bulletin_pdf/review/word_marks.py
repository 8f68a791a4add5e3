"""Tracked changes and look in the properties of a Word run, row or paragraph."""

from collections.abc import Iterator

from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.importers.docx_xml import letters_of
from bulletin_pdf.review.word_out import LEAD_STYLE, LEVEL_STYLE
from bulletin_pdf.review.word_return import (
    Unread,
    WordAnchor,
    WordMark,
)

UNREAD_CHANGES = {
    "pPrChange": "paragraph format",
    "tblPrChange": "table format",
    "tblGridChange": "table format",
    "trPrChange": "table format",
    "tcPrChange": "table format",
    "tblPrExChange": "table format",
    "sectPrChange": "page format",
    "numberingChange": "numbering",
    "cellIns": "cell added",
    "cellDel": "cell removed",
    "cellMerge": "cells merged",
}
UNREAD_LOOKS = {
    "strike": "struck out by hand",
    "dstrike": "struck out by hand",
    "u": "underline",
    "highlight": "highlight",
    "vertAlign": "raised or lowered",
}
CHARACTER_FORMAT = "character format"
UNREAD_PARTS = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "object": "object",
    "ruby": "reading above",
    "oMath": "formula",
    "oMathPara": "formula",
}
_HEI = ("黑体", "simhei", "hei")
MOVES = {"moveFrom": "del", "moveTo": "ins", "del": "del", "ins": "ins"}
_KNOWN_LOOKS = frozenset(
    (
        "rFonts",
        "b",
        "bCs",
        "em",
        "rStyle",
        "lang",
        "rPrChange",
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "kern",
        "noProof",
    )
) | frozenset(UNREAD_LOOKS)
"""Of a run: what is read, what is named by itself, and what says nothing of its look."""


def mark_of(element: XmlElement, state: str, *, moved: bool = False) -> WordMark:
    """Return the author and date of a tracked change."""
    return WordMark(state, element.get(W + "author", "").strip(), element.get(W + "date", "").strip(), moved)


def end_mark(properties: XmlElement | None, *, own: bool = True) -> WordMark:
    """Return what was done to the end of a paragraph, or, without `own` properties of its sign, to a row."""
    own_part = properties.find(W + "rPr") if own and properties is not None else properties
    for name, state in MOVES.items():
        found = None if own_part is None else own_part.find(W + name)
        if found is not None:
            return mark_of(found, state, moved=name.startswith("move"))
    return WordMark()


def look_of(properties: XmlElement | None) -> tuple[bool | None, bool, WordMark]:
    """Return whether a run is set as a lead, nothing where its style says that; whether it has emphasis dots; who said so."""
    if properties is None:
        return False, False, WordMark()
    style = properties.find(W + "rStyle")
    name = "" if style is None else style.get(W + "val", "")
    fonts, bold = properties.find(W + "rFonts"), properties.find(W + "b")
    dots = properties.find(W + "em")
    changed = properties.find(W + "rPrChange")
    by = WordMark() if changed is None else mark_of(changed, "ins")
    face = "" if fonts is None else fonts.get(W + "eastAsia", "").lower()
    lead: bool | None
    if name.startswith(LEVEL_STYLE):
        lead = None
    elif bold is not None:
        lead = bold.get(W + "val", "1") not in ("0", "false", "off", "none")
    elif face:
        lead = any(part in face for part in _HEI)
    else:
        lead = name == LEAD_STYLE
    return lead, dots is not None and dots.get(W + "val", "dot") != "none", by


def is_continued_by(first: Unread, second: Unread) -> bool:
    """Whether the same was done to what follows."""
    behind = WordAnchor(first.at.paragraph, first.at.char + len(first.text))
    return second.at == behind and (first.kind, first.who, first.when) == (
        second.kind,
        second.who,
        second.when,
    )


def other_looks(properties: XmlElement | None) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return what a run's properties say besides lead, emphasis and what is named by itself."""
    return {
        (child.tag, tuple(sorted(child.attrib.items())))
        for child in (() if properties is None else properties)
        if child.tag.rpartition("}")[2] not in _KNOWN_LOOKS
    }


def plain_text(element: XmlElement) -> str:
    """Return all letters of an element."""
    return "".join(letters_of(part) for part in element.iter())


def parts_inside(parent: XmlElement, tag: str) -> Iterator[XmlElement]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from parts_inside(child, tag)
