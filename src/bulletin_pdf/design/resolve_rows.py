"""Rows of the head and of the frame, fully resolved."""

from collections.abc import Iterator
from typing import Final

from bulletin_pdf.design.kinds import Length, Table, points
from bulletin_pdf.design.model import (
    EDGES,
    Edge,
    FrameItem,
    GapRow,
    NamePart,
    NameRow,
    PageForm,
    PictureRow,
    Place,
    Row,
    RuleRow,
    Slot,
    SlotRow,
    Style,
    Styles,
)
from bulletin_pdf.design.styles import Effective, latin_beside, size_of
from bulletin_pdf.geometry import POINTS_PER_MM, mm
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

SLOT_STYLES: Final = {
    "name": "imprint", "series": "series", "number": "number", "serial": "serial", "publisher": "publisher",
    "date": "date", "published": "date", "signer": "signer", "secrecy": "marking", "urgency": "marking",
    "copy_number": "copy_number", "permit": "imprint", "theme": "theme", "printer": "imprint", "audience": "imprint",
    "text": "imprint",
}  # fmt: skip
"""The style each slot has when the row names none."""
_TWO_LINES_SIZE: Final = 0.8
_TWO_LINES_TOP: Final = 0.6
"""Of a name on two lines against one on a single line, where the design does not say."""


def report_range(
    problems: Problems, span: Span | None, key: str, given: Length, least: float, most: float
) -> None:
    """Report a length out of its range, with the least and the most it may be, pt."""
    from bulletin_pdf.design.key_names import length_name, path_name

    ends = (f"{round(end / POINTS_PER_MM, 1):g} mm" for end in (least, most))
    problems.add(
        Code.LENGTH_OUT_OF_RANGE,
        span,
        key=path_name(key),
        value=length_name(given),
        least=next(ends),
        most=next(ends),
    )


