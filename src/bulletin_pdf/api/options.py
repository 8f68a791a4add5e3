"""Options of the API, checked before anything is typeset."""

from typing import get_args

from bulletin_pdf.api.inputs import one_of, path_of
from bulletin_pdf.messages import Language
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.press.options import REDS, Copy, PrintOptions

EDITIONS = tuple(PROFILES)
"""The editions of an issue."""
MAX_OFFSET = 50.0
"""mm; a printer that is off by more is not the one this sheet was made for."""


def edition_of(edition: str, known: tuple[str, ...] = EDITIONS) -> str:
    """Return the name of an edition; `ValueError` for one that is not known."""
    return one_of(edition, "edition", known)


def options_of(options: PrintOptions | None) -> PrintOptions:
    """Return options that can be kept; `TypeError` or `ValueError` says which cannot."""
    if options is None:
        return PrintOptions()
    if not isinstance(options, PrintOptions):
        raise TypeError(f"options must be PrintOptions, not {type(options).__name__}")
    one_of(options.red, "red", REDS)
    one_of(options.lang, "lang", get_args(Language))
    for name in ("marks", "registration", "ticket", "certificate"):
        if not isinstance(getattr(options, name), bool):
            raise TypeError(f"{name} must be True or False, not {getattr(options, name)!r}")
    if options.copies and options.copies_from:
        raise ValueError("copies and copies_from exclude each other")
    return options._replace(
        intent=path_of(options.intent, "intent"),
        copies_from=path_of(options.copies_from, "copies_from"),
        offset=_offset(options.offset),
        copies=_copies(options.copies),
    )


def numbered_copies(numbers: str) -> tuple[Copy, ...]:
    """Return the copies of a range, `"1-300"` or `"7"`; `ValueError` when it is neither."""
    from bulletin_pdf.press.copies import MAX_COPIES, copies_in_range

    copies = copies_in_range(numbers) if isinstance(numbers, str) else ()
    if not copies:
        raise ValueError(f"copies are given as '1-300' or '7', at most {MAX_COPIES} of them, not {numbers!r}")
    return copies


def _offset(offset: object) -> tuple[float, float]:
    is_pair = isinstance(offset, tuple | list) and len(offset) == 2
    if not is_pair or not all(isinstance(part, int | float) for part in offset):  # type: ignore[attr-defined]
        raise TypeError(f"offset must be two numbers of millimetres, (x, y), not {offset!r}")
    x, y = (float(part) for part in offset)  # type: ignore[attr-defined]
    if not (abs(x) <= MAX_OFFSET and abs(y) <= MAX_OFFSET):
        raise ValueError(f"offset must lie within {MAX_OFFSET:g} mm, not {offset!r}")
    return x, y


def _copies(copies: object) -> tuple[Copy, ...]:
    if not isinstance(copies, tuple | list) or not all(isinstance(copy, Copy) for copy in copies):
        raise TypeError("copies must be a sequence of Copy, as numbered_copies('1-300') gives them")
    return tuple(copies)
