"""The proof PDF for annotation: its pages, with the position of every glyph embedded."""

import json
import os
from collections.abc import Iterator

from bulletin_pdf.build import Tools, set_edition
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.fonts.run_glyphs import glyphs_of
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Attachment, Page, TextRun, every_mark
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.problems import Problems
from bulletin_pdf.review.paper import ReviewPaper, issue_name, source_digest

CARRIED = "review.json"
"""The file inside the PDF."""
FORM = 1


class _Run(NamedTuple):
    """A run of the page, with the left edge of each of its characters and the right edge of the last, pt."""

    page: int
    text: str
    y: float
    size: float
    edges: tuple[float, ...]


def pdf_paper(paper: ReviewPaper, tools: Tools = Tools()) -> bytes:
    """Return the proof of an issue as a PDF to be marked. Raises `BulletinError` when it cannot be set."""
    issue = paper.issue
    stem = os.path.splitext(os.path.basename(issue.path))[0]
    ready = set_edition(issue, Problems(), "proof", target=f"{stem}.review.pdf", tools=tools)
    pages = ready.single.pages
    runs = list(_runs(pages, ready.facts.book))
    record = {
        "form": FORM,
        "source": source_digest(issue),
        "issue": issue_name(issue),
        "texts": [line.text for line in paper.lines],
        "passages": paper.passages,
        "pages": _placed(paper, runs, [page.size.height for page in pages]),
    }
    data = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    carried = Attachment(CARRIED, data, "application/json", "Data", "Places of the text, for review")
    document = ready.document._replace(attachments=(carried,))
    return render(document, ready.facts.profile._replace(attachments=True), ready.facts.book)


class LineRun(NamedTuple):
    """Characters of a line of the paper that stand in one run: page, line, first character, baseline and edges in pt."""

    page: int
    line: int
    first: int
    y: float
    edges: tuple[float, ...]


def placed_lines(paper: ReviewPaper, pages: tuple[Page, ...], book: FontBook) -> list[LineRun]:
    """Return where on set pages the lines of a paper stand."""
    found = _placed(paper, list(_runs(pages, book)), [page.size.height for page in pages])
    return [
        LineRun(number, line, first, y, tuple(edges))
        for number, page in enumerate(found)
        for line, first, y, _size, edges in page["runs"]  # type: ignore[attr-defined]
    ]


def _runs(pages: tuple[Page, ...], book: FontBook) -> Iterator[_Run]:
    for number, page in enumerate(pages):
        for mark in every_mark(page.marks):
            if not isinstance(mark, TextRun) or mark.tag is None:
                continue
            edges: list[float] = []
            for glyph in glyphs_of(mark, book.by_id(mark.face)):
                width = mark.size
                edges += [
                    mark.x + glyph.x + width * step / len(glyph.text) for step in range(len(glyph.text))
                ]
            face = book.by_id(mark.face)
            last = face.advances.get(mark.text[-1:], 1.0) * mark.size
            yield _Run(number, mark.text, mark.y, mark.size, (*edges, edges[-1] + last) if edges else ())


def _placed(paper: ReviewPaper, runs: list[_Run], heights: list[float]) -> list[dict[str, object]]:
    """Return for each page its height and its runs: line, character, baseline, size, edges."""
    pages: list[dict[str, object]] = [{"height": round(height, 2), "runs": []} for height in heights]
    chars = [
        (number, at)
        for number, run in enumerate(runs)
        for at, char in enumerate(run.text)
        if not char.isspace()
    ]
    printed = "".join(runs[number].text[at] for number, at in chars)
    begin = 0
    for line in paper.lines:
        kept = [at for at, char in enumerate(line.text) if not char.isspace()]
        wanted = "".join(line.text[at] for at in kept)
        found = printed.find(wanted, begin) if wanted else -1
        if found < 0 and wanted:
            found = printed.find(wanted)
        if found < 0:
            continue
        begin = found + len(wanted) if found >= begin else begin
        for row in _rows(line.number, kept, chars[found : found + len(kept)], runs):
            page, entry = row
            listed = pages[page]["runs"]
            assert isinstance(listed, list)
            listed.append(entry)
    return pages


def _rows(
    line: int, kept: list[int], chars: list[tuple[int, int]], runs: list[_Run]
) -> Iterator[tuple[int, list[object]]]:
    """Yield the stretches of a line that stand in one run: page, then line, first character, baseline, size, edges."""
    start = 0
    for at in range(1, len(chars) + 1):
        together = (
            at < len(chars)
            and chars[at][0] == chars[start][0]
            and chars[at][1] - chars[start][1] == kept[at] - kept[start]
        )
        if together:
            continue
        run = runs[chars[start][0]]
        first, last = chars[start][1], chars[at - 1][1]
        edges = [round(edge, 2) for edge in run.edges[first : last + 2]]
        yield run.page, [line, kept[start], round(run.y, 2), round(run.size, 2), edges]
        start = at
