"""What was measured in an old paper, as plain values: settings with their evidence, open questions, faces, the head.

Readers of PDFs, scans and Word files give it; `write_proposal` makes a design of it.
"""

from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple

PlainValue = str | int | bool | list["PlainValue"] | dict[str, "PlainValue"]
"""A value as the YAML says it: `28mm`, `15pt`, `三号`, 22, true, a list, a mapping."""

KeyPath = tuple[str, ...]
"""A key of a design with what it stands below: `("page", "inner")`, `("styles", "body", "size")`, `("mirror",)`."""

PaperKind = Literal["pdf", "scan", "word"]

EvidenceKind = Literal["lines", "paragraphs", "pages", "marks", "rules", "stated", "papers"]
"""What was counted; `stated`: the file says it itself, as the settings of a Word document do."""


class Evidence(NamedTuple):
    """Why a value is believed: in `counted` of `of` lines, pages … on so many pages; words under `evidence`."""

    kind: EvidenceKind
    counted: int = 0
    of: int = 0
    pages: int = 0


class MeasuredValue(NamedTuple):
    """A setting of a design and its evidence."""

    key: KeyPath
    value: PlainValue
    evidence: Evidence
    shown: str = ""
    """The value as it was measured, where the YAML says it otherwise: `15.9 pt` beside `三号`."""
    certain: bool = True
    """Others are written into the proposal commented out, with their evidence."""


class OpenQuestion(NamedTuple):
    """A setting that could not be known: it stays commented out with its question (words under `question`)."""

    key: KeyPath
    asks: str
    """Key of the words."""
    example: PlainValue
    """What is written behind the key."""


class MissingFace(NamedTuple):
    """A face of the old paper that does not ship: the role that stands in for it until the office names its file."""

    font: str
    """As the old paper calls it."""
    role: str
    """Of the font book: `fangsong`, `xbs` …"""
    characters: int
    """Set in it."""


class HeadPiece(NamedTuple):
    """A text in the head of page 1, and what it is; lengths in pt from the upper left corner of the trim."""

    slot: str
    """One of `SLOTS` of designs, or `text`."""
    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: str
    """A role of the font book."""
    ink: Literal["black", "red"] = "black"
    latin: str = ""
    """A role for its digits and letters, where it is not the one that goes with the face."""


class HeadRule(NamedTuple):
    """A rule across the head of page 1: one or more lines, from the top down."""

    left: float
    right: float
    top: float
    weights: tuple[float, ...]
    spacing: float
    ink: Literal["black", "red"] = "red"
    star: float = 0.0
    """Height of a star that breaks it."""

    @property
    def bottom(self) -> float:
        """Lower edge of its last line."""
        return self.top + sum(self.weights) + self.spacing * (len(self.weights) - 1)


class MeasuredHead(NamedTuple):
    """报头: its texts and rules from the top down."""

    pieces: tuple[HeadPiece, ...]
    rules: tuple[HeadRule, ...]
    text_from: float = 0.0
    """Baseline of the first line below it, where that is a line of the body; 0: not known."""


class MeasuredStyle(NamedTuple):
    """All that was measured in one paper, or in several taken together."""

    kind: PaperKind
    values: tuple[MeasuredValue, ...]
    questions: tuple[OpenQuestion, ...] = ()
    missing_faces: tuple[MissingFace, ...] = ()
    head: MeasuredHead | None = None
    papers: tuple[str, ...] = ()
    """Names of the papers."""
    pages: int = 0

    def value(self, *key: str) -> PlainValue | None:
        """Return what was measured for a key, if it was."""
        return next((each.value for each in self.values if each.key == key), None)
