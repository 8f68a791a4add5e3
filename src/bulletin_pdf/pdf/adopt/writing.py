"""Plain values of an existing PDF as a new file writes them, within the limits of A-03."""

from collections.abc import Iterable, Mapping

from bulletin_pdf.pdf.adopt.faults import Fault
from bulletin_pdf.pdf.adopt.inflated import look_through
from bulletin_pdf.pdf.adopt.notes import numbers
from bulletin_pdf.pdf.existing import Existing, ExistingError
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, name, reference
from bulletin_pdf.pdf.plain import Name, Plain, Pointer, Stream

_LARGEST = 2**31 - 1
_FARTHEST = 1e9
_DEEPEST = 8
_KNOWN_FILTERS = frozenset((
    "FlateDecode", "DCTDecode", "CCITTFaxDecode", "JBIG2Decode", "RunLengthDecode", "ASCII85Decode",
    "ASCIIHexDecode",
))  # fmt: skip
_LONG = {
    "Fl": "FlateDecode", "DCT": "DCTDecode", "CCF": "CCITTFaxDecode", "RL": "RunLengthDecode",
    "A85": "ASCII85Decode", "AHx": "ASCIIHexDecode",
}  # fmt: skip
_MOST_UNPACKED = 1 << 29


class Writing:
    """Writes values of one file; a stream that is met again is written once."""

    def __init__(self, existing: Existing, table: ObjectTable, faults: list[Fault]) -> None:
        """Take the file, and the table to write to; what is found wrong is added to `faults`."""
        self.existing, self.faults = existing, faults
        self.table = table
        self.streams: dict[tuple[Pointer, tuple[str, ...]], Ref] = {}
        self.length = 0
        """Bytes unpacked so far."""

    def mapping(self, value: Plain) -> dict[str, Plain]:
        """Give a dictionary, or that of a stream; anything else is an empty one."""
        found = self.existing.follow(value)
        if isinstance(found, Stream):
            return found.entries
        return dict(found) if isinstance(found, dict) else {}

    def some(self, found: Mapping[str, Plain], keys: Iterable[str]) -> dict[str, str]:
        """Write the entries of these names that are there."""
        return {key: self.value(found[key]) for key in keys if found.get(key) is not None}

    def value(self, value: Plain, depth: int = 0) -> str:
        """Write a value without references; a stream or a dictionary too deep is none of those."""
        value = self.existing.follow(value)
        if depth > _DEEPEST or isinstance(value, Stream):
            raise ExistingError("damaged", "objects too deep")
        if isinstance(value, list):
            return array(self.value(item, depth + 1) for item in value)
        if isinstance(value, dict):
            return dictionary({name(key)[1:]: self.value(item, depth + 1) for key, item in value.items()})
        if isinstance(value, Name):
            return name(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, bytes):
            return f"<{value.hex().upper()}>"
        return self.number(value) if isinstance(value, int | float) else "null"

    def number(self, value: float) -> str:
        """Write a number; font matrices and tint functions need more decimals than places on paper."""
        if isinstance(value, int):
            return str(max(-_LARGEST, min(_LARGEST, value)))
        if value != value or abs(value) > _FARTHEST:
            value = _FARTHEST if value > 0 else -_FARTHEST
        return f"{value:.10f}".rstrip("0").rstrip(".") or "0"

    def numbers(self, value: Plain, count: int) -> tuple[float, ...] | None:
        """Give an array of so many numbers; None when it is anything else."""
        return numbers(self.existing, value, count)

    def stream(self, value: Plain, keys: tuple[str, ...], extra: Mapping[str, str] | None = None) -> str:
        """Copy a stream that is not drawing, with these entries of its own; packed anew without loss."""
        if isinstance(value, Pointer) and (value, keys) in self.streams:
            return reference(self.streams[value, keys])
        found = self.existing.follow(value)
        if not isinstance(found, Stream):
            raise ExistingError("lost", "a stream is missing")
        ref = self.table.add_stream(self.unpacked(found), {**self.some(found.entries, keys), **(extra or {})})
        if isinstance(value, Pointer):
            self.streams[value, keys] = ref
        return reference(ref)

    def filters(self, stream: Stream) -> list[str]:
        """Return how a stream is packed, outermost first, by the filters' long names."""
        found = self.existing.follow(stream.entries.get("Filter"))
        listed = [self.existing.follow(item) for item in found] if isinstance(found, list) else [found]
        return [_LONG.get(str(item), str(item)) for item in listed if item is not None]

    def unpacked(self, stream: Stream) -> bytes:
        """Give the data of a drawing; a part of it is not enough."""
        if self.filters(stream)[:1] == ["FlateDecode"]:
            seen = look_through(stream.raw, _MOST_UNPACKED)
            if not seen.ended:
                raise ExistingError(
                    "lost", "a stream does not unpack" if not seen.length else "a stream is cut off"
                )
            if not seen.true_sum and (fault := Fault("check sum")) not in self.faults:
                self.faults.append(fault)
        try:
            data = stream.unpack()
        except ExistingError as error:
            raise ExistingError("lost", "a stream does not unpack") from error
        self.length += len(data)
        if self.length > _MOST_UNPACKED:
            raise ExistingError("damaged", "it unpacks to too much")
        return data

    def packing(self, stream: Stream) -> dict[str, str] | None:
        """Return Filter and DecodeParms of a picture that may stay packed as it is; None when it may not (R-13).

        What is packed around its own format is to be taken off.
        """
        names = self.filters(stream)
        if not names or not all(item in _KNOWN_FILTERS for item in names):
            return None
        entries = {"Filter": name(names[-1])}
        parms = self.existing.follow(stream.entries.get("DecodeParms"))
        row = self.existing.follow(parms[-1]) if isinstance(parms, list) and parms else parms
        if not isinstance(row, dict):
            return entries
        inner = {key: item for key, item in row.items() if key != "JBIG2Globals"}
        parts = self.some(inner, inner)
        if row.get("JBIG2Globals") is not None:
            parts["JBIG2Globals"] = self.stream(row["JBIG2Globals"], ())
        return entries | {"DecodeParms": dictionary(parts)}
