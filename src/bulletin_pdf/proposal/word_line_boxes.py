"""How high the lines of a Word document are, where their baselines are, how wide their letters.

A line of fixed height has its baseline at four fifths of it; one that keeps to the grid takes whole lines of it and stands in
their middle; any other is as high as its letters, which for Chinese faces is 1.3 em.
"""

from math import ceil
from typing import Final

from bulletin_pdf.proposal.word_lines import WordBorder, WordLine
from bulletin_pdf.proposal.word_sections import WordSection

_SINGLE: Final = 1.3
"""Height of a line of Chinese letters, em."""
_DESCENT: Final = 0.14 + (_SINGLE - 1) / 2
_FIXED_ASCENT: Final = 0.8
"""Share of a line of fixed height above its baseline."""
_EM_CENTRE: Final = 0.36
"""The middle of a Chinese letter above the baseline, em."""


def line_box(line: WordLine, section: WordSection) -> tuple[float, float]:
    """Return the height of one line of a paragraph and its baseline from its top, pt."""
    size = max((run.font.size for run in line.runs if run.text.strip()), default=line.mark.size)
    natural = _SINGLE * size
    if line.rule == "exact":
        return line.line, _FIXED_ASCENT * line.line
    if line.rule == "atLeast":
        height = max(line.line, natural)
        return height, height - _DESCENT * size
    if section.pitch and line.snaps:
        height = ceil(natural / section.pitch - 0.01) * section.pitch * max(line.line, 1.0)
        return height, height / 2 + _EM_CENTRE * size
    height = natural * line.line
    return height, height - _DESCENT * size


def thickness(border: WordBorder) -> float:
    """Return how thick a line is, with what is between its parts."""
    return sum(border.weights) + (len(border.weights) - 1) * white_between(border)


def white_between(border: WordBorder) -> float:
    """Return the white between the two lines of a double one: as much as the thinner is thick, 0.75 pt at least."""
    return max(min(border.weights), 0.75) if len(border.weights) > 1 else 0.0


def text_width(text: str, size: float, spacing: float = 0.0) -> float:
    """Return about how wide a text is, pt: a hanzi takes an em, a letter or a figure half of one."""
    return sum((0.5 if char.isascii() or char == "\xa0" else 1.0) * size + spacing for char in text)


def line_count(line: WordLine, measure: float) -> int:
    """Return about how many lines a paragraph takes in a measure, pt."""
    width = sum(text_width(run.text, run.font.size, run.font.spacing) for run in line.runs)
    if "\t" in line.text or not width:
        return 1
    return max(1, ceil((width + max(line.first, 0.0)) / max(measure, 1.0) - 0.02))
