"""The proof (校样): the pages as they will be printed, with line numbers, marks and notes.

Every line of text is numbered in the left margin; what proofreading found stands as a
red number beside the line it is about, and in words on pages at the end.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from bulletin_pdf.compose.single_lines import put_label, set_label
from bulletin_pdf.geometry import mm
from bulletin_pdf.inks import OFFICIAL_RED, Cmyk, Ink
from bulletin_pdf.issue.model import Issue, Prose
from bulletin_pdf.layout.block import Block, SpaceBlock, TextBlock
from bulletin_pdf.layout.fit import make_up
from bulletin_pdf.layout.page_numbers import PageNumbering, number_pages
from bulletin_pdf.layout.style import BlockStyle, Grid, TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.messages import Language, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Mark, Page, TextRun, every_mark
from bulletin_pdf.problems import Problem, Span, numbered_note
from bulletin_pdf.proof.passages import passages_of
from bulletin_pdf.version import __version__

_GREY = Cmyk(0, 0, 0, 0.55)
_SMALL = 7.5
_NOTE = 12.0
_HEAD = 16.0
_MARGIN = 10.0
_MAX_LABELS = 2
"""More do not fit between the text and the edge of the page when their numbers have three digits."""
"""Between the type area and what stands beside it, pt."""
_STAMP_Y = mm(16)
_TEXT_SIZES = (10.0, 30.0)
"""Lines of type from this to that size are numbered, pt; a smaller text of its own an issue has numbers too."""
_NEAR = 0.1


class Stamp(NamedTuple):
    """What a proof says of itself: the file it was made from and a digest of it."""

    name: str
    digest: str


class _Place(NamedTuple):
    """A line of type: page from 0, number on it from 1, baseline, pt."""

    page: int
    line: int
    y: float
    column: int = 0
    """Which column it stands in, counted from 1; 0 where it stands across them or there is one."""
    x: float = 0.0
    """Where its run begins, pt."""


class _Note(NamedTuple):
    number: int
    problem: Problem
    place: _Place | None


def proof_sheet(
    document: Document,
    problems: Iterable[Problem],
    issue: Issue,
    grid: Grid,
    body: float,
    typesetter: Typesetter,
    stamp: Stamp,
    lang: Language,
) -> Document:
    """Add line numbers, marks and pages of notes in `lang` to a set document; `body` is the size of its text, pt."""
    lines = [_lines(page, grid, body) for page in document.pages]
    notes = _place_notes(list(problems), document, lines, issue)
    if grid.columns > 1:
        notes = [_in_column(note, document, grid, typesetter) for note in notes]
        grid = grid.with_measure(grid.width)
    pages = [
        page._replace(marks=(*page.marks, *_margins(number, lines[number], notes, grid, typesetter)))
        for number, page in enumerate(document.pages)
    ]
    pages[0] = pages[0]._replace(marks=(*pages[0].marks, *_stamp(stamp, len(notes), grid, typesetter, lang)))
    pages += _note_pages(notes, len(pages), grid, typesetter, lang)
    return document._replace(pages=tuple(pages), title=say(lang, "sheet", "title", title=document.title))


# Lines and where problems stand --------------------------------------------------------


def _lines(page: Page, grid: Grid, body: float) -> list[float]:
    """Return the baselines of a page's lines of text, from the top; columns share those of their grid."""
    low, high = min(_TEXT_SIZES[0], body - _NEAR), _TEXT_SIZES[1]
    baselines = sorted(
        run.y for run in _text_of(page) if low <= run.size <= high and run.y <= grid.bottom + 1
    )
    lines: list[float] = []
    for y in baselines:
        if not lines or y - lines[-1] > _SMALL:
            lines.append(y)
    return lines


def _text_of(page: Page) -> list[TextRun]:
    return [mark for mark in every_mark(page.marks) if isinstance(mark, TextRun) and mark.tag is not None]


def _place_notes(
    problems: Sequence[Problem], document: Document, lines: Sequence[Sequence[float]], issue: Issue
) -> list[_Note]:
    """Find the printed line each problem is about, by the words of its passage."""
    runs = [(number, run) for number, page in enumerate(document.pages) for run in _text_of(page)]
    texts = ["".join(run.text.split()) for _, run in runs]
    starts = list(accumulate(map(len, texts), initial=0))
    printed = "".join(texts)
    notes: list[_Note] = []
    for number, problem in enumerate(problems, start=1):
        at = _offset(problem.span, issue, printed) if problem.span else -1
        place = None
        if at >= 0:
            page, run = runs[bisect_right(starts, at) - 1]
            nearest = min(lines[page], key=lambda y: abs(y - run.y), default=run.y)
            line = lines[page].index(nearest) + 1 if nearest in lines[page] else 0
            place = _Place(page, line, run.y, x=run.x)
        notes.append(_Note(number, problem, place))
    return sorted(notes, key=lambda note: (note.place or _Place(10**6, 0, 0.0), note.number))


