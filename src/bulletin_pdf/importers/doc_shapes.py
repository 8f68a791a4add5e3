"""Drawings of a Word 97-2003 file that float: their pictures and text boxes, by the character each is anchored to ([MS-ODRAW] 2.2).

The anchors name shapes; a shape, or those grouped in it, names pictures by their number in the store of all
pictures, whose bytes lie in the store or in the main stream. The story of the text boxes names the shape of each.
"""

import struct
from collections.abc import Iterator

from bulletin_pdf.importers.doc_file import DocFile, long, positions, word
from bulletin_pdf.named_tuples import NamedTuple

_ANCHORS, _ART, _BOXES = 40, 50, 56
_ANCHOR_SIZE, _BOX_SIZE = 26, 22
_BOX_SHAPE = 14
"""Where an entry of the text boxes names its shape."""
_STORE, _DRAWING, _GROUP, _SHAPE = 0xF001, 0xF002, 0xF003, 0xF004
_ENTRY, _SHAPE_ID, _PROPERTIES = 0xF007, 0xF00A, 0xF00B
_DRAWINGS = 0xF000
_HEADER = 8
_ENTRY_HEAD = 36
_PICTURE = 0x0104
_MAX_DEPTH = 8
_MAX_PICTURE = 40 << 20
_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*")
_BROKEN = (struct.error, IndexError)


class _Record(NamedTuple):
    kind: int
    instance: int
    body: bytes


class Floating(NamedTuple):
    """A drawing that floats."""

    pictures: tuple[bytes, ...] = ()
    """Empty bytes for those of a kind that cannot be printed."""
    boxes: tuple[tuple[int, int], ...] = ()
    """Where its text begins and ends, positions of the file."""


class _Shown(NamedTuple):
    """What a shape, or a group of them, shows."""

    pictures: list[int]
    """Their numbers in the store."""
    names: list[int]
    """Its own name and those of the shapes grouped in it."""


def floating_drawings(file: DocFile) -> dict[int, Floating]:
    """Return each anchored drawing, by the position of its character."""
    anchors = file.part(_ANCHORS)
    places = positions(anchors, _ANCHOR_SIZE)[:-1]
    if not places:
        return {}
    try:
        store, shapes = _art(file)
    except _BROKEN:
        store, shapes = [], {}
    boxes = _boxes(file)
    first = 4 * (len(places) + 1)
    found: dict[int, Floating] = {}
    for number, place in enumerate(places):
        name = long(anchors, first + _ANCHOR_SIZE * number)
        shown = shapes.get(name, _Shown([], [name]))
        pictures = (store[at - 1] for at in shown.pictures if 0 < at <= len(store))
        texts = (boxes[each] for each in dict.fromkeys(shown.names) if each in boxes)
        found[place] = Floating(tuple(pictures), tuple(texts))
    return found


def _boxes(file: DocFile) -> dict[int, tuple[int, int]]:
    """Return where the text of each shape stands."""
    held = file.part(_BOXES)
    places = positions(held, _BOX_SIZE)
    begin, end = file.stories["boxes"]
    first = 4 * len(places) + _BOX_SHAPE
    return {
        long(held, first + _BOX_SIZE * at): (begin + places[at], min(begin + places[at + 1], end))
        for at in range(len(places) - 1)
        if places[at] < places[at + 1]
    }


def blip_data(body: bytes) -> bytes:
    """Return the JPEG, PNG or TIFF of a picture's record, behind its one or two identifiers; nothing for other kinds."""
    return next((body[skip:] for skip in (17, 33) if body[skip:].startswith(_STARTS)), b"")


def _art(file: DocFile) -> tuple[list[bytes], dict[int, _Shown]]:
    """Read the store of pictures, and what each shape shows."""
    art = file.part(_ART)
    store: list[bytes] = []
    shapes: dict[int, _Shown] = {}
    at = 0
    while at + _HEADER <= len(art):
        at += art[at] in (0, 1) and at > 0  # which document a drawing is of, in a byte before it
        record = _record(art, at)
        at += _HEADER + len(record.body)
        if record.kind == _DRAWINGS:
            entries = (inner for inner in _within(record.body) if inner.kind == _STORE)
            store = [_stored(file, entry.body) for kept in entries for entry in _within(kept.body)]
        elif record.kind == _DRAWING:
            for inner in _within(record.body):
                _shapes(inner, shapes, 0)
    return store, shapes


def _record(data: bytes, at: int) -> _Record:
    size = min(long(data, at + 4), _MAX_PICTURE)
    return _Record(word(data, at + 2), word(data, at) >> 4, data[at + _HEADER : at + _HEADER + size])


def _within(body: bytes) -> Iterator[_Record]:
    at = 0
    while at + _HEADER <= len(body):
        record = _record(body, at)
        yield record
        at += _HEADER + len(record.body)


def _stored(file: DocFile, entry: bytes) -> bytes:
    """Return the picture of an entry: behind its name, or in the main stream where it says so."""
    held = entry[_ENTRY_HEAD + entry[33] :] if len(entry) >= _ENTRY_HEAD else b""
    if len(held) > _HEADER:
        return blip_data(_record(held, 0).body)
    place = long(entry, 28) if len(entry) >= _ENTRY_HEAD else 0xFFFFFFFF
    return blip_data(_record(file.main, place).body) if place + _HEADER <= len(file.main) else b""


def _shapes(record: _Record, found: dict[int, _Shown], depth: int) -> _Shown:
    """Note what a shape shows, or a group under the name of its first shape; return it."""
    if record.kind == _SHAPE:
        name, pictures = _shape(record.body)
        found[name] = _Shown(pictures, [name])
        return found[name]
    if record.kind != _GROUP or depth > _MAX_DEPTH:
        return _Shown([], [])
    inner = [_shapes(each, found, depth + 1) for each in _within(record.body)]
    shown = _Shown(
        [number for each in inner for number in each.pictures],
        [name for each in inner for name in each.names],
    )
    if depth and shown.names:  # the outermost group is the drawing itself
        found[shown.names[0]] = shown
    return shown


def _shape(body: bytes) -> tuple[int, list[int]]:
    """Return the name of a shape, and the pictures that its properties show."""
    name, pictures = 0, []
    for record in _within(body):
        if record.kind == _SHAPE_ID and len(record.body) >= 4:
            name = long(record.body, 0)
        elif record.kind == _PROPERTIES:
            count = min(record.instance, len(record.body) // 6)
            pictures += [
                long(record.body, 6 * at + 2)
                for at in range(count)
                if word(record.body, 6 * at) & 0x3FFF == _PICTURE
            ]
    return name, pictures
