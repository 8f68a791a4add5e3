"""States of the signatures of a file, as values."""

from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problem

SignatureState = Literal["valid", "unchecked", "untrusted", "expired", "changed", "broken"]
"""Valid: it holds and leads to a root that was given; unchecked: it holds, no root was given."""


class Signature(NamedTuple):
    """One signature."""

    field: str
    """The name of its field in the file."""
    signer: str
    """Who its certificate says signed; empty when it cannot be read."""
    time: str
    """When: ISO 8601; empty for unknown."""
    stamped: bool
    """Whether a time stamp proves the time."""
    state: SignatureState


class JudgedSignatures(NamedTuple):
    """All signatures of a file, and what is wrong with them."""

    signatures: tuple[Signature, ...] = ()
    problems: tuple[Problem, ...] = ()
