"""Objects of an existing PDF as digests, whatever their numbers in the file."""

import hashlib
from collections.abc import Mapping
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

from bulletin_pdf.pdf.foreign.pypdf_limits import ForeignPdfError as ForeignPdfError
from bulletin_pdf.pdf.foreign.pypdf_values import DEEPEST, stream_data

MAX_OBJECTS = 1_000_000
"""More than any bulletin has; a file made to keep us busy may have more."""


class ObjectDigest:
    """Writes an object and all it leads to in one way only, whatever their numbers in the file."""

    def __init__(self, pages: Mapping[tuple[int, int], int]) -> None:
        self.pages = pages
        self.numbers: dict[tuple[int, int], int] = {}
        self.waiting: list[Any] = []
        self.hash = hashlib.sha256()

    def digest(self, value: Any) -> str:
        """Return the digest of an object and all it leads to. To be called once."""
        self._write(value, 0)
        for number in range(MAX_OBJECTS):
            if number >= len(self.waiting):
                return self.hash.hexdigest()
            self._write(self.waiting[number].get_object(), 0)
        raise ForeignPdfError("damaged", "too many objects")

    def _write(self, value: Any, depth: int) -> None:
        if depth > DEEPEST:
            raise ForeignPdfError("damaged", "objects too deep")
        put = self.hash.update
        if isinstance(value, IndirectObject):
            put(self._reference(value))
        elif isinstance(value, DictionaryObject):
            put(b"<<")
            packing = ("/Length", "/Filter", "/DecodeParms") if isinstance(value, StreamObject) else ()
            for key in sorted(key for key in value if key not in packing):
                put(key.encode("utf-8", "surrogateescape") + b" ")
                self._write(value.raw_get(key), depth + 1)
            if isinstance(value, StreamObject):
                put(sha256_of(stream_data(value)).encode("ascii"))
            put(b">>")
        elif isinstance(value, ArrayObject):
            put(b"[")
            for item in value:
                self._write(item, depth + 1)
            put(b"]")
        else:
            put(_scalar(value) + b" ")

    def _reference(self, value: IndirectObject) -> bytes:
        key = (value.idnum, value.generation)
        if key in self.pages:
            return b"page %d " % self.pages[key]
        if key not in self.numbers:
            self.numbers[key] = len(self.waiting)
            self.waiting.append(value)
        return b"R %d " % self.numbers[key]


def _scalar(value: Any) -> bytes:
    if isinstance(value, TextStringObject):
        return b"(" + value.encode("utf-8", "surrogateescape") + b")"
    if isinstance(value, ByteStringObject):
        return b"<" + bytes(value) + b">"
    return repr(value).encode("utf-8", "surrogateescape")


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of data in hex."""
    return hashlib.sha256(data).hexdigest()
