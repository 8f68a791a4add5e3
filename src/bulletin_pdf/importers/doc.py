"""A Word 97-2003 or WPS file → paragraphs, tables and pictures.

Read are text with its numbers, tables, notes, comments, headers, text boxes, fields and pictures; not read
are drawings without text, which are counted.
"""

import re
from collections.abc import Iterator, Sequence

from bulletin_pdf.importers import doc_properties as sprm
from bulletin_pdf.importers.doc_file import DocError, DocFile, positions
from bulletin_pdf.importers.doc_properties import Properties, number_of
from bulletin_pdf.importers.doc_runs import read_inside
from bulletin_pdf.importers.doc_state import DocPara, DocReading
from bulletin_pdf.importers.doc_tables import read_table
from bulletin_pdf.importers.doc_words import words_of_file
from bulletin_pdf.importers.docx_notes import mark_of, masthead_among
from bulletin_pdf.importers.docx_state import Line
from bulletin_pdf.importers.material import (
    MAX_ITEMS,
    Image,
    Material,
    MaterialItem,
    Para,
    ParaAlign,
    SourceEdit,
    TooMuchError,
)
from bulletin_pdf.importers.word_remarks import word_remarks
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText, join

_HEADERS = 11
_IN_HEADER = frozenset((0, 1, 4))
"""Of six stories a section has, those at the head of a page: even, odd, first."""
_TITLE, _CONTENTS = 62, range(19, 28)
_NO_OUTLINE = 9


def read_doc(path: str, data: bytes, problems: Problems) -> Material | None:
    """Read a file; None when it cannot be: where it has a password, that is in `problems`."""
    try:
        file = DocFile(data)
        return _material(DocReading(path, file))._replace(said=words_of_file(file))
    except DocError as error:
        if error.encrypted:
            problems.add(Code.PASSWORD_PROTECTED, Span(path, 1, 1))
    except (IndexError, ValueError, KeyError, OverflowError):
        pass  # damaged: another program may make something of it
    return None


def _material(reading: DocReading) -> Material:
    items = _blocks(reading, reading.paragraphs(*reading.file.stories["text"]))
    boxes = _boxes_left(reading)
    _comments(reading)
    head = _margins(reading, items)
    remarks = tuple(word_remarks(reading.path, reading.counts, len(reading.notes)))
    return Material("word", reading.path, (*head, *boxes, *items), "", tuple(reading.edits), remarks)


def _blocks(reading: DocReading, paras: Sequence[DocPara]) -> list[MaterialItem]:
    """Read paragraphs, and those of a table as a table."""
    items: list[MaterialItem] = []
    table: list[DocPara] = []
    for para in paras:
        if number_of(para.properties, sprm.IN_TABLE):
            table.append(para)
            continue
        items += _table(reading, table)
        table = []
        items += _paragraph(reading, para)
    return items + _table(reading, table)


def _table(reading: DocReading, paras: Sequence[DocPara]) -> list[MaterialItem]:
    return read_table(reading, paras, lambda inside: _texts(reading, inside)) if paras else []


def _texts(reading: DocReading, paras: Sequence[DocPara]) -> list[MaterialItem]:
    return [item for para in paras for item in _paragraph(reading, para)]


def _paragraph(reading: DocReading, para: DocPara) -> list[MaterialItem]:
    reading.number += 1
    if reading.number > MAX_ITEMS:
        raise TooMuchError(Code.IMPORT_TOO_MANY_PARAGRAPHS, limit=MAX_ITEMS)
    own, first = reading.number, len(reading.notes)
    around, reading.pending = reading.pending, []
    boxes = _anchored(reading, para)
    lines = _lines(reading, para)
    pictures, reading.pending = reading.pending, around
    paras = [_para(reading, line, own, para) for line in lines if line.text.strip()]
    return [*boxes, *paras, *pictures, *_feet(reading, first)]


def _lines(reading: DocReading, para: DocPara) -> list[Line]:
    line = Line(reading.number)
    number, bullet = _counted(reading, para.properties)
    if number and bullet:
        reading.log(number, "", "bullet-list")
    elif number:
        reading.log("", number, "numbering")
        line.put(number, bold=False)
    length = line.length
    lines = read_inside(reading, para, line)
    if length and line.bold and line.bold[0][0] == length:
        # The number is set like what it counts.
        line.bold[0] = 0, line.bold[0][1]
    return lines


def _counted(reading: DocReading, properties: Properties) -> tuple[str, bool]:
    name = number_of(properties, sprm.LIST)
    if not 0 < name < 0x800:
        return "", False
    return reading.numbering.next(str(name), number_of(properties, sprm.LIST_LEVEL))


