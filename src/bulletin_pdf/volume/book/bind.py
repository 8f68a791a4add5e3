"""Many sections → one document: pages in an order, one tree of tags, one outline.

A page is put in as it was set: its marks stay where they are and its own folio too. Pages that have no
number of the volume yet get it at the foot, in the middle (A-60…A-62). Marks are with `VolumePages`.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.compose.design import Design, usual_area
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.named_tuples import NamedTuple, new_tuple
from bulletin_pdf.pages import (
    Anchor,
    Document,
    Leaves,
    OutlineItem,
    SectionPage,
    Tag,
    TagId,
    TagRole,
    TypeArea,
)
from bulletin_pdf.volume.issues.volume_folio import BoundFolio, bound_folio, role_below, volume_folio

FolioStyle = Literal["none", "roman", "arabic"]

_BLANK_LABELS = {"封面": "封二", "扉页": "扉页背面"}


class SectionNumbers(NamedTuple):
    """Where the numbers of a section's pages stand, and what they look like."""

    grid: Grid
    form: BoundFolio


def numbers_in(look: Design) -> SectionNumbers:
    """Return how pages in the volume's own design are numbered."""
    return SectionNumbers(look.grid, bound_folio(look.text("volume_folio"), look, look.grid))


class VolumeSection(NamedTuple):
    """A set document as a part of the volume."""

    document: Document
    """Without its pages."""
    pages: tuple[SectionPage, ...]
    anchor: str
    """Name of its first page."""
    outline: tuple[OutlineItem, ...]
    numbers: SectionNumbers | None = None
    """How its pages are numbered in binding; None where their numbers are on them or they have none."""
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


class BoundSections(NamedTuple):
    """Sections bound into one document."""

    document: Document
    """Without its pages."""
    order: tuple[SectionPage, ...]


class _Leaf(NamedTuple):
    """A page of the volume before it has its number; no section: a blank."""

    label: str
    folio: FolioStyle
    section: int = -1
    place: int = 0


def bind(
    sections: Sequence[VolumeSection], empty: Document, book: FontBook, *, lowered: bool, first: int = 1
) -> BoundSections:
    """Bind sections into one document; `empty`, without pages, gives title, date and language.

    `first` is the number of the first page that has an arabic one.
    `lowered` puts all headings one level down, below the volume's title (H1) of the first section.
    """
    tags: list[Tag] = [Tag("Document", -1, title=empty.title)]
    offsets: list[TagId] = []
    for number, section in enumerate(sections):
        offsets.append(len(tags))
        tags += _tags(section, offsets[-1], empty.lang, lowered=lowered and number > 0)
    leaves = _leaves(sections, first)
    size = sections[0].pages[0].size
    order = tuple(
        _bound(sections[leaf.section], leaf, offsets[leaf.section], side, book)
        if leaf.section >= 0
        else SectionPage(None, size, label=leaf.label)
        for side, leaf in enumerate(leaves, start=1)
    )
    outline = tuple(item for section in sections for item in section.outline)
    kinds = tuple(_kinds(leaves, sections))
    return BoundSections(
        empty._replace(tags=tuple(tags), outline=outline, kind="volume", leaves=kinds), order
    )


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
        for place in range(len(section.pages)):
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


def _bound(section: VolumeSection, leaf: _Leaf, offset: TagId, side: int, book: FontBook) -> SectionPage:
    """Return a page in its place: with its number, and its tags and anchors as the volume names them."""
    page, numbers = section.pages[leaf.place], section.numbers
    anchors = tuple(Anchor(section.prefix + anchor.name, anchor.y) for anchor in page.anchors)
    if leaf.place == 0:
        anchors = (Anchor(section.anchor, 0.0), *anchors)
    return page._replace(
        anchors=anchors,
        label=leaf.label,
        tags=offset,
        prefix=section.prefix,
        folio=None if numbers is None else volume_folio(leaf.label, side, numbers.grid, numbers.form, book),
    )


# Tags ---------------------------------------------------------------------------------------


def _tags(section: VolumeSection, offset: TagId, lang: str, *, lowered: bool) -> Iterator[Tag]:
    """Return a section's tags; its root becomes a part of the volume."""
    root, *rest = section.document.tags
    own = section.document.lang
    yield root._replace(role=section.role, parent=0, lang=own if own != lang else "")
    # Taken apart, for there are thirty thousand of them in ten years, and no one else is at work meanwhile.
    for role, parent, *others in rest:
        yield new_tuple(Tag, (role_below(role) if lowered else role, parent + offset, *others))
