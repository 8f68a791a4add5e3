"""An old paper of Word → what its style is: page, grid, styles, head, page numbers, foot."""

from collections.abc import Iterator
from typing import Final

from bulletin_pdf.importers.material import ImportedTable
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problems
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.head_rows import note_head
from bulletin_pdf.proposal.measured_style import (
    Evidence,
    MeasuredHead,
    MeasuredStyle,
    MeasuredValue,
    MissingFace,
    OpenQuestion,
)
from bulletin_pdf.proposal.word_folio import folio_values
from bulletin_pdf.proposal.word_foot import foot_values
from bulletin_pdf.proposal.word_head import measure_word_head, missing_in
from bulletin_pdf.proposal.word_paper import WordPaper, open_word_paper
from bulletin_pdf.proposal.word_values import (
    lines_above,
    lines_of,
    page_values,
    style_values,
)

_STATED: Final = Evidence("stated")


def measure_word(path: str, data: bytes, problems: Problems) -> MeasuredStyle | None:
    """Measure a document; None when it cannot be read, with the reason in `problems`."""
    paper = open_word_paper(path, data, problems)
    return None if paper is None else measured_paper(paper, path)


def measured_paper(paper: WordPaper, name: str) -> MeasuredStyle:
    """Return what an opened document says of its style."""
    head, below, baseline = measure_word_head(paper)
    values = [*page_values(paper), *style_values(paper), *folio_values(paper), *foot_values(paper)]
    values += _contents_values(paper)
    values.append(MeasuredValue(("frame",), "none", _STATED))
    if head is not None:
        values += _head_values(paper, head)
        taken = lines_above(paper, baseline, paper.parts.get(below, ""))
        values += [taken] if taken is not None else []
        values += _red(paper)
    faces = missing_in(run for line in paper.lines.values() for run in line.runs)
    missing = (MissingFace(font, role, count) for (font, role), count in faces.items())
    return MeasuredStyle(
        "word",
        tuple({value.key: value for value in values}.values()),
        tuple(_questions(paper, head)),
        tuple(sorted(missing, key=lambda face: -face.characters)),
        head,
        (name,),
        1,
    )


class WordArea(NamedTuple):
    """The type area of page 1: its edges and its cell, pt."""

    left: float
    right: float
    cell: float


def _head_values(paper: WordPaper, head: MeasuredHead) -> Iterator[MeasuredValue]:
    """Yield the rows of the head, faces and sizes of what stands in it."""
    section, found = paper.first, Findings(1)
    cell = section.advance or paper.styles.usual_size()
    note_head(head, WordArea(section.left, section.width - section.right, cell), found)
    for each in found.values:
        yield each._replace(evidence=_STATED) if each.key[0] == "styles" else each


def _red(paper: WordPaper) -> Iterator[MeasuredValue]:
    """Yield the red where it is not the usual one; of the screen's colour the parts of ink follow."""
    reds = [run.font.red for line in paper.lines.values() for run in line.runs if run.font.red]
    if not reds:
        return
    colour = max(set(reds), key=reds.count)
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    black = round(100 * (1 - red / 255))
    magenta, yellow = (round(100 * (1 - part / max(red, 1))) for part in (green, blue))
    shown = f"RGB {colour}"
    count = reds.count(colour)
    yield MeasuredValue(
        ("inks", "red"), [0, magenta, yellow, black], Evidence("marks", count, len(reds)), shown
    )


def _contents_values(paper: WordPaper) -> Iterator[MeasuredValue]:
    labels = lines_of(paper, "contents_label")
    if labels:
        label = "".join(labels[0].text.split())
        inner = label.strip("【】〖〗≡◆●★☆—-:：[]")
        if inner:
            yield MeasuredValue(("contents", "label"), inner, _STATED)
        before, _, after = label.partition(inner) if inner else ("", "", "")
        if before and len(before) == len(after) == 1:
            yield MeasuredValue(("contents", "around"), before + after, _STATED)
    entries = lines_of(paper, "contents_entry")
    if entries:
        ruled = next((line.borders["bottom"] for line in entries[-1:] if "bottom" in line.borders), None)
        weight = f"{max(ruled.weights):g}pt" if ruled else "none"
        yield MeasuredValue(("contents", "rule"), weight, _STATED)
        numbered = sum(line.text.rstrip()[-1:].isdigit() for line in entries)
        shown = "always" if numbered * 2 > len(entries) else "never"
        yield MeasuredValue(
            ("contents", "numbers"),
            shown,
            Evidence("paragraphs", max(numbered, len(entries) - numbered), len(entries)),
        )


def _questions(paper: WordPaper, head: MeasuredHead | None) -> Iterator[OpenQuestion]:
    """Yield what the document leaves open."""
    if head is None:
        yield OpenQuestion(("head", "rows"), "no-head", [])
    if not lines_of(paper, "title"):
        yield OpenQuestion(("styles", "title", "face"), "no-title", "xbs")
    if not any(isinstance(item, ImportedTable) for item in paper.material.items):
        yield OpenQuestion(("styles", "table_cell", "size"), "no-table", "小四")
    if not lines_of(paper, "foot"):
        yield OpenQuestion(("foot", "outer"), "no-foot", "0.35mm")
