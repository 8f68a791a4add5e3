"""The segments of a JPEG file (ITU-T T.81, Annex B): what a device needs to show its data."""

from collections.abc import Mapping
from typing import Final

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pictures.picture_error import PictureError

_BASELINE, _EXTENDED, _PROGRESSIVE = 0xC0, 0xC1, 0xC2
PLAIN_PROCESSES: Final = (_BASELINE, _EXTENDED, _PROGRESSIVE)
"""Those that pack with Huffman codes; others are arithmetic, lossless or hierarchical."""
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_END, _SCAN, _ADOBE, _TABLES, _RESTARTS = 0xD9, 0xDA, 0xEE, 0xC4, 0xDD
# After a scan: the next marker that is neither a byte of data nor a restart.
_AFTER_SCAN: Final = pattern(rb"\xff+[^\x00\xff\xd0-\xd7]")

MAX_SCANS: Final = 100
"""Each scan of a progressive file goes over the whole picture; editors write ten."""


class Component(NamedTuple):
    """One component of the frame: its id, and how finely it is sampled."""

    number: int
    across: int
    down: int


class Scan(NamedTuple):
    """One pass over the picture, or over some of its coefficients."""

    start: int
    """Where its data begin and end."""
    end: int
    parts: tuple[tuple[int, int, int], ...]
    """Components, each by its place in the frame, and the numbers of its tables (DC, AC)."""
    first: int
    """Coefficients from the first to the last."""
    last: int
    refines: bool
    """Whether it adds a bit to what an earlier scan has given."""
    restart: int
    """Units from one restart to the next; 0 for none."""
    tables: Mapping[tuple[int, int], bytes]
    """Huffman tables by class (0 DC, 1 AC) and number: how many codes of each length, and their symbols."""


class Jpeg(NamedTuple):
    """What the segments say."""

    process: int
    """Low byte of the frame's marker: C0 baseline, C1 extended, C2 progressive."""
    bits: int
    width: int
    height: int
    components: tuple[Component, ...]
    transform: int | None
    """Adobe's: 0 none, 1 YCbCr, 2 YCCK; None without its segment."""
    scans: tuple[Scan, ...]

    @property
    def is_progressive(self) -> bool:
        """Whether several scans give the coefficients bit by bit."""
        return self.process == _PROGRESSIVE

    @property
    def packed(self) -> int:
        """Bytes of all scans."""
        return sum(scan.end - scan.start for scan in self.scans)

    @property
    def is_plain(self) -> bool:
        """Whether every device shows its data as they are (DCTDecode, ISO 32000-2, 7.4.8)."""
        if self.process not in PLAIN_PROCESSES or self.bits != 8:
            return False
        if len(self.components) != 3:
            return len(self.components) in (1, 4)
        # Three colours are taken for YCbCr unless Adobe's segment says otherwise.
        named = bytes(component.number for component in self.components)
        return self.transform != 0 and (self.transform == 1 or named != b"RGB")

    @property
    def memory(self) -> int:
        """Bytes that reading it takes: all coefficients, unless one scan has everything."""
        if not self.is_progressive and len(self.scans) == 1:
            return 0
        across, down = (max(sizes) for sizes in zip(*(part[1:] for part in self.components), strict=True))
        shares = sum(part.across * part.down for part in self.components) / (across * down)
        return int(self.width * self.height * shares * 2)


def read_jpeg(data: bytes) -> Jpeg:
    """Read the segments; raises `PictureError` for a file that ends before its end, or has no frame."""
    reader = _Reader()
    place = 2
    while True:
        marker, place = _marker(data, place)
        if marker == _END:
            return reader.judged()
        if marker in _ALONE:
            continue
        length = int.from_bytes(data[place : place + 2], "big")
        segment = data[place + 2 : place + length]
        if length < 2 or len(segment) != length - 2:
            raise PictureError("damaged", Term("cut off"))
        place += length
        if marker == _SCAN:
            found = _AFTER_SCAN.search(data, place)
            if found is None:
                raise PictureError("damaged", Term("cut off"))
            reader.scan(segment, place, found.start())
            place = found.start()
        else:
            reader.segment(marker, segment)


class _Reader:
    """Takes one segment after the other."""

    def __init__(self) -> None:
        self.process = 0
        self.frame = b""
        self.components: tuple[Component, ...] = ()
        self.transform: int | None = None
        self.restart = 0
        self.tables: dict[tuple[int, int], bytes] = {}
        self.scans: list[Scan] = []

    def segment(self, marker: int, segment: bytes) -> None:
        if marker in _FRAMES and not self.components:
            self.process, self.frame = marker, segment
            self.components = _components(segment)
        elif marker == _ADOBE and segment.startswith(b"Adobe") and len(segment) >= 12:
            self.transform = segment[11]
        elif marker == _RESTARTS:
            self.restart = int.from_bytes(segment[:2], "big")
        elif marker == _TABLES:
            self._take_tables(segment)

    def scan(self, segment: bytes, start: int, end: int) -> None:
        """B.2.3: which components, with which tables; which coefficients, and which of their bits."""
        count = segment[0] if segment else 0
        if not self.components or not 1 <= count <= 4 or len(segment) < 4 + 2 * count:
            raise PictureError("damaged", Term("no frame"))
        places = {component.number: place for place, component in enumerate(self.components)}
        pairs = zip(segment[1 : 1 + 2 * count : 2], segment[2 : 2 + 2 * count : 2], strict=True)
        parts = tuple((places.get(number, 0), chosen >> 4, chosen & 15) for number, chosen in pairs)
        first, last, bits = segment[1 + 2 * count : 4 + 2 * count]
        refines = bits >> 4 > 0
        self.scans.append(
            Scan(start, end, parts, first, min(last, 63), refines, self.restart, dict(self.tables))
        )

    def judged(self) -> Jpeg:
        if not self.components or not self.scans:
            raise PictureError("damaged", Term("no frame"))
        height, width = int.from_bytes(self.frame[1:3], "big"), int.from_bytes(self.frame[3:5], "big")
        return Jpeg(
            self.process, self.frame[0], width, height, self.components, self.transform, tuple(self.scans)
        )

    def _take_tables(self, segment: bytes) -> None:
        """B.2.4.2: several tables may stand in one segment."""
        place = 0
        while place + 17 <= len(segment):
            count = sum(segment[place + 1 : place + 17])
            chosen = segment[place]
            self.tables[chosen >> 4, chosen & 15] = segment[place + 1 : place + 17 + count]
            place += 17 + count


def _components(segment: bytes) -> tuple[Component, ...]:
    """B.2.2: the components of a frame; none where they are not all there."""
    if len(segment) < 6 or len(segment) < 6 + 3 * segment[5]:
        return ()
    parts = [segment[start : start + 2] for start in range(6, 6 + 3 * segment[5], 3)]
    components = tuple(Component(number, sampled >> 4, sampled & 15) for number, sampled in parts)
    return components if all(part.across and part.down for part in components) else ()


def _marker(data: bytes, place: int) -> tuple[int, int]:
    """Return the next marker and where what follows it begins; fill bytes before it are none."""
    start = data.find(b"\xff", place)
    while 0 <= start < len(data) - 1:
        code = data[start + 1]
        if code not in (0x00, 0xFF):
            return code, start + 2
        start = data.find(b"\xff", start + 1)
    raise PictureError("damaged", Term("cut off"))
