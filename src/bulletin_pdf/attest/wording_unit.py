"""The unit of comparison: consecutive pages with their wording; and where file and source differ."""

from bulletin_pdf.attest.page_furniture import Outside
from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.named_tuples import NamedTuple


class WordingUnit(NamedTuple):
    """Pages in a row that begin on one of their own: an issue, or a part of a volume."""

    wording: Wording
    pages: int
    """How many it has; the volume's blanks between units are not counted."""
    numbered: bool = True
    """Whether its pages are those of an issue, which are counted from its first one (P-60)."""
    bound: bool = False
    """Whether they carry the number of a volume too."""
    anchor: str = ""
    """Name of its first page in the volume."""
    prefix: str = ""
    """Put before its own anchors in the volume."""
    title: str = ""
    corrections: frozenset[int] = frozenset()
    """Numbers of the errata applied, which stand next to their lines (勘误3)."""
    foreign: bool = False
    """Whether they are pages of an existing PDF, which are not compared."""
    starts: tuple[tuple[str, int], ...] = ()
    """Anchors of a facsimile, and which of its pages they name."""
    outside: Outside = Outside()
    """What its pages carry besides their text."""


class Difference(NamedTuple):
    """Where file and source part: the page in the file, what was to come and what stands there.

    `at` is the place in the unit's wording; -1 when it is about the page and not its text.
    """

    kind: str
    page: int
    unit: int
    at: int = -1
    wanted: str = ""
    found: str = ""


SHOWN = 24
