"""Layers of settings → a fully resolved house style."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bulletin_pdf.design.geometry import page_form
from bulletin_pdf.design.kinds import Layer, Length, Table, points
from bulletin_pdf.design.model import (
    EDGES,
    Contents,
    Edge,
    Folio,
    Foot,
    FrameItem,
    GapRow,
    Head,
    HouseStyle,
    NamePart,
    NameRow,
    PageForm,
    PictureRow,
    Place,
    Reports,
    Row,
    RuleRow,
    Slot,
    SlotRow,
    Style,
    Styles,
    Switches,
    VolumeForm,
)
from bulletin_pdf.design.styles import _LATIN, Effective, close_lines, resolve_styles, size_of
from bulletin_pdf.geometry import POINTS_PER_MM, mm
from bulletin_pdf.inks import OFFICIAL_RED, Cmyk, Ink, Rgb
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


def merged(layers: Sequence[Layer]) -> Effective:
    """Return what holds: the nearest file that says it."""
    values: dict[str, Any] = {}
    depths: dict[str, int] = {}
    spans: dict[str, Any] = {}
    for depth in range(len(layers) - 1, -1, -1):
        layer = layers[depth]
        values.update(layer.values)
        depths.update(dict.fromkeys(layer.values, depth))
        spans.update(dict.fromkeys(layer.values))
        spans.update(layer.spans)
    return Effective(values, depths, spans)


def resolve(layers: Sequence[Layer], problems: Problems) -> HouseStyle:
    """Work out a house style, nearest layer first; what does not come out is noted in `problems`."""
    effective = merged(layers)
    page = page_form(layers, problems)
    styles = resolve_styles(effective, page, problems)
    rows = _Rows(page, styles, effective, problems)
    get = effective.get
    return HouseStyle(
        name=get("design", ""),
        about=get("about", ""),
        page=page,
        red=_red(get("inks.red")),
        styles=styles,
        head=Head(tuple(rows.row(row) for row in get("head.rows")), get("head.lines", 0)),
        frame=tuple(item for row in get("frame", ()) for item in rows.frame(row)),
        contents=_contents(effective),
        reports=_reports(effective),
        folio=_folio(effective, page, styles.folio, problems),
        foot=_foot(effective, styles.foot, problems),
        volume=VolumeForm(get("volume.cover"), close_lines(effective, page)),
        switches=Switches(**{name: get(name) for name in Switches._fields if get(name) is not None}),
    )


def _red(parts: tuple[float, float, float, float]) -> Ink:
    """The role red has a plate of its own whatever its colour (R-33)."""
    process = Cmyk(*parts)
    if process == OFFICIAL_RED.process:
        return OFFICIAL_RED
    light = 1 - process.black
    screen = Rgb(*(round((1 - part) * light, 4) for part in process[:3]))
    return OFFICIAL_RED._replace(process=process, screen=screen)


def _contents(effective: Effective) -> Contents:
    get = effective.get
    rule = get("contents.rule", ())
    return Contents(
        get("contents.label", ""),
        get("contents.around", ("", "")),
        get("contents.bullet", ""),
        get("contents.numbers"),
        get("contents.grouped", True),
        points(rule[0]) if rule else 0.0,
        get("contents.column_around", get("reports.column_around")),
    )


def _reports(effective: Effective) -> Reports:
    get = effective.get
    return Reports(
        get("reports.between"),
        get("reports.by"),
        get("reports.by_around"),
        get("reports.under_title"),
        get("reports.column_around"),
    )


def _folio(effective: Effective, page: PageForm, style: Style, problems: Problems) -> Folio:
    get, depths = effective.get, effective.depths
    places = [name for name in ("folio.drop", "folio.from_foot", "folio.from_top") if name in depths]
    nearest = min(places, key=lambda name: depths[name])
    if sum(depths[name] == depths[nearest] for name in places) > 1:
        from bulletin_pdf.design.key_names import path_name

        doubled = [name for name in places if depths[name] == depths[nearest]]
        problems.add(
            Code.ONE_PLACE_ONLY,
            effective.span(doubled[1]),
            keys=tuple(map(path_name, ("folio.drop", "folio.from_foot", "folio.from_top"))),
        )
    at = points(get(nearest))
    if nearest == "folio.drop":
        at += page.top + page.height
    elif nearest == "folio.from_foot":
        at = page.size.height - at
    margin = 0.6 * style.size
    if not margin <= at <= page.size.height - margin:
        given = points(get(nearest))
        ends = sorted((given - at + margin, given - at + page.size.height - margin))
        if nearest == "folio.from_foot":
            ends = [margin, page.size.height - margin]
        _tell_range(problems, effective.span(nearest), nearest, get(nearest), *ends)
    before, after = get("folio.form")
    return Folio(
        before,
        after,
        points(get("folio.white"), em=style.size) / style.size,
        get("folio.place"),
        at,
        points(get("folio.inset"), em=style.size) / style.size,
        style.face,
        style.size,
        get("folio.first"),
    )


def _tell_range(
    problems: Problems, span: Span | None, key: str, given: Length, least: float, most: float
) -> None:
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


def _foot(effective: Effective, style: Style, problems: Problems) -> Foot:
    get = effective.get
    outer, inner = get("foot.outer"), get("foot.inner")
    pitch = points(get("foot.pitch"))
    if pitch < style.size:
        from bulletin_pdf.design.key_names import style_name

        span = effective.span("foot.pitch", "styles.foot.size")
        problems.add(
            Code.STYLE_TOO_TALL, span, style=style_name("foot"), size=f"{style.size:g}", pitch=f"{pitch:.2f}"
        )
    return Foot(
        points(outer[0]) if outer else 0.0,
        points(inner[0]) if inner else 0.0,
        pitch,
        points(get("foot.white")),
        points(get("foot.inset"), em=style.size) / style.size,
        get("foot.rows"),
        get("foot.copies"),
        points(get("foot.drop", (0.0, "mm"))),
    )


class _Rows:
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
        _tell_range(self.problems, span, key, row[key], least, most)

    def rule(self, row: Table, place: Place) -> RuleRow:
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
        face = part.get("face", style.face)
        latin = part.get("latin", face if face != style.face else style.latin)
        size = size_of(part["size"], self.page) if "size" in part else 0.0
        return NamePart(part.get("characters", 0), face, latin or _LATIN.get(face, "latin"), size)

    def slots(self, row: Table, place: Place) -> SlotRow:
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
