"""报尾 of a Word document: face and size of its lines, their distance, the rules around and between them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.measured_style import Evidence, MeasuredValue
from bulletin_pdf.proposal.word_drawings import drawings_of
from bulletin_pdf.proposal.word_faces import face_of, latin_of
from bulletin_pdf.proposal.word_flow import FlowAnchor
from bulletin_pdf.proposal.word_line_boxes import line_box
from bulletin_pdf.proposal.word_lines import WordBorder, WordLine, border_of
from bulletin_pdf.proposal.word_paper import WordPaper
from bulletin_pdf.proposal.word_properties import properties_of
from bulletin_pdf.proposal.word_values import lines_of, most, size_as_written

_COPIES: Final = pattern("共?\\s*印\\s*(?:发|数)?\\s*[:：]?\\s*[0-9０-９×xX_＿ ]{1,8}\\s*份")
_PRINTED: Final = pattern("印\\s*发\\s*$")
_RECIPIENTS: Final = pattern("^\\s*(?:[呈主分抄]?\\s*[报送]|报\\s*送|下?\\s*发|抄\\s*报)\\s*[:：]")
_PEOPLE: Final = pattern("(?:编辑|审核|审稿|校对|签发|主编)\\s*[:：]")


def foot_values(paper: WordPaper) -> Iterator[MeasuredValue]:
    """Yield the settings of 报尾; nothing where the document has none."""
    lines = lines_of(paper, "foot")
    if not lines:
        return
    face, how = most(lines, lambda line: face_of(line.font.face).role)
    yield MeasuredValue(("styles", "foot", "face"), face, how, lines[0].font.face)
    size, how = most(lines, lambda line: line.font.size)
    yield MeasuredValue(("styles", "foot", "size"), size_as_written(size), how, f"{size:g} pt")
    latin = latin_of(lines[0].font)
    if latin and latin != "latin":
        yield MeasuredValue(("styles", "foot", "latin"), latin, how)
    pitch, how = most(lines, lambda line: round(line_box(line, paper.main())[0], 1))
    yield MeasuredValue(("foot", "pitch"), f"{max(pitch, size):g}pt", how)
    inset, how = most(lines, _inset)
    yield MeasuredValue(("foot", "inset"), f"{inset:g}em", how)
    yield from _rules(paper, lines)
    yield from _rows(lines)


def _inset(line: WordLine) -> float:
    """Return how far a line stands in from the left edge, em."""
    blanks = line.first_em - line.first / line.font.size
    return round(max((line.left + line.first) / line.font.size + blanks, 0.0), 1)


# Rules ----------------------------------------------------------------------------------------


def _rules(paper: WordPaper, lines: Sequence[WordLine]) -> Iterator[MeasuredValue]:
    """Yield the weights of the rules: of a table, along paragraphs, or drawn."""
    table = next(
        (place.table for line in lines if (place := paper.places[line.number]).table is not None), None
    )
    if table is not None:
        outer, inner = _of_table(table)
    else:
        outer, inner = _of_paragraphs(lines)
        if not outer:
            outer, inner = _drawn(paper, lines)
    if not outer and not inner:
        yield MeasuredValue(("foot", "outer"), "none", Evidence("stated"))
        yield MeasuredValue(("foot", "inner"), "none", Evidence("stated"))
        return
    for key, found in (("outer", outer), ("inner", inner)):
        if found:
            weight, count = Counter(round(each, 2) for each in found).most_common(1)[0]
            yield MeasuredValue(("foot", key), f"{weight:g}pt", Evidence("rules", count, len(found)))


def _of_table(table: XmlElement) -> tuple[list[float], list[float]]:
    """Return the weights of the lines of a table: above and below it, between its rows."""
    about = table.find(f"{W}tblPr/{W}tblBorders")
    whole = properties_of(about)
    rows = list(table.iter(W + "tr"))
    outer = [whole.get("top", {}), whole.get("bottom", {})]
    inner = [whole.get("insideH", {})] * (len(rows) > 1)
    for at, row in enumerate(rows):
        for cell in row.iter(W + "tcBorders"):
            own = properties_of(cell)
            for side, edge in (("top", at == 0), ("bottom", at == len(rows) - 1)):
                if side in own:
                    (outer if edge else inner).append(own[side])
    return _weights(outer), _weights(inner)


def _weights(borders: Sequence[dict[str, str]]) -> list[float]:
    found = (border_of(attributes) for attributes in borders)
    return [max(border.weights) for border in found if border is not None]


def _of_paragraphs(lines: Sequence[WordLine]) -> tuple[list[float], list[float]]:
    outer: list[WordBorder | None] = [lines[0].borders.get("top"), lines[-1].borders.get("bottom")]
    inner: list[WordBorder | None] = [line.borders.get("bottom") for line in lines[:-1]]
    inner += [line.borders.get("top") for line in lines[1:]]
    return [max(each.weights) for each in outer if each], [max(each.weights) for each in inner if each]


def _drawn(paper: WordPaper, lines: Sequence[WordLine]) -> tuple[list[float], list[float]]:
    """Return the weights of lines drawn among these paragraphs: the first and the last are the outer ones."""
    first, last = lines[0].number, lines[-1].number
    anchors = tuple(
        FlowAnchor(element, 0.0, paper.main().left)
        for at, element in sorted(paper.reading.paragraphs.items())
        if first - 2 <= at <= last + 2 and paper.places[at].box is None
    )
    found = [
        max(each.border.weights)
        for anchor in anchors
        for each in drawings_of((anchor,), paper.main())
        if each.kind == "line" and each.border is not None
    ]
    return ([found[0], found[-1]], found[1:-1]) if len(found) > 1 else (found, [])


# Rows -----------------------------------------------------------------------------------------


def _rows(lines: Sequence[WordLine]) -> Iterator[MeasuredValue]:
    """Yield what stands in which row, as far as the document has it, and where the number of copies is."""
    texts = [line.text for line in lines]
    kinds = [_kind(text) for text in texts]
    order = list(dict.fromkeys(kind for kind in kinds if kind))
    named = {"lists": ["report", "send", "issue", "extra"], "imprint": ["imprint"], "people": ["colophon"]}
    if "imprint" in order:
        rows = [named[kind] for kind in order] + ([] if "people" in order else [["colophon"]])
        evidence = Evidence("paragraphs", sum(map(bool, kinds)), len(lines))
        yield MeasuredValue(("foot", "rows"), [list(row) for row in rows], evidence)
    copies = next((at for at, text in enumerate(texts) if _COPIES.search(text)), -1)
    if copies >= 0:
        ruled = any("bottom" in line.borders for line in lines)
        below = ruled and copies == len(lines) - 1 and not lines[copies].borders and lines[copies - 1].borders
        yield MeasuredValue(("foot", "copies"), "below" if below else "inside", Evidence("stated"))


def _kind(text: str) -> str:
    if _RECIPIENTS.match(text):
        return "lists"
    if _PEOPLE.search(text):
        return "people"
    return "imprint" if _PRINTED.search(text.strip()) and "年" in text else ""
