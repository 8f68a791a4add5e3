"""A Word document opened to be measured: its paragraphs with all that they inherit, and the part that each plays."""

from collections.abc import Iterator

from bulletin_pdf.importers.docx import read_docx_parts
from bulletin_pdf.importers.docx_package import PackageError, W, XmlElement
from bulletin_pdf.importers.docx_state import Reading
from bulletin_pdf.importers.docx_xml import value
from bulletin_pdf.importers.material import Material, TooMuchError
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.proposal.word_lines import WordLine, read_word_line
from bulletin_pdf.proposal.word_parts import HEAD, parts_of
from bulletin_pdf.proposal.word_properties import WordStyles
from bulletin_pdf.proposal.word_sections import WordSection, WordSettings, read_sections, read_settings


class WordPlace(NamedTuple):
    """Where a paragraph stands: in which cell of which table, in which text box; None: in the text itself."""

    table: XmlElement | None = None
    cell: XmlElement | None = None
    box: XmlElement | None = None


class WordPaper(NamedTuple):
    """A document."""

    reading: Reading
    material: Material
    styles: WordStyles
    sections: list[tuple[XmlElement | None, WordSection]]
    settings: WordSettings
    parts: dict[int, str]
    """The part of each paragraph, by its number."""
    places: dict[int, WordPlace]
    lines: dict[int, WordLine]
    """Every paragraph by its number, empty ones too."""
    issue: Issue

    @property
    def body(self) -> XmlElement:
        """The element whose children are the text."""
        found = self.reading.document.find(W + "body")
        return found if found is not None else XmlElement(W + "body")

    def numbered(self) -> dict[int, int]:
        """Return the numbers of paragraphs by the identity of their elements."""
        return {id(element): at for at, element in self.reading.paragraphs.items()}

    @property
    def first(self) -> WordSection:
        """The section that page 1 is of."""
        return self.sections[0][1]

    def main(self) -> WordSection:
        """Return the section that most of the text is of."""
        ends = [element for element, _ in self.sections]
        letters = [0] * len(ends)
        at = 0
        for number, element in sorted(self.reading.paragraphs.items()):
            letters[at] += len(self.lines[number].text)
            if at < len(ends) - 1 and element is ends[at]:
                at += 1
        return self.sections[max(range(len(letters)), key=lambda each: letters[each])][1]


def open_word_paper(path: str, data: bytes, problems: Problems) -> WordPaper | None:
    """Open a document; None when it cannot be read or holds no text, with the reason in `problems`."""
    try:
        read = read_docx_parts(path, data, problems)
        if read is None:
            return None
        material, reading = read
        if not material.items:
            problems.add(Code.IMPORT_WITHOUT_TEXT, Span(path, 1, 1))
            return None
        return _opened(material, reading)
    except TooMuchError as much:
        problems.add(much.code, Span(path, 1, 1), **much.details)
    except PackageError as error:
        problems.add(Code.WORD_DOCUMENT_UNREADABLE, Span(path, 1, 1), why=Term(error.why))
    return None


def _opened(material: Material, reading: Reading) -> WordPaper:
    styles = WordStyles(reading)
    sections = read_sections(reading, styles.usual_size())
    parts, issue = parts_of(material)
    held = dict(_places(reading.document, WordPlace()))
    places = {number: held.get(id(element), WordPlace()) for number, element in reading.paragraphs.items()}
    _spread_over_tables(parts, places)
    pitch = sections[0][1].pitch
    lines = {
        number: read_word_line(element, styles, number, _table_style(places[number].table), pitch)
        for number, element in reading.paragraphs.items()
    }
    return WordPaper(reading, material, styles, sections, read_settings(reading), parts, places, lines, issue)


def _spread_over_tables(parts: dict[int, str], places: dict[int, WordPlace]) -> None:
    """What arranges a line of the head or the foot in cells is of it in every cell."""
    tables = {
        id(place.table): parts[number]
        for number, place in places.items()
        if place.table is not None and parts.get(number) in (HEAD, "foot")
    }
    for number, place in places.items():
        if place.table is not None and id(place.table) in tables:
            parts.setdefault(number, tables[id(place.table)])


def _table_style(table: XmlElement | None) -> str:
    return "" if table is None else value(table.find(W + "tblPr"), "tblStyle")


def _places(element: XmlElement, place: WordPlace) -> Iterator[tuple[int, WordPlace]]:
    """Yield where each paragraph below an element stands, by the identity of its element."""
    for child in element:
        if child.tag == W + "p":
            yield id(child), place
            yield from _places(child, place)
        elif child.tag == W + "tbl":
            yield from _places(child, place._replace(table=child, cell=None))
        elif child.tag == W + "tc":
            yield from _places(child, place._replace(cell=child))
        elif child.tag == W + "txbxContent":
            yield from _places(child, WordPlace(box=child))
        else:
            yield from _places(child, place)
