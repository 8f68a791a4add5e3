"""The kinds of value in a design: lengths with units, counts, words; and their ranges."""

from collections.abc import Mapping
from typing import Any, Final

from bulletin_pdf.geometry import POINTS_PER_MM, ZIHAO, Size, mm
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span

Length = tuple[float, str]
"""An amount and its unit: mm, pt, em, lines or %. em and lines depend on a style's size and on the grid."""

Table = dict[str, Any]
"""The settings of a row of the head: nothing that depends on another file is worked out yet."""


class Layer(NamedTuple):
    """What one file says of a design: settings by their path, such as `styles.body.size`."""

    name: str
    """Its name where the origin of a value is shown."""
    values: Mapping[str, Any]
    spans: Mapping[str, Span] = {}


UNITS: Final[Mapping[str, str]] = {
    "mm": "mm", "毫米": "mm", "cm": "cm", "厘米": "cm", "pt": "pt", "磅": "pt",
    "em": "em", "字": "em", "lines": "lines", "line": "lines", "行": "lines", "%": "%",
}  # fmt: skip

CELL: Final[Length] = (1.0, "cell")
"""The size that fills the grid's cells: 三号 as the grid sets it (P-12)."""
CELL_WORDS: Final = ("cell", "满格")

PAPERS: Final[Mapping[str, tuple[float, float]]] = {
    "A4": (210, 297), "A3": (297, 420), "A5": (148, 210), "B5": (176, 250), "16K": (188, 260), "16开": (188, 260),
    "大16开": (210, 285), "8K": (260, 376), "8开": (260, 376),
}  # fmt: skip
"""Trim sizes, mm; 16开 as Chinese printers cut it from 787 × 1092 paper."""


class LengthKind(NamedTuple):
    """A length: from `least` to `most`, mm; em, lines and % have ranges of their own."""

    least: float
    most: float
    units: tuple[str, ...] = ("mm", "pt")
    least_em: float = 0.0
    most_em: float = 60.0


class CountKind(NamedTuple):
    """A whole number."""

    least: int
    most: int


class WordsKind(NamedTuple):
    """One of several words, in English and Chinese, and what each means."""

    words: Mapping[str, object]


class TextKind(NamedTuple):
    """A text of one line."""

    most: int


class SpecialKind(NamedTuple):
    """A value with a shape of its own, read by the function of this name in `read`."""

    name: str


Kind = LengthKind | CountKind | WordsKind | TextKind | SpecialKind

MARGIN = LengthKind(0, 300)
EXTENT = LengthKind(20, 600)
PLACE = LengthKind(-300, 600, ("mm", "pt", "lines"), -20, 60)
WHITE = LengthKind(0, 300, ("mm", "pt", "em", "lines"))
EM = LengthKind(0, 200, ("em", "mm", "pt"))
SHARE = LengthKind(1, 600, ("%", "mm", "pt"), 5, 100)
WEIGHT = LengthKind(0.08, 5, ("mm", "pt"))
SIZE = LengthKind(1.0, 80, ("pt", "mm", "zihao", "cell"))

FACES: Final[Mapping[str, str]] = {
    "fangsong": "fangsong", "仿宋": "fangsong", "kai": "kai", "楷体": "kai", "楷": "kai", "hei": "hei", "黑体": "hei",
    "黑": "hei", "xbs": "xbs", "小标宋": "xbs", "song": "song", "宋体": "song", "宋": "song",
    "shusong": "shusong", "书宋": "shusong", "zhongsong": "zhongsong", "中宋": "zhongsong",
    "仿宋_GB2312": "fangsong", "楷体_GB2312": "kai", "方正小标宋": "xbs", "方正小标宋简体": "xbs", "方正小标宋_GBK": "xbs",
    "方正仿宋_GBK": "fangsong", "方正楷体_GBK": "kai", "方正黑体_GBK": "hei", "方正书宋_GBK": "shusong", "方正书宋": "shusong",
    "华文中宋": "zhongsong",
}  # fmt: skip
"""Roles of the font book, also as offices write them: which file serves a role is said under `fonts`."""
LATINS: Final[Mapping[str, str]] = {
    **FACES, "latin": "latin", "西文": "latin", "latin_bold": "latin_bold", "西文粗体": "latin_bold",
}  # fmt: skip
ALIGNMENTS = {
    "justify": "justify", "两端": "justify", "left": "left", "左": "left", "center": "center", "中": "center",
    "right": "right", "右": "right",
}  # fmt: skip
INKS = {"black": "black", "黑": "black", "red": "red", "红": "red"}
BY_PLACES = {"end": "end", "文末": "end", "under_title": "under_title", "题下": "under_title"}
FOLIO_PLACES = {
    "outer": "outer", "外侧": "outer", "inner": "inner", "内侧": "inner", "center": "center", "中": "center",
    "left": "left", "左": "left", "right": "right", "右": "right",
}  # fmt: skip
COVERS = {
    "rule": "rule", "红线": "rule", "frame": "frame", "边框": "frame", "slip": "slip", "题签": "slip",
}  # fmt: skip
COPIES = {
    "inside": "inside",
    "线内": "inside",
    "below": "below",
    "线下": "below",
    "none": "none",
    "无": "none",
}
PAGE_CHOICES = {
    "all": "all",
    "各页": "all",
    "first": "first",
    "首页": "first",
    "others": "others",
    "其余": "others",
}
FROM = {"area": "area", "版心": "area", "page": "page", "页边": "page", "foot": "foot", "页脚": "foot"}
RIGHT_ON = {"first": "first", "首行": "first", "last": "last", "末行": "last"}
BESIDE = {"center": "center", "中": "center", "left": "left", "左": "left"}
NEVER = {"never": 0, "从不": 0, "always": 1, "总是": 1}

