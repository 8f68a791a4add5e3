"""Many set documents → one: pages in a row, the volume's folio, one tree of tags, one outline.

A page of an issue is put in as it was issued: its marks stay where they are and its own
folio too; the volume's folio is added at the foot, in the middle (A-60…A-62).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.compose.design import usual_area
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import (
    Anchor,
    Document,
    Group,
    Leaves,
    Link,
    Mark,
    OutlineItem,
    Page,
    Tag,
    TagId,
    TagRole,
    TypeArea,
    bound_anchor,
)
from bulletin_pdf.volume.issues.volume_folio import BoundFolio, role_below, volume_folio

FolioStyle = Literal["none", "roman", "arabic"]

_BLANK_LABELS = {"封面": "封二", "扉页": "扉页背面"}


class VolumeSection(NamedTuple):
    """A set document as a part of the volume."""

    document: Document
    anchor: str
    """Name of its first page."""
    outline: tuple[OutlineItem, ...]
    grid: Grid
    numbers: BoundFolio
    folio: FolioStyle = "arabic"
    role: TagRole = "Part"
    prefix: str = ""
    """Put before the names of its own anchors, which are only unique inside it."""
    label: str = ""
    """Name of its pages where they have no folio."""
    odd: bool = True
    """It begins on a right-hand page."""
    kind: str = "issue"
    """What its pages are (`Leaves`)."""
    area: TypeArea | None = None
    """What its pages are like where they are not as usual."""
    wording: Wording | None = None
    """What it has to say, if it is a part of the volume's own."""


class _Leaf(NamedTuple):
    """A page of the volume before its marks are put together; no section: a blank."""

    label: str
    folio: FolioStyle
    section: int = -1
    place: int = 0


def bind(
    sections: Sequence[VolumeSection], shell: Document, book: FontBook, *, lowered: bool, first: int = 1
) -> Document:
    """Bind sections into one document; `shell` gives its title, date and the like.

    `first` is the number of the first page that has an arabic one.
    `lowered` puts all headings one level down, below the volume's title (H1) of the first section.
    """
    tags: list[Tag] = [Tag("Document", -1, title=shell.title)]
    pages: dict[tuple[int, int], Page] = {}
    leaves = _leaves(sections, first)
    labels = {(leaf.section, leaf.place): (side, leaf.label) for side, leaf in enumerate(leaves, start=1)}
    for number, section in enumerate(sections):
        offset = len(tags)
        tags += _tags(section, offset, shell.lang, lowered=lowered and number > 0)
        for place, page in enumerate(section.document.pages):
            side, label = labels[number, place]
            bound = _bound(page, section, offset, side, label, book)
            if place == 0:
                bound = bound._replace(anchors=(Anchor(section.anchor, 0.0), *bound.anchors))
            pages[number, place] = bound
    size = sections[0].document.pages[0].size
    row = tuple(
        pages[leaf.section, leaf.place] if leaf.section >= 0 else Page(size, (), label=leaf.label)
        for leaf in leaves
    )
    outline = tuple(item for section in sections for item in section.outline)
    kinds = tuple(_kinds(leaves, sections))
    return shell._replace(pages=row, tags=tuple(tags), outline=outline, kind="volume", leaves=kinds)


def _kinds(leaves: Sequence[_Leaf], sections: Sequence[VolumeSection]) -> Iterator[Leaves]:
    """Return what the pages of the volume are: a run for each section and each blank."""
    own = sections[0].area
    blank = None if own is None or own.page == usual_area().page else own
    for number, inside in groupby(leaves, key=lambda leaf: leaf.section):
        count = sum(1 for _ in inside)
        if number < 0:
            yield Leaves("blank", count, blank)
        else:
            yield Leaves(sections[number].kind, count, sections[number].area)


# Leaves -------------------------------------------------------------------------------------


def _leaves(sections: Sequence[VolumeSection], first: int) -> list[_Leaf]:
    """Put pages in a row, with blanks where a section must begin on the right; name each page."""
    leaves: list[_Leaf] = []
    counts = {"roman": 0, "arabic": first - 1, "none": 0}
    style: FolioStyle = "none"
    for number, section in enumerate(sections):
        # Counting of another kind begins on the right, for odd numbers stand there.
        if (section.odd or section.folio != style) and len(leaves) % 2:
            leaves.append(_blank(leaves[-1], counts))
        style = section.folio
        for place in range(len(section.document.pages)):
            counts[style] += 1
            leaves.append(_Leaf(_label(section, place, counts[style]), style, number, place))
    if len(leaves) % 2:
        leaves.append(_blank(leaves[-1], counts))
    return leaves


def _blank(before: _Leaf, counts: dict[str, int]) -> _Leaf:
    """A blank is counted and carries no number (P-63, V-09); a reader shows it under its label."""
    if before.folio == "none":
        return _Leaf(_BLANK_LABELS.get(before.label, f"{before.label}背面"), "none")
    counts[before.folio] += 1
    count = counts[before.folio]
    return _Leaf(roman(count) if before.folio == "roman" else str(count), before.folio)


def _label(section: VolumeSection, place: int, count: int) -> str:
    if section.folio == "none":
        return section.label if place == 0 else f"{section.label}{place + 1}"
    return roman(count) if section.folio == "roman" else str(count)


def roman(number: int) -> str:
    """Write a number in small roman figures."""
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


# Pages --------------------------------------------------------------------------------------


def _bound(page: Page, section: VolumeSection, offset: int, side: int, label: str, book: FontBook) -> Page:
    if page.given is not None:
        given = page.given._replace(tags=offset, prefix=section.prefix)
        anchors = tuple(Anchor(section.prefix + anchor.name, anchor.y) for anchor in page.anchors)
        return page._replace(given=given, anchors=anchors, label=label)
    marks = [*_moved_in(page.marks, offset, section.prefix)]
    if section.folio != "none":
        marks.append(volume_folio(label, side, section.grid, section.numbers, book))
    anchors = tuple(Anchor(section.prefix + anchor.name, anchor.y) for anchor in page.anchors)
    return page._replace(marks=tuple(marks), anchors=anchors, label=label)


def _moved_in(marks: Iterable[Mark], offset: int, prefix: str) -> Iterator[Mark]:
    """Return marks with their tags and links as the volume numbers them; nothing else changes."""
    for mark in marks:
        if isinstance(mark, Group):
            yield mark._replace(marks=tuple(_moved_in(mark.marks, offset, prefix)))
            continue
        if isinstance(mark, Link):
            mark = mark._replace(anchor=bound_anchor(mark.anchor, prefix))
        yield mark if mark.tag is None else mark._replace(tag=mark.tag + offset)


# Tags ---------------------------------------------------------------------------------------


def _tags(section: VolumeSection, offset: TagId, lang: str, *, lowered: bool) -> Iterator[Tag]:
    """Return a section's tags; its root becomes a part of the volume."""
    root, *rest = section.document.tags
    own = section.document.lang
    yield root._replace(role=section.role, parent=0, lang=own if own != lang else "")
    for tag in rest:
        yield tag._replace(role=role_below(tag.role) if lowered else tag.role, parent=tag.parent + offset)