def _para(reading: DocReading, line: Line, number: int, para: DocPara) -> Para:
    kinds = [style.kind for style in reading.sheets.lineage(para.style)]
    own = kinds[0] if kinds else 0
    size = number_of(reading.sheets.of_style(para.style), sprm.SIZE)
    return Para(
        PlacedText(line.text, SourceMap.start(reading.path, number)),
        tuple(line.bold),
        _align(para.properties),
        _heading(para.properties, kinds),
        titled=own == _TITLE,
        dotted=tuple(line.dotted),
        size=line.size or size,
        listed=own in _CONTENTS,
    )


def _align(properties: Properties) -> ParaAlign:
    said = number_of(properties, sprm.ALIGN, number_of(properties, sprm.ALIGN_OLD))
    return "center" if said == 1 else "right" if said == 2 else ""


def _heading(properties: Properties, kinds: Sequence[int]) -> int:
    if kinds[:1] == [_TITLE]:
        return 1
    outline = number_of(properties, sprm.OUTLINE, _NO_OUTLINE)
    if outline < _NO_OUTLINE:
        return outline + 1 if outline < 6 else 0
    return min(next((kind for kind in kinds if 1 <= kind <= 9), 0), 6)


# 脚注、文本框、批注、页眉页脚


def _feet(reading: DocReading, first: int) -> list[MaterialItem]:
    found: list[MaterialItem] = []
    for at in range(first, len(reading.notes)):
        number = reading.number
        texts = _texts(reading, reading.paragraphs(*reading.note(*reading.notes[at])))
        reading.number = number
        written = [item.text for item in texts if isinstance(item, Para)]
        if written:
            found.append(Para(join(written, " "), note=mark_of(at)))
    return found


def _anchored(reading: DocReading, para: DocPara) -> list[MaterialItem]:
    """The text boxes anchored in a paragraph: they stand above it."""
    drawings = [reading.floating[at] for at in reading.anchors if para.start <= at < para.end]
    ranges = [place for drawing in drawings for place in drawing.boxes if place not in reading.boxes]
    reading.boxes += ranges
    return [item for begin, end in ranges for item in _box(reading, begin, end)]


def _boxes_left(reading: DocReading) -> list[MaterialItem]:
    """Text boxes whose place in the text is not known: they stand above it."""
    begin, end = reading.file.stories["boxes"]
    items: list[MaterialItem] = []
    for start, stop in [*sorted(reading.boxes), (end, end)]:
        if begin < start:
            items += _box(reading, begin, start)
        begin = max(begin, stop)
    return items


def _box(reading: DocReading, begin: int, end: int) -> list[MaterialItem]:
    number, around = reading.number, reading.pending
    reading.pending = []
    items = _blocks(reading, reading.paragraphs(begin, end))
    reading.number, reading.pending = number, around
    reading.counts["box"] += sum(not isinstance(item, Image) for item in items)
    return items


def _comments(reading: DocReading) -> None:
    start, end = reading.file.stories["comments"]
    for text in re.split("[\r\x07]", reading.file.text(start, end)):
        shown = re.sub("[\x00-\x1f]", "", text)
        if shown.strip():
            reading.counts["comment"] += 1
            reading.edits.append(SourceEdit(Span(reading.path, 1, 1), shown, "", "comment"))


def _margins(reading: DocReading, items: list[MaterialItem]) -> list[MaterialItem]:
    """Headers and footers: the masthead there, where the text has none; the rest stands in the log."""
    lines = list(_margin_lines(reading))
    head = masthead_among([text for text, is_header in lines if is_header], items)
    left = list(head)
    for text, _ in lines:
        if text in left:
            left.remove(text)
        else:
            reading.edits.append(SourceEdit(Span(reading.path, 1, 1), text, "", "header"))
    others = {text for text, _ in lines if re.search("[A-Za-z\u3400-\u9fff]", text)} - set(head)
    reading.counts["header"] += len(others)
    return [Para(PlacedText(text, SourceMap.start(reading.path)), align="center") for text in head]


def _margin_lines(reading: DocReading) -> Iterator[tuple[str, bool]]:
    """The lines of headers, footers and the boxes in them, each with whether it is of a header."""
    start, end = reading.file.stories["headers"]
    places = positions(reading.file.part(_HEADERS), 0)
    ranges = [
        (start + begin, min(start + stop, end), number >= 6 and number % 6 in _IN_HEADER)
        for number, (begin, stop) in enumerate(zip(places, places[1:], strict=False))
    ]
    reached = max((stop for _, stop, _ in ranges), default=start)
    for begin, stop, is_header in [
        *ranges,
        (reached, end, False),
        (*reading.file.stories["header boxes"], True),
    ]:
        for text in _shown(reading, begin, stop):
            yield text, is_header


def _shown(reading: DocReading, start: int, end: int) -> Iterator[str]:
    """The lines of a stretch as text; what is left out of them is logged."""
    for para in reading.paragraphs(start, end):
        for line in read_inside(reading, para, Line(1)):
            if line.text.strip():
                yield line.text
    reading.pending.clear()
