"""What is found of one file or bag of a store."""

from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problem

JudgedKind = Literal["archive", "volume", "issue", "listing", "pdf", "bag", "own", "other"]
"""An archive file of an issue, one of a volume, an issue's YAML, a volume's YAML, a PDF made elsewhere, a bag, another edition of ours, anything else."""


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
