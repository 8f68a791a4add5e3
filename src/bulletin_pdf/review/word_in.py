"""A Word paper that came back, read: every character with what was done to it, by whom and when.

Read from its parts directly (`importers.docx_package`), within the bounds of the import: python-docx has nothing of
tracked changes, moves and their authors.
"""

import re
from collections.abc import Iterator

from bulletin_pdf.importers.docx_package import Package, PackageError, R, W, XmlElement
from bulletin_pdf.importers.docx_xml import MC, A, chosen, is_properties, letters_of
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.word_out import BOOKMARK, LEAD_STYLE, LEVEL_STYLE, PARAGRAPH_IDS, PROPERTY

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_ID = re.compile(rf"{BOOKMARK}(\d{{1,6}})_[0-9a-f]{{8}}")
_PICTURE = re.compile(rf"{BOOKMARK}picture_(\d{{1,6}})_([0-9a-f]{{8}})")
_HEI = ("黑体", "simhei", "hei")
_MOVES = {"moveFrom": "del", "moveTo": "ins", "del": "del", "ins": "ins"}
_MAX_PICTURE = 40 << 20
_UNREAD_CHANGES = {
    "pPrChange": "paragraph format",
    "tblPrChange": "table format",
    "tblGridChange": "table format",
    "trPrChange": "table format",
    "tcPrChange": "table format",
    "tblPrExChange": "table format",
    "sectPrChange": "page format",
    "numberingChange": "numbering",
    "cellIns": "cell added",
    "cellDel": "cell removed",
    "cellMerge": "cells merged",
}
_UNREAD_LOOKS = {
    "strike": "struck out by hand",
    "dstrike": "struck out by hand",
    "u": "underline",
    "highlight": "highlight",
    "vertAlign": "raised or lowered",
}
_CHARACTER_FORMAT = "character format"
_KNOWN_LOOKS = frozenset(
    (
        "rFonts",
        "b",
        "bCs",
        "em",
        "rStyle",
        "lang",
        "rPrChange",
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "kern",
        "noProof",
    )
) | frozenset(_UNREAD_LOOKS)
"""Of a run: what is read, what is named by itself, and what says nothing of its look."""
_UNREAD_PARTS = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "object": "object",
    "ruby": "reading above",
    "oMath": "formula",
    "oMathPara": "formula",
}


class WordMark(NamedTuple):
    """Who did what, and when; `state` is empty for what was left alone."""

    state: str = ""
    """ins, del, or nothing."""
    who: str = ""
    when: str = ""
    moved: bool = False


class Char(NamedTuple):
    """A character of a returned paper; `lead` and `dots` are nothing where that is not said."""

    text: str
    mark: WordMark
    lead: bool | None
    dots: bool | None
    by: WordMark
    """Who changed its look, where that was tracked."""


class WordParagraph(NamedTuple):
    """A paragraph: its characters, its end, the lines whose ids it bears, and the cell it lies in, -1 for none."""

    chars: tuple[Char, ...]
    end: WordMark
    lines: tuple[int, ...]
    cell: int


class WordRow(NamedTuple):
    """A row of a table: its cells by number, and whether it was put in or taken out as a whole."""

    cells: tuple[int, ...]
    mark: WordMark


class WordAnchor(NamedTuple):
    """A place in a returned paper: the number of a paragraph, and of a character in it."""

    paragraph: int
    char: int


class WordComment(NamedTuple):
    """A comment, and the stretch it is about."""

    who: str
    when: str
    text: str
    start: WordAnchor
    end: WordAnchor


class Unread(NamedTuple):
    """A kind of mark that is not taken: a term of `messages.TERMS`."""

    kind: str
    at: WordAnchor
    who: str = ""
    when: str = ""
    text: str = ""


class ReturnedPicture(NamedTuple):
    """A picture of the paper as it came back; `digest` is that of the file that was sent."""

    number: int
    digest: str
    data: bytes
    name: str
    at: WordAnchor


