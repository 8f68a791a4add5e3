"""The measured head → the rows of a design's head: each where it stood, and the styles of what stands in it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Protocol

from bulletin_pdf.proposal.area_values import in_mm_fine
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.lengths import in_mm, in_pt, type_size
from bulletin_pdf.proposal.measured_style import HeadPiece, HeadRule, MeasuredHead, PlainValue

_ONE_LINE: Final = 0.45
"""em: texts whose baselines are no farther apart stand in one row."""
_STYLES: Final = {
    "secrecy": "marking", "urgency": "marking", "copy_number": "copy_number", "series": "series", "number": "number",
    "serial": "serial", "publisher": "publisher", "date": "date", "signer": "signer", "permit": "imprint", "text": "imprint",
}  # fmt: skip
_SAME_INSET: Final = 1.0
"""pt"""
_USUAL_AROUND: Final = ("【", "】")

Row = dict[str, PlainValue]


class HeadArea(Protocol):
    """What of the type area the rows of a head are counted in, pt: its edges on page 1, its cell."""

    @property
    def left(self) -> float:
        """Left edge."""

    @property
    def right(self) -> float:
        """Right edge."""

    @property
    def cell(self) -> float:
        """Width of a character cell; 0: not known."""


def note_head(head: MeasuredHead, area: HeadArea, found: Findings) -> None:
    """Note the rows of the head and the styles of its texts."""
    rows = [(line[0].baseline, row) for line in _lines(head.pieces) for row in _line_rows(line, area)]
    rows += [(rule.bottom, _rule_row(rule, area)) for rule in head.rules]
    ordered: list[PlainValue] = [row for _, row in sorted(rows, key=lambda each: each[0])]
    count = len(head.pieces) + len(head.rules)
    found.add("head.rows", ordered, "marks", count, count)
    for piece in head.pieces:
        if piece.slot == "name":
            if piece.face:
                found.add("styles.name.face", piece.face, "marks", 1, 1)
            found.add("styles.name.ink", piece.ink, "marks", 1, 1)
            continue
        style = _STYLES[piece.slot]
        if piece.face:
            found.add(f"styles.{style}.face", piece.face, "marks", 1, 1)
        if piece.latin:
            found.add(f"styles.{style}.latin", piece.latin, "marks", 1, 1)
        found.add(
            f"styles.{style}.size", type_size(piece.size, area.cell), "marks", 1, 1, shown=in_pt(piece.size)
        )


def _lines(pieces: Sequence[HeadPiece]) -> Iterator[list[HeadPiece]]:
    """Part the texts into those on one baseline, from left to right; the rows of a name are one line."""
    names = [piece for piece in pieces if piece.slot == "name"]
    if names:
        yield names
    line: list[HeadPiece] = []
    for piece in sorted((p for p in pieces if p.slot != "name"), key=lambda piece: piece.baseline):
        if line and piece.baseline - line[0].baseline > _ONE_LINE * piece.size:
            yield sorted(line, key=lambda each: each.left)
            line = []
        line.append(piece)
    if line:
        yield sorted(line, key=lambda each: each.left)


def _line_rows(line: Sequence[HeadPiece], area: HeadArea) -> Iterator[Row]:
    """Write what stands on one baseline: one row, or two where left and right are not inset alike."""
    if line[0].slot == "name":
        yield _name_row(line, area)
        return
    sides: dict[str, list[HeadPiece]] = {}
    for piece in line:
        sides.setdefault(_side(piece, line, area), []).append(piece)
    left = sides["left"][0].left - area.left if "left" in sides else 0.0
    right = area.right - sides["right"][-1].right if "right" in sides else left
    place: Row = {"baseline": in_mm(line[0].baseline), "from": "page"}
    if "left" in sides and abs(left - right) > _SAME_INSET:
        yield {**_sides_row({"right": sides.pop("right")}, right), **place, "free": True}
    yield {**_sides_row(sides, left if "left" in sides else right), **place}


def _sides_row(sides: dict[str, list[HeadPiece]], inset: float) -> Row:
    row: Row = {}
    for side in ("left", "center", "right"):
        if side in sides:
            slots: list[PlainValue] = [_slot(piece) for piece in sides[side]]
            row[side] = slots[0] if len(slots) == 1 else slots
            gaps = [below.left - above.right for above, below in pairwise(sides[side])]
            if gaps and max(gaps) > 0.3 * sides[side][0].size:
                row["apart"] = in_pt(max(gaps))
    if inset > _SAME_INSET:
        row["inset"] = in_pt(inset)
    return row


def _side(piece: HeadPiece, line: Sequence[HeadPiece], area: HeadArea) -> str:
    """Return where a text stands; neighbours that stand in the middle together are all of the middle."""
    middle = (area.left + area.right) / 2
    left, right = line[0].left - area.left, area.right - line[-1].right
    if abs((line[0].left + line[-1].right) / 2 - middle) < piece.size and min(left, right) > 3.5 * piece.size:
        return "center"
    if abs((piece.left + piece.right) / 2 - middle) < 0.7 * piece.size:
        return "center"
    return "left" if piece.left - area.left < area.right - piece.right else "right"


def _slot(piece: HeadPiece) -> PlainValue:
    if piece.slot == "text":
        return {"text": piece.text}
    opening, closing = piece.text[:1], piece.text[-1:]
    if piece.slot == "series" and (opening, closing) != _USUAL_AROUND and opening in "【〔（":
        return {"slot": "series", "before": opening, "after": closing}
    if piece.slot == "number" and opening in "（(" and closing in "）)":
        return {"slot": "number", "before": opening, "after": closing}
    return piece.slot


def _name_row(names: Sequence[HeadPiece], area: HeadArea) -> Row:
    """Write a name as wide as it was; two baselines are two lines, several sizes or faces are parts."""
    baselines = sorted({round(piece.baseline, 1) for piece in names})
    left, right = min(piece.left for piece in names), max(piece.right for piece in names)
    size = max(piece.size for piece in names)
    name: Row = {"size": in_pt(size), "width": in_mm(right - left)}
    if len(baselines) > 1:
        name["longest"] = max(1, max(len(piece.text) for piece in names))
        name["leading"] = f"{round((baselines[1] - baselines[0]) / size, 3):g}em"
        name["two_lines"] = {"size": in_pt(size)}
    elif len({(piece.face, round(piece.size, 1)) for piece in names}) > 1:
        name["parts"] = [
            {"characters": len(piece.text), "face": piece.face or "xbs", "size": in_pt(piece.size)}
            for piece in names
        ]
    middle = (left + right) / 2 - (area.left + area.right) / 2
    row: Row = {"name": name}
    if abs(middle) > 1.5:
        row["offset"] = in_mm(middle)
    return {**row, "baseline": in_mm(baselines[0]), "from": "page"}


def _rule_row(rule: HeadRule, area: HeadArea) -> Row:
    row: Row = {"rule": rule.ink, **rule_weights(rule)}
    if abs((rule.right - rule.left) - (area.right - area.left)) > 1.0:
        row["length"] = in_mm(rule.right - rule.left)
    return {**row, "top": in_mm(rule.top), "from": "page"}


def rule_weights(rule: HeadRule) -> Row:
    """Return the weights of a rule and the white between its lines as a row says them."""
    weights: list[PlainValue] = [in_mm_fine(weight) for weight in rule.weights]
    if len(weights) == 1:
        return {"weights": weights[0]}
    return {"weights": weights[:3], "spacing": in_pt(rule.spacing)}
