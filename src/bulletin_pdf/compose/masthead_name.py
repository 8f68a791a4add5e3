"""刊名: large, letterspaced to its share of the measure, or 题字 in its place (J-03)."""

from math import ceil
from typing import TYPE_CHECKING, Final

from bulletin_pdf.compose.single_lines import letterspaced, put_label, set_label, width_of
from bulletin_pdf.compose.slots import Shop
from bulletin_pdf.compose.word_breaks import word_starts
from bulletin_pdf.design.model import NamePart, NameRow
from bulletin_pdf.geometry import Rect
from bulletin_pdf.issue.model import Prose
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import EM_CENTRE, TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, TagId
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.typeset.classes import COMBINING, class_alone

if TYPE_CHECKING:
    from bulletin_pdf.drawing.artwork import Artwork

_MAX_LINES: Final = 2
_UNEVEN: Final = 0.25
"""How far from its middle a long name may be divided between words, share of its length."""
EM_TOP: Final = 0.5 + EM_CENTRE
"""The top of the em box above the baseline, em."""
_BRACKETED = pattern("（[^（）]*）|“[^“”]*”|《[^《》]*》")
"""What a name is not parted inside."""


class SetName(NamedTuple):
    """A name set from the top of its em box: marks, its height, the baselines of its first and last line, its ink."""

    marks: tuple[Mark, ...]
    height: float
    baseline: float
    ink_top: float
    ink_bottom: float
    lines: int


def set_name(row: NameRow, name: Prose, shop: Shop) -> SetName:
    """Set the name, or place 题字 in the edition's red, as wide as a set name at most."""
    if shop.design.artwork is not None:
        return _set_artwork(shop.design.artwork, row, name, shop)
    lines = _with_marks(_name_lines(name.text, row, shop))
    if len(lines) > _MAX_LINES:
        limit = _MAX_LINES * _line_holds(shop)
        shop.typesetter.problems.add(Code.MASTHEAD_NAME_LONG, name.place, count=len(name.text), limit=limit)
    if row.parts and len(lines) == 1:
        return _set_parts(row, name, shop)
    style = _style(shop)._replace(size=_name_size(max(map(len, lines)), len(lines), row, shop))
    widest = max(width_of(set_label(part, style, None, shop.typesetter)) for part in lines)
    if widest > shop.width:  # W and — are wider than a hanzi
        style = style._replace(size=style.size * shop.width / widest)
    size = style.size
    tag = shop.tree.add("H1", shop.parent or 0)
    marks: list[Mark] = []
    at = 0
    for number, part in enumerate(lines):
        label = set_label(part, style, tag, shop.typesetter, name.source.after(at))
        gap = _gap(width_of(label), len(part), row)
        width = width_of(label) + gap * (len(part) - 1)
        baseline = (EM_TOP + number * row.leading) * size
        marks += letterspaced(put_label(label, _start(width, row, shop), baseline), gap)
        at += len(part)
    height = (1 + (len(lines) - 1) * row.leading) * size
    low, high = shop.typesetter.book.face(style.role).ink_of(name.text)
    last = (EM_TOP + (len(lines) - 1) * row.leading) * size
    return SetName(tuple(marks), height, EM_TOP * size, (EM_TOP - high) * size, last - low * size, len(lines))


def _style(shop: Shop) -> TextStyle:
    return shop.design.text("name")


def _start(width: float, row: NameRow, shop: Shop) -> float:
    """Return the x of a line's first character."""
    return (shop.width - width) * {"left": 0.0, "right": 1.0}.get(row.align, 0.5)


def _set_artwork(artwork: "Artwork", row: NameRow, name: Prose, shop: Shop) -> SetName:
    from bulletin_pdf.drawing.artwork import place_artwork

    room = Rect((shop.width - row.most) / 2, 0.0, row.most, row.height)
    heading = shop.tree.add("H1", shop.parent or 0, title=name.text)
    tag = shop.tree.add("Figure", heading, alt=name.text)
    marks = place_artwork(artwork, room, shop.design.red, tag)
    return SetName(tuple(marks), row.height, row.height, 0.0, row.height, 1)


def _name_size(longest: int, lines: int, row: NameRow, shop: Shop) -> float:
    """Return the size of a name, pt: a long one may take the whole measure, and is never smaller than the text."""
    size = min(row.size if lines == 1 else row.size_of_two, row.most / longest)
    least = min(shop.design.title.text.size, shop.width / longest)
    return max(size, least, min(shop.design.body.size, row.size))


