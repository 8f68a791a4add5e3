"""A damaged PDF rebuilt from the objects that are still there (ISO 32000-1, 7.3.10 and 7.5.8).

Nothing of the file is used but its objects: where they begin is looked for, a
stream is as long as its data are, and a new cross-reference stream leads to all of them.
"""

import re
from collections.abc import Mapping, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_HEADER = pattern(rb"(?<![0-9])([0-9]{1,10})[\x00\t\n\f\r ]+([0-9]{1,5})[\x00\t\n\f\r ]+obj(?![A-Za-z])")
_BODY_END = pattern(
    rb"endobj|(?<!end)stream[\t ]*(?:\r\n|\n|\r)|[\r\n](?:xref|trailer|startxref)\b"
    rb"|[\r\n][0-9]{1,10} [0-9]{1,5} obj(?![A-Za-z])"
)
_DATA_END = pattern(rb"(?:\r\n|\n|\r)?endstream|(?:\r\n|\n|\r)endobj")
_LENGTH = pattern(rb"/Length[\x00\t\n\f\r ]+([0-9]{1,12})(?:([\x00\t\n\f\r ]+[0-9]+[\x00\t\n\f\r ]+R)\b)?")
_REFERENCE = rb"[\x00\t\n\f\r ]*([0-9]{1,10})[\x00\t\n\f\r ]+([0-9]{1,5})[\x00\t\n\f\r ]+R"
_ROOT, _ENCRYPT = pattern(rb"/Root" + _REFERENCE), pattern(rb"/Encrypt" + _REFERENCE)
_STANDARD = pattern(rb"/Filter[\x00\t\n\f\r ]*/Standard\b")
_ID = pattern(rb"/ID[\x00\t\n\f\r ]*(\[[^\]]*\])")
_LARGEST_NUMBER = 8_388_605
OWN_NUMBERS = (8_388_606, 8_388_607)
"""Of objects that are added, the table and a catalog: beyond all that a page may refer to (ISO 32000-1, annex C)."""
_TRAILER_REACH = 4_096


class RecoveredObject(NamedTuple):
    """An object of the file: its generation and what stands between `obj` and `endobj`."""

    generation: int
    entries: bytes
    """The object, or the dictionary of a stream."""
    data: bytes | None = None
    """What a stream holds, as it is packed."""
    place: int = 0
    """Where it begins in the file."""

    def is_of(self, kind: bytes) -> bool:
        """Whether its dictionary says it is of this type."""
        return re.search(rb"/Type[\x00\t\n\f\r ]*/" + kind + rb"(?![A-Za-z])", self.entries) is not None


class RecoveredFile(NamedTuple):
    """What is left of a file."""

    version: bytes
    objects: Mapping[int, RecoveredObject]
    root: tuple[int, int] | None
    encrypt: tuple[int, int] | None
    identifier: bytes
    """The array of its ID as it is written; empty when it is lost."""
    locked: bool = False
    """Whether a trailer says that it is encrypted in a way that cannot be carried over."""

    def containers(self) -> list[int]:
        """Return the numbers of object streams, in the order they stand in."""
        streams = [number for number, found in self.objects.items() if found.is_of(b"ObjStm")]
        return sorted(streams, key=lambda number: self.objects[number].place)


def recover(data: bytes) -> RecoveredFile:
    """Look for every object; of several with one number the last one holds, as after an update."""
    objects: dict[int, RecoveredObject] = {}
    at = 0
    trailers: list[bytes] = []
    while (header := _HEADER.search(data, at)) is not None:
        found, at = _object(data, header.end(), header.start(), int(header.group(2)))
        number = int(header.group(1))
        if found is None or number > _LARGEST_NUMBER:
            continue
        if found.is_of(b"XRef"):
            trailers.append(found.entries)
        else:
            objects[number] = found
    trailers += [data[m.end() : m.end() + _TRAILER_REACH] for m in re.finditer(rb"\btrailer\b", data)]
    version = re.search(rb"%PDF-([0-9]\.[0-9])", data)
    encrypt = _last(_ENCRYPT, trailers) or _encryption(objects)
    return RecoveredFile(
        version.group(1) if version else b"1.7",
        objects,
        _last(_ROOT, trailers),
        encrypt,
        next((match.group(1) for text in reversed(trailers) if (match := _ID.search(text))), b""),
        encrypt is None and any(b"/Encrypt" in text for text in trailers),
    )


def _encryption(objects: Mapping[int, RecoveredObject]) -> tuple[int, int] | None:
    """Look for the dictionary that says how the file is encrypted, when no trailer is left to name it."""
    for number, found in objects.items():
        if _STANDARD.search(found.entries) and b"/O" in found.entries and b"/U" in found.entries:
            return number, found.generation
    return None