class WordReturn(NamedTuple):
    """A returned Word paper."""

    properties: dict[str, str]
    who: str
    """Who saved it last."""
    when: str
    paragraphs: tuple[WordParagraph, ...]
    comments: tuple[WordComment, ...]
    unread: tuple[Unread, ...]
    pictures: tuple[ReturnedPicture, ...]
    tables: tuple[tuple[WordRow, ...], ...] = ()


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
        mark = WordMark() if element is None else _mark(element, "")
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
            elif name in _UNREAD_CHANGES:
                self._name(_UNREAD_CHANGES[name], child)
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
        rows = [self._row(row) for row in _inside(table, W + "tr")]
        self.tables.append(tuple(rows))

    def _row(self, row: XmlElement) -> WordRow:
        properties = row.find(W + "trPr")
        if properties is not None:
            self._property_changes(properties)
        cells: list[int] = []
        for cell in _inside(row, W + "tc"):
            own = cell.find(W + "tcPr")
            if own is not None:
                self._property_changes(own)
                merge = own.find(W + "vMerge")
                if merge is not None and merge.get(W + "val", "continue") == "continue":
                    continue
            cells.append(self.cells)
            self.cells += 1
            self._blocks(cell, cells[-1])
        return WordRow(tuple(cells), _end_mark(properties, own=False))

    def _property_changes(self, properties: XmlElement) -> None:
        for child in properties:
            name = child.tag.rpartition("}")[2]
            if name in _UNREAD_CHANGES:
                self._name(_UNREAD_CHANGES[name], child)

    # Paragraphs

    def _paragraph(self, element: XmlElement, cell: int) -> None:
        self.chars, self.lines = [], self.pending
        self.pending = []
        end = WordMark()
        properties = element.find(W + "pPr")
        if properties is not None:
            self._property_changes(properties)
            end = _end_mark(properties)
        self._runs(element, WordMark())
        runs = [each for each in element.iter(W + "r") if _plain_text(each)]
        if len(runs) == 1 and runs[0].find(W + "rPr") is None:
            # A program has put the text in anew and says nothing of looks.
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
            elif name in _MOVES and child.tag.startswith(W):
                inner = _mark(child, _MOVES[name], moved=name.startswith("move"))
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
            elif name in _UNREAD_PARTS:
                self._name(_UNREAD_PARTS[name], text=_plain_text(child))
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
        lead, dots, by = _look(properties)
        self._look_unread(properties, _plain_text(run))
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
            elif name in _UNREAD_PARTS:
                self._name(_UNREAD_PARTS[name], text=_plain_text(child))
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
        if change is not None and text and _other_looks(properties) - _other_looks(change.find(W + "rPr")):
            self._name_format(change, text)
        for name, kind in _UNREAD_LOOKS.items():
            found = properties.find(W + name)
            if found is not None and found.get(W + "val", "1") not in ("none", "0", "false", "baseline"):
                self._name(kind)

    def _name_format(self, change: XmlElement, text: str) -> None:
        """Name a look that was changed; runs that follow one another are one."""
        last = self.unread[-1] if self.unread else None
        self._name(_CHARACTER_FORMAT, change, text)
        made = self.unread[-1]
        if last is not None and _follows(last, made):
            self.unread[-2:] = [last._replace(text=last.text + text)]

    def _drawing(self, drawing: XmlElement, mark: WordMark) -> None:
        """Take a picture; anything else that is drawn is named."""
        if mark.state == "del":
            self._name("picture removed", text="")
            return
        named = next(drawing.iter(_WP + "docPr"), None)
        blip = next(drawing.iter(A + "blip"), None)
        text = _plain_text(drawing)
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
            mark = _mark(element, "")
            text = "\n".join(_plain_text(each) for each in element.iter(W + "p")).strip()
            yield WordComment(mark.who, mark.when, text, start, self.ends.get(number, start))


def _mark(element: XmlElement, state: str, *, moved: bool = False) -> WordMark:
    return WordMark(state, element.get(W + "author", "").strip(), element.get(W + "date", "").strip(), moved)


def _end_mark(properties: XmlElement | None, *, own: bool = True) -> WordMark:
    """Return what was done to the end of a paragraph, or, without `own` properties of its sign, to a row."""
    own_part = properties.find(W + "rPr") if own and properties is not None else properties
    for name, state in _MOVES.items():
        found = None if own_part is None else own_part.find(W + name)
        if found is not None:
            return _mark(found, state, moved=name.startswith("move"))
    return WordMark()


def _look(properties: XmlElement | None) -> tuple[bool | None, bool, WordMark]:
    """Return whether a run is set as a lead, nothing where its style says that; whether it has emphasis dots; who said so."""
    if properties is None:
        return False, False, WordMark()
    style = properties.find(W + "rStyle")
    name = "" if style is None else style.get(W + "val", "")
    fonts, bold = properties.find(W + "rFonts"), properties.find(W + "b")
    dots = properties.find(W + "em")
    changed = properties.find(W + "rPrChange")
    by = WordMark() if changed is None else _mark(changed, "ins")
    face = "" if fonts is None else fonts.get(W + "eastAsia", "").lower()
    lead: bool | None
    if name.startswith(LEVEL_STYLE):
        lead = None
    elif bold is not None:
        lead = bold.get(W + "val", "1") not in ("0", "false", "off", "none")
    elif face:
        lead = any(part in face for part in _HEI)
    else:
        lead = name == LEAD_STYLE
    return lead, dots is not None and dots.get(W + "val", "dot") != "none", by


def _follows(first: Unread, second: Unread) -> bool:
    """Whether the same was done to what follows."""
    behind = WordAnchor(first.at.paragraph, first.at.char + len(first.text))
    return second.at == behind and (first.kind, first.who, first.when) == (
        second.kind,
        second.who,
        second.when,
    )


def _other_looks(properties: XmlElement | None) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return what a run's properties say besides lead, emphasis and what is named by itself."""
    return {
        (child.tag, tuple(sorted(child.attrib.items())))
        for child in (() if properties is None else properties)
        if child.tag.rpartition("}")[2] not in _KNOWN_LOOKS
    }


def _plain_text(element: XmlElement) -> str:
    return "".join(letters_of(part) for part in element.iter())


def _inside(parent: XmlElement, tag: str) -> Iterator[XmlElement]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _inside(child, tag)
