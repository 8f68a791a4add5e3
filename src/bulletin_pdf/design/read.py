"""A mapping of a design → its settings: a flat table from `styles.body.size` to a typed value with its place."""

from collections.abc import Mapping
from typing import Final

from bulletin_pdf.design.key_names import key_name, row_keys, slot_keys
from bulletin_pdf.design.kinds import (
    Layer,
    Table,
)
from bulletin_pdf.design.model import EDGES
from bulletin_pdf.design.read_values import NO_VALUE, ValueReader
from bulletin_pdf.design.vocabulary import (
    FOOT_SLOT_WORDS,
    NAME_ROW,
    PART,
    ROW,
    SECTIONS,
    SLOT,
    SLOT_WORDS,
    STYLE,
    STYLES,
    SWITCHES,
)
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Span
from bulletin_pdf.yamldoc.field_values import report_type
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import Node

_MAX_ROWS: Final = 40
_MAX_SLOTS: Final = 12
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


class _Reader(ValueReader):
    """Collects settings."""

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

    def read_foot_rows(self, node: Node, key: str) -> tuple[tuple[str, ...], ...] | None:
        if node.kind == "text" and node.value.strip() in NO_VALUE:
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

    def read_rows(self, node: Node, key: str) -> tuple[Table, ...] | None:
        return self.rows(node, key, framed=False)

    def read_frame(self, node: Node, key: str) -> tuple[Table, ...] | None:
        return self.rows(node, key, framed=True)

    def rows(self, node: Node, key: str, *, framed: bool) -> tuple[Table, ...] | None:
        """Read the rows of a head or a frame."""
        if node.kind == "text" and node.value.strip() in NO_VALUE:
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
