"""Lines set at natural width (captions, table cells), and captions in even lines."""

from itertools import combinations, pairwise

from bulletin_pdf.layout.block import TextBlock
from bulletin_pdf.layout.galley import set_text, text_marks
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import EM_CENTRE
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import TextRun
from bulletin_pdf.patterns import pattern
from bulletin_pdf.typeset.breaks import FORBIDDEN, find_breaks
from bulletin_pdf.typeset.spacing import Spaced
from bulletin_pdf.typeset.title_breaks import Segmenter

UNBOUNDED = 1e6
"""A measure no line reaches, pt."""
_LONGEST_HEAD = 16
"""A longer text is broken like any other, characters."""
_FEWEST_CHARACTERS = 2
"""No line of a head is a single character."""
_UNIT = pattern("（[^（）]{1,5}）")
"""（亿元）: kept whole, on a line of its own or behind what it counts."""
_STEPS = 6
"""Halvings of the measure while a caption is evened out; the last is below half an em."""


def set_even(block: TextBlock, measure: float, typesetter: Typesetter) -> SetText:
    """Break a text in as few lines as `measure` pt allows, all about as long."""
    trials = typesetter.quiet()
    widest = set_text(block, measure, typesetter)
    count = line_count(widest)
    if count < 2:
        return widest
    narrow, wide = measure / count, measure
    for _ in range(_STEPS):
        middle = (narrow + wide) / 2
        if line_count(set_text(block, middle, trials)) <= count:
            wide = middle
        else:
            narrow = middle
    return set_text(block, wide, typesetter)


class SenseLines(NamedTuple):
    """Where lines that keep words whole end, and how wide the longest is, em."""

    width: float
    ends: tuple[int, ...]


def sense_lines(single: SetText, count: int, typesetter: Typesetter, segment: Segmenter) -> SenseLines | None:
    """Return the evenest `count` lines of a short text that end between words, if there are any."""
    spaced = single.paragraph.spaced
    if not 0 < len(spaced.text) <= _LONGEST_HEAD:
        return None
    costs = find_breaks(spaced.text, spaced.classes, typesetter.rules.level).costs
    units = [match.span() for match in _UNIT.finditer(spaced.text)]
    inside = {index for start, end in units for index in range(start + 1, end)}
    starts = (segment(spaced.text).keys() | {start for start, _ in units if start}) - inside
    places = sorted(index for index in starts if costs[index] < FORBIDDEN)
    found = (_sense_lines(spaced, (0, *ends, len(spaced.text))) for ends in combinations(places, count - 1))
    return min((lines for lines in found if lines is not None), default=None)


def _sense_lines(spaced: Spaced, edges: tuple[int, ...]) -> SenseLines | None:
    if min(end - start for start, end in pairwise(edges)) < _FEWEST_CHARACTERS:
        return None
    widths = [spaced.positions[end] - spaced.positions[start] for start, end in pairwise(edges)]
    return SenseLines(max(widths), edges[1:-1])


def set_by_sense(
    block: TextBlock, measure: float, typesetter: Typesetter, segment: Segmenter | None
) -> SetText:
    """Break a short text between its words, in a line more if need be; else in even lines."""
    even = set_even(block, measure, typesetter)
    if segment is None:
        return even
    single = set_single(block, typesetter)
    for count in (line_count(even), line_count(even) + 1):
        lines = sense_lines(single, count, typesetter, segment)
        if lines is not None and lines.width * single.size <= measure + 1e-6:
            return set_text(block._replace(forced=lines.ends), measure, typesetter)
    return even


def set_single(block: TextBlock, typesetter: Typesetter) -> SetText:
    """Set a text on one line, however long."""
    return set_text(block, UNBOUNDED, typesetter)


def line_count(text: SetText) -> int:
    """Return the number of lines."""
    return len(text.paragraph.lines)


def widest_line(text: SetText) -> float:
    """Return the width of the longest line, pt."""
    return max((line.width for line in text.paragraph.lines), default=0.0) * text.size


def put_lines(
    text: SetText, align: str, x: float, top: float, pitch: float, lines: range | None = None
) -> list[TextRun]:
    """Return the runs of all lines (or of some), each centred in `pitch` pt, from `top` down."""
    marks: list[TextRun] = []
    for place, number in enumerate(range(line_count(text)) if lines is None else lines):
        middle = top + (place + 0.5) * pitch
        marks += text_marks(text, align, number, x, middle + EM_CENTRE * text.size)
    return marks
