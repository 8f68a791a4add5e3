"""What can be wrong with an office's own font file, as values."""

from collections.abc import Mapping
from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple

FaultCode = Literal[
    "unknown-role",
    "not-found",
    "unreadable",
    "no-outlines",
    "variable",
    "embedding-forbidden",
    "subsetting-forbidden",
    "no-hanzi",
    "hanzi-not-square",
]

_PROBLEMS: Mapping[FaultCode, str] = {
    "not-found": "B301",
    "unreadable": "B302",
    "no-outlines": "B302",
    "embedding-forbidden": "B303",
    "subsetting-forbidden": "B303",
    "no-hanzi": "B304",
    "hanzi-not-square": "B305",
    "variable": "B306",
    "unknown-role": "B307",
}


class FontFault(NamedTuple):
    """One reason why a font file cannot serve in a role; `detail` is the figure or word behind it."""

    code: FaultCode
    role: str
    path: str
    detail: str = ""

    @property
    def problem(self) -> str:
        """The code of the problem in `words.PROBLEMS` that puts this into words."""
        return _PROBLEMS[self.code]


class FontFaultError(Exception):
    """The font files named for some roles cannot be used; `faults` holds every reason found."""

    def __init__(self, faults: tuple[FontFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.role}: {fault.code} {fault.path}" for fault in faults))
        self.faults = faults
