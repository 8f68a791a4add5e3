"""The findings about one file or bag of a store."""

import os
from collections.abc import Iterator
from typing import Literal

from bulletin_pdf.messages import Detail
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem

_NAMED = pattern(r"((?:19|20)[0-9]{2})[-_.年第 ]*0*([0-9]{1,3})(?![0-9])")

JudgedKind = Literal["archive", "volume", "issue", "listing", "pdf", "bag", "transfer", "own", "other"]
"""An archive file of an issue, one of a volume, an issue's YAML, a volume's YAML, a PDF made elsewhere, a bag, a folder that was handed over, another edition of ours, anything else."""


class HeldIssue(NamedTuple):
    """What an issue is known by."""

    name: str
    series: str
    supplement: bool
    year: int
    number: int | None
    label: str
    path: str = ""
    """The file that holds it, where that is another one than was judged."""
    serial: int = 0
    """Its number among all issues since the first (总第N期); 0 for none."""


class JudgedHolding(NamedTuple):
    """A file or bag, judged for itself."""

    path: str
    kind: JudgedKind
    size: int
    state: str
    """Size and time of change: a file that was just judged is not judged again when a run goes on."""
    sha256: str
    files: int = 1
    """Files whose digests were compared: of a bag, all of them."""
    problems: tuple[Problem, ...] = ()
    heads: tuple[HeldIssue, ...] = ()
    claims: tuple[str, ...] = ()
    """Standards a PDF says it conforms to: 3a, ua1."""
    remade: bool = False
    """Whether it was set again from its source and came out the same."""
    inside: tuple[str, ...] = ()
    """Archive files in a bag, of which the claims are."""
    certain: bool = True
    """Whether the issues in it are all that it held, and not what is left of them."""


def said(code: str, path: str, /, **details: Detail) -> Problem:
    """Return a problem of a file."""
    if code == Code.HOLDING_DAMAGED:
        details = {"code": str(Code.ARCHIVE_NOT_READ)} | details
    return Problem(code, None, (("file", path), *details.items()))


def by_name(path: str) -> Iterator[HeldIssue]:
    """Return what the name of a file that cannot be read says it is: its number is not missing."""
    named = _NAMED.search(os.path.basename(path))
    if named:
        yield HeldIssue("", "", False, int(named[1]), int(named[2]), os.path.basename(path))
