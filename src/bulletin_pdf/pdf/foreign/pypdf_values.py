"""Objects of pypdf → plain values."""

from collections.abc import Mapping
from typing import Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfReference, PdfStream, PdfValue
from bulletin_pdf.pdf.foreign.pypdf_limits import ForeignPdfError as ForeignPdfError
from bulletin_pdf.pdf.foreign.pypdf_limits import guarded

DEEPEST = 100


def plain_value(value: Any, depth: int) -> PdfValue:
    """Turn a pypdf object into plain values, down to the references in it."""
    if depth > DEEPEST:
        raise ForeignPdfError("damaged", "objects too deep")
    if isinstance(value, IndirectObject):
        return PdfReference(value.idnum, value.generation)
    if isinstance(value, DictionaryObject):
        entries = {str(key)[1:]: plain_value(value.raw_get(key), depth + 1) for key in value}
        if isinstance(value, StreamObject):
            return PdfStream(entries, bytes(value._data), lambda: guarded(lambda: bytes(value.get_data())))
        return entries
    if isinstance(value, ArrayObject):
        return [plain_value(item, depth + 1) for item in value]
    return _plain_scalar(value)


def plain_operands(operands: Any) -> list[PdfValue]:
    """Operands of one operator; an inline image has its settings and nothing else."""
    if isinstance(operands, Mapping):
        return [plain_value(operands.get("settings"), 0)]
    return [plain_value(operand, 0) for operand in operands]


def _plain_scalar(value: Any) -> PdfValue:
    if isinstance(value, NameObject):
        return PdfName(value[1:])
    if isinstance(value, TextStringObject):
        return bytes(value.original_bytes)
    if isinstance(value, ByteStringObject):
        return bytes(value)
    if isinstance(value, BooleanObject):
        return bool(value.value)
    if isinstance(value, NumberObject):
        return int(value)
    return float(value) if isinstance(value, FloatObject) else None


def stream_data(stream: Any) -> bytes:
    """Return a stream's data, unpacked where they are packed losslessly."""
    if not isinstance(stream, StreamObject):
        raise ForeignPdfError("damaged", "a stream is missing")
    if stream.get("/Filter") in ("/DCTDecode", "/JPXDecode"):
        return bytes(stream._data)
    return bytes(stream.get_data())


def dictionary_at(value: Any) -> DictionaryObject:
    """Return the dictionary that a value is or leads to; an empty one for anything else."""
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def array_at(value: Any) -> ArrayObject:
    """Return the array that a value is or leads to; an empty one for anything else."""
    value = value.get_object() if value is not None else None
    return value if isinstance(value, ArrayObject) else ArrayObject()