def _last(what: re.Pattern[bytes], trailers: Sequence[bytes]) -> tuple[int, int] | None:
    matches = [match for text in trailers if (match := what.search(text))]
    return (int(matches[-1].group(1)), int(matches[-1].group(2))) if matches else None


def _object(data: bytes, start: int, place: int, generation: int) -> tuple[RecoveredObject | None, int]:
    """Read one object; None for one that is cut off in its dictionary. Also return where to look on."""
    end = _BODY_END.search(data, start)
    if end is None:
        return None, start
    entries = data[start : end.start()]
    if entries.count(b"<<") != entries.count(b">>"):
        return None, start
    if not end.group().startswith(b"stream"):
        return RecoveredObject(
            generation, entries, None, place
        ), end.end() if end.group() == b"endobj" else end.start()
    stop = _stream_end(data, end.end(), entries)
    return RecoveredObject(generation, entries, data[end.end() : stop], place), stop


def _stream_end(data: bytes, start: int, entries: bytes) -> int:
    """Return where a stream ends: where its length says if that is true, else at the next mark of an end."""
    length = declared_length(entries)
    if length is not None and ends_at(data, start + length):
        return start + length
    end = _DATA_END.search(data, start)
    return end.start() if end is not None else len(data)


def declared_length(entries: bytes) -> int | None:
    """Return the length a stream's dictionary says; None when it refers to another object or says none."""
    match = _LENGTH.search(entries)
    return int(match.group(1)) if match is not None and match.group(2) is None else None


def ends_at(data: bytes, place: int) -> bool:
    """Whether a stream's data end at this place."""
    return data[place : place + 16].lstrip(b"\0\t\n\f\r ").startswith(b"endstream")


_STREAM = pattern(rb"(?<!end)stream(?:\r\n|\n)")


def lengths_are_true(data: bytes) -> bool:
    """Whether every stream that says its length ends there."""
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _TRAILER_REACH) : match.start()]
        begin = head.rfind(b" obj")
        length = declared_length(head[begin:]) if begin >= 0 and head.rstrip().endswith(b">>") else None
        if length is not None and not ends_at(data, match.end() + length):
            return False
    return True


def write_recovered(
    left: RecoveredFile, inside: Mapping[int, tuple[int, int]], more: Mapping[int, bytes] = {}
) -> bytes:
    """Write what is left as a file of its own.

    `inside` gives for each object in an object stream the stream's number and its place in it;
    `more` are objects that are added.
    """
    parts, at = [b"%PDF-" + left.version + b"\n%\xe2\xe3\xcf\xd3\n"], 0
    at = len(parts[0])
    rows: dict[int, bytes] = {}
    bodies = {number: (found.generation, _body(found)) for number, found in left.objects.items()}
    bodies |= {number: (0, body) for number, body in more.items()}
    for number, (generation, body) in bodies.items():
        part = b"%d %d obj\n%b\nendobj\n" % (number, generation, body)
        rows[number] = b"\1" + at.to_bytes(5, "big") + generation.to_bytes(2, "big")
        parts.append(part)
        at += len(part)
    for number, (container, place) in inside.items():
        rows[number] = b"\2" + container.to_bytes(5, "big") + place.to_bytes(2, "big")
    own = OWN_NUMBERS[0]
    rows[own] = b"\1" + at.to_bytes(5, "big") + b"\0\0"
    parts.append(_table(left, rows, own))
    parts.append(b"\nstartxref\n%d\n%%%%EOF\n" % at)
    return b"".join(parts)


def _body(found: RecoveredObject) -> bytes:
    if found.data is None:
        return found.entries
    length = b"/Length %d" % len(found.data)
    entries, changed = _LENGTH.subn(length, found.entries, count=1)
    if not changed:
        entries = entries.rstrip()[:-2] + b" " + length + b" >>"
    return entries + b"stream\n" + found.data + b"\nendstream"


def _table(left: RecoveredFile, rows: Mapping[int, bytes], own: int) -> bytes:
    index, data = b"", b""
    for first, last in _stretches(sorted(rows)):
        index += b"%d %d " % (first, last - first + 1)
        data += b"".join(rows[number] for number in range(first, last + 1))
    trailer = b"/Root %d %d R " % left.root if left.root is not None else b""
    if left.encrypt is not None:
        trailer += b"/Encrypt %d %d R /ID %b " % (*left.encrypt, left.identifier or b"[<> <>]")
    head = b"<< /Type /XRef /Size %d /W [1 5 2] /Index [%b] %b/Length %d >>" % (
        own + 1, index, trailer, len(data),
    )  # fmt: skip
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj" % (own, head, data)


def _stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
