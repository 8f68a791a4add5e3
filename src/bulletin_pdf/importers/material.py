"""What a file holds, whatever its kind: paragraphs, tables and pictures in reading order."""

from typing import Literal

from bulletin_pdf.messages import Detail, Details
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import TextEdit
from bulletin_pdf.yamldoc.written import PlacedText

ParaAlign = Literal["", "left", "center", "right"]
ParaStretch = tuple[int, int]
"""From this character to before that one."""


class Para(NamedTuple):
    """One paragraph or line; every character has its place in the source."""

    text: PlacedText
    bold: tuple[ParaStretch, ...] = ()
    align: ParaAlign = ""
    heading: int = 0
    """1 to 6 as in HTML, 0 for text; a document's title is 1."""
    linked: int = 0
    """How many of its characters are links."""
    note: str = ""
    """The mark of a footnote, when this is one."""
    titled: bool = False
    """Set in a style for the title of the whole: the source says that it is one."""
    dotted: tuple[ParaStretch, ...] = ()
    """What bears emphasis dots."""
    size: int = 0
    """Size of its letters in half points, 0 when it is not known."""
    listed: bool = False
    """Set in a style for entries of a table of contents."""

    @property
    def words(self) -> str:
        """The text without its places."""
        return self.text.text


class ImportedCell(NamedTuple):
    """One cell of a table."""

    text: PlacedText
    colspan: int = 1
    rowspan: int = 1
    header: bool = False


class ImportedTable(NamedTuple):
    """A table."""

    rows: tuple[tuple[ImportedCell, ...], ...]
    place: Span


class Image(NamedTuple):
    """A picture: its bytes, or empty when there are none to be had."""

    source: str
    """What the file calls it."""
    data: bytes
    alt: str
    place: Span


MaterialItem = Para | ImportedTable | Image


class SourceEdit(NamedTuple):
    """One change made on the way; `why` is a key of `remarks.REASONS`."""

    place: Span
    before: str
    after: str
    why: str


class Remark(NamedTuple):
    """Something to report to the person who imports: a code of `problem_codes.CODES`."""

    code: str
    place: Span | None
    details: Details = ()


class Material(NamedTuple):
    """A file as read, before anything is guessed."""

    kind: Literal["web", "text", "word"]
    path: str
    items: tuple[MaterialItem, ...]
    title: str = ""
    """The page's own title, or the document's."""
    edits: tuple[SourceEdit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    said: tuple[str, ...] = ()
    """All text of the file as a second, simple reading finds it: what the draft is proven against (whole.py)."""
    date: str = ""
    """The day a page says it was published, as YYYY-MM-DD."""
    source: str = ""
    """Whom a page names as its source."""


MAX_ITEMS = 5_000
"""Paragraphs, cells and links of one file; an issue has some hundreds."""


class TooMuchError(Exception):
    """A file that holds more than an issue can; the words are those of `code`."""

    def __init__(self, code: str, **details: Detail) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def edited(para: Para, edits: list[TextEdit]) -> Para:
    """Make replacements in a paragraph; what is bold stays bold, what bears dots keeps them."""
    if not edits:
        return para

    def moved(stretches: tuple[ParaStretch, ...]) -> tuple[ParaStretch, ...]:
        ends = ((_moved(start, edits), _moved(end, edits)) for start, end in stretches)
        return tuple((start, end) for start, end in ends if start < end)

    return para._replace(text=para.text.edit(edits), bold=moved(para.bold), dotted=moved(para.dotted))


def cut_para(para: Para, start: int, end: int | None = None) -> Para:
    """Return a stretch of a paragraph."""
    stop = len(para.words) if end is None else end

    def inside(stretches: tuple[ParaStretch, ...]) -> tuple[ParaStretch, ...]:
        return tuple(
            (max(first, start) - start, min(last, stop) - start)
            for first, last in stretches
            if max(first, start) < min(last, stop)
        )

    return para._replace(text=para.text.cut(start, stop), bold=inside(para.bold), dotted=inside(para.dotted))


def _moved(at: int, edits: list[TextEdit]) -> int:
    shift = 0
    for start, end, new in edits:
        if at <= start:
            break
        shift += len(new) - (min(end, at) - start) if at < end else len(new) - (end - start)
    return at + shift
