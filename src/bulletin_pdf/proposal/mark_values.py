"""How a paper treats marks at the edges of its lines → `marks`, `hanging`, `trim_open_at_start`."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.paper_rows import PaperRow
from bulletin_pdf.proposal.text_area import AreaColumn, TextArea
from bulletin_pdf.yamldoc.key_table import is_han

_CLOSING: Final = "，。、；：！？）”》〉】〕’"
_OPENING: Final = "（“《〈【〔‘"
_NEAR: Final = 0.2
"""em"""
_FEWEST: Final = 3
"""Lines that must show it."""


def note_marks(area: TextArea, found: Findings) -> None:
    """Note the width of marks at the end of full lines, and of opening ones at the start of lines."""
    _note_ends(area, found)
    _note_starts(area, found)


def _note_ends(area: TextArea, found: Findings) -> None:
    """What reaches over the edge by half a character was set half as wide; by a whole one, it hangs."""
    ends: Counter[str] = Counter()
    for row, column in _in_columns(area):
        over = (row.right - column.right.value) / row.size
        if row.text[-1] in _CLOSING and row.width > 0.9 * column.width:
            ends.update(kind for kind, at in _ENDS.items() if abs(over - at) < _NEAR)
    if ends["half"] * 2 <= ends.total() and _keeps_marks_full(area):
        ends["full"] += _FEWEST
    if ends.total() < _FEWEST:
        return
    if ends["hanging"] * 3 > ends.total():
        found.add("hanging", True, "lines", ends["hanging"], ends.total())
    elif ends["full"] * 3 > 2 * ends.total():
        found.add("marks", "full", "lines", ends["full"], ends.total())
    elif ends["half"] * 2 > ends.total():
        found.add("marks", "line-end-half", "lines", ends["half"], ends.total())


def _keeps_marks_full(area: TextArea) -> bool:
    """Whether no line was squeezed of those that could have taken one character more by giving up white at marks."""
    able = squeezed = 0
    for row, column in _in_columns(area):
        full = row.right >= column.right.value - 0.1 * row.size
        if not full or not all(is_han(char) or char in _SQUEEZED for char in row.text):
            continue
        room = (column.right.value - row.left) / row.size
        squeezed += len(row.text) > room + 0.1
        lacking = 1 - room % 1
        able += 0.05 < lacking < _MAX_LACKING and lacking <= 0.5 * sum(char in _SQUEEZED for char in row.text)
    return able >= _ENOUGH and not squeezed


_SQUEEZED: Final = "，。、；："
_ENOUGH: Final = 5
_MAX_LACKING: Final = 0.8
"""em: more white is rather added than taken."""
_ENDS: Final = {"full": 0.0, "half": 0.5, "hanging": 1.0}


def _note_starts(area: TextArea, found: Findings) -> None:
    indent = found.length_in_em("styles.body.indent")
    if indent is None:
        return
    begins: Counter[tuple[str, str]] = Counter()
    for row, column in _in_columns(area):
        if row.text[0] not in _OPENING:
            continue
        at = (row.left - column.left.value) / row.size
        for where, edge in (("first", indent), ("turned", 0.0)):
            begins.update(
                (where, kind) for kind, off in (("kept", 0.0), ("lost", -0.5)) if abs(at - edge - off) < _NEAR
            )
    first = _most(begins, "first")
    turned = _most(begins, "turned")
    if not first and not turned:
        return
    value = {("lost", "lost"): "always", ("kept", "lost"): "turned"}.get(
        (first or turned, turned or first), "never"
    )
    of = begins.total()
    agreed = sum(
        count for (where, kind), count in begins.items() if kind == (first if where == "first" else turned)
    )
    found.add("trim_open_at_start", value, "lines", agreed, of)


def _most(begins: Counter[tuple[str, str]], where: str) -> str:
    kept, lost = begins[where, "kept"], begins[where, "lost"]
    return "" if kept == lost else "kept" if kept > lost else "lost"


def _in_columns(area: TextArea) -> Iterator[tuple[PaperRow, AreaColumn]]:
    """Return the rows of the text that begin at the left of a column or at an indent, with their column."""
    for row in area.text_rows:
        columns = area.even if row.page % 2 == 0 and area.even else area.odd
        for column in columns:
            if -0.7 * row.size < row.left - column.left.value < 2.6 * row.size:
                yield row, column
                break
