"""Lines set with their natural widths (captions, table cells), and captions in even lines."""

from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.layout.block import TextBlock
from bulletin_pdf.layout.galley import SetText, set_text, text_marks
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.layout.style import EM_CENTRE
from bulletin_pdf.pages import TextRun

UNBOUNDED = 1e6
"""A measure no line reaches, pt."""
_STEPS = 6
"""Halvings of the measure while a caption is evened out; the last is below half an em."""


def set_ragged(block: TextBlock, measure: float, setter: Setter) -> SetText:
    """Break a text in `measure` pt without opening its lines."""
    trial = set_text(block, measure, _quiet(setter))
    ends = tuple(line.start for line in trial.paragraph.lines[1:])
    return set_text(block._replace(forced=ends), measure, setter)


def set_even(block: TextBlock, measure: float, setter: Setter) -> SetText:
    """Break a text in as few lines as `measure` pt allows, all about as long."""
    trials = _quiet(setter)
    widest = set_ragged(block, measure, setter)
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
    return set_ragged(block, wide, setter)


def _quiet(setter: Setter) -> Setter:
    """Give a setter for trials, whose loose lines nobody will see."""
    return Setter(setter.book, setter.rules, Problems())


def set_single(block: TextBlock, setter: Setter) -> SetText:
    """Set a text on one line, however long."""
    return set_text(block, UNBOUNDED, setter)


def line_count(text: SetText) -> int:
    """Give the number of lines."""
    return len(text.paragraph.lines)


def widest_line(text: SetText) -> float:
    """Give the width of the longest line, pt."""
    return max((line.width for line in text.paragraph.lines), default=0.0) * text.size


def put_lines(text: SetText, align: str, x: float, top: float, pitch: float) -> list[TextRun]:
    """Give the runs of all lines, each centred in `pitch` pt, from `top` down."""
    marks: list[TextRun] = []
    for number in range(line_count(text)):
        middle = top + (number + 0.5) * pitch
        marks += text_marks(text, align, number, x, middle + EM_CENTRE * text.size)
    return marks
