"""A Word document → paragraphs, tables and pictures.

Read from its parts directly: python-docx, which would serve for runs and tables, has
nothing of counted numbers, tracked changes, footnotes and text boxes, which are what goes
missing. Places count paragraphs of the text as lines and characters as columns.
"""

from xml.etree import ElementTree

from bulletin_pdf.importers.docx_embedded import read_page
from bulletin_pdf.importers.docx_formula import M
from bulletin_pdf.importers.docx_notes import feet, read_comments, read_margins, read_unused
from bulletin_pdf.importers.docx_package import Package, PackageError, R, W, XmlElement
from bulletin_pdf.importers.docx_runs import read_runs
from bulletin_pdf.importers.docx_state import Line, Reading
from bulletin_pdf.importers.docx_styles import Style, align_of, heading_of
from bulletin_pdf.importers.docx_tables import read_table
from bulletin_pdf.importers.docx_words import words_of
from bulletin_pdf.importers.docx_xml import MC, chosen, is_placeholder, is_properties, value
from bulletin_pdf.importers.material import (
    MAX_ITEMS,
    Image,
    Material,
    MaterialItem,
    Para,
    ParaAlign,
    TooMuchError,
)
from bulletin_pdf.importers.word_remarks import word_remarks
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText

_DC = "{http://purl.org/dc/elements/1.1/}"
_LOOSE = frozenset(W + name for name in ("r", "t", "hyperlink", "fldSimple"))
_MAX_TITLE = 200


def read_docx_whole(path: str, data: bytes, problems: Problems) -> Material | None:
    """Read a document, and once more all its text, for the proof (whole.py)."""
    material = read_docx(path, data, problems)
    return None if material is None else material._replace(said=words_of(data))


def read_docx(path: str, data: bytes, problems: Problems) -> Material | None:
    """Read a document; None when it cannot be, with the reason in `problems`."""
    read = read_docx_parts(path, data, problems)
    return None if read is None else read[0]


def read_docx_parts(path: str, data: bytes, problems: Problems) -> tuple[Material, Reading] | None:
    """Read a document as `read_docx` does; also what it was read from: its parts, the elements of its paragraphs."""
    try:
        reading = Reading(path, Package(data), _blocks)
        return _material(reading), reading
    except PackageError as error:
        problems.add(Code.WORD_DOCUMENT_UNREADABLE, Span(path, 1, 1), why=Term(error.why))
    except RecursionError:
        problems.add(Code.WORD_DOCUMENT_UNREADABLE, Span(path, 1, 1), why=Term("docx deep"))
    return None


def _material(reading: Reading) -> Material:
    body = reading.document.find(W + "body")
    if body is None:
        raise PackageError("docx part")
    items = reading.blocks(body)
    read_comments(reading)
    read_unused(reading)
    items = [*read_margins(reading, items), *items]
    return Material(
        "word",
        reading.path,
        tuple(items),
        _title(reading),
        tuple(reading.edits),
        tuple(word_remarks(reading.path, reading.counts, len(reading.notes))),
    )


def _title(reading: Reading) -> str:
    """The title that the properties of the document name."""
    if not reading.package.has("docProps/core.xml"):
        return ""
    found = reading.package.xml("docProps/core.xml").find(_DC + "title")
    return "" if found is None or not found.text else " ".join(found.text.split())[:_MAX_TITLE]


def _blocks(reading: Reading, parent: XmlElement) -> list[MaterialItem]:
    """Read what stands under a body, a cell, a note or a text box."""
    items: list[MaterialItem] = []
    joined: list[XmlElement] = []
    for child in parent:
        if reading.number > MAX_ITEMS:
            raise TooMuchError(Code.IMPORT_TOO_MANY_PARAGRAPHS, limit=MAX_ITEMS)
        if child.tag == W + "p" and _mark_is_deleted(child):
            joined.append(child)
        elif child.tag == W + "p":
            items += _paragraph(reading, _joined(reading, joined, child))
        else:
            items += _block(reading, child)
    if joined:
        items += _paragraph(reading, _joined(reading, joined[:-1], joined[-1]))
    return items


def _block(reading: Reading, element: XmlElement) -> list[MaterialItem]:
    """Read a block that is no paragraph; one that is not known is looked into."""
    if element.tag == W + "tbl":
        return read_table(reading, element)
    if element.tag in (W + "altChunk", W + "subDoc"):
        return _embedded(reading, element)
    if element.tag == W + "sdt":
        inner = element.find(W + "sdtContent")
        if inner is not None and is_placeholder(element):
            reading.left_out(inner, None, "placeholder")
            return []
    elif element.tag == MC + "AlternateContent":
        inner = chosen(element)
    elif element.tag in _LOOSE or element.tag.startswith(M):
        return _paragraph(reading, _around(element))
    else:
        inner = None if is_properties(element.tag) else element
    return reading.blocks(inner) if inner is not None else []


