"""A house style as a plain value: everything that defines the look of a bulletin, fully resolved.

Lengths are in pt unless a name says otherwise; places in the head are counted from the top left
corner of the type area, places in the frame from that of the page.
"""

from typing import Final, Literal

from bulletin_pdf.geometry import Size
from bulletin_pdf.inks import Ink
from bulletin_pdf.named_tuples import NamedTuple

LineEdges = Literal["basic", "gb", "strict"]
MarkStyle = Literal["line-end-half", "full", "kaiming", "half"]
OpenTrim = Literal["always", "turned", "never"]
ArticleBreak = Literal["run", "page"]
Typesetting = Literal["even", "grid"]
Alignment = Literal["justify", "left", "center", "right"]
InkName = Literal["black", "red"]
ColumnSpan = Literal["one", "all"]
Edge = Literal["top", "baseline", "middle", "bottom", "ink_top", "ink_bottom"]
EDGES: Final[tuple[Edge, ...]] = ("top", "baseline", "middle", "bottom", "ink_top", "ink_bottom")
PageChoice = Literal["all", "first", "others"]
CoverDesign = Literal["rule", "frame", "slip"]


class Switches(NamedTuple):
    """What an office may choose about its lines and pages; the defaults follow GB/T 9704-2012."""

    line_edges: LineEdges = "gb"
    """避头尾 (T-10)."""
    marks: MarkStyle = "line-end-half"
    """行末半角式, 全身式, 开明式 or 半角式 (T-34)."""
    pair: float = 1.5
    """Width of two adjacent marks, em (T-30)."""
    han_latin_gap: float = 0.25
    """Between Han and Latin, em (T-47)."""
    typesetting: Typesetting = "even"
    """Lines kept even, or Han kept in the cells of the grid (§5)."""
    hanging: bool = False
    """A stop may hang outside the measure (T-36)."""
    trim_open_at_start: OpenTrim = "always"
    """Where an opening mark loses its blank at a line's start (T-33)."""
    stop_fixed: bool = False
    """。？！ are never squeezed inside a line (§5, c7)."""
    keep_date_parts: bool = True
    """Digits stay with 年 月 日 (T-18)."""
    mirror: bool = True
    """Even pages carry the binding edge on the right (P-07)."""
    colophon_on_even: bool = True
    """报尾 on the last side of a sheet (P-56)."""
    article_break: ArticleBreak = "run"
    """Reports run on, or each begins a page (J-13)."""
    artwork: str = ""
    """题字: an SVG in place of the set name, absolute path (J-03)."""


class PageForm(NamedTuple):
    """Paper and type area (P-01…P-16)."""

    size: Size
    top: float
    inner: float
    width: float
    height: float
    lines: int
    pitch: float
    """Distance of two baselines."""
    cell: float
    """Width of a character cell."""
    columns: int = 1
    gap: float = 0.0
    """White between two columns."""
    rule: float = 0.0
    """Weight of the rule in the middle of that white; 0: none."""

    @property
    def column(self) -> float:
        """Width of a column; that of the type area where there is only one."""
        return (self.width - (self.columns - 1) * self.gap) / self.columns

    @property
    def characters(self) -> float:
        """How many cells a line of a column holds; a whole number where the grid was given by one."""
        return self.column / self.cell


class Style(NamedTuple):
    """What a part is set in and how it stands in its measure; `indent` to `right` in em of its own size."""

    face: str
    """A role of the font book."""
    latin: str
    size: float
    ink: InkName
    align: Alignment
    indent: float
    hang: float
    left: float
    right: float
    lines: tuple[int, ...]
    """占行 (T-76): grid lines taken by one, two … lines of text; empty: one each."""
    leading: float
    """Distance of its lines where they leave the grid, in pitches of the grid."""
    spacing: float
    """White after each character, em; of parts that take one line."""
    above: int
    """Empty grid lines before it."""
    below: int
    mark: str
    """Set before its text."""
    span: ColumnSpan = "one"
    """Whether it stands in one column or across all of them (通栏)."""


