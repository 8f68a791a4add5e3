"""Pages, where layout ends and writing a file begins.

A page is a size and a row of marks at fixed places, in reading order. Marks say what
stands where and nothing of how a file stores it. Lengths are in pt, y grows downwards
from the top of the trimmed page.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from bulletin_pdf.geometry import Matrix, Rect, Size
from bulletin_pdf.inks import Ink, Rgb
from bulletin_pdf.named_tuples import NamedTuple

FaceId = str
"""The name a font book gives to one opened face; made from the face's content."""

TagId = int
"""Place of a `Tag` in `Document.tags`."""

TagRole = Literal[
    "Document", "Part", "Art", "Sect", "H1", "H2", "H3", "H4", "H5", "H6", "P", "BlockQuote",
    "Caption", "TOC", "TOCI", "Reference", "Link", "L", "LI", "Lbl", "LBody", "Table", "THead",
    "TBody", "TR", "TH", "TD", "Figure", "Note", "Span",
]  # fmt: skip


class Tag(NamedTuple):
    """One node of the logical tree; children stand in the order of their ids.

    `parent` is -1 for the root. `actual_text` replaces what the marks say, `alt`
    describes a picture, `spans` is (columns, rows) of a table cell.
    """

    role: TagRole
    parent: TagId
    title: str = ""
    alt: str = ""
    actual_text: str = ""
    lang: str = ""
    spans: tuple[int, int] = (1, 1)


class TextRun(NamedTuple):
    """A stretch of text in one face and size on one baseline, starting at (x, y).

    Each character advances by its own width in the face, plus `tracking` (pt), plus
    what `shifts` says: pairs of (place in `text`, further advance after it in pt), in
    ascending order. Shifts carry what squeezing and justifying decided. Where a face joins
    characters (——) they stay joined: tracking and shifts between them come after the last.
    """

    x: float
    y: float
    text: str
    face: FaceId
    size: float
    ink: Ink
    tracking: float = 0.0
    shifts: tuple[tuple[int, float], ...] = ()
    tag: TagId | None = None
    """None: decoration (an artifact), not content."""


class Rule(NamedTuple):
    """A straight line of `weight` pt; `dots` sets round dots that far apart instead."""

    x: float
    y: float
    x2: float
    y2: float
    weight: float
    ink: Ink
    dots: float = 0.0
    tag: TagId | None = None


class Box(NamedTuple):
    """A filled rectangle."""

    rect: Rect
    ink: Ink
    tag: TagId | None = None


class Picture(NamedTuple):
    """An image file, upright by its EXIF orientation, scaled to fill `rect`."""

    rect: Rect
    path: str
    tag: TagId | None = None


class Path(NamedTuple):
    """A filled outline: artwork such as a masthead's 题字.

    `steps` are ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x3, y3) and ("Z",), in pt.
    """

    steps: tuple[tuple[str | float, ...], ...]
    ink: Ink
    even_odd: bool = False
    tag: TagId | None = None


class Link(NamedTuple):
    """A place to click that leads to an anchor of the same document."""

    rect: Rect
    anchor: str
    contents: str
    tag: TagId | None = None


class PageRef(NamedTuple):
    """The page number of an anchor, not known yet; gone after `number_pages`.

    The number ends at `x`; when `leader_from` is given, dots lead to it from there.
    """

    x: float
    y: float
    anchor: str
    face: FaceId
    size: float
    ink: Ink
    leader_from: float | None = None
    tag: TagId | None = None


class Group(NamedTuple):
    """Marks under a matrix: (x, y) stands at (a·x + c·y + e, b·x + d·y + f).

    Links and page references do not stand in groups.
    """

    matrix: Matrix
    marks: "tuple[Mark, ...]"


class ForeignPdfPage(NamedTuple):
    """A page of an existing PDF, as it shows when trimmed, scaled to fill `rect`.

    What bleeds over the trim shows as far as `clip` lets it.
    """

    rect: Rect
    path: str
    page: int
    """Counted from 0."""
    clip: Rect
    tag: TagId | None = None
    pixels: int = 0
    """Dots an inch to draw it in, for a page that cannot be copied as it is; 0 copies it."""
    colour: Rgb | None = None
    """What its black shows as, while white shows what lies beneath: for pages laid over each other."""


Mark = TextRun | Rule | Box | Picture | Path | Link | PageRef | ForeignPdfPage | Group


