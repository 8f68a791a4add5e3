"""Object table → bytes of a PDF file, and how single values are written. Nothing else.

Objects are plain bytes: there is no model of dictionaries to fill in, only numbers to
reserve and bodies to write. ISO 32000-1, clauses 7.3 and 7.5.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.pack import pack

Ref = int
"""Number of an object in its table."""

# Objects a compressed object stream may hold; more would slow a reader that needs just one of them.
_OBJECTS_PER_STREAM = 500

# Four bytes above 127 show file transfer programs that the file is binary (7.5.2).
_BINARY_MARK = b"%\xe2\xe3\xcf\xd3\n"


def number(value: float) -> str:
    """Write a number with at most three decimals: 0.001 pt is finer than any press."""
    return f"{round(value, 3) + 0.0:.9g}"


def name(text: str) -> str:
    """Write a name; whatever is not a plain ASCII letter, digit or -_.+ becomes #XX of its UTF-8 (A-04).

    A name holds no null character (ISO 32000-1, 7.3.5); one from an existing file is left out.
    """
    return "/" + "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 or chr(byte) in "-_.+" else f"#{byte:02X}"
        for byte in text.encode("utf-8")
        if byte
    )


def text_string(text: str) -> str:
    """Write a text string: as a literal when it is printable ASCII, else in UTF-16 with its mark."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def reference(ref: Ref) -> str:
    """Write an indirect reference."""
    return f"{ref} 0 R"


def dictionary(entries: Mapping[str, str]) -> str:
    """Write a dictionary of values that are written already, in the given order."""
    return "<<" + " ".join(f"/{key} {value}" for key, value in entries.items()) + ">>"


def array(values: Iterable[str]) -> str:
    """Write an array of values that are written already."""
    return "[" + " ".join(values) + "]"


class ObjectBody(NamedTuple):
    """One object: what stands between `obj` and `endobj`."""

    data: bytes
    is_stream: bool


class ObjectTable:
    """The objects of one file. Numbers are given out in order, so the same calls give the same file."""

    def __init__(self, pack: Callable[[bytes], bytes] = pack) -> None:
        """Start an empty table; object numbers begin at 1. `pack` packs streams, as the function of this name does."""
        self._pack = pack
        self._bodies: list[ObjectBody | None] = []

    def reserve(self) -> Ref:
        """Return out a number whose object is filled in later."""
        self._bodies.append(None)
        return len(self._bodies)

    def fill(self, ref: Ref, value: str) -> None:
        """Write the object of a reserved number."""
        self._bodies[ref - 1] = ObjectBody(value.encode("ascii"), is_stream=False)

    def add(self, value: str) -> Ref:
        """Write an object and give its number."""
        ref = self.reserve()
        self.fill(ref, value)
        return ref

    def add_stream(
        self, data: bytes, entries: Mapping[str, str] | None = None, *, deflate: bool = True
    ) -> Ref:
        """Write a stream with its exact length and give its number."""
        ref = self.reserve()
        self.fill_stream(ref, data, entries, deflate=deflate)
        return ref

    def add_packed(self, data: bytes, entries: Mapping[str, str] | None = None) -> Ref:
        """Write a stream that is deflated already and give its number."""
        ref = self.reserve()
        entries = {**(entries or {}), "Filter": "/FlateDecode"}
        self._bodies[ref - 1] = ObjectBody(_stream_of(data, entries), is_stream=True)
        return ref

    def fill_stream(
        self, ref: Ref, data: bytes, entries: Mapping[str, str] | None = None, *, deflate: bool = True
    ) -> None:
        """Write the stream of a reserved number."""
        if deflate:
            data, entries = self._pack(data), {**(entries or {}), "Filter": "/FlateDecode"}
        self._bodies[ref - 1] = ObjectBody(_stream_of(data, entries or {}), is_stream=True)

    def digest(self) -> bytes:
        """Return a digest of every object written so far, for ids made from content."""
        digest = hashlib.sha256()
        for body in self._bodies:
            digest.update(body.data if body else b"-")
        return digest.digest()

    def to_bytes(self, version: str, root: Ref, info: Ref, *, compressed: bool) -> bytes:
        """Assemble the file; `compressed` packs objects into streams (PDF 1.5), else a classic table."""
        for place, body in enumerate(self._bodies):
            if body is None:
                raise ValueError(f"object {place + 1} was reserved and never written")
        bodies = [body for body in self._bodies if body is not None]
        file = _File(version)
        if compressed:
            _write_compressed(file, bodies, root, info)
        else:
            _write_classic(file, bodies, root, info)
        return b"".join(file.parts)


