"""What the readers of one Word 97-2003 file share: the file, its properties, and what was found so far."""

from collections import Counter

from bulletin_pdf.importers.doc_file import DocFile, Piece, positions
from bulletin_pdf.importers.doc_lists import read_lists
from bulletin_pdf.importers.doc_properties import Properties, Sheets
from bulletin_pdf.importers.doc_shapes import floating_drawings
from bulletin_pdf.importers.material import MaterialItem, SourceEdit
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span

_FOOT_MARKS, _FOOT_TEXTS, _END_MARKS, _END_TEXTS = 2, 3, 46, 47
_ENDS = frozenset("\r\x07\x0c")
CELL = "\x07"


class DocPara(NamedTuple):
    """A paragraph as it lies in the file: its characters, its mark, and how it is set."""

    start: int
    end: int
    """The position of its mark."""
    mark: str
    style: int
    properties: Properties


class DocReading:
    """A file being read. Places count its paragraphs as lines and characters as columns."""

    def __init__(self, path: str, file: DocFile) -> None:
        self.path = path
        self.file = file
        self.sheets = Sheets(file)
        self.numbering = read_lists(file)
        self.boxes: list[tuple[int, int]] = []
        """Text boxes read so far: where each begins and ends."""
        self.number = 0
        """The paragraph being read."""
        self.pending: list[MaterialItem] = []
        """Pictures of the paragraph being read."""
        self.notes: list[tuple[str, int]] = []
        """Kind and index of the footnotes whose marks were read."""
        self.edits: list[SourceEdit] = []
        self.counts: Counter[str] = Counter()
        self.marks = self._marks()
        self.floating = floating_drawings(file)
        """Drawings that float, by the position each is anchored to."""
        self.anchors = sorted(at for at, drawing in self.floating.items() if drawing.boxes)

    def log(self, before: str, after: str, why: str, at: int = 0, length: int = 1) -> None:
        """Add to the log a change at a character of the paragraph being read."""
        self.edits.append(
            SourceEdit(Span(self.path, max(self.number, 1), at + 1, length), before, after, why)
        )

    def paragraphs(self, start: int, end: int) -> list[DocPara]:
        """Return the paragraphs of a stretch; what stands behind the last mark is one too."""
        found: list[DocPara] = []
        begin = start
        last: Piece | None = None
        for piece in self.file.within(start, end):
            last = piece
            first = max(start, piece.start)
            for at, char in enumerate(self.file.characters(piece, first, min(end, piece.end)), first):
                if char in _ENDS:
                    found.append(self._paragraph(piece, begin, at, char))
                    begin = at + 1
        if begin < end and last is not None:
            found.append(self._paragraph(last, begin, end, "\r"))
        return found

    def _paragraph(self, piece: Piece, start: int, end: int, mark: str) -> DocPara:
        style, properties = self.sheets.paragraph(piece, min(end, piece.end - 1))
        return DocPara(start, end, mark, style, properties)

    def _marks(self) -> dict[int, tuple[str, int]]:
        """Where the marks of footnotes stand: position → kind and index."""
        return {
            place: (kind, number)
            for kind, part in (("footnotes", _FOOT_MARKS), ("endnotes", _END_MARKS))
            for number, place in enumerate(positions(self.file.part(part), 2)[:-1])
        }

    def note(self, kind: str, number: int) -> tuple[int, int]:
        """Return where a note's text begins and ends."""
        part = _FOOT_TEXTS if kind == "footnotes" else _END_TEXTS
        places = positions(self.file.part(part), 0)
        begin, end = self.file.stories[kind]
        if number + 1 >= len(places):
            return begin, begin
        return begin + places[number], min(begin + places[number + 1], end)
