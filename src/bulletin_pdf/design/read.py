"""A mapping of a design → its settings: a flat table from `styles.body.size` to a typed value with its place."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bulletin_pdf.design import kinds
from bulletin_pdf.design.key_names import key_name, row_keys, slot_keys
from bulletin_pdf.design.kinds import (
    CELL_WORDS,
    KINDS,
    NEVER,
    PAPERS,
    UNITS,
    CountKind,
    Layer,
    Length,
    LengthKind,
    SpecialKind,
    Table,
    TextKind,
    WordsKind,
)
from bulletin_pdf.design.model import EDGES
from bulletin_pdf.design.switches import WORDS
from bulletin_pdf.design.vocabulary import (
    FOOT_SLOT_WORDS,
    NAME_ROW,
    PART,
    ROW,
    SECTIONS,
    SLOT,
    SLOT_WORDS,
    STYLE,
    STYLE_WORDS,
    STYLES,
    SWITCHES,
    TWO_LINES,
    UNDER_TITLE,
)
from bulletin_pdf.geometry import POINTS_PER_MM, ZIHAO
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.field_values import read_integer, read_line, report_type
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.named_files import read_file_name
from bulletin_pdf.yamldoc.node import Node

_LENGTH: Final = pattern(r"(-?[0-9]{1,4}(?:\.[0-9]{1,6})?)\s*([A-Za-z%\u3400-\u9fff]{1,5})")
_NUMBER: Final = pattern(r"[0-9]{1,3}(?:\.[0-9]{1,3})?")
_MAX_ROWS: Final = 40
_MAX_SLOTS: Final = 12
_NONE: Final = ("none", "无", "0")
_MAIN_KEYS: Final = ("name", "rule", "picture", "gap", "stretch")
"""What makes a row of a head other than one of slots."""
_GIVEN_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (),
    "rule": ("weights", "spacing", "length", "star", "pages"),
    "picture": ("width", "height"),
    "gap": (),
    "stretch": (),
    "slots": ("left", "center", "right", "inner", "outer", "style", "stack", "apart", "inset", "right_on", "center_beside", "pages"),
}  # fmt: skip
_UNPLACED: Final = ("gap", "stretch")
_TURNING: Final = ("inner", "outer")
"""Sides that change from page to page: only frames have them."""


def read_layer(fields: Fields, origin: str) -> Layer:
    """Read every setting of a mapping; what is wrong is noted and left out."""
    reader = _Reader(fields.problems)
    for name, kind in (("language", "language"), ("design", "line"), ("about", "line")):
        reader.one(fields, name, name, kind)
    for section, table in SECTIONS.items():
        node = fields.own(section)
        if node is None or node.is_blank:
            continue
        if node.kind != "mapping":
            report_type(node, fields.name_of(section), "mapping", fields.problems)
            continue
        inner = Fields(node, table, fields.problems)
        for key in table.keys:
            reader.one(inner, key.name, f"{section}.{key.name}", key.value)
    reader.styles(fields)
    frame = fields.own("frame")
    if frame is not None and not frame.is_blank:
        reader.keep(
            "frame", reader.rows(frame, fields.name_of("frame"), framed=True), fields.key_span("frame")
        )
    for key in SWITCHES:
        reader.one(fields, key.name, key.name, key.value)
    return Layer(origin, reader.values, reader.spans)


class _Reader:
    """Collects settings."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.values: Table = {}
        self.spans: dict[str, Span] = {}

    def keep(self, path: str, value: object, span: Span) -> None:
        if value is not None:
            self.values[path] = value
            self.spans[path] = span

    def one(self, fields: Fields, name: str, path: str, kind: str) -> None:
        """Read one key of a mapping, if it is given."""
        node = fields.own(name)
        if node is None or (node.is_blank and kind not in ("file",)):
            return
        self.keep(path, self.value(node, kind, fields, name), node.span)

    def value(self, node: Node, kind: str, fields: Fields, name: str) -> Any:
        """Read a value of a kind; None for one that is wrong."""
        key = fields.name_of(name)
        if kind in WORDS:
            return self.word(node, WORDS[kind], key, fields)
        if kind == "file":
            return self.file(node, key)
        if kind == "two_lines":
            return self.inside(node, TWO_LINES, key)
        if kind == "slot":
            return self.word(node, SLOT_WORDS, key, fields)
        match KINDS[kind]:
            case LengthKind() as length:
                return self.length(node, length, key)
            case CountKind(least, most):
                return read_integer(node, key, self.problems, least, most)
            case WordsKind(words):
                return self.word(node, words, key, fields)
            case TextKind(most):
                if kind == "word" and node.kind == "text" and node.value.strip() in _NONE:
                    return ""
                return self.line(node, key, most)
            case SpecialKind(special):
                return self.special(special)(node, key)

    def special(self, name: str) -> Callable[[Node, str], Any]:
        found: Callable[[Node, str], Any] = getattr(self, f"read_{name}")
        return found

    # Simple values

    def line(self, node: Node, key: str, most: int = 200) -> str | None:
        written = read_line(node, key, self.problems, most)
        return None if written is None else written.text

    def word(self, node: Node, words: Mapping[str, object], key: str, fields: Fields | None = None) -> Any:
        if node.kind != "text":
            report_type(node, key, "text", self.problems)
            return None
        word = node.value.strip()
        if word in words:
            return words[word]
        chosen = fields.in_its_language(words) if fields else list(words)
        self.problems.add(
            Code.UNKNOWN_CHOICE, node.span, key=key, value=word[:40], choices=tuple(dict.fromkeys(chosen))
        )
        return None

    def file(self, node: Node, key: str) -> str | None:
        if node.is_blank:
            return ""
        written = read_line(node, key, self.problems)
        return (
            read_file_name(written, Code.PICTURE_NOT_READ, self.problems)
            if written and written.text
            else None
        )

    def length(self, node: Node, kind: LengthKind, key: str) -> Length | None:
        """Read a length with its unit; a 字号 where sizes may be given."""
        if node.kind != "text":
            report_type(node, key, "text", self.problems)
            return None
        text = node.value.strip()
        if "zihao" in kind.units and text in ZIHAO:
            return float(ZIHAO[text]), "zihao"
        if "cell" in kind.units and text in CELL_WORDS:
            return kinds.CELL
        if text in ("0", "0.0"):
            return self.within((0.0, kind.units[0]), kind, node, key)
        found = _LENGTH.fullmatch(text)
        unit = UNITS.get(found[2]) if found else None
        amount = float(found[1]) if found else 0.0
        if unit == "cm":
            unit, amount = "mm", amount * 10
        if unit is None or unit not in kind.units:
            units = tuple("字号" if unit == "zihao" else unit for unit in kind.units if unit != "cell")
            self.problems.add(Code.NOT_A_LENGTH, node.span, key=key, value=text[:40], units=units)
            return None
        return self.within((amount, unit), kind, node, key)

    def within(self, length: Length, kind: LengthKind, node: Node, key: str) -> Length | None:
        """Refuse a length out of its range."""
        amount, unit = length
        if unit in ("mm", "pt"):
            size = amount if unit == "mm" else amount / POINTS_PER_MM
            least, most = kind.least, kind.most
        else:
            size, least, most = amount, kind.least_em, kind.most_em
        if least - 1e-9 <= size <= most + 1e-9:
            return length
        shown = "mm" if unit == "pt" else unit
        self.problems.add(
            Code.LENGTH_OUT_OF_RANGE,
            node.span,
            key=key,
            value=node.value.strip(),
            least=f"{least:g} {shown}",
            most=f"{most:g} {shown}",
        )
        return None

    def items(self, node: Node, key: str, most: int) -> tuple[Node, ...] | None:
        """Return the entries of a list; a single value is a list of one."""
        entries = node.items if node.kind == "list" else (node,)
        if len(entries) > most:
            self.problems.add(Code.TOO_MANY_ENTRIES, node.span, key=key, length=len(entries), limit=most)
            return None
        return tuple(entries)

    def inside(self, node: Node, table: Any, key: str, spans: dict[str, Span] | None = None) -> Table | None:
        """Read a mapping whose keys hold one value each, and where each stands."""
        if node.kind != "mapping":
            report_type(node, key, "mapping", self.problems)
            return None
        fields = Fields(node, table, self.problems)
        found: Table = {}
        for each in table.keys:
            inner = fields.own(each.name)
            if inner is not None and not inner.is_blank:
                value = self.value(inner, each.value, fields, each.name)
                if value is not None:
                    found[each.name] = value
                    if spans is not None:
                        spans[each.name] = inner.span
        return found

    # Values with shapes of their own

    def read_flag(self, node: Node, key: str) -> bool | None:
        from bulletin_pdf.yamldoc.fields import TRUTHS

        if node.kind != "text":
            report_type(node, key, "text", self.problems)
            return None
        truth = TRUTHS.get(node.value.strip().lower())
        if truth is None:
            self.problems.add(Code.NOT_A_BOOLEAN, node.span, key=key, value=node.value[:40])
        return truth

    def read_paper(self, node: Node, key: str) -> tuple[Length, Length] | None:
        if node.kind == "list" and len(node.items) == 2:
            kind = LengthKind(50, 600)
            sides = [self.length(side, kind, key) for side in node.items]
            return None if None in sides else (sides[0], sides[1])  # type: ignore[return-value]
        size = self.word(node, PAPERS, key)
        return None if size is None else ((float(size[0]), "mm"), (float(size[1]), "mm"))

    def read_colour(self, node: Node, key: str) -> tuple[float, ...] | None:
        """Read cyan, magenta, yellow and black, %."""
        if node.kind != "list" or len(node.items) != 4:
            self.problems.add(Code.NOT_A_COLOUR, node.span, key=key)
            return None
        parts: list[float] = []
        for part in node.items:
            if part.kind != "text" or not _NUMBER.fullmatch(part.value.strip()) or float(part.value) > 100:
                self.problems.add(Code.NOT_A_COLOUR, part.span, key=key)
                return None
            parts.append(float(part.value) / 100)
        return tuple(parts)

    def read_area(self, node: Node, key: str) -> tuple[int, ...] | None:
        entries = self.items(node, key, 12)
        counts = [read_integer(entry, key, self.problems, 1, 40) for entry in entries or ()]
        return None if entries is None or None in counts else tuple(count for count in counts if count)

    def read_weights(self, node: Node, key: str) -> tuple[Length, ...] | None:
        if node.kind == "text" and node.value.strip() in _NONE:
            return ()
        entries = self.items(node, key, 3)
        weights = [self.length(entry, kinds.WEIGHT, key) for entry in entries or ()]
        return None if entries is None or None in weights else tuple(weight for weight in weights if weight)

    def read_around(self, node: Node, key: str) -> tuple[str, str] | None:
        if node.kind == "list" and len(node.items) == 2:
            marks = [self.line(entry, key, 8) for entry in node.items]
            return None if None in marks else (marks[0] or "", marks[1] or "")
        text = self.line(node, key, 2)
        if text is None:
            return None
        return ("", "") if not text else (text[0], text[-1])

    def read_numbers(self, node: Node, key: str) -> int | None:
        if node.kind == "text" and node.value.strip() in NEVER:
            return NEVER[node.value.strip()]
        return read_integer(node, key, self.problems, 1, 999)

    def read_folio_form(self, node: Node, key: str) -> tuple[str, str] | None:
        text = self.line(node, key, 40)
        if text is None:
            return None
        before, number, after = text.partition("{n}")
        rest = (before + after).replace("{pages}", "")
        if not number or "{n}" in after or any(mark in rest for mark in "{}") or any(map(str.isdigit, rest)):
            self.problems.add(Code.UNKNOWN_PAGE_NUMBER_FORM, node.span, key=key, value=text)
            return None
        return before, after

    def read_style_name(self, node: Node, key: str) -> str | None:
        found: str | None = self.word(node, STYLE_WORDS, key)
        return found

    def read_under_title(self, node: Node, key: str) -> tuple[str, ...] | None:
        if node.kind == "text" and node.value.strip() in _NONE:
            return ()
        entries = self.items(node, key, 3)
        words = [self.word(entry, UNDER_TITLE, key) for entry in entries or ()]
        return None if entries is None or None in words else tuple(dict.fromkeys(words))

    def read_foot_rows(self, node: Node, key: str) -> tuple[tuple[str, ...], ...] | None:
        if node.kind == "text" and node.value.strip() in _NONE:
            return ()
        groups: list[tuple[str, ...]] = []
        places: list[Node] = []
        for entry in self.items(node, key, _MAX_SLOTS) or ():
            nodes = self.items(entry, key, _MAX_SLOTS) or ()
            words = [self.word(word, FOOT_SLOT_WORDS, key) for word in nodes]
            places += nodes
            if None in words:
                return None
            groups.append(tuple(words))
        named = [name for group in groups for name in group]
        twice = next((place for place, name in enumerate(named) if name in named[:place]), None)
        if twice is not None:
            again = places[twice]
            self.problems.add(Code.SLOT_TWICE, again.span, key=key, slot=again.value.strip())
            return None
        return tuple(groups)

    def read_slots(self, node: Node, key: str) -> tuple[Table, ...] | None:
        found: list[Table] = []
        for entry in self.items(node, key, _MAX_SLOTS) or ():
            if entry.kind == "mapping":
                before = self.problems.count
                slot = self.inside(entry, SLOT, key)
                if self.problems.count > before:
                    return None
                if slot is not None and ("slot" in slot) == ("text" in slot):
                    self.problems.add(Code.DESIGN_PART_MISSING, entry.span, keys=slot_keys(("slot", "text")))
                    slot = None
            else:
                word = self.word(entry, SLOT_WORDS, key)
                slot = None if word is None else {"slot": word}
            if slot is None:
                return None
            found.append(slot)
        return tuple(found)

    def read_name_row(self, node: Node, key: str) -> Table | None:
        if node.kind == "text":
            return {} if self.read_flag(node, key) else None
        return self.inside(node, NAME_ROW, key)

    def read_parts(self, node: Node, key: str) -> tuple[Table, ...] | None:
        found = [self.inside(entry, PART, key) for entry in self.items(node, key, 4) or ()]
        return None if None in found else tuple(part for part in found if part is not None)

    def read_picture(self, node: Node, key: str) -> str | None:
        return self.file(node, key)

    def read_stretch(self, node: Node, key: str) -> Length | None:
        if node.kind == "text" and node.value.strip() in ("true", "yes", "是"):
            return 0.0, "pt"
        return self.length(node, kinds.WHITE, key)

    def read_star(self, node: Node, key: str) -> Length | None:
        if node.kind == "text" and node.value.strip() in ("true", "yes", "是"):
            return 5.0, "mm"
        return self.length(node, LengthKind(1, 30), key)

    def read_rows(self, node: Node, key: str) -> tuple[Table, ...] | None:
        return self.rows(node, key, framed=False)

    def read_frame(self, node: Node, key: str) -> tuple[Table, ...] | None:
        return self.rows(node, key, framed=True)

    def rows(self, node: Node, key: str, *, framed: bool) -> tuple[Table, ...] | None:
        """Read the rows of a head or a frame."""
        if node.kind == "text" and node.value.strip() in _NONE:
            return ()
        if node.kind != "list":
            report_type(node, key, "list", self.problems)
            return None
        found = [self.row(entry, key, framed=framed) for entry in self.items(node, key, _MAX_ROWS) or ()]
        return tuple(row for row in found if row is not None)

    def row(self, node: Node, key: str, *, framed: bool) -> Table | None:
        spans: dict[str, Span] = {}
        before = self.problems.count
        row = self.inside(node, ROW, key, spans)
        if row is None or self.problems.count > before:
            return None  # what is wrong inside it has been reported
        mains: list[str] = [name for name in _MAIN_KEYS if name in row]
        if any(side in row for side in ("left", "center", "right", *_TURNING)):
            mains.append("slots")
        allowed = ("rule", "slots") if framed else (*_MAIN_KEYS, "slots")
        if len(mains) != 1 or mains[0] not in allowed:
            if node.pairs:
                shown = (
                    "left",
                    "center",
                    "right",
                    *(_TURNING if framed else ()),
                    *(name for name in allowed if name != "slots"),
                )
                more = [span for name, span in spans.items() if name in mains]
                self.problems.add(
                    Code.DESIGN_PART_MISSING, more[1] if more[1:] else node.span, keys=row_keys(shown)
                )
            return None
        row["spans"] = spans
        return self.checked_row(row, mains[0], node, framed=framed)

    def checked_row(self, row: Table, main: str, node: Node, *, framed: bool) -> Table | None:
        """Refuse keys that do nothing in this kind of row, and a place given twice."""
        of_row = {main, *_GIVEN_WITH[main]} - ({"pages", *_TURNING} if not framed else set())
        if any(side in row for side in _TURNING):
            of_row -= {"left", "right"}
        placing = (
            set()
            if main in _UNPLACED
            else {"from", "free", "offset", *EDGES} | (set() if framed else {"above"})
        )
        spans = row["spans"]
        for name in spans:
            if name not in of_row | placing:
                self.problems.add(Code.ROW_KEY_WITHOUT_EFFECT, spans[name], key=key_name(name, ROW))
                return None
        edges = [edge for edge in EDGES if edge in row]
        if len(edges) > 1 or (not edges and (framed or row.get("free"))):
            place = spans[edges[1]] if edges else node.span
            self.problems.add(Code.ONE_PLACE_ONLY, place, keys=row_keys(EDGES))
            return None
        if main == "rule" and edges and edges[0] not in ("top", "middle", "bottom"):
            self.problems.add(Code.ROW_KEY_WITHOUT_EFFECT, spans[edges[0]], key=key_name(edges[0], ROW))
            return None
        if main == "picture" and not {"width", "height"} & row.keys():
            self.problems.add(Code.DESIGN_PART_MISSING, node.span, keys=row_keys(("width", "height")))
            return None
        row["main"] = main
        return row

    # Styles

    def styles(self, fields: Fields) -> None:
        node = fields.own("styles")
        if node is None or node.is_blank:
            return
        if node.kind != "mapping":
            report_type(node, fields.name_of("styles"), "mapping", self.problems)
            return
        styles = Fields(node, STYLES, self.problems)
        for style in STYLES.keys:
            inner = styles.own(style.name)
            if inner is None or inner.is_blank:
                continue
            if inner.kind != "mapping":
                report_type(inner, styles.name_of(style.name), "mapping", self.problems)
                continue
            attributes = Fields(inner, STYLE, self.problems)
            for key in STYLE.keys:
                self.one(attributes, key.name, f"styles.{style.name}.{key.name}", key.value)
