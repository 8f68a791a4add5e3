"""Rows of slots: their content and its position (J-01…J-09)."""

from collections.abc import Iterator, Sequence
from typing import Final

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.single_lines import (
    letterspaced,
    put_label,
    set_fitted,
    set_label,
    width_of,
)
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.design.model import Slot, SlotRow
from bulletin_pdf.issue.model import Issue, Prose
from bulletin_pdf.issue.printed_form import in_script, number_line, serial_line
from bulletin_pdf.layout.block import Piece
from bulletin_pdf.layout.galley import baseline_in
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import Align, TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, TagId, TextRun
from bulletin_pdf.source_map import NOWHERE, SourceMap

SIGNER: Final = "签发人："
_COPY_NUMBER: Final = 5.0
"""Room kept for 份号 next to 密级, em."""
_MAX_STACKED: Final = 3
"""More names than this run on, so that the head does not fill the page."""
_MIN_WHITE: Final = 0.5
"""Between what stands left and right on one line, em."""
_BETWEEN_NAMES: Final = 1.0
"""Between names that run on, em."""
_HIGHER: Final = 1.25
"""Height of a line whose text is too large for the grid's, em."""


class Shop(NamedTuple):
    """What rows are set with."""

    design: Design
    typesetter: Typesetter
    tree: TagTree
    parent: TagId | None
    """Where their tags hang; none: they are decoration."""

    @property
    def width(self) -> float:
        """Width of the measure, pt."""
        return self.design.grid.width

    @property
    def pitch(self) -> float:
        """Distance of two baselines of the grid, pt."""
        return self.design.grid.pitch

    def tag(self) -> TagId | None:
        """Return a new tag for a line of text."""
        return None if self.parent is None else self.tree.add("P", self.parent)


class SlotText(NamedTuple):
    """A text that fills a slot."""

    text: str
    style: str
    source: SourceMap = NOWHERE
    label: int = 0
    """Characters at its start that are a label in a style of its own."""
    slot: str = ""


class SetLines(NamedTuple):
    """A row set in `count` lines of `height` pt each."""

    marks: tuple[tuple[int, Mark], ...]
    """Which line each stands on, from a baseline at 0; in the order they are read: left, middle, right."""
    line_count: int
    height: float
    size: float


def texts_of(slot: Slot, issue: Issue, design: Design) -> list[SlotText]:
    """Return what fills a slot: nothing where the issue has nothing for it."""
    head = issue.masthead
    match slot.name:
        case "text":
            return [SlotText(slot.before + slot.after, slot.style)]
        case "number" | "serial":
            line = number_line(issue) if slot.name == "number" else serial_line(issue)
            return [_framed(Prose(line), slot)] if line else []
        case "date":
            return [_framed(Prose(head.date.printed), slot)] if head.date.printed else []
        case "published":
            given = head.published.printed if head.published else ""
            return [_framed(Prose(given), slot)] if given else []
        case "copy_number":
            return [_framed(Prose(head.copy_number), slot)] if head.copy_number else []
        case "series":
            slot = slot if slot.before or slot.after else slot._replace(before="【", after="】")
            return [_framed(head.series, slot)] if head.series else []
        case "signer":
            label = in_script(SIGNER, design.lang) + slot.before
            if head.signer is None:
                return []
            return [_framed(head.signer, slot._replace(before=label))._replace(label=len(label))]
        case "theme":
            slot = slot if slot.before or slot.after else slot._replace(before="〔", after="〕")
            return [_framed(issue.theme, slot)] if issue.theme else []
        case _:
            return [_framed(prose, slot) for prose in _proses(slot.name, issue)]


def _proses(name: str, issue: Issue) -> Iterator[Prose]:
    """Return the texts of slots that are printed as they are written."""
    head = issue.masthead
    match name:
        case "name":
            yield head.name
        case "publisher":
            yield from head.publishers
        case "audience":
            yield from issue.distribution.audience
        case _:
            given = {
                "secrecy": head.secrecy,
                "urgency": head.urgency,
                "permit": head.permit,
                "printer": issue.distribution.printer,
            }[name]
            if given is not None:
                yield given


def _framed(prose: Prose, slot: Slot) -> SlotText:
    """Put what stands before and after around a text, which keeps its place."""
    source = prose.source.behind(len(slot.before))
    return SlotText(slot.before + prose.text + slot.after, slot.style, source, slot=slot.name)


