"""What keeps a page out, or what it loses."""

from typing import Literal, NamedTuple

FaultKind = Literal["unembedded", "unmapped", "glyphs", "ink", "page", "notes", "hidden text"]


class Fault(NamedTuple):
    """One thing found on a page; `what` names the font or ink."""

    kind: FaultKind
    what: str = ""
    why: str = ""
    """More of it, a word of the catalogue."""
