"""Plain values of an existing PDF as a new file writes them, within the limits of A-03."""

from collections.abc import Iterable, Mapping

from bulletin_pdf.pdf.foreign.conform.annotations import numbers
from bulletin_pdf.pdf.foreign.conform.deflated_data import inspect_deflated
from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfReference, PdfStream, PdfValue
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, name, reference

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
_MAX_UNPACKED = 1 << 29


class ValueWriter:
    """Writes values of one file; a stream that is met again is written once."""

    def __init__(self, foreign: ForeignPdf, table: ObjectTable, faults: list[PageFault]) -> None:
        """Take the file, and the table to write to; what is found wrong is added to `faults`."""
        self.foreign, self.faults = foreign, faults
        self.table = table
        self.streams: dict[tuple[PdfReference, tuple[str, ...]], Ref] = {}
        self.length = 0
        """Bytes unpacked so far."""

    def mapping(self, value: PdfValue) -> dict[str, PdfValue]:
        """Return a dictionary, or that of a stream; anything else is an empty one."""
        found = self.foreign.follow(value)
        if isinstance(found, PdfStream):
            return found.entries
        return dict(found) if isinstance(found, dict) else {}

    def some(self, found: Mapping[str, PdfValue], keys: Iterable[str]) -> dict[str, str]:
        """Write the entries of these names that are there."""
        return {key: self.value(found[key]) for key in keys if found.get(key) is not None}

    def value(self, value: PdfValue, depth: int = 0) -> str:
        """Write a value without references; a stream or a dictionary too deep is none of those."""
        value = self.foreign.follow(value)
        if depth > _DEEPEST or isinstance(value, PdfStream):
            raise ForeignPdfError("damaged", "objects too deep")
        if isinstance(value, list):
            return array(self.value(item, depth + 1) for item in value)
        if isinstance(value, dict):
            return dictionary({name(key)[1:]: self.value(item, depth + 1) for key, item in value.items()})
        if isinstance(value, PdfName):
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

    def numbers(self, value: PdfValue, count: int) -> tuple[float, ...] | None:
        """Return an array of so many numbers; None when it is anything else."""
        return numbers(self.foreign, value, count)

    def stream(self, value: PdfValue, keys: tuple[str, ...], extra: Mapping[str, str] | None = None) -> str:
        """Copy a stream that is not drawing, with these entries of its own; packed again without loss."""
        if isinstance(value, PdfReference) and (value, keys) in self.streams:
            return reference(self.streams[value, keys])
        found = self.foreign.follow(value)
        if not isinstance(found, PdfStream):
            raise ForeignPdfError("lost", "a stream is missing")
        ref = self.table.add_stream(self.unpacked(found), {**self.some(found.entries, keys), **(extra or {})})
        if isinstance(value, PdfReference):
            self.streams[value, keys] = ref
        return reference(ref)

    def filters(self, stream: PdfStream) -> list[str]:
        """Return how a stream is packed, outermost first, by the filters' long names."""
        found = self.foreign.follow(stream.entries.get("Filter"))
        listed = [self.foreign.follow(item) for item in found] if isinstance(found, list) else [found]
        return [_LONG.get(str(item), str(item)) for item in listed if item is not None]

    def unpacked(self, stream: PdfStream) -> bytes:
        """Return the data of a drawing; a part of it is not enough."""
        if self.filters(stream)[:1] == ["FlateDecode"]:
            seen = inspect_deflated(stream.raw, _MAX_UNPACKED)
            if not seen.ended and seen.length > _MAX_UNPACKED:
                raise ForeignPdfError("limit", "a stream unpacks to too much")
            if not seen.ended:
                raise ForeignPdfError(
                    "lost", "a stream does not unpack" if not seen.length else "a stream is cut off"
                )
            if not seen.true_sum and (fault := PageFault("check sum")) not in self.faults:
                self.faults.append(fault)
        try:
            data = stream.unpack()
        except ForeignPdfError as error:
            if error.fault == "limit":
                raise
            raise ForeignPdfError("lost", "a stream does not unpack") from error
        self.length += len(data)
        if self.length > _MAX_UNPACKED:
            raise ForeignPdfError("limit", "it unpacks to too much")
        return data

    def packing(self, stream: PdfStream) -> dict[str, str] | None:
        """Return Filter and DecodeParms of a picture that may stay packed as it is; None when it may not (R-13).

        What is packed around its own format is to be taken off.
        """
        names = self.filters(stream)
        if not names or not all(item in _KNOWN_FILTERS for item in names):
            return None
        entries = {"Filter": name(names[-1])}
        parms = self.foreign.follow(stream.entries.get("DecodeParms"))
        row = self.foreign.follow(parms[-1]) if isinstance(parms, list) and parms else parms
        if not isinstance(row, dict):
            return entries
        inner = {key: item for key, item in row.items() if key != "JBIG2Globals"}
        parts = self.some(inner, inner)
        if row.get("JBIG2Globals") is not None:
            parts["JBIG2Globals"] = self.stream(row["JBIG2Globals"], ())
        return entries | {"DecodeParms": dictionary(parts)}
