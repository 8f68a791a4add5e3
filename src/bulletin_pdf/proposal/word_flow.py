"""Where the lines of a Word document stand on page 1: paragraphs under each other, tables, what is anchored to them.

Word gives no places: they come of the height of every line above.
"""

from collections.abc import Iterator
from typing import Final

from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.importers.docx_xml import children, switch, value
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proposal.word_line_boxes import line_box, line_count, thickness
from bulletin_pdf.proposal.word_lines import WordBorder, WordLine, border_of
from bulletin_pdf.proposal.word_paper import WordPaper
from bulletin_pdf.proposal.word_properties import number, properties_of

_CELL_SIDE: Final = 5.4
"""White at both sides of a cell where a table does not say, pt."""
_WORD_2013: Final = 15
_INSET: Final = (7.2, 3.6)
"""White inside a text box: at its sides, above and below, pt."""


class PlacedLine(NamedTuple):
    """A paragraph with its place, pt from the upper left corner of the page."""

    line: WordLine
    top: float
    baseline: float
    """Of its first line."""
    bottom: float
    left: float
    right: float
    """Edges of the measure it stands in, without its own indents."""


class PlacedRule(NamedTuple):
    """A line drawn across."""

    border: WordBorder
    left: float
    right: float
    top: float
    """Of the upper edge of the first one."""


class FlowAnchor(NamedTuple):
    """Where a paragraph begins that drawings are anchored in."""

    element: XmlElement
    top: float
    left: float


class WordFlow(NamedTuple):
    """What stands on page 1 as far as it was followed."""

    lines: tuple[PlacedLine, ...]
    rules: tuple[PlacedRule, ...]
    anchors: tuple[FlowAnchor, ...]


def flow_of(paper: WordPaper, until: int) -> WordFlow:
    """Follow page 1 down to the paragraph of a number, that one included."""
    walk = _Walk(paper, until)
    walk.body(paper.body)
    return WordFlow(tuple(walk.lines), tuple(walk.rules), tuple(walk.anchors))