def every_mark(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Go through marks in reading order, those inside groups in the place of their group."""
    for mark in marks:
        if isinstance(mark, Group):
            yield from every_mark(mark.marks)
        else:
            yield mark


def ink_of(mark: Mark) -> Ink | None:
    """Return the ink of a mark; pictures, links and groups have none of their own."""
    return None if isinstance(mark, Picture | Link | ForeignPdfPage | Group) else mark.ink


class Anchor(NamedTuple):
    """A named place on a page that links, outlines and page references lead to."""

    name: str
    y: float


def bound_anchor(name: str, prefix: str) -> str:
    """Return an anchor's name in the volume; one that begins with / is the volume's own already."""
    return name.removeprefix("/") if name.startswith("/") else prefix + name


class Page(NamedTuple):
    """One side: its trimmed size, its marks, and the label a reader shows for it."""

    size: Size
    marks: tuple[Mark, ...]
    anchors: tuple[Anchor, ...] = ()
    label: str = ""
    bleed: float = 0.0
    slug: float = 0.0
    """Room around the bleed for printer's marks (R-51), pt."""
    over: "tuple[Mark, ...]" = ()
    """Marks of this page alone; pages with the very same `marks` are stored once (份号)."""


PageId = int
"""The number of a page among all that were added to a file in sections."""


class SectionPage(NamedTuple):
    """A page that was added to a file in a section: what binding must know of it, and what binding makes of it.

    Its marks are with `pdf.write.sections`. Without an id it is a blank.
    """

    id: PageId | None
    size: Size
    anchors: tuple[Anchor, ...] = ()
    """As its section names them; once bound, as the file does."""
    label: str = ""
    tags: TagId = 0
    """Added to the ids of its tags."""
    prefix: str = ""
    """Put before the anchors that its links lead to (`bound_anchor`)."""
    folio: TextRun | None = None
    """Set on it last, where it is only known in binding."""


class OutlineItem(NamedTuple):
    """One bookmark; level 1 is outermost."""

    level: int
    title: str
    anchor: str


class Attachment(NamedTuple):
    """A file that is embedded in the document, such as the source it was made from."""

    name: str
    """Path below the source's own directory, with forward slashes."""
    data: bytes
    mime: str
    relationship: Literal["Source", "Data"]
    description: str
    packed: bool = True
    """Off for what is packed already, as pictures and PDFs are."""


class RecordField(NamedTuple):
    """One element of a document's archive record, under its name in DA/T 46 (docs/rules/archive.md §5)."""

    name: str
    values: tuple[str, ...]
    description: str
    kind: Literal["Text", "Date", "Integer", "bag Text"] = "Text"


class FolioForm(NamedTuple):
    """How the page numbers of an issue look and where they stand."""

    before: str
    after: str
    """`{pages}` in them is how many pages there are."""
    place: str
    """outer, inner, left, center or right."""
    at: float
    """The middle of its marks from the page's top edge, pt."""
    inset: float
    """From the edge of the type area, pt."""
    first: bool
    """Whether page 1 has one."""


class TypeArea(NamedTuple):
    """Where the text of pages stands (版心) and what stands outside it, pt."""

    page: Size
    inner: float
    """From the binding edge."""
    top: float
    width: float
    height: float
    lines: int
    pitch: float
    mirror: bool
    """Whether the binding edge of even pages is on the right."""
    folio: FolioForm
    upper: float
    lower: float
    """What a design puts outside the type area stands between these heights of the page."""
    foot: float
    """The last rule of 报尾 (P-52)."""
    body: float
    """Size of the text."""
    red: bool = False
    """Whether the design has red on other pages than the first."""

    def left(self, page: int) -> float:
        """Return the x of the type area on page `page`, counted from 1."""
        outer = self.page.width - self.inner - self.width
        return outer if self.mirror and page % 2 == 0 else self.inner

    @property
    def bottom(self) -> float:
        """The y of the lower edge of the type area."""
        return self.top + self.height


class Leaves(NamedTuple):
    """Pages in a row that are of one kind, such as an issue in a volume; they are counted from its first one."""

    kind: str
    """`issue`, `placed` for pages of an existing PDF, `blank`, a part of a volume, or a kind of sheet."""
    pages: int
    area: TypeArea | None = None
    """None: as GB/T 9704 has it."""


DocumentKind = Literal["", "issue", "volume", "cover", "labels", "ticket", "registration", "sheets"]
"""What a document is; empty for one that needs no identity."""


class Document(NamedTuple):
    """A whole set document, ready for the writer once it is numbered."""

    pages: tuple[Page, ...]
    tags: tuple[Tag, ...]
    outline: tuple[OutlineItem, ...]
    title: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    lang: str = "zh-CN"
    date: str = ""
    """Date of the issue, YYYY-MM-DD; every date in the file is made from it."""
    record: tuple[RecordField, ...] = ()
    """What an archive records; written where a profile has it."""
    attachments: tuple[Attachment, ...] = ()
    kind: DocumentKind = ""
    leaves: tuple[Leaves, ...] = ()
    """What its pages are, all of them."""
    offset: tuple[float, float] = (0.0, 0.0)
    """How far all of them were moved for the printer they go to, pt to the right and down."""
