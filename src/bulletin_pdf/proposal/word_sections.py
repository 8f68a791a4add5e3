"""Sections of a Word document: paper, margins, the grid of lines and characters, columns, headers and footers."""

from typing import Final, Literal

from bulletin_pdf.importers.docx_package import PackageError, R, W, XmlElement
from bulletin_pdf.importers.docx_state import Reading
from bulletin_pdf.importers.docx_xml import switch
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proposal.word_properties import number

GridKind = Literal["", "lines", "characters"]
"""None; lines alone; lines and characters."""
FootKind = Literal["default", "even", "first"]
_A4: Final = (11906.0, 16838.0)
_GRIDS: Final[dict[str, GridKind]] = {
    "lines": "lines", "linesAndChars": "characters", "snapToChars": "characters",
}  # fmt: skip
_TWIPS: Final = 20.0
_CHAR_SPACE: Final = 4096.0
"""Parts of a point that w:charSpace is counted in (17.6.5)."""


class WordSection(NamedTuple):
    """One section; lengths in pt."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    """Margins with the gutter."""
    header: float
    footer: float
    """From the edge of the paper."""
    grid: GridKind
    pitch: float
    """Distance of the grid's lines; 0: none."""
    advance: float
    """Width of a cell of the grid of characters; 0: none."""
    columns: int
    gap: float
    ruled: bool
    titled: bool
    """Whether its first page has a header and footer of its own."""
    feet: dict[FootKind, XmlElement]
    number_form: str

    @property
    def measure(self) -> float:
        """Width of the type area."""
        return self.width - self.left - self.right

    @property
    def body_height(self) -> float:
        """Height of the type area."""
        return self.height - self.top - self.bottom


class WordSettings(NamedTuple):
    """What holds for the whole document."""

    mirrors: bool
    """Margins change sides on even pages."""
    even_feet: bool
    """Even pages have footers of their own."""


def read_settings(reading: Reading) -> WordSettings:
    """Return what holds for the whole document."""
    root = reading.part("settings")
    return WordSettings(switch(root, "mirrorMargins") is True, switch(root, "evenAndOddHeaders") is True)


def read_sections(reading: Reading, usual_size: float) -> list[tuple[XmlElement | None, WordSection]]:
    """Return the sections, each with the paragraph that ends it; None for the last one."""
    body = reading.document.find(W + "body")
    found: list[tuple[XmlElement | None, WordSection]] = []
    feet: dict[FootKind, XmlElement] = {}
    ends: list[tuple[XmlElement | None, XmlElement]] = []
    for paragraph in body.iter(W + "p") if body is not None else ():
        section = paragraph.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            ends.append((paragraph, section))
    last = None if body is None else body.find(W + "sectPr")
    ends.append((None, last if last is not None else XmlElement(W + "sectPr")))
    for end, element in ends:
        feet = {**feet, **_feet(element, reading)}  # what a section does not say goes on from the one before
        found.append((end, _section(element, feet, usual_size)))
    return found


def _section(element: XmlElement, feet: dict[FootKind, XmlElement], usual_size: float) -> WordSection:
    size, margins = _attributes(element, "pgSz"), _attributes(element, "pgMar")
    grid, columns = _attributes(element, "docGrid"), _attributes(element, "cols")
    kind = _GRIDS.get(grid.get("type", ""), "")
    gutter = _length(margins, "gutter", 0.0)
    advance = usual_size + number(grid.get("charSpace")) / _CHAR_SPACE if kind == "characters" else 0.0
    count = int(number(columns.get("num"), 1.0))
    return WordSection(
        _length(size, "w", _A4[0]),
        _length(size, "h", _A4[1]),
        abs(_length(margins, "top", 1440)),
        abs(_length(margins, "bottom", 1440)),
        _length(margins, "left", 1800) + gutter,
        _length(margins, "right", 1800),
        _length(margins, "header", 720),
        _length(margins, "footer", 720),
        kind,
        _length(grid, "linePitch", 0.0) if kind else 0.0,
        advance,
        max(count, 1),
        _gap(element, columns),
        columns.get("sep") in ("1", "true", "on"),
        switch(element, "titlePg") is True,
        feet,
        _attributes(element, "pgNumType").get("fmt", ""),
    )


def _gap(element: XmlElement, columns: dict[str, str]) -> float:
    """Return the white between columns; of columns that are given one by one that behind the first."""
    first = element.find(f"{W}cols/{W}col")
    own = None if first is None else first.get(W + "space")
    return number(own, number(columns.get("space"), 720.0)) / _TWIPS


def _attributes(element: XmlElement, name: str) -> dict[str, str]:
    child = element.find(W + name)
    return {} if child is None else {key.rpartition("}")[2]: text for key, text in child.attrib.items()}


def _length(attributes: dict[str, str], name: str, default: float) -> float:
    return number(attributes.get(name), default) / _TWIPS


def _feet(element: XmlElement, reading: Reading) -> dict[FootKind, XmlElement]:
    """Return the footers that a section names; damaged ones are as none."""
    found: dict[FootKind, XmlElement] = {}
    kinds: dict[str, FootKind] = {"default": "default", "even": "even", "first": "first"}
    for reference in element.findall(W + "footerReference"):
        relation = reading.relations.get(reference.get(R + "id", ""))
        kind = kinds.get(reference.get(W + "type", "default"))
        if relation is None or relation.outside or kind is None or not reading.package.has(relation.target):
            continue
        try:
            found[kind] = reading.package.xml(relation.target)
        except PackageError:
            continue
    return found