def _line_holds(shop: Shop) -> int:
    """Count the characters of a name that a line holds when it is as small as the text."""
    return int(shop.width / shop.design.body.size + 1e-6)


def _name_lines(name: str, row: NameRow, shop: Shop) -> list[str]:
    """Divide a long name at a space or between words near its middle; at its smallest a line holds the measure."""
    holds = _line_holds(shop)
    if " " in name and len(name) > row.longest:
        cut = min((at for at, char in enumerate(name) if char == " "), key=lambda at: abs(at - len(name) / 2))
        parts = [name[:cut], name[cut + 1 :]]
        if max(map(len, parts)) <= holds:
            return parts
        return [*_filled(parts[0], holds), *_filled(parts[1], holds)]
    if len(name) > _MAX_LINES * holds:
        return _filled(name, holds)
    if len(name) <= row.longest:
        return [name]
    half = len(name) / 2
    inside = {index for match in _BRACKETED.finditer(name) for index in range(match.start() + 1, match.end())}
    edges = {edge for match in _BRACKETED.finditer(name) for edge in match.span()}
    starts = [
        index
        for index in (word_starts(name).keys() | edges) - inside
        if abs(index - half) <= len(name) * _UNEVEN
    ]
    fits = [index for index in starts if max(index, len(name) - index) <= holds]
    cut = min(fits, key=lambda index: (abs(index - half), index), default=ceil(half))
    return [name[:cut], name[cut:]]


def _with_marks(parts: list[str]) -> list[str]:
    """Leave the marks that a line's last character carries on its line."""
    for at in range(1, len(parts)):
        bare = parts[at]
        while bare and class_alone(bare[0]) == COMBINING:
            bare = bare[1:]
        parts[at - 1] += parts[at][: len(parts[at]) - len(bare)]
        parts[at] = bare
    return [part for part in parts if part]


def _filled(name: str, holds: int) -> list[str]:
    """Divide a name into as few even lines as hold it at the text's own size."""
    count = ceil(len(name) / holds)
    size = ceil(len(name) / count)
    return [name[at : at + size] for at in range(0, len(name), size)]


def _gap(width: float, count: int, row: NameRow) -> float:
    """White between the characters of a short name, pt (J-03: at least 60 % of the measure)."""
    return max(0.0, (row.least - width) / (count - 1)) if count > 1 else 0.0


# A name in several faces ----------------------------------------------------------------------


class _SetPart(NamedTuple):
    label: SetText
    style: TextStyle
    characters: int


def _set_parts(row: NameRow, name: Prose, shop: Shop) -> SetName:
    """Set a name whose parts have faces of their own on one baseline; too wide a one grows smaller as a whole."""
    tag = shop.tree.add("H1", shop.parent or 0)
    parts = _parts(row, name, shop, tag, 1.0)
    width = sum(width_of(part.label) for part in parts)
    if width > row.most:
        parts = _parts(row, name, shop, tag, row.most / width)
        width = sum(width_of(part.label) for part in parts)
    gap = _gap(width, len(name.text), row)
    x = _start(width + gap * (len(name.text) - 1), row, shop)
    largest = max(part.style.size for part in parts)
    marks: list[Mark] = []
    lows, highs = [0.0], [0.0]
    for part in parts:
        marks += letterspaced(put_label(part.label, x, EM_TOP * largest), gap)
        x += width_of(part.label) + gap * part.characters
        low, high = shop.typesetter.book.face(part.style.role).ink_of(name.text)
        lows.append(low * part.style.size)
        highs.append(high * part.style.size)
    baseline = EM_TOP * largest
    return SetName(tuple(marks), largest, baseline, baseline - max(highs), baseline - min(lows), 1)


def _parts(row: NameRow, name: Prose, shop: Shop, tag: TagId, scale: float) -> list[_SetPart]:
    found: list[_SetPart] = []
    at = 0
    for part in _covering(row.parts, len(name.text)):
        text = name.text[at : at + part.characters]
        style = TextStyle(part.face, (part.size or row.size) * scale, part.latin, _style(shop).ink)
        label = set_label(text, style, tag, shop.typesetter, name.source.after(at))
        found.append(_SetPart(label, style, len(text)))
        at += len(text)
    return found


def _covering(parts: tuple[NamePart, ...], length: int) -> list[NamePart]:
    """Return the parts that a name of this length has: the last one takes the rest."""
    found: list[NamePart] = []
    left = length
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        count = left if last or not part.characters else min(part.characters, left)
        if count:
            found.append(part._replace(characters=count))
        left -= count
    return found