class _File:
    """Bytes in the making, with the offset of what comes next."""

    def __init__(self, version: str) -> None:
        self.parts: list[bytes] = []
        self.length = 0
        self.write(f"%PDF-{version}\n".encode("ascii") + _BINARY_MARK)

    def write(self, data: bytes) -> None:
        self.parts.append(data)
        self.length += len(data)

    def write_object(self, ref: Ref, body: bytes) -> int:
        """Write one object; return the offset at which it begins."""
        offset = self.length
        self.write(b"%d 0 obj\n%b\nendobj\n" % (ref, body))
        return offset

    def identity(self) -> str:
        """The /ID pair, from the bytes before the trailer, so that equal files have equal ids (R-02)."""
        digest = hashlib.sha256()
        for part in self.parts:
            digest.update(part)
        half = f"<{digest.hexdigest()[:32].upper()}>"
        return array((half, half))

    def finish(self, start: int) -> None:
        self.write(b"startxref\n%d\n%%%%EOF\n" % start)


def _packed(data: bytes, entries: Mapping[str, str]) -> bytes:
    return _stream_of(pack(data), {**entries, "Filter": "/FlateDecode"})


def _stream_of(data: bytes, entries: Mapping[str, str]) -> bytes:
    head = dictionary({**entries, "Length": str(len(data))}).encode("ascii")
    # an end of line before `endstream`, not counted in the length.
    return b"%b\nstream\n%b\nendstream" % (head, data)


def _write_classic(file: _File, bodies: list[ObjectBody], root: Ref, info: Ref) -> None:
    offsets = [file.write_object(place + 1, body.data) for place, body in enumerate(bodies)]
    trailer = {
        "Size": str(len(bodies) + 1),
        "Root": reference(root),
        "Info": reference(info),
        "ID": file.identity(),
    }
    start = file.length
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    file.write(b"trailer\n%b\n" % dictionary(trailer).encode("ascii"))
    file.finish(start)


def _write_compressed(file: _File, bodies: list[ObjectBody], root: Ref, info: Ref) -> None:
    # 7.5.8: a row of the cross-reference stream is (1, offset, 0) or (2, object stream, place in it).
    rows: dict[Ref, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for ref, body in enumerate(bodies, 1):
        if body.is_stream:
            rows[ref] = (1, file.write_object(ref, body.data), 0)
    packed = [(ref, body.data) for ref, body in enumerate(bodies, 1) if not body.is_stream]
    next_ref = len(bodies) + 1
    for group in _groups(packed):
        rows[next_ref] = (1, file.write_object(next_ref, _object_stream(group)), 0)
        rows.update({ref: (2, next_ref, place) for place, (ref, _) in enumerate(group)})
        next_ref += 1
    start = file.length
    rows[next_ref] = (1, start, 0)
    data = b"".join(_row(*rows[ref]) for ref in range(next_ref + 1))
    entries = {
        "Type": "/XRef",
        "Size": str(next_ref + 1),
        "W": "[1 4 2]",
        "Root": reference(root),
        "Info": reference(info),
        "ID": file.identity(),
    }
    file.write_object(next_ref, _packed(data, entries))
    file.finish(start)


def _groups(packed: list[tuple[Ref, bytes]]) -> Iterator[list[tuple[Ref, bytes]]]:
    for start in range(0, len(packed), _OBJECTS_PER_STREAM):
        yield packed[start : start + _OBJECTS_PER_STREAM]


def _object_stream(group: list[tuple[Ref, bytes]]) -> bytes:
    """Pack objects into one stream: a row of (number, offset), then the objects (7.5.7)."""
    heads, offset = [], 0
    for ref, data in group:
        heads.append(f"{ref} {offset}")
        offset += len(data) + 1
    head = " ".join(heads).encode("ascii") + b"\n"
    body = b"\n".join(data for _, data in group)
    entries = {"Type": "/ObjStm", "N": str(len(group)), "First": str(len(head))}
    return _packed(head + body, entries)


def _row(kind: int, second: int, third: int) -> bytes:
    return bytes((kind,)) + second.to_bytes(4, "big") + third.to_bytes(2, "big")
