"""Single values of a design: lengths, words, files, colours, and those with a shape of their own."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bulletin_pdf.design import kinds
from bulletin_pdf.design.kinds import (
    CELL_WORDS,
    KINDS,
    NEVER,
    PAPERS,
    UNITS,
    CountKind,
    Length,
    LengthKind,
    SpecialKind,
    Table,
    TextKind,
    WordsKind,
)
from bulletin_pdf.design.switches import WORDS
from bulletin_pdf.design.vocabulary import (
    SLOT_WORDS,
    STYLE_WORDS,
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
NO_VALUE: Final = ("none", "无", "0")


class ValueReader:
    """Reads values by their kind; what is wrong is reported."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.values: Table = {}
        self.spans: dict[str, Span] = {}

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
                if kind == "word" and node.kind == "text" and node.value.strip() in NO_VALUE:
                    return ""
                return self.line(node, key, most)
            case SpecialKind(special):
                return self.special(special)(node, key)

    def special(self, name: str) -> Callable[[Node, str], Any]:
        """Return the method that reads a special kind."""
        found: Callable[[Node, str], Any] = getattr(self, f"read_{name}")
        return found

    # Simple values

    def line(self, node: Node, key: str, most: int = 200) -> str | None:
        """Read a text of one line."""
        written = read_line(node, key, self.problems, most)
        return None if written is None else written.text

    def word(self, node: Node, words: Mapping[str, object], key: str, fields: Fields | None = None) -> Any:
        """Read one of several words."""
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
        """Read the name of a picture file; empty for none."""
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
        """Read yes or no."""
        from bulletin_pdf.yamldoc.fields import TRUTHS

        if node.kind != "text":
            report_type(node, key, "text", self.problems)
            return None
        truth = TRUTHS.get(node.value.strip().lower())
        if truth is None:
            self.problems.add(Code.NOT_A_BOOLEAN, node.span, key=key, value=node.value[:40])
        return truth

    def read_paper(self, node: Node, key: str) -> tuple[Length, Length] | None:
        """Read a paper size by its name or its two sides."""
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
        """Read how many grid lines texts of one, two … lines take."""
        entries = self.items(node, key, 12)
        counts = [read_integer(entry, key, self.problems, 1, 40) for entry in entries or ()]
        return None if entries is None or None in counts else tuple(count for count in counts if count)

    def read_weights(self, node: Node, key: str) -> tuple[Length, ...] | None:
        """Read the weights of rules; empty for none."""
        if node.kind == "text" and node.value.strip() in NO_VALUE:
            return ()
        entries = self.items(node, key, 3)
        weights = [self.length(entry, kinds.WEIGHT, key) for entry in entries or ()]
        return None if entries is None or None in weights else tuple(weight for weight in weights if weight)

    def read_around(self, node: Node, key: str) -> tuple[str, str] | None:
        """Read the marks before and after a text."""
        if node.kind == "list" and len(node.items) == 2:
            marks = [self.line(entry, key, 8) for entry in node.items]
            return None if None in marks else (marks[0] or "", marks[1] or "")
        text = self.line(node, key, 2)
        if text is None:
            return None
        return ("", "") if not text else (text[0], text[-1])

    def read_numbers(self, node: Node, key: str) -> int | None:
        """Read from how many pages on numbers are printed; never."""
        if node.kind == "text" and node.value.strip() in NEVER:
            return NEVER[node.value.strip()]
        return read_integer(node, key, self.problems, 1, 999)

    def read_folio_form(self, node: Node, key: str) -> tuple[str, str] | None:
        """Read the form of a folio: the texts before and after the number."""
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
        """Read the name of a style."""
        found: str | None = self.word(node, STYLE_WORDS, key)
        return found

    def read_under_title(self, node: Node, key: str) -> tuple[str, ...] | None:
        """Read what follows a title; empty for nothing."""
        if node.kind == "text" and node.value.strip() in NO_VALUE:
            return ()
        entries = self.items(node, key, 3)
        words = [self.word(entry, UNDER_TITLE, key) for entry in entries or ()]
        return None if entries is None or None in words else tuple(dict.fromkeys(words))

    def read_picture(self, node: Node, key: str) -> str | None:
        """Read the file of a picture."""
        return self.file(node, key)

    def read_stretch(self, node: Node, key: str) -> Length | None:
        """Read stretchable space; yes has no minimum."""
        if node.kind == "text" and node.value.strip() in ("true", "yes", "是"):
            return 0.0, "pt"
        return self.length(node, kinds.WHITE, key)

    def read_star(self, node: Node, key: str) -> Length | None:
        """Read the height of a star; yes is 5 mm."""
        if node.kind == "text" and node.value.strip() in ("true", "yes", "是"):
            return 5.0, "mm"
        return self.length(node, LengthKind(1, 30), key)