COLUMN_SPANS = {"all": "all", "通栏": "all", "one": "one", "一栏": "one"}

FLAG = SpecialKind("flag")

KINDS: Final[Mapping[str, Kind]] = {
    "line": TextKind(200),
    "word": TextKind(12),
    "flag": FLAG,
    "margin": MARGIN,
    "extent": EXTENT,
    "place": PLACE,
    "white": WHITE,
    "em": EM,
    "share": SHARE,
    "weight": WEIGHT,
    "size": SIZE,
    "gap": LengthKind(0, 100, ("mm", "pt", "em", "lines")),
    "pitch": LengthKind(2, 60),
    "leading": LengthKind(1, 60, ("lines", "pt", "mm"), 0.3, 6),
    "length": LengthKind(5, 600, ("mm", "pt", "%"), 1, 300),
    "drop": LengthKind(-300, 300),
    "apart": LengthKind(0, 20),
    "count": CountKind(0, 99),
    "lines": CountKind(1, 99),
    "columns": CountKind(1, 4),
    "column_gap": LengthKind(1.5, 60, ("em", "mm", "pt"), 0.5, 12),
    "column_span": WordsKind(COLUMN_SPANS),
    "characters": CountKind(1, 99),
    "language": CountKind(1, 1),
    "face": WordsKind(FACES),
    "latin": WordsKind(LATINS),
    "align": WordsKind(ALIGNMENTS),
    "ink": WordsKind(INKS),
    "by": WordsKind(BY_PLACES),
    "folio_place": WordsKind(FOLIO_PLACES),
    "copies": WordsKind(COPIES),
    "cover": WordsKind(COVERS),
    "pages": WordsKind(PAGE_CHOICES),
    "from": WordsKind(FROM),
    "right_on": WordsKind(RIGHT_ON),
    "beside": WordsKind(BESIDE),
    "numbers": SpecialKind("numbers"),
    "paper": SpecialKind("paper"),
    "colour": SpecialKind("colour"),
    "area": SpecialKind("area"),
    "weights": SpecialKind("weights"),
    "style_name": SpecialKind("style_name"),
    "around": SpecialKind("around"),
    "folio_form": SpecialKind("folio_form"),
    "slots": SpecialKind("slots"),
    "foot_rows": SpecialKind("foot_rows"),
    "under_title": SpecialKind("under_title"),
    "rows": SpecialKind("rows"),
    "frame": SpecialKind("frame"),
    "name_row": SpecialKind("name_row"),
    "parts": SpecialKind("parts"),
    "picture": SpecialKind("picture"),
    "stretch": SpecialKind("stretch"),
    "star": SpecialKind("star"),
}


def points(length: Length, *, em: float = 0.0, pitch: float = 0.0, whole: float = 0.0) -> float:
    """Return a length in pt; `em`, `pitch` and `whole` are what em, lines and % are counted in."""
    amount, unit = length
    match unit:
        case "mm":
            return amount * POINTS_PER_MM
        case "pt":
            return amount
        case "em":
            return amount * em
        case "lines":
            return amount * pitch
        case "%":
            return amount / 100 * whole
        case _:
            raise ValueError(f"a length in {unit}")


def paper_name(trim: Size) -> str:
    """Return the name of a trim size, empty for one that has none."""
    near = (
        name
        for name, (w, h) in PAPERS.items()
        if abs(mm(w) - trim.width) < 1 and abs(mm(h) - trim.height) < 1
    )
    return next(near, "")


def written(length: Length) -> str:
    """Return a length as an editor writes it."""
    amount, unit = length
    if unit == "cell":
        return "cell"
    named = next((name for name, size in ZIHAO.items() if size == amount), "") if unit == "zihao" else ""
    spaced = " " if unit == "lines" else ""
    return named or f"{amount:g}{spaced}{'pt' if unit == 'zihao' else unit}"