class _Side(NamedTuple):
    """What stands on one side of a row, line by line; texts of one line stand `gap` apart."""

    lines: list[list[SlotText]]
    gap: float


def set_slots(row: SlotRow, issue: Issue, shop: Shop) -> SetLines | None:
    """Set a row of slots; None when nothing fills any of them."""
    sides = [[text for slot in side for text in texts_of(slot, issue, shop.design)] for side in row[:3]]
    reserved = issue.masthead.copy_numbers and any(slot.name == "copy_number" for slot in row.right)
    if not any(sides) and not reserved:
        return None
    return _RowSetter(row, shop, sides, reserved=reserved).set()


class _RowSetter:
    """Sets one row."""

    def __init__(self, row: SlotRow, shop: Shop, sides: Sequence[list[SlotText]], *, reserved: bool) -> None:
        self.row, self.shop, self.reserved = row, shop, reserved
        self.left, self.center, self.right = sides
        styles = {text.style for side in sides for text in side} or {"copy_number"}
        self.size = max(self.style(name).size for name in styles)

    def style(self, name: str) -> TextStyle:
        return self.shop.design.text(name)

    def set(self) -> SetLines:
        left, center = self.left_lines(), self.center_lines()
        count = max(len(left.lines), len(center.lines), 1 if self.right or self.reserved else 0)
        right = self.right_lines(left if left.lines else center, count)
        count = max(count, max(right, default=-1) + 1)
        marks: list[tuple[int, Mark]] = []
        for number, line in enumerate(left.lines):
            marks += ((number, mark) for mark in self.put_left(line, left.gap))
        for number, line in enumerate(center.lines):
            beside = number in right and self.row.center_beside == "left"
            marks += ((number, mark) for mark in self.put_center(line, beside=beside))
        for number, line in right.items():
            marks += ((number, mark) for mark in self.put_right(line))
        pitch = self.shop.pitch
        return SetLines(tuple(marks), count, pitch if self.size <= pitch else _HIGHER * self.size, self.size)

    # Which text goes on which line

    def left_lines(self) -> _Side:
        """One line a text where they are stacked or are names of few offices; else as many as fit."""
        row = self.row
        if row.stacked:
            return _Side([[text] for text in self.left], 0.0)
        names = any(slot.name in ("publisher", "audience") for slot in row.left)
        if names and len(self.left) <= _MAX_STACKED and not row.apart:
            return _Side([[text] for text in self.left], 0.0)
        gap = row.apart or (_BETWEEN_NAMES * self.size if names else 0.0)
        return _Side(self.filled(self.left, gap, self.shop.width - 2 * row.inset), gap)

    def filled(self, texts: Sequence[SlotText], gap: float, room: float) -> list[list[SlotText]]:
        """Put texts on lines, as many on each as it holds."""
        lines: list[list[SlotText]] = []
        used = 0.0
        for text in texts:
            width = self.width([text])
            if lines and used + gap + width <= room:
                lines[-1].append(text)
                used += gap + width
            else:
                lines.append([text])
                used = width
        return lines

    def center_lines(self) -> _Side:
        row, texts = self.row, self.center
        if row.stacked or not texts:
            return _Side([[text] for text in texts], row.apart)
        if row.apart or not self.alike(texts):
            room = self.shop.width - 2 * row.inset
            return _Side(self.filled(texts, row.apart, room), row.apart)
        beside = sum(len(text.text) for text in self.right) + 2 if self.right else 0
        longest = int(self.shop.width / self.size + 1e-6) - 1
        if sum(len(text.text) for text in texts) + beside <= longest or len(texts) == 1:
            return _Side([list(texts)], 0.0)
        # A number and its total stay together.
        first = len(texts) if texts[0].slot == "number" else 1
        return _Side([line for line in (list(texts[:first]), list(texts[first:])) if line], 0.0)

    def is_too_wide(self, texts: Sequence[SlotText]) -> bool:
        """Whether texts do not fit next to each other in the measure."""
        gaps = self.row.apart * (len(texts) - 1)
        return len(texts) > 1 and self.width(texts) + gaps > self.shop.width - 2 * self.row.inset

    def right_lines(self, beside: _Side, count: int) -> dict[int, list[SlotText]]:
        """Return on which lines the right side stands."""
        row = self.row
        if not self.right:
            return {}
        if row.stacked or self.is_too_wide(self.right):
            first = 0 if row.right_on == "first" else max(0, count - len(self.right))
            return {first + number: [text] for number, text in enumerate(self.right)}
        if row.right_on == "first":
            return {0: self.right}
        if beside.lines:
            gaps = beside.gap * (len(beside.lines[-1]) - 1)
            used = self.width(beside.lines[-1]) + gaps + self.width(self.right)
            if used + 2 * row.inset + _MIN_WHITE * self.size > self.shop.width:
                return {count: self.right}
        return {max(count - 1, 0): self.right}

    def alike(self, texts: Sequence[SlotText]) -> bool:
        """Whether texts are set in one style, and so as one text."""
        return len({(self.style(text.style), self.gap_of(text)) for text in texts}) == 1

    # Where it stands there

    def label(self, text: SlotText, tag: TagId | None, room: float = 0.0) -> SetText:
        style = self.style(text.style)
        pieces: tuple[Piece, ...] = ()
        if text.label:
            pieces = (Piece(0, text.label, self.style("signer_label")._replace(size=style.size)),)
        if room:
            return set_fitted(text.text, style, tag, self.shop.typesetter, text.source, room, pieces)
        return set_label(text.text, style, tag, self.shop.typesetter, text.source, pieces)

    def width(self, texts: Sequence[SlotText]) -> float:
        return sum(self.spread_width(text, self.label(text, None)) for text in texts)

    def spread_width(self, text: SlotText, label: SetText) -> float:
        return width_of(label) + self.gap_of(text) * max(0, len(text.text) - 1)

    def gap_of(self, text: SlotText) -> float:
        style = getattr(self.shop.design.house.styles, text.style)
        return float(style.spacing * style.size)

    def put(self, text: SlotText, label: SetText, x: float, align: Align) -> list[TextRun]:
        gap = self.gap_of(text)
        if not gap:
            return put_label(label, x, 0.0, align)
        share = {"center": 0.5, "right": 1.0}.get(align, 0.0)
        return letterspaced(put_label(label, x - share * self.spread_width(text, label), 0.0), gap)

    def put_left(self, texts: Sequence[SlotText], gap: float) -> list[Mark]:
        marks: list[Mark] = []
        x = self.row.inset
        for text in texts:
            label = self.label(text, self.shop.tag(), self.room(text))
            marks += self.put(text, label, x, "left")
            x += self.spread_width(text, label) + gap
        return marks

    def room(self, text: SlotText) -> float:
        """Return how wide a text on the left may be."""
        if self.row.right_on == "first" and self.row.right:
            copies = any(slot.name == "copy_number" for slot in self.row.right)
            size = self.style(text.style).size
            return self.shop.width - (_COPY_NUMBER * size if copies else self.width(self.right) + size)
        return self.shop.width - 2 * self.row.inset

    def put_center(self, texts: list[SlotText], *, beside: bool) -> list[Mark]:
        together = [_joined(texts)] if not self.row.apart and self.alike(texts) else texts
        labels = [self.label(text, self.shop.tag(), self.shop.width) for text in together]
        widths = [self.spread_width(text, label) for text, label in zip(together, labels, strict=True)]
        if len(together) == 1:
            if beside:
                return [*self.put(together[0], labels[0], self.row.inset, "left")]
            return [*self.put(together[0], labels[0], self.shop.width / 2, "center")]
        x = (self.shop.width - sum(widths) - self.row.apart * (len(widths) - 1)) / 2
        marks: list[Mark] = []
        for text, label, width in zip(together, labels, widths, strict=True):
            marks += self.put(text, label, x, "left")
            x += width + self.row.apart
        return marks

    def put_right(self, texts: Sequence[SlotText]) -> list[Mark]:
        marks: list[Mark] = []
        x = self.shop.width - self.row.inset
        room = self.shop.width - 2 * self.row.inset
        labels = [self.label(text, self.shop.tag(), room) for text in texts]
        for text, label in reversed(list(zip(texts, labels, strict=True))):
            marks[:0] = self.put(text, label, x, "right")
            x -= self.spread_width(text, label) + self.row.apart
        return marks


def _joined(texts: Sequence[SlotText]) -> SlotText:
    """Make one text of neighbours in one style; its place is that of the first that has one."""
    return texts[0]._replace(text="".join(text.text for text in texts))


def baselines(lines: SetLines) -> list[float]:
    """Return the baselines of a row's lines from its top."""
    first = baseline_in(lines.height, lines.size)
    return [first + number * lines.height for number in range(lines.line_count)]