class Styles(NamedTuple):
    """A style for every part of a bulletin."""

    body: Style
    title: Style
    first_title: Style
    subtitle: Style
    under_title: Style
    theme: Style
    note: Style
    lead: Style
    level1: Style
    level2: Style
    level3: Style
    level4: Style
    quote: Style
    verse: Style
    signature: Style
    remark: Style
    by: Style
    addressee: Style
    attachment: Style
    people: Style
    column: Style
    contents_label: Style
    contents_column: Style
    contents_entry: Style
    caption: Style
    credit: Style
    table_caption: Style
    table_unit: Style
    table_head: Style
    table_cell: Style
    name: Style
    marking: Style
    copy_number: Style
    series: Style
    number: Style
    serial: Style
    publisher: Style
    date: Style
    signer_label: Style
    signer: Style
    imprint: Style
    foot: Style
    folio: Style
    cover_subtitle: Style
    cover_numbers: Style
    cover_publisher: Style
    title_page: Style
    spine_name: Style
    spine: Style
    spine_publisher: Style
    part_title: Style
    part_book: Style
    part_series: Style
    part_group: Style
    part_issue: Style
    part_entry: Style
    part_text: Style
    part_table: Style
    part_table_head: Style
    erratum: Style
    volume_folio: Style


OF_VOLUMES: Final = Styles._fields[Styles._fields.index("cover_subtitle") :]
"""Styles that only volumes (合订本) have."""


class Place(NamedTuple):
    """Where a row stands: at least `above` below what is over it, and with `edge` at `at` where that is given."""

    above: float | None = None
    """White from the edge of the row before it; nothing: their line boxes touch."""
    at: float | None = None
    edge: Edge = "top"
    free: bool = False
    """It stands exactly there, next to or over other rows: neither moves the other."""
    offset: float = 0.0
    """How far it is moved to the right."""


class Slot(NamedTuple):
    """One thing that may stand in a row; empty things vanish."""

    name: str
    """What fills it (`SLOTS`), or `text`."""
    before: str = ""
    after: str = ""
    style: str = ""
    """Name of a style; empty: its own."""


class SlotRow(NamedTuple):
    """Slots flush left, in the middle, flush right."""

    left: tuple[Slot, ...]
    center: tuple[Slot, ...]
    right: tuple[Slot, ...]
    stacked: bool
    """Each on a line of its own, rather than one after the other."""
    apart: float
    """White between neighbours, em."""
    inset: float
    """From the edges of the measure to what stands left and right, em."""
    right_on: Literal["first", "last"]
    """The line that the right side stands on where the left has several."""
    center_beside: Literal["center", "left"]
    """Where the middle goes when something stands on the right."""
    place: Place


class NamePart(NamedTuple):
    """So many characters of the name in a style of their own; 0: the rest."""

    characters: int
    face: str
    latin: str
    size: float
    """0: as the rest of the name is."""


class NameRow(NamedTuple):
    """刊名, large, or 题字 in its place."""

    least: float
    """The name is letterspaced to this width at least."""
    most: float
    """It grows smaller rather than wider."""
    size: float
    size_of_two: float
    """Its largest size on two lines."""
    longest: int
    """A name of more characters goes on two lines."""
    leading: float
    """Distance of its lines, em of the name."""
    parts: tuple[NamePart, ...]
    align: Alignment
    height: float
    """Of 题字."""
    at_of_two: float | None
    """Its place when it takes two lines."""
    place: Place


class RuleRow(NamedTuple):
    """A rule across: its weights from the top down, `apart` between them."""

    ink: InkName
    weights: tuple[float, ...]
    apart: float
    length: float
    """0: the measure."""
    star: float
    """Height of a ★ that breaks it; 0: none."""
    place: Place

    @property
    def height(self) -> float:
        """From the upper edge of the first to the lower edge of the last."""
        return sum(self.weights) + self.apart * (len(self.weights) - 1)


class PictureRow(NamedTuple):
    """A picture in the head, absolute path."""

    path: str
    width: float
    height: float
    place: Place


class GapRow(NamedTuple):
    """White; with `stretches` it takes up what is left before the next row that has its own place."""

    height: float
    stretches: bool


Row = SlotRow | NameRow | RuleRow | PictureRow | GapRow


class Head(NamedTuple):
    """报头: rows from the top down."""

    rows: tuple[Row, ...]
    lines: int
    """Grid lines it takes; 0: as many as its rows reach."""


class FrameItem(NamedTuple):
    """What stands outside the text's flow, on some pages; its place is counted from the page's top edge."""

    row: SlotRow | RuleRow
    pages: PageChoice
    turns: bool = False
    """What stands left on odd pages stands right on even ones, and the other way round."""


class Contents(NamedTuple):
    """要目 (J-11)."""

    label: str
    around: tuple[str, str]
    """Marks before and after the label."""
    bullet: str
    numbers_from: int
    """Pages an issue must have for page numbers to be printed; 0: never."""
    grouped: bool
    """By 栏目."""
    rule: float
    """Weight of the rule below; 0: none."""
    column_around: tuple[str, str]


