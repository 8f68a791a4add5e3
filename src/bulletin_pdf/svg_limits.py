"""Limits on SVG files, checked before anything is drawn.

A crest or a title in outlines has some hundred shapes. What has far more, uses itself over and over,
or is nested deeper than anybody draws, is a mistake or an attack: drawing it would take minutes.
"""

import zlib
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree

MAX_BYTES: Final = 4 << 20
"""Of a file, unpacked."""
MAX_SHAPES: Final = 10_000
"""Elements to be drawn, those of each use counted again."""
MAX_LEVELS: Final = 100
MAX_NUMBERS: Final = 2_000_000
"""Characters of outlines, those of each use counted again."""

_PACKED: Final = b"\x1f\x8b"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_OUTLINES: Final = ("d", "points")


class ArtworkError(Exception):
    """The file gives no drawing: `fault` is a term of the catalogue of words."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


def bounded(data: bytes) -> bytes:
    """Return the text of an SVG file within bounds, unpacked if need be; raises `ArtworkError`."""
    if data.startswith(_PACKED):
        try:
            data = zlib.decompressobj(31).decompress(data, MAX_BYTES + 1)
        except zlib.error as error:
            raise ArtworkError("unreadable") from error
    if len(data) > MAX_BYTES:
        raise ArtworkError("large")
    root = _parsed(data)
    shapes, numbers = _Expanded(root).cost(root)
    if shapes > MAX_SHAPES or numbers > MAX_NUMBERS:
        raise ArtworkError("shapes")
    return data


def _parsed(data: bytes) -> ElementTree.Element:
    """Parse; expat fetches nothing and bounds what entities grow to."""
    try:
        target = _Builder()
        parser = ElementTree.XMLParser(target=target)
        parser.feed(data)
        root = parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise ArtworkError("unreadable") from error
    if not isinstance(root, ElementTree.Element):
        raise ArtworkError("unreadable")
    return root


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree that is not too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> ElementTree.Element:
        self._depth += 1
        if self._depth > MAX_LEVELS:
            raise ArtworkError("deep")
        return super().start(tag, attrs)

    def end(self, tag: str) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


class _Expanded:
    """Counts what is drawn: what is used counts each time it is used."""

    def __init__(self, root: ElementTree.Element) -> None:
        self._named = {name: element for element in root.iter() if (name := element.get("id"))}
        self._costs: dict[ElementTree.Element, tuple[int, int]] = {}
        self._open: set[ElementTree.Element] = set()

    def cost(self, element: ElementTree.Element) -> tuple[int, int]:
        """Return the elements and the characters of outlines that an element stands for."""
        if element in self._costs:
            return self._costs[element]
        if element in self._open or len(self._open) > 2 * MAX_LEVELS:
            raise ArtworkError("use")
        self._open.add(element)
        own = sum(len(element.get(name, "")) for name in _OUTLINES)
        shapes, numbers = _sum([(1, own), *map(self.cost, self._inside(element))])
        self._open.remove(element)
        # Beyond the bounds it is the same how far.
        self._costs[element] = min(shapes, 2 * MAX_SHAPES), min(numbers, 2 * MAX_NUMBERS)
        return self._costs[element]

    def _inside(self, element: ElementTree.Element) -> Iterable[ElementTree.Element]:
        yield from element
        kind = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        target = element.get(_XLINK) or element.get("href") or ""
        if kind == "image":  # Only outlines are drawn; it would be lost without a word.
            raise ArtworkError("picture")
        if kind != "use" or not target:
            return
        if target.startswith("#"):
            if (used := self._named.get(target[1:])) is not None:
                yield used
        else:
            raise ArtworkError("elsewhere")


def _sum(costs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    shapes, numbers = zip(*costs, strict=True)
    return sum(shapes), sum(numbers)
