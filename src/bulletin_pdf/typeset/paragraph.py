"""Entry point: a text, its widths and a shape → set lines."""

from bisect import bisect_left
from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.typeset.breaks import RuleLevel, find_breaks, keep_columns, keep_spaces_inside
from bulletin_pdf.typeset.classes import FIXED_SPACE, classify
from bulletin_pdf.typeset.elastic import LIMITS, Typesetting
from bulletin_pdf.typeset.justify import set_line
from bulletin_pdf.typeset.lines import Fit, set_lines
from bulletin_pdf.typeset.measure import ENOUGH, Line, ParagraphShape, natural_width
from bulletin_pdf.typeset.spacing import Spaced, SpacingStyle, space


class Rules(NamedTuple):
    """What one document keeps to throughout (T-10, T-34, T-47)."""

    spacing: SpacingStyle = SpacingStyle()
    level: RuleLevel = "gb"
    keep_date_parts: bool = True
    fit: Fit = "best"
    typesetting: Typesetting = "even"


class SetParagraph(NamedTuple):
    """A paragraph broken into lines; widths and places in em of its own size."""

    spaced: Spaced
    lines: list[Line]


def set_paragraph(
    text: str,
    advances: Sequence[float],
    shape: ParagraphShape,
    rules: Rules = Rules(),
    classes: str | None = None,
    more: int = 0,
) -> SetParagraph:
    """Break and justify one paragraph; `advances` are the face's own, em a character.

    `more` asks for so many lines more or fewer, to help a page (T-64).
    """
    letters = classify(text) if classes is None else classes
    limits = LIMITS[rules.typesetting if shape.justified else "grid"]
    spaced = space(text, letters, advances, rules.spacing, limits)
    if not text:
        return SetParagraph(spaced, [])
    if shape.justified and shape.hang > shape.indent:
        spaced.fixed = bisect_left(spaced.positions, shape.hang - shape.indent - ENOUGH)
    if not more and natural_width(spaced, 0, len(text)) <= shape.room(0) + ENOUGH:
        return SetParagraph(spaced, [set_line(spaced, shape, 0, len(text), last=True)])
    breaks = find_breaks(text, letters, rules.level, keep_date_parts=rules.keep_date_parts)
    if FIXED_SPACE in letters:
        if shape.justified:
            keep_spaces_inside(breaks)
        else:
            keep_columns(breaks)
            spaced.keep_widths()
    return SetParagraph(spaced, set_lines(spaced, breaks, shape, rules.fit, more))
