"""页码 of a Word document: the field PAGE in its footers, what stands around it and where."""

from collections.abc import Iterator
from typing import Final

from bulletin_pdf.geometry import POINTS_PER_MM
from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.measured_style import Evidence, MeasuredValue
from bulletin_pdf.proposal.word_faces import face_of, latin_of
from bulletin_pdf.proposal.word_line_boxes import line_box
from bulletin_pdf.proposal.word_lines import WordLine, read_word_line
from bulletin_pdf.proposal.word_paper import WordPaper
from bulletin_pdf.proposal.word_sections import FootKind, WordSection
from bulletin_pdf.proposal.word_values import size_as_written

_STATED: Final = Evidence("stated")
_PAGE: Final = pattern("\\s*PAGE\\b")
_PAGES: Final = pattern("\\s*(?:NUM|SECTION)PAGES\\b")
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ALIGNS: Final = {"center": "center", "left": "left", "right": "right", "outside": "outer", "inside": "inner"}
_DASHED: Final = ("numberInDash",)
_MIDDLE: Final = 0.36
"""Of figures above their baseline, em."""


class _Found(NamedTuple):
    """A line with the page's number."""

    line: WordLine
    form: str
    place: str
    below: float
    """From its baseline to the lower edge of what the footer holds, pt."""


def folio_values(paper: WordPaper) -> Iterator[MeasuredValue]:
    """Yield form, place, size and face of page numbers; nothing where no footer has any."""
    section = paper.main()
    found = {kind: made for kind in section.feet if (made := _find(paper, section, kind)) is not None}
    odd = found.get("default")
    if odd is None:
        return
    even = found.get("even") if paper.settings.even_feet else None
    yield MeasuredValue(("folio", "form"), odd.form, _STATED)
    if " " in odd.form:
        yield MeasuredValue(("folio", "white"), f"{_blank(odd.line):g}em", _STATED)
    yield MeasuredValue(("folio", "place"), _place(odd, even), _STATED)
    size = odd.line.font.size
    at = section.footer + odd.below + _MIDDLE * size
    yield MeasuredValue(("folio", "from_foot"), f"{round(at / POINTS_PER_MM, 1):g}mm", _STATED)
    yield MeasuredValue(("styles", "folio", "size"), size_as_written(size), _STATED, f"{size:g} pt")
    face = _figures_face(odd.line)
    if face:
        yield MeasuredValue(("styles", "folio", "face"), face, _STATED)
    if odd.place != "center":
        inset = odd.line.right if odd.place in ("right", "outer") else odd.line.left
        yield MeasuredValue(("folio", "inset"), f"{round(max(inset, 0.0) / size, 1):g}em", _STATED)
    first = paper.first
    yield MeasuredValue(
        ("folio", "first"), not first.titled or _find(paper, first, "first") is not None, _STATED
    )


def _place(odd: _Found, even: _Found | None) -> str:
    """Return where the number stands: on the outer side where even pages have it on the other."""
    if even is not None and {odd.place, even.place} == {"left", "right"}:
        return "outer" if odd.place == "right" else "inner"
    return odd.place


def _blank(line: WordLine) -> float:
    """Return how wide a blank is, em: a quarter in Times New Roman, half of one in Chinese faces."""
    font = next((run.font for run in line.runs if " " in run.text), line.font)
    return 0.25 if latin_of(font) == "latin" else 0.5


def _figures_face(line: WordLine) -> str:
    """Return the role of the figures: the Latin font's, which is what they are set in."""
    font = next((run.font for run in line.runs if any(map(str.isdigit, run.text))), line.font)
    if font.latin.lower().replace(" ", "") == "timesnewroman":
        return ""  # figures of the role song are set in it
    found = face_of(font.latin, stand_in="")
    return found.role if found.known else ""