def _in_column(note: _Note, document: Document, grid: Grid, typesetter: Typesetter) -> _Note:
    """Return a note with the column that its line stands in, unless that stands across columns."""
    place = note.place
    if place is None:
        return note
    left = grid.left(place.page + 1)
    runs = [run for run in _text_of(document.pages[place.page]) if abs(run.y - place.y) < 1]
    for column in range(1, grid.columns):
        gap = left + grid.column_left(column) - grid.gap / 2
        if any(run.x < gap < run.x + _width(run, typesetter) for run in runs):
            return note
    column = int((place.x - left + grid.gap / 2) / (grid.column + grid.gap)) + 1
    return note._replace(place=place._replace(column=column))


def _width(run: TextRun, typesetter: Typesetter) -> float:
    advances = typesetter.book.by_id(run.face).advances
    return sum(advances[char] for char in run.text) * run.size


def _offset(span: Span, issue: Issue, printed: str) -> int:
    """Return where in the printed text a place of the editor's file stands; -1 if nowhere."""
    for passage in passages_of(issue):
        index = _index_in(passage.prose, span)
        if index < 0:
            continue
        start = printed.find("".join(passage.text.split()))
        if start >= 0:
            return start + len("".join(passage.text[:index].split()))
    return -1


def _index_in(prose: Prose, span: Span) -> int:
    """Return the character of a prose that stands at a place of the file; -1 if none does."""
    if prose.place is None or prose.place.path != span.path or span.line < prose.place.line:
        return -1
    for index in range(len(prose.text)):
        place = prose.place_of(index)
        if place is not None and (place.line, place.column) >= (span.line, span.column):
            return index if place.line == span.line else -1
    return -1


# What is added to the pages -------------------------------------------------------------


def _margins(
    number: int, lines: Sequence[float], notes: Sequence[_Note], grid: Grid, typesetter: Typesetter
) -> list[Mark]:
    left = grid.left(number + 1)
    marks: list[Mark] = []
    for line, y in enumerate(lines, start=1):
        marks += _small(str(line), left - _MARGIN, y, "right", _GREY, typesetter)
    beside: dict[float, list[int]] = {}
    for note in notes:
        if note.place is not None and note.place.page == number:
            beside.setdefault(note.place.y, []).append(note.number)
    for y, numbers in beside.items():
        marks += _small(
            _labels(numbers), left + grid.width + _MARGIN / 2, y, "left", OFFICIAL_RED, typesetter
        )
    return marks


def _labels(numbers: Sequence[int]) -> str:
    """Return the labels of the notes on one line: 〔3〕〔4〕, and 〔3—9〕 where they would run off the margin."""
    if len(numbers) > _MAX_LABELS:
        return f"〔{numbers[0]}—{numbers[-1]}〕"
    return "".join(f"〔{number}〕" for number in numbers)


def _small(text: str, x: float, y: float, align: str, ink: Ink, typesetter: Typesetter) -> list[TextRun]:
    label = set_label(text, TextStyle("song", _SMALL, ink=ink), None, typesetter)
    return put_label(label, x, y, "right" if align == "right" else "left")


def _stamp(stamp: Stamp, count: int, grid: Grid, typesetter: Typesetter, lang: Language) -> list[TextRun]:
    style = TextStyle("hei", 9.0, latin="hei", ink=OFFICIAL_RED)
    return put_label(
        set_label(stamp_words(stamp, count, lang), style, None, typesetter), grid.left(1), _STAMP_Y
    )


def stamp_words(stamp: Stamp, count: int, lang: Language) -> str:
    """Return the words of the stamp on a proof with so many notes."""
    notes = say(lang, "count", "remarks", count=count)
    digest = stamp.digest[:12]
    return say(lang, "sheet", "stamp", name=stamp.name, digest=digest, version=__version__, notes=notes)


def _note_pages(
    notes: Sequence[_Note], pages: int, grid: Grid, typesetter: Typesetter, lang: Language
) -> tuple[Page, ...]:
    """Set the notes in words, in the order of the lines they are about."""
    if not notes:
        return ()
    head = BlockStyle(TextStyle("hei", _HEAD, latin="hei"), align="center", area=(2,), keep_with_next=1)
    style = BlockStyle(TextStyle("song", _NOTE), hang=2.0, align="left")
    blocks: list[Block] = [TextBlock(say(lang, "sheet", "head"), head, None), SpaceBlock(1)]
    blocks += [TextBlock(_words(note, lang), style, None) for note in notes]
    made = make_up(blocks, (), grid, typesetter, fit=False, foot_on_even=False)
    return number_pages(made.pages, grid, PageNumbering(first=pages + 1), typesetter.book)


def _words(note: _Note, lang: Language) -> str:
    problem, place = note.problem, note.place
    where = say(lang, "sheet", "nowhere")
    if place is not None:
        where = say(lang, "sheet", "place", page=place.page + 1, line=place.line)
    if place is not None and place.column:
        details = {"page": place.page + 1, "column": place.column, "line": place.line}
        where = say(lang, "sheet", "place in column", **details)
    return numbered_note(problem, note.number, where, lang)