class RowResolver:
    """Works out the rows of head and frame."""

    def __init__(self, page: PageForm, styles: Styles, effective: Effective, problems: Problems) -> None:
        self.page, self.styles, self.effective, self.problems = page, styles, effective, problems

    def length(self, length: Length, em: float = 0.0) -> float:
        """Return a length in pt; % is of the measure."""
        return points(length, em=em or self.page.cell, pitch=self.page.pitch, whole=self.page.width)

    def row(self, row: Table) -> Row:
        """Return a row of the head, its place counted from the type area's top."""
        place = self.place(row, self.page.top)
        match row["main"]:
            case "gap":
                return GapRow(self.length(row["gap"]), False)
            case "stretch":
                return GapRow(self.length(row["stretch"]), True)
            case "rule":
                return self.rule(row, place)
            case "name":
                return self.name(row["name"], place)
            case "picture":
                return PictureRow(
                    row["picture"],
                    self.length(row.get("width", (0.0, "pt"))),
                    self.length(row.get("height", (0.0, "pt"))),
                    place,
                )
            case _:
                return self.slots(row, place)

    def frame(self, row: Table) -> Iterator[FrameItem]:
        """Return the items of a row of the frame, their place counted from the page's top edge."""
        row = {"from": "page", **row}
        place, pages = self.place(row, 0.0), row.get("pages", "all")
        if row["main"] == "rule":
            yield FrameItem(self.rule(row, place), pages)
        elif "inner" in row or "outer" in row:
            for side, shown in (("inner", "left"), ("center", "center"), ("outer", "right")):
                if side in row:
                    alone = {
                        key: value for key, value in row.items() if key not in ("inner", "center", "outer")
                    }
                    yield FrameItem(self.slots({**alone, shown: row[side]}, place), pages, side != "center")
        else:
            yield FrameItem(self.slots(row, place), pages)

    def place(self, row: Table, origin: float) -> Place:
        """Return where a row stands, from `origin` below the page's top edge."""
        above, offset = row.get("above"), self.length(row.get("offset", (0.0, "mm")))
        edge: Edge | None = next((edge for edge in EDGES if edge in row), None)
        if edge is None:
            return Place(None if above is None else self.length(above), offset=offset)
        at = self.length(row[edge])
        match row.get("from", "area"):
            case "area":
                at += self.page.top - origin
            case "page":
                at -= origin
            case _:
                at = self.page.size.height - at - origin
        height = self.page.size.height
        if not 0 <= at + origin <= height:
            given = self.length(row[edge])
            ends = (given - at - origin, given - at - origin + height)
            if row.get("from") == "foot":
                ends = (0.0, height)
            self.out_of_range(row, edge, *ends)
        return Place(None if above is None else self.length(above), at, edge, row.get("free", False), offset)

    def out_of_range(self, row: Table, key: str, least: float, most: float) -> None:
        """Note a length that leads off the page, with what could be."""
        span = row.get("spans", {}).get(key) or self.effective.span("head.rows", "frame")
        report_range(self.problems, span, key, row[key], least, most)

    def rule(self, row: Table, place: Place) -> RuleRow:
        """Return a row that is a rule, or several with spaces between them."""
        weights = tuple(self.length(weight) for weight in row.get("weights", ((0.7, "mm"),)))
        length = self.length(row["length"]) if "length" in row else 0.0
        if length > self.page.size.width:
            self.out_of_range(row, "length", mm(5), self.page.size.width)
        return RuleRow(
            row["rule"],
            weights or (1.0,),
            self.length(row.get("spacing", (1.0, "pt"))),
            length,
            self.length(row["star"]) if "star" in row else 0.0,
            place,
        )

    def name(self, given: Table, place: Place) -> NameRow:
        """Return the row of 刊名."""
        size = size_of(given["size"], self.page) if "size" in given else 62.0
        width = given.get("width")
        least = self.length(width or given.get("least", (60.0, "%")))
        most = self.length(width or given.get("most", (75.0, "%")))
        two = given.get("two_lines", {})
        at = place.at * _TWO_LINES_TOP if place.at is not None and place.edge == "top" else place.at
        if "top" in two:
            at = self.length(two["top"])
        face = self.styles.name
        return NameRow(
            least,
            max(least, most),
            size,
            size_of(two["size"], self.page) if "size" in two else size * _TWO_LINES_SIZE,
            given.get("longest", 12),
            points(given["leading"], em=size) / size if "leading" in given else 1.15,
            tuple(self.part(part, face) for part in given.get("parts", ())),
            given.get("align", "center"),
            size,
            at,
            place,
        )

    def part(self, part: Table, style: Style) -> NamePart:
        """Return a part of 刊名 in its own face and size."""
        face = part.get("face", style.face)
        latin = part.get("latin", face if face != style.face else style.latin)
        size = size_of(part["size"], self.page) if "size" in part else 0.0
        return NamePart(part.get("characters", 0), face, latin or latin_beside(face), size)

    def slots(self, row: Table, place: Place) -> SlotRow:
        """Return a row of slots: left, center and right."""
        style = row.get("style", "")
        sides = [
            tuple(_slot(slot, style) for slot in row.get(side, ())) for side in ("left", "center", "right")
        ]
        first = next((side[0] for side in sides if side), None)
        em = getattr(self.styles, first.style).size if first else self.page.cell
        return SlotRow(
            sides[0],
            sides[1],
            sides[2],
            row.get("stack", False),
            self.length(row["apart"], em) if "apart" in row else 0.0,
            self.length(row["inset"], em) if "inset" in row else 0.0,
            row.get("right_on", "last"),
            row.get("center_beside", "center"),
            place,
        )


def _slot(slot: Table, style: str) -> Slot:
    if "text" in slot:
        return Slot(
            "text",
            slot.get("before", "") + slot["text"],
            slot.get("after", ""),
            slot.get("style", style) or "imprint",
        )
    name = slot["slot"]
    chosen = slot.get("style") or style or SLOT_STYLES[name]
    return Slot(name, slot.get("before", ""), slot.get("after", ""), chosen)