def _find(paper: WordPaper, section: WordSection, kind: FootKind) -> _Found | None:
    """Find the paragraph with the field in a footer."""
    root = section.feet.get(kind)
    if root is None:
        return None
    section = section._replace(pitch=0.0)  # the style of footers keeps them off the grid
    paragraphs = [each for each in root.iter(W + "p") if not _holds_box(each)]
    at = next((at for at, each in enumerate(paragraphs) if _fields(each)), -1)
    if at < 0:
        return None
    element = paragraphs[at]
    line = read_word_line(element, paper.styles)
    height, baseline = line_box(line, section)
    box = _around(root, element)
    below = height - baseline
    if box is None:
        rest = (
            read_word_line(each, paper.styles) for each in paragraphs[at + 1 :] if not _in_box(root, each)
        )
        below += sum(line_box(each, section)[0] for each in rest)
    return _Found(line, _form(element, section), _side(element, box, line), below)


def _holds_box(paragraph: XmlElement) -> bool:
    return next(paragraph.iter(W + "txbxContent"), None) is not None


def _in_box(root: XmlElement, paragraph: XmlElement) -> bool:
    return _around(root, paragraph) is not None


def _around(root: XmlElement, paragraph: XmlElement) -> XmlElement | None:
    """Return the drawing whose text box a paragraph stands in."""
    drawings = (each for each in root.iter() if each.tag in (_WP + "anchor", W + "pict"))
    return next((each for each in drawings if any(part is paragraph for part in each.iter())), None)


def _fields(paragraph: XmlElement) -> bool:
    return any(_PAGE.match(text) for text in _instructions(paragraph))


def _instructions(paragraph: XmlElement) -> Iterator[str]:
    for part in paragraph.iter():
        if part.tag == W + "instrText":
            yield part.text or ""
        elif part.tag == W + "fldSimple":
            yield part.get(W + "instr", "")
        elif part.tag == W + "pgNum":
            yield "PAGE"


def _form(paragraph: XmlElement, section: WordSection) -> str:
    """Return what is printed, `{n}` for the number and `{pages}` for how many there are."""
    parts: list[str] = []
    stack: list[str] = []
    shown: list[bool] = []
    for part in paragraph.iter():
        kind = part.get(W + "fldCharType", "") if part.tag == W + "fldChar" else ""
        if kind == "begin":
            stack.append("")
            shown.append(False)
        elif kind == "separate" and stack:
            shown[-1] = True
        elif kind == "end" and stack:
            parts.append(_named(stack.pop()))
            shown.pop()
        elif part.tag == W + "instrText" and stack:
            stack[-1] += part.text or ""
        elif part.tag == W + "fldSimple":
            parts.append(_named(part.get(W + "instr", "")))
        elif part.tag == W + "pgNum":
            parts.append("{n}")
        elif part.tag == W + "t" and not stack and not _in_simple(paragraph, part):
            parts.append(part.text or "")
    form = " ".join("".join(parts).split())
    if section.number_form in _DASHED and form == "{n}":
        form = "- {n} -"
    return form if "{n}" in form else "{n}"


def _in_simple(paragraph: XmlElement, text: XmlElement) -> bool:
    simple = paragraph.iter(W + "fldSimple")
    return any(part is text for each in simple for part in each.iter())


def _named(instruction: str) -> str:
    if _PAGES.match(instruction):
        return "{pages}"
    if not _PAGE.match(instruction):
        return ""
    return "- {n} -" if "NumberInDash" in instruction or "ArabicDash" in instruction else "{n}"


def _side(paragraph: XmlElement, box: XmlElement | None, line: WordLine) -> str:
    """Return where a number stands: as its frame or text box is aligned, else as its paragraph is."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    if frame is not None:
        return _ALIGNS.get(frame.get(W + "xAlign", ""), "left")
    if box is not None:
        said = box.find(f"{_WP}positionH/{_WP}align")
        style = next((each.get("style", "") for each in box if "style" in each.attrib), "")
        how = (
            (said.text or "")
            if said is not None
            else style.partition("mso-position-horizontal:")[2].split(";")[0]
        )
        if how in _ALIGNS:
            return _ALIGNS[how]
    return {"center": "center", "right": "right"}.get(line.align, "left")
