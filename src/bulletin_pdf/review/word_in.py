"""Reader of a returned Word paper: every character with its tracked change, author and date.

Read from its parts directly (`importers.docx_package`), within the bounds of the import: python-docx has nothing of
tracked changes, moves and their authors.
"""

import re
from collections.abc import Iterator

from bulletin_pdf.importers.docx_package import Package, PackageError, R, W, XmlElement
from bulletin_pdf.importers.docx_xml import MC, A, chosen, is_properties, letters_of
from bulletin_pdf.review.custom_properties import PROPERTY
from bulletin_pdf.review.word_marks import (
    CHARACTER_FORMAT,
    MOVES,
    UNREAD_CHANGES,
    UNREAD_LOOKS,
    UNREAD_PARTS,
    end_mark,
    is_continued_by,
    look_of,
    mark_of,
    other_looks,
    parts_inside,
    plain_text,
)
from bulletin_pdf.review.word_out import BOOKMARK
from bulletin_pdf.review.word_return import (
    Char,
    ReturnedPicture,
    Unread,
    WordAnchor,
    WordComment,
    WordMark,
    WordParagraph,
    WordReturn,
    WordRow,
)
from bulletin_pdf.review.word_xml import PARAGRAPH_IDS

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ID = re.compile(rf"{BOOKMARK}(\d{{1,6}})_[0-9a-f]{{8}}")
_PICTURE = re.compile(rf"{BOOKMARK}picture_(\d{{1,6}})_([0-9a-f]{{8}})")
_MAX_PICTURE = 40 << 20


def read_word(data: bytes) -> WordReturn:
    """Read a returned paper. Raises `PackageError` when it cannot be read."""
    try:
        return _WordReader(Package(data)).read()
    except RecursionError as error:
        raise PackageError("docx deep") from error


def word_properties(package: Package) -> dict[str, str]:
    """Return what a paper says of its making; nothing for a document of other programs. Raises `PackageError`."""
    if not package.has("docProps/custom.xml"):
        return {}
    found: dict[str, str] = {}
    for element in package.xml("docProps/custom.xml"):
        name = element.get("name", "")
        if name.startswith(PROPERTY):
            found[name.removeprefix(PROPERTY)] = "".join(element.itertext()).strip()
    return found


