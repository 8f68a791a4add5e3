"""What the readers of one Word document share: its parts, and what was found so far."""

from collections import Counter
from collections.abc import Callable

from bulletin_pdf.importers.docx_fields import form_field
from bulletin_pdf.importers.docx_package import Package, XmlElement
from bulletin_pdf.importers.docx_styles import Styles
from bulletin_pdf.importers.docx_xml import all_text
from bulletin_pdf.importers.material import MaterialItem, SourceEdit
from bulletin_pdf.importers.numbering import ListNumbering
from bulletin_pdf.problems import Span


class Line:
    """A paragraph being read, or the part of one between two breaks."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.parts: list[str] = []
        self.length = 0
        self.bold: list[tuple[int, int]] = []
        self.dotted: list[tuple[int, int]] = []
        self.sizes: Counter[int] = Counter()

    def put(self, text: str, bold: bool, dotted: bool = False) -> None:
        """Add a text."""
        if not text:
            return
        for marked, stretches in ((bold, self.bold), (dotted, self.dotted)):
            if marked and stretches and stretches[-1][1] == self.length:
                stretches[-1] = stretches[-1][0], self.length + len(text)
            elif marked:
                stretches.append((self.length, self.length + len(text)))
        self.parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        """What it holds so far."""
        return "".join(self.parts)

    @property
    def size(self) -> int:
        """The size most of its letters have, in half points."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 0


class Field:
    """A field being read, between its begin and its end."""

    def __init__(self, begin: XmlElement) -> None:
        self.instruction = ""
        self.own, self.is_box = form_field(begin)
        self.in_result = False
        self.has_result = False


class Reading:
    """A document being read. Places count its paragraphs as lines and characters as columns."""

    def __init__(
        self, path: str, package: Package, blocks: Callable[["Reading", XmlElement], list[MaterialItem]]
    ) -> None:
        self.path = path
        self.package = package
        self.document = package.xml(package.main)
        self.relations = package.relations(package.main)
        self._parts: dict[str, XmlElement | None] = {}
        self.styles = Styles(self.part("styles"))
        self.numbering = ListNumbering(self.part("numbering"))
        self.number = 0
        """The paragraph being read."""
        self.paragraphs: dict[int, XmlElement] = {}
        """Every paragraph read so far, by its number."""
        self.pending: list[MaterialItem] = []
        """What is anchored in the paragraph being read: pictures, text boxes."""
        self.notes: list[tuple[str, str]] = []
        """Kind and id of the footnotes whose marks were read."""
        self.shown: set[str] = set()
        """Parts of SmartArt and charts that the text shows."""
        self.fields: list[Field] = []
        self.edits: list[SourceEdit] = []
        self.counts: Counter[str] = Counter()
        self._blocks = blocks

    def part(self, kind: str) -> XmlElement | None:
        """Read the part that the main one names as its styles, numbering and so on."""
        if kind not in self._parts:
            name = self.package.related(kind)
            self._parts[kind] = self.package.xml(name) if name else None
        return self._parts[kind]

    def blocks(self, parent: XmlElement) -> list[MaterialItem]:
        """Read what stands under a body, a cell, a note or a text box."""
        return self._blocks(self, parent)

    def log(self, before: str, after: str, why: str, at: int = 0, length: int = 1) -> None:
        """Add to the log a change at a character of the paragraph being read."""
        self.edits.append(
            SourceEdit(Span(self.path, max(self.number, 1), at + 1, length), before, after, why)
        )

    def left_out(self, element: XmlElement, line: Line | None, why: str) -> bool:
        """Log all text of an element that does not go into the draft; return whether there is any."""
        text = all_text(element)
        if text.strip():
            self.log(text, "", why, line.length if line else 0, len(text))
        return bool(text.strip())
