"""Objects of an existing PDF as plain values, independent of pypdf.

Dictionaries are `dict`s with their keys as written after the slash, arrays are lists,
strings are bytes. References stay references until someone follows them.
"""

from collections.abc import Callable
from typing import Any

from bulletin_pdf.named_tuples import NamedTuple


class PdfName(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class PdfReference(NamedTuple):
    """A reference to an object of the file: its number and generation."""

    number: int
    generation: int


class PdfStream(NamedTuple):
    """A stream: its dictionary, its bytes as they stand, and a way to unpack them."""

    entries: dict[str, Any]
    raw: bytes
    unpack: Callable[[], bytes]


PdfValue = Any
"""None, bool, int, float, bytes, Name, Pointer, list, dict or Stream."""