class _WordReader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.paragraphs: list[WordParagraph] = []
        self.chars: list[Char] = []
        self.lines: list[int] = []
        self.pending: list[int] = []
        self.unread: list[Unread] = []
        self.pictures: list[ReturnedPicture] = []
        self.starts: dict[str, WordAnchor] = {}
        self.ends: dict[str, WordAnchor] = {}
        self.cells = 0
        self.tables: list[tuple[WordRow, ...]] = []
        self.fields: list[bool] = []
        """For each open field whether its result has begun."""
        self.relations = package.relations(package.main)

    def read(self) -> WordReturn:
        body = self.package.xml(self.package.main).find(W + "body")
        if body is None:
            raise PackageError("docx part")
        self._blocks(body, -1)
        who, when = self._saved_by()
        return WordReturn(
            word_properties(self.package),
            who,
            when,
            tuple(self.paragraphs),
            tuple(self._comments()),
            tuple(dict.fromkeys(self.unread)),
            tuple(self.pictures),
            tuple(self.tables),
        )

    def _here(self) -> WordAnchor:
        return WordAnchor(len(self.paragraphs), len(self.chars))

    def _name(self, kind: str, element: XmlElement | None = None, text: str = "") -> None:
        mark = WordMark() if element is None else mark_of(element, "")
        self.unread.append(Unread(kind, self._here(), mark.who, mark.when, text))

    # Blocks

    def _blocks(self, parent: XmlElement, cell: int) -> None:
        for child in parent:
            name = child.tag.rpartition("}")[2]
            if child.tag == W + "p":
                self._paragraph(child, cell)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag == W + "bookmarkStart":
                self._bookmark(child, self.pending)
            elif name in UNREAD_CHANGES:
                self._name(UNREAD_CHANGES[name], child)
            elif child.tag == MC + "AlternateContent":
                choice = chosen(child)
                if choice is not None:
                    self._blocks(choice, cell)
            elif child.tag == W + "sectPr":
                self._property_changes(child)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self._range(child, name)
            elif not is_properties(child.tag):
                self._blocks(child, cell)

    def _table(self, table: XmlElement) -> None:
        for element in table:
            if element.tag in (W + "tblPr", W + "tblGrid"):
                self._property_changes(element)
        rows = [self._row(row) for row in parts_inside(table, W + "tr")]
        self.tables.append(tuple(rows))

    def _row(self, row: XmlElement) -> WordRow:
        properties = row.find(W + "trPr")
        if properties is not None:
            self._property_changes(properties)
        cells: list[int] = []
        for cell in parts_inside(row, W + "tc"):
            own = cell.find(W + "tcPr")
            if own is not None:
                self._property_changes(own)
                merge = own.find(W + "vMerge")
                if merge is not None and merge.get(W + "val", "continue") == "continue":
                    continue
            cells.append(self.cells)
            self.cells += 1
            self._blocks(cell, cells[-1])
        return WordRow(tuple(cells), end_mark(properties, own=False))

    def _property_changes(self, properties: XmlElement) -> None:
        for child in properties:
            name = child.tag.rpartition("}")[2]
            if name in UNREAD_CHANGES:
                self._name(UNREAD_CHANGES[name], child)

    # Paragraphs

    def _paragraph(self, element: XmlElement, cell: int) -> None:
        self.chars, self.lines = [], self.pending
        self.pending = []
        end = WordMark()
        properties = element.find(W + "pPr")
        if properties is not None:
            self._property_changes(properties)
            end = end_mark(properties)
        self._runs(element, WordMark())
        runs = [each for each in element.iter(W + "r") if plain_text(each)]
        if len(runs) == 1 and runs[0].find(W + "rPr") is None:
            # A program has put the text in again and says nothing of looks.
            self.chars = [char._replace(lead=None, dots=None) for char in self.chars]
        number = element.get(_W14 + "paraId", "")
        if not self.lines and re.fullmatch("[0-9A-Fa-f]{8}", number):
            line = int(number, 16) - PARAGRAPH_IDS
            self.lines = [line] if 0 <= line < 1_000_000 else []
        self.paragraphs.append(WordParagraph(tuple(self.chars), end, tuple(self.lines), cell))
        self.chars = []

    def _bookmark(self, element: XmlElement, into: list[int]) -> None:
        found = _ID.fullmatch(element.get(W + "name", ""))
        if found and int(found[1]) not in into:
            into.append(int(found[1]))

    def _range(self, element: XmlElement, name: str) -> None:
        into = self.starts if name == "commentRangeStart" else self.ends
        into[element.get(W + "id", "")] = self._here()

    def _runs(self, parent: XmlElement, mark: WordMark) -> None:
        for child in parent:
            name = child.tag.rpartition("}")[2]
            if child.tag == W + "r":
                self._run(child, mark)
            elif child.tag == W + "bookmarkStart":
                self._bookmark(child, self.lines)
            elif name in MOVES and child.tag.startswith(W):
                inner = mark_of(child, MOVES[name], moved=name.startswith("move"))
                # What one reviewer put in and another took out again is out.
                self._runs(
                    child,
                    mark
                    if mark.state == "del"
                    else inner
                    if mark.state != "ins" or inner.state == "ins"
                    else inner._replace(state="gone"),
                )
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self._range(child, name)
            elif name in UNREAD_PARTS:
                self._name(UNREAD_PARTS[name], text=plain_text(child))
            elif child.tag == MC + "AlternateContent":
                choice = chosen(child)
                if choice is not None:
                    self._runs(choice, mark)
            elif child.tag == W + "p":
                self._put("\n", mark, None, False, WordMark())
                self._runs(child, mark)
            elif not is_properties(child.tag):
                self._runs(child, mark)

    def _put(self, text: str, mark: WordMark, lead: bool | None, dots: bool | None, by: WordMark) -> None:
        if mark.state != "gone":
            self.chars += [Char(char, mark, lead, dots, by) for char in text]

    def _run(self, run: XmlElement, mark: WordMark) -> None:
        properties = run.find(W + "rPr")
        lead, dots, by = look_of(properties)
        self._look_unread(properties, plain_text(run))
        for child in run:
            name = child.tag.rpartition("}")[2]
            if name == "fldChar":
                self._field(child.get(W + "fldCharType", ""))
            elif name in ("instrText", "delInstrText") or (self.fields and not self.fields[-1]):
                continue
            elif name in ("tab", "ptab"):
                self._put("\t", mark, lead, dots, by)
            elif name in ("br", "cr"):
                if child.get(W + "type", "textWrapping") == "textWrapping":
                    self._put("\n", mark, lead, dots, by)
            elif name in ("drawing", "pict"):
                self._drawing(child, mark)
            elif name in UNREAD_PARTS:
                self._name(UNREAD_PARTS[name], text=plain_text(child))
            elif name == "commentReference":
                number = child.get(W + "id", "")
                self.starts.setdefault(number, self._here())
                self.ends.setdefault(number, self._here())
            elif child.tag == MC + "AlternateContent":
                choice = chosen(child)
                for part in () if choice is None else choice:
                    self._drawing(part, mark)
            elif not is_properties(child.tag):
                self._put(letters_of(child), mark, lead, dots, by)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _look_unread(self, properties: XmlElement | None, text: str) -> None:
        if properties is None:
            return
        change = properties.find(W + "rPrChange")
        # LibreOffice says of the old look also what its style gives.
        if change is not None and text and other_looks(properties) - other_looks(change.find(W + "rPr")):
            self._name_format(change, text)
        for name, kind in UNREAD_LOOKS.items():
            found = properties.find(W + name)
            if found is not None and found.get(W + "val", "1") not in ("none", "0", "false", "baseline"):
                self._name(kind)

    def _name_format(self, change: XmlElement, text: str) -> None:
        """Name a look that was changed; runs that follow one another are one."""
        last = self.unread[-1] if self.unread else None
        self._name(CHARACTER_FORMAT, change, text)
        made = self.unread[-1]
        if last is not None and is_continued_by(last, made):
            self.unread[-2:] = [last._replace(text=last.text + text)]

    def _drawing(self, drawing: XmlElement, mark: WordMark) -> None:
        """Take a picture; anything else that is drawn is named."""
        if mark.state == "del":
            self._name("picture removed", text="")
            return
        named = next(drawing.iter(_WP + "docPr"), None)
        blip = next(drawing.iter(A + "blip"), None)
        text = plain_text(drawing)
        if blip is None or text:
            self._name("text box" if text else "drawing", text=text)
            return
        relation = self.relations.get(blip.get(R + "embed", ""))
        data = b""
        if relation is not None and not relation.outside and self.package.has(relation.target):
            data = self.package.data(relation.target, _MAX_PICTURE)
        found = None if named is None else _PICTURE.fullmatch(named.get("name", ""))
        file = "" if relation is None else relation.target.rpartition("/")[2]
        number, digest = (int(found[1]), found[2]) if found else (-1, "")
        self.pictures.append(ReturnedPicture(number, digest, data, file, self._here()))

    # What the package says besides

    def _saved_by(self) -> tuple[str, str]:
        if not self.package.has("docProps/core.xml"):
            return "", ""
        core = self.package.xml("docProps/core.xml")
        who = core.findtext(_CORE + "lastModifiedBy", "").strip()
        when = core.findtext("{http://purl.org/dc/terms/}modified", "").strip()
        return who, when

    def _comments(self) -> Iterator[WordComment]:
        part = self.package.related("comments")
        if not part:
            return
        for element in self.package.xml(part):
            number = element.get(W + "id", "")
            start = self.starts.get(number, WordAnchor(0, 0))
            mark = mark_of(element, "")
            text = "\n".join(plain_text(each) for each in element.iter(W + "p")).strip()
            yield WordComment(mark.who, mark.when, text, start, self.ends.get(number, start))