class Reports(NamedTuple):
    """How reports follow one another, and what stands under their titles."""

    between: int
    """Empty grid lines before a title."""
    by: Literal["end", "under_title"]
    by_around: tuple[str, str]
    under_title: tuple[str, ...]
    """`source` and `date`, in their order."""
    column_around: tuple[str, str]


class Folio(NamedTuple):
    """页码 (P-60…P-64)."""

    before: str
    after: str
    """What stands before and after the number; `{pages}` in them is how many there are."""
    white: float
    """In place of a space in them, em."""
    place: Literal["outer", "inner", "center", "left", "right"]
    at: float
    """The middle of its marks, from the page's top edge."""
    inset: float
    """From the edge of the type area, em."""
    face: str
    size: float
    first: bool
    """Whether page 1 has one."""


class Foot(NamedTuple):
    """报尾 (P-50…P-55, J-15…J-19): groups of rows with a thin rule between them."""

    outer: float
    inner: float
    """Weights of the rules; 0: none."""
    pitch: float
    white: float
    """Between a rule and the text next to it."""
    inset: float
    """em."""
    groups: tuple[tuple[str, ...], ...]
    copies: Literal["inside", "below", "none"]
    drop: float
    """How far the last rule lies below the type area's lower edge."""


class VolumeForm(NamedTuple):
    """How a year bound as one book looks next to its issues (合订本)."""

    cover: CoverDesign
    lines: int
    """Lines a page of contents and indexes, which stand closer than text."""


class HouseStyle(NamedTuple):
    """版式, fully resolved."""

    name: str
    about: str
    page: PageForm
    red: Ink
    styles: Styles
    head: Head
    frame: tuple[FrameItem, ...]
    contents: Contents
    reports: Reports
    folio: Folio
    foot: Foot
    volume: VolumeForm
    switches: Switches
    base: str = ""
    """What an issue names it by; empty for the default."""
    files: tuple[str, ...] = ()
    """The files of its own that it was read from, absolute paths."""


SLOTS = {
    "name": "刊名", "series": "专刊名", "number": "期号", "serial": "总期号", "publisher": "编发单位",
    "date": "印发日期", "published": "发布日期", "signer": "签发人", "secrecy": "密级", "urgency": "紧急程度",
    "copy_number": "份号", "permit": "准印证号", "theme": "专题", "printer": "印刷单位", "audience": "发送对象",
}  # fmt: skip
"""What may fill a slot of a head or frame, in English and Chinese."""

FOOT_SLOTS = {
    "report": "报", "send": "送", "issue": "发", "extra": "本期增发", "audience": "发送对象", "colophon": "版记",
    "imprint": "印发", "printer": "印刷单位", "permit": "准印证号",
}  # fmt: skip
"""What may stand in a row of 报尾."""


def outside(house: HouseStyle) -> tuple[float, float]:
    """Return between which heights of the page head, frame and foot put what is outside the type area."""
    top, bottom = house.page.top, house.page.top + house.page.height
    heads = [
        top + row.place.at
        for row in house.head.rows
        if not isinstance(row, GapRow) and row.place.at is not None
    ]
    frames = [item.row.place.at for item in house.frame if item.row.place.at is not None]
    size = max(house.styles.name.size, house.styles.imprint.size, house.styles.body.size)
    upper = min([top, *(at - (_ROOM if at < top else 0.0) * size for at in (*heads, *frames))])
    lower = max([bottom + max(house.foot.drop, 0.0), *(at + _ROOM * size for at in frames if at > bottom)])
    return max(upper, 0.0), min(lower, house.page.size.height)


_ROOM: Final = 1.5
"""What stands at a height may reach so far above and below it, em."""


def red_in_text(house: HouseStyle) -> tuple[str, ...]:
    """Return the styles of the text that are printed red."""
    return tuple(
        name
        for name, style in zip(Styles._fields, house.styles, strict=True)
        if style.ink == "red" and name not in _OF_HEAD and name not in OF_VOLUMES
    )


_OF_HEAD: Final = (
    "name", "marking", "copy_number", "series", "number", "serial", "publisher", "date", "signer_label", "signer",
    "imprint", "folio",
)  # fmt: skip
"""Styles that head and frame take, and one whose ink is always black."""


def has_slot(house: HouseStyle, name: str) -> bool:
    """Whether a design prints something of this name in its head, its frame or its foot."""
    rows = (*house.head.rows, *(item.row for item in house.frame))
    sides = (side for row in rows if isinstance(row, SlotRow) for side in (row.left, row.center, row.right))
    return any(slot.name == name for side in sides for slot in side) or any(
        name in group for group in house.foot.groups
    )
