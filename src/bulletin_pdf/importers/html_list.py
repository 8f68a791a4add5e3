"""The numbers a browser shows before the items of a list: start, value, reversed, and the shape."""

import re
from collections.abc import Sequence

from justhtml import Element, Node

from bulletin_pdf.importers.numbering import in_shape
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

LISTS = frozenset(("ol", "ul", "menu", "dir"))
_SHAPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLED = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero", "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting",
    "cjk-heavenly-stem": "ideographTraditional", "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.I)
_COUNT = pattern(r"\s*([+-]?[0-9]{1,6})")
_MARKS = frozenset(("none", "disc", "circle", "square"))


class Counter(NamedTuple):
    """How one list counts."""

    counted: bool
    shape: str = "decimal"
    at: int = 1
    """The number of the next item."""
    step: int = 1

    def number(self, tag: dict[str, str]) -> tuple[str, "Counter"]:
        """Return the number of an item, and the counter for the next."""
        at = _integer(tag.get("value", ""), self.at)
        after = self._replace(at=at + self.step)
        shape = _shape(tag, self.shape)
        if not self.counted or not shape:
            return "", after
        end = "、" if shape in ("chineseCounting", "ideographTraditional", "ideographZodiac") else "."
        return (in_shape(at, shape) if at > 0 else str(at)) + end, after


def counter(node: Element, tag: dict[str, str]) -> Counter:
    """Begin to count a list; lists of bullets and lists without marks show no number."""
    shape = _shape(tag, "decimal")
    if node.name != "ol":
        return Counter(False)
    items = _items(node.children or ())
    backwards = "reversed" in tag
    first = _integer(tag.get("start", ""), items if backwards else 1)
    return Counter(bool(shape), shape, first, -1 if backwards else 1)


def _items(children: Sequence[Node]) -> int:
    return sum(child.name == "li" for child in children)


def _shape(tag: dict[str, str], default: str) -> str:
    """Return the list mark an element sets; empty for a bullet or no mark."""
    match = _STYLE.search(tag.get("style", ""))
    words = match[1].lower().split() if match else []
    if _MARKS & set(words):
        return ""
    styled = next((_STYLED[word] for word in words if word in _STYLED), "")
    return styled or _SHAPES.get(tag.get("type", "").strip(), default)


def _integer(text: str, default: int) -> int:
    match = _COUNT.match(text)
    return int(match[1]) if match else default