def _around(element: XmlElement) -> XmlElement:
    """Runs that stand in no paragraph, as some converters write them, are one."""
    paragraph = ElementTree.Element(W + "p")
    paragraph.append(element)
    return paragraph


def _embedded(reading: Reading, element: XmlElement) -> list[MaterialItem]:
    """A document inside the document: a Word document, a page or a text is read, anything else counted."""
    relation = reading.relations.get(element.get(R + "id", ""))
    outside = relation is None or relation.outside
    data = b"" if relation is None or outside else reading.package.data_or_none(relation.target)
    if data and data.startswith(b"PK"):
        inner = read_docx(reading.path, data, Problems())
    else:
        inner = read_page(reading.path, data) if data else None
    if inner is None:
        reading.counts["chart"] += 1
        return []
    place = Span(reading.path, max(reading.number, 1), 1)
    reading.edits += [edit._replace(place=place) for edit in inner.edits]
    return list(inner.items)


def _mark_is_deleted(paragraph: XmlElement) -> bool:
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(
        properties.find(W + name) is not None for name in ("del", "moveFrom")
    )


def _joined(reading: Reading, before: list[XmlElement], last: XmlElement) -> XmlElement:
    """Paragraphs whose marks a tracked change deleted are one with the next, which gives it its look."""
    if not before:
        return last
    reading.number += 1
    reading.log("", "", "paragraph-mark")
    reading.number += len(before) - 1
    reading.counts["deleted"] += len(before)
    whole = ElementTree.Element(last.tag)
    properties = last.find(W + "pPr")
    whole.extend([] if properties is None else [properties])
    whole.extend(child for part in (*before, last) for child in part if child.tag != W + "pPr")
    before.clear()
    return whole


class _Set(NamedTuple):
    """How a paragraph is set."""

    align: ParaAlign
    heading: int
    titled: bool
    listed: bool
    size: int


def _paragraph(reading: Reading, element: XmlElement) -> list[MaterialItem]:
    """Read a paragraph: the text boxes anchored in it, its lines, its pictures, its footnotes."""
    reading.number += 1
    own, first = reading.number, len(reading.notes)
    reading.paragraphs[own] = element
    around, reading.pending = reading.pending, []
    properties = element.find(W + "pPr")
    style = value(properties, "pStyle") or reading.styles.default
    lineage = list(reading.styles.lineage(style))
    lines = _lines(reading, element, _counted(reading, properties, style, lineage), lineage)
    anchored, reading.pending = reading.pending, around
    look = _set(reading, properties, lineage)
    paras = [_para(reading.path, line, own, look) for line in lines if line.text.strip()]
    pictures = [item for item in anchored if isinstance(item, Image)]
    others = [item for item in anchored if not isinstance(item, Image)]
    return [*others, *paras, *pictures, *feet(reading, first)]


def _lines(
    reading: Reading, element: XmlElement, counted: tuple[str, bool], lineage: list[Style]
) -> list[Line]:
    """Read the inside of a paragraph, the number that Word counts first; each break in it begins a line."""
    line = Line(reading.number)
    number, bullet = counted
    if number and bullet:
        reading.log(number, "", "bullet-list")
    elif number:
        reading.log("", number, "numbering")
        line.put(number, bold=False)
    lines, length = [line], line.length
    bold = next((found.bold for found in lineage if found.bold is not None), False)
    read_runs(reading, element, lines, bool(bold))
    if length and line.bold and line.bold[0][0] == length:
        # The number is set like what it counts.
        line.bold[0] = 0, line.bold[0][1]
    return lines


def _set(reading: Reading, properties: XmlElement | None, lineage: list[Style]) -> _Set:
    return _Set(
        align_of(properties, lineage),
        heading_of(properties, lineage),
        any(found.titled for found in lineage[:1]),
        any(found.listed for found in lineage[:1]),
        next((found.size for found in lineage if found.size), reading.styles.size),
    )


def _para(path: str, line: Line, number: int, look: _Set) -> Para:
    return Para(
        PlacedText(line.text, SourceMap.start(path, number)),
        tuple(line.bold),
        look.align,
        look.heading,
        titled=look.titled,
        dotted=tuple(line.dotted),
        size=line.size or look.size,
        listed=look.listed,
    )


def _counted(
    reading: Reading, properties: XmlElement | None, style: str, lineage: list[Style]
) -> tuple[str, bool]:
    """Return the number Word shows before a paragraph, and whether it is a bullet."""
    inherited = next((entry.number for entry in lineage if entry.number), None)
    own = None if properties is None else properties.find(W + "numPr")
    if own is None:
        found = inherited
    else:
        name, level = value(own, "numId"), value(own, "ilvl")
        found = name or (inherited[0] if inherited else ""), int(level) if level.isdigit() else 0
    if found is None or found[0] in ("", "0"):
        return "", False
    if own is None:
        found = reading.numbering.by_style.get(style, found)
    return reading.numbering.next(*found)
