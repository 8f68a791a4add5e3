"""Line breaks of titles and entries of 要目 (T-70…T-73)."""

from collections.abc import Mapping
from functools import lru_cache

from bulletin_pdf.issue.model import Prose
from bulletin_pdf.issue.title_place import one_line
from bulletin_pdf.layout.shaping import shape
from bulletin_pdf.layout.style import BlockStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.typeset.spacing import space
from bulletin_pdf.typeset.title_breaks import break_title, surely_fits


def title_lines(
    lines: tuple[Prose, ...], city: str, style: BlockStyle, width: float, typesetter: Typesetter
) -> tuple[str, tuple[int, ...]]:
    """Return a title's text and where its lines end: the author's lines, else by sense (T-71)."""
    if len(lines) > 1:
        texts = [line.text for line in lines]
        whole = one_line(texts)
        rest = [one_line(texts[count:]) for count in range(1, len(texts))]
        return whole, tuple(len(whole) - len(after) for after in rest)
    text = lines[0].text
    measure = width / style.text.size / (1 + style.spacing)
    if surely_fits(text, measure):
        return text, ()
    key = (text, city, style, width, typesetter.rules)
    ends = typesetter.tables.titles.get(key)
    if ends is None:
        remarks = typesetter.remarks
        ends = _ends(lines[0], city, style, measure, typesetter)
        if typesetter.remarks == remarks:
            typesetter.tables.keep_title(key, ends)
    return text, ends


def _ends(
    line: Prose, city: str, style: BlockStyle, measure: float, typesetter: Typesetter
) -> tuple[int, ...]:
    """Return where the lines of a title end by sense."""
    text = line.text
    joint = len(city) if city and text.startswith(city) else 0
    spacing = typesetter.rules.spacing._replace(han_space=1.0)
    shaped = shape(text, (), style.text, None, typesetter, line.source)
    spaced = space(text, shaped.classes, shaped.advances, spacing)
    return break_title(spaced, measure, title_joints, joint)


@lru_cache(1 << 8)
def title_joints(text: str) -> Mapping[int, float]:
    """Return what it costs to end a line of a title before each of its words.

    Kept for an issue that is set again and again while it is written: an eighth of the time to its new pages.
    """
    # Its tables are read for the titles that take several lines alone.
    from bulletin_pdf.compose.titling.joints import joints

    return joints(text)