class _Walk:
    """Goes down page 1."""

    def __init__(self, paper: WordPaper, until: int) -> None:
        self.paper, self.until = paper, until
        self.section = paper.first
        self.numbers = paper.numbered()
        self.y = self.section.top
        self.after = 0.0
        self.lines: list[PlacedLine] = []
        self.rules: list[PlacedRule] = []
        self.anchors: list[FlowAnchor] = []
        self.done = False
        self.side = _CELL_SIDE
        self.newer = _mode(paper) >= _WORD_2013
        self.sums = switch(_compatible(paper), "doNotUseHTMLParagraphAutoSpacing") is True

    def body(self, parent: XmlElement) -> None:
        blocks = list(_blocks(parent))
        for at, block in enumerate(blocks):
            if self.done:
                return
            if block.tag == W + "tbl":
                self.table(block)
            else:
                following = blocks[at + 1] if at + 1 < len(blocks) else None
                self.paragraph(block, following)

    def paragraph(self, element: XmlElement, following: XmlElement | None) -> None:
        at = self.numbers.get(id(element))
        if at is None:
            return
        line = self.paper.lines[at]
        if line.breaks and self.lines:
            self.done = True
            return
        left, right = self.section.left, self.section.width - self.section.right
        y = self.y + (self.after + line.before if self.sums else max(self.after, line.before))
        self.y = self.put(line, element, y, left, right, below=self.line_of(following))
        self.after = line.after
        self.done = at >= self.until

    def line_of(self, element: XmlElement | None) -> WordLine | None:
        at = None if element is None else self.numbers.get(id(element))
        return None if at is None else self.paper.lines[at]

    def put(
        self,
        line: WordLine,
        element: XmlElement,
        y: float,
        left: float,
        right: float,
        below: WordLine | None = None,
    ) -> float:
        """Place a paragraph and the lines along it; return its lower edge."""
        self.anchors.append(FlowAnchor(element, y, left))
        top = line.borders.get("top")
        if top is not None:
            self.rules.append(PlacedRule(top, left + line.left, right - line.right, y))
            y += thickness(top) + top.space
        height, baseline = line_box(line, self.section)
        count = line_count(line, right - left - line.left - line.right)
        self.lines.append(PlacedLine(line, y, y + baseline, y + count * height, left, right))
        y += count * height
        bottom = line.borders.get("bottom")
        goes_on = below is not None and below.borders == line.borders and below.left == line.left
        if bottom is not None and not goes_on:
            y += bottom.space
            self.rules.append(PlacedRule(bottom, left + line.left, right - line.right, y))
            y += thickness(bottom)
        return y

    def table(self, table: XmlElement) -> None:
        about = table.find(W + "tblPr")
        if about is not None and about.find(W + "tblpPr") is not None:
            return  # it stands beside the text
        self.y += self.after
        self.after = 0.0
        widths = [number(column.get(W + "w")) / 20 for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        self.side = _cell_side(about)
        left = self._table_left(about, sum(widths))
        borders = properties_of(None if about is None else about.find(W + "tblBorders"))
        rows = list(children(table, W + "tr"))
        for at, row in enumerate(rows):
            self._row(row, left, widths, borders, first=at == 0, last=at == len(rows) - 1)
        if self.numbers and any(
            self.numbers.get(id(paragraph), 0) >= self.until for paragraph in table.iter(W + "p")
        ):
            self.done = True

    def _table_left(self, about: XmlElement | None, width: float) -> float:
        measure = self.section.measure
        match value(about, "jc"):
            case "center":
                return self.section.left + (measure - width) / 2
            case "right" | "end":
                return self.section.left + measure - width
        indent = None if about is None else about.find(W + "tblInd")
        own = number(None if indent is None else indent.get(W + "w")) / 20
        # Since Word 2013 the table itself begins at its indent, before that the text in it.
        return self.section.left + own - (0.0 if self.newer else self.side)

    def _row(
        self,
        row: XmlElement,
        left: float,
        widths: list[float],
        borders: dict[str, dict[str, str]],
        *,
        first: bool,
        last: bool,
    ) -> None:
        top, at, x, bottoms = self.y, 0, left, [self.y]
        held = row.find(f"{W}trPr/{W}trHeight")
        least = number(None if held is None else held.get(W + "val")) / 20
        fixed = held is not None and held.get(W + "hRule") == "exact"
        cells: list[tuple[XmlElement, float, float, int, int]] = []
        for cell in children(row, W + "tc"):
            span = int(number(value(cell.find(W + "tcPr"), "gridSpan"), 1.0))
            width = sum(widths[at : at + span]) or 60.0
            start = len(self.lines)
            bottoms.append(self._cell(cell, x, x + width))
            cells.append((cell, x, x + width, start, len(self.lines)))
            at, x = at + span, x + width
        bottom = top + least if fixed else max(max(bottoms), top + least)
        for (cell, cell_left, cell_right, start, end), reached in zip(cells, bottoms[1:], strict=True):
            self._align(cell, start, end, bottom - reached)
            self._edges(
                cell, borders, (cell_left, cell_right, top, bottom),
                {"top": "top" if first else "insideH", "bottom": "bottom" if last else "insideH"}, first=first,
            )  # fmt: skip
        self.y = bottom

    def _cell(self, cell: XmlElement, left: float, right: float) -> float:
        y, after = self.y, 0.0
        for block in _blocks(cell):
            at = self.numbers.get(id(block))
            if at is not None:
                line = self.paper.lines[at]
                y = self.put(line, block, y + max(after, line.before), left + _CELL_SIDE, right - _CELL_SIDE)
                after = line.after
        return y + after

    def _align(self, cell: XmlElement, start: int, end: int, white: float) -> None:
        share = {"center": 0.5, "bottom": 1.0}.get(value(cell.find(W + "tcPr"), "vAlign"), 0.0)
        for at in range(start, end):
            self.lines[at] = lowered(self.lines[at], white * share)

    def _edges(
        self,
        cell: XmlElement,
        borders: dict[str, dict[str, str]],
        box: tuple[float, float, float, float],
        names: dict[str, str],
        *,
        first: bool,
    ) -> None:
        """Add the lines above and below a cell: its own, else those of the table."""
        own = properties_of(cell.find(f"{W}tcPr/{W}tcBorders"))
        left, right, top, bottom = box
        for side, y in (("top", top), ("bottom", bottom)):
            if side == "top" and not first and "top" not in own:
                continue  # the row above has it
            border = border_of(own.get(side) or borders.get(names[side], {}))
            if border is not None:
                self.rules.append(PlacedRule(border, left, right, y - thickness(border) / 2))


def lowered(placed: PlacedLine, by: float) -> PlacedLine:
    """Move a line down."""
    return placed._replace(top=placed.top + by, baseline=placed.baseline + by, bottom=placed.bottom + by)


def box_lines(
    paper: WordPaper, box: XmlElement, left: float, top: float, width: float
) -> Iterator[PlacedLine]:
    """Yield the paragraphs of a text box under each other."""
    numbers = paper.numbered()
    y, after = top + _INSET[1], 0.0
    for block in _blocks(box):
        at = numbers.get(id(block))
        if at is None:
            continue
        line = paper.lines[at]
        y += max(after, line.before)
        height, baseline = line_box(line, paper.first)
        inner = left + _INSET[0], left + width - _INSET[0]
        yield PlacedLine(line, y, y + baseline, y + height, *inner)
        y, after = y + height * line_count(line, inner[1] - inner[0]), line.after


def _blocks(parent: XmlElement) -> Iterator[XmlElement]:
    """Yield paragraphs and tables, those in content controls too."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            yield from _blocks(child)


def _cell_side(about: XmlElement | None) -> float:
    """Return the white at both sides of a table's cells, pt."""
    margin = None if about is None else about.find(f"{W}tblCellMar/{W}left")
    return _CELL_SIDE if margin is None else number(margin.get(W + "w")) / 20


def _mode(paper: WordPaper) -> float:
    """Return the version of Word that a document is laid out as; 12 is Word 2007, which says none."""
    compatible = _compatible(paper)
    found = compatible.findall(W + "compatSetting") if compatible is not None else []
    named = (each for each in found if each.get(W + "name") == "compatibilityMode")
    return number(next((each.get(W + "val", "") for each in named), ""), 12.0)


def _compatible(paper: WordPaper) -> XmlElement | None:
    settings = paper.reading.part("settings")
    return None if settings is None else settings.find(W + "compat")
