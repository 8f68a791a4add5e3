"""Faults of an office's own font file, as values."""

from collections.abc import Mapping
from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code

FaultCode = Literal[
    "unknown-role",
    "not-found",
    "unreadable",
    "no-outlines",
    "variable",
    "no-such-face",
    "embedding-forbidden",
    "subsetting-forbidden",
    "no-hanzi",
    "hanzi-not-square",
]

_PROBLEMS: Mapping[FaultCode, str] = {
    "not-found": Code.FONT_NOT_FOUND,
    "unreadable": Code.FONT_UNREADABLE,
    "no-outlines": Code.FONT_UNREADABLE,
    "embedding-forbidden": Code.FONT_NOT_EMBEDDABLE,
    "subsetting-forbidden": Code.FONT_NOT_EMBEDDABLE,
    "no-hanzi": Code.FONT_WITHOUT_HAN,
    "hanzi-not-square": Code.FONT_HAN_NOT_SQUARE,
    "variable": Code.FONT_VARIABLE,
    "no-such-face": Code.FACE_NOT_IN_FILE,
    "unknown-role": Code.UNKNOWN_FONT_ROLE,
}


class FontFault(NamedTuple):
    """One reason why a font file cannot serve in a role; `detail` is the figure or word behind it."""

    code: FaultCode
    role: str
    path: str
    detail: str = ""

    @property
    def problem(self) -> str:
        """The code of the problem in `problem_codes.CODES` that puts this into words."""
        return _PROBLEMS[self.code]


class FontFaultError(Exception):
    """The font files named for some roles cannot be used; `faults` holds every reason found."""

    def __init__(self, faults: tuple[FontFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.role}: {fault.code} {fault.path}" for fault in faults))
        self.faults = faults
