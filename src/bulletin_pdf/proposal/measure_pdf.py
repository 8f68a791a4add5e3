"""A PDF of any program → the style it was set in."""

from collections import Counter

from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.proposal.area_values import note_area, note_body, note_column_rule, note_grid, note_paper
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.font_roles import role_of
from bulletin_pdf.proposal.head_rows import note_head
from bulletin_pdf.proposal.mark_values import note_marks
from bulletin_pdf.proposal.measured_style import MeasuredHead, MeasuredStyle, MissingFace
from bulletin_pdf.proposal.paper_contents import note_contents
from bulletin_pdf.proposal.paper_folio import find_folios, note_folio
from bulletin_pdf.proposal.paper_foot import find_foot, foot_edge, note_foot, note_frame
from bulletin_pdf.proposal.paper_head import find_head
from bulletin_pdf.proposal.paper_rows import PaperPage, PaperRow, as_cmyk, paper_pages
from bulletin_pdf.proposal.paper_tables import note_tables
from bulletin_pdf.proposal.paper_text import (
    note_by,
    note_captions,
    note_headings,
    note_leads,
)
from bulletin_pdf.proposal.paper_titles import find_titles, note_head_lines, note_titles
from bulletin_pdf.proposal.text_area import TextArea, find_text_area, running_heads
from bulletin_pdf.yamldoc.key_table import is_han


def measure_pdf(data: bytes, name: str) -> MeasuredStyle:
    """Measure a PDF; `ForeignPdfError` when it cannot be read."""
    pages = paper_pages(data)
    found = Findings(len(pages))
    note_paper(pages, found)
    area = find_text_area(pages)
    if area is None:
        if not any(page.pictures or page.rows for page in pages):
            return MeasuredStyle("pdf", (), papers=(name,), pages=len(pages))
        from bulletin_pdf.proposal.measure_scan import measure_scan

        return measure_scan(data, name, pages)
    note_area(area, found)
    note_column_rule(pages, area, found)
    note_body(area, found)
    note_marks(area, found)
    folios = find_folios(pages, area)
    note_folio(folios, area, len(pages), open_book(), found)
    head = _note_parts(pages, area, {folio.row for folio in folios}, found)
    return MeasuredStyle(
        "pdf",
        tuple(found.values),
        tuple(found.questions),
        missing_faces(pages),
        head,
        papers=(name,),
        pages=len(pages),
    )


def _note_parts(
    pages: list[PaperPage], area: TextArea, taken: set[PaperRow], found: Findings
) -> MeasuredHead | None:
    """Note head, foot, contents, titles and the rest of the text, each from the rows that are left."""
    head, foot = find_head(pages[0], area), find_foot(pages, area)
    taken = {*taken, *running_heads(pages), *(foot.rows if foot else ()), *(head.rows if head else ())}
    if foot is not None:
        note_foot(foot, area, found)
    note_grid(area, foot_edge(foot, found) if foot else 0.0, found)
    note_frame(pages, (), area, found)
    note_red(pages, found)
    if head is not None:
        note_head(head.head, area, found)
    contents = note_contents(pages[0], head.end if head else 0.0, area, found)
    taken |= contents
    taken |= note_tables(pages, taken, area, found)
    taken |= note_captions(pages, area, found)
    groups = find_titles(pages, area, taken)
    if groups and head is not None and not contents:
        note_head_lines(groups[0], head.end, area, found)
    note_titles(groups, area, found)
    taken |= {row for group in groups for row in group.rows}
    rest = [row for page in pages for row in page.rows if row not in taken]
    taken |= note_by(rest, [group.rows[-1] for group in groups], area, found)
    rest = [row for row in rest if row not in taken]
    headings = note_headings(rest, area, found)
    note_leads((row for row in rest if row not in headings), area, found)
    return head.head if head else None


def note_red(pages: list[PaperPage], found: Findings) -> None:
    """Note what the red is mixed of, where it is no plate of its own."""
    colours = Counter(colour for page in pages for colour in page.red if not colour.names)
    if not colours:
        return
    colour, count = colours.most_common(1)[0]
    parts = as_cmyk(colour)
    if parts is not None and colour.space.endswith("CMYK"):
        found.add("inks.red", [round(100 * part) for part in parts], "marks", count, colours.total())


def missing_faces(pages: list[PaperPage]) -> tuple[MissingFace, ...]:
    """Return the fonts of Chinese text that do not ship, those with most characters first."""
    counted: Counter[str] = Counter()
    for page in pages:
        for row in page.rows:
            for part in row.parts:
                counted[part.font] += sum(map(is_han, part.text))
    return tuple(
        MissingFace(font, role_of(font).role or "fangsong", count)
        for font, count in counted.most_common()
        if count and not role_of(font).ships
    )
