"""A proposal of a reviewer: changes to parts of lines."""

from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

ProposalKind = Literal[
    "insert", "delete", "replace", "move", "format", "picture",
    "row added", "row removed", "row moved", "column added", "column removed",
    "comment", "unread",
]  # fmt: skip
ProposalState = Literal["open", "accepted", "refused", "unfit"]
PartSide = Literal["before", "after"]

CHANGING: tuple[ProposalKind, ...] = (
    "insert", "delete", "replace", "move", "format", "picture", "row added", "row removed", "column added", "column removed",
)  # fmt: skip
"""Kinds that change the source when they are accepted; the others are only noted."""


class ProposalPart(NamedTuple):
    """Put `now` in place of start..end of the text of one line, or of several that follow one another."""

    line: int
    """Number of the first of the lines on the paper that the change was made against."""
    text: str
    """What the lines said, `\\n` between them."""
    start: int
    end: int
    now: str = ""
    """What is put there, with `**` and `==` where its look changes."""
    side: PartSide = "after"
    """Whether what is inserted is set as the character before it or the one behind."""
    flip: str = ""
    """`**` or `==`: start..end keeps its text and loses or gets this look; or the outcome of the row or cell it is
    (`table_structure.TABLE_FLIPS`)."""

    @property
    def was(self) -> str:
        """What stood there."""
        return self.text[self.start : self.end]


class ReviewProposal(NamedTuple):
    """One change or remark of a reviewer."""

    kind: ProposalKind
    parts: tuple[ProposalPart, ...]
    who: tuple[str, ...]
    """Every reviewer who requests it."""
    when: str
    """As the returned file says, YYYY-MM-DDThh:mm:ssZ; empty when it does not."""
    source: str
    """Name of the returned file."""
    was: str
    now: str
    note: str = ""
    """What the reviewer wrote about it, or what kind of mark was not read."""
    data: bytes = b""
    """Of a picture: the new file, or a picture of the place that was drawn on."""
    file: str = ""
    """Name under which that picture is kept."""
    picture: int = -1
    """Number of the picture that is replaced."""

    @property
    def changes(self) -> bool:
        """Whether accepting it changes the source."""
        return self.kind in CHANGING


_LITERAL = str.maketrans("*=", "＊＝")
_SIGNS = pattern(r"\*{2,}|(?<![0-9A-Za-z=])={2,}|={2,}(?![0-9A-Za-z=])")
"""What reads as a sign; `a==b` does not."""


def literal(text: str) -> str:
    """Return a text that a reviewer has typed without signs that would set it as a lead or with dots: full width, as imports do."""
    return _SIGNS.sub(lambda match: match[0].translate(_LITERAL), text)


def plain(marked: str) -> str:
    """Return a text without the marks of lead and emphasis."""
    return marked.replace("**", "").replace("==", "")
