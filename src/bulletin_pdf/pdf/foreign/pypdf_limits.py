"""Reading with pypdf within limits: whatever breaks it becomes a `ForeignPdfError`."""

import logging
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any, Literal, TypeVar

import pypdf

ForeignPdfFault = Literal[
    "not a PDF", "incomplete", "encrypted", "damaged", "lost", "loop of pages", "no page tree", "no pages",
    "no key", "too many pages", "too large", "too much inside",
    "limit",
]  # fmt: skip
MAX_STREAM = 75_000_000
"""Bytes of a stream, packed and unpacked."""
_MAX_ELEMENTS = 2_000_000
"""Of one array or dictionary; pypdf's own limit is 100,000."""

_Found = TypeVar("_Found")

# Its warnings about odd files do not help the users of this program.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class ForeignPdfError(Exception):
    """The file, or a part of it, cannot be read; fault “lost” when data are missing from it, “limit” when it may be sound."""

    def __init__(self, fault: ForeignPdfFault, detail: str = "") -> None:
        super().__init__(fault)
        self.fault: ForeignPdfFault = fault
        self.detail = detail


def guarded(read: Callable[[], _Found]) -> _Found:
    """Read something; a broken file breaks pypdf in every way there is."""
    try:
        with _limits():
            return read()
    except ForeignPdfError:
        raise
    except Exception as error:
        limit = _limit_named(str(error)) if isinstance(error, pypdf.errors.LimitReachedError) else ""
        if limit:
            raise ForeignPdfError("limit", limit) from error
        raise ForeignPdfError("damaged", f"{type(error).__name__}: {error}") from error


_LIMITS = {
    r"^Limit reached while decompressing|Stream decoding exceeded|output bytes": "a stream unpacks to too much",
    r"Declared stream length": "a stream is too long",
    r"maximum number of tokens": "too many operators",
}


def _limit_named(said: str) -> str:
    """Return the limit pypdf ran into; empty for loops and wrong numbers, which it calls limits too."""
    return next((limit for words, limit in _LIMITS.items() if re.search(words, said)), "")


def _limits() -> AbstractContextManager[Any]:
    """Return a context in which pypdf reads arrays as long as those of a file of many pages."""
    configuration = _configuration()
    if configuration is None:
        return nullcontext()
    context: AbstractContextManager[Any] = pypdf.apply_configuration(configuration)
    return context


@cache
def _configuration() -> Any:
    """Return pypdf's limits with those raised that a sound file meets; None before pypdf 7, which has none."""
    if not hasattr(pypdf, "Configuration"):
        return None
    return pypdf.Configuration().with_overwrites(
        array_maximum_element_count=_MAX_ELEMENTS,
        dictionary_maximum_element_count=_MAX_ELEMENTS,
        maximum_declared_stream_length=MAX_STREAM,
        array_based_stream_maximum_output_length=MAX_STREAM,
        zlib_maximum_output_length=MAX_STREAM,
        lzw_maximum_output_length=MAX_STREAM,
        run_length_maximum_output_length=MAX_STREAM,
        stream_parsing_work_maximum_count=_MAX_ELEMENTS,
    )
