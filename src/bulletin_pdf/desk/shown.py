"""Pages as SVG: every glyph at its position in the PDF, as text that can be selected, searched and read by screen readers.

Text is drawn in web fonts whose characters lead to the glyphs that were set (`webfont`). A character that is set with
two glyphs, such as a dash alone and joined, has the second in a further font of the same face.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.fonts.run_glyphs import Glyph, glyphs_of
from bulletin_pdf.inks import Cmyk, Ink, Rgb, Spot
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Box, Group, Link, Mark, Page, Path, Picture, Rule, TextRun


class ShownPage(NamedTuple):
    """A page as SVG, and a name that changes with what it shows."""

    digest: str
    svg: str


class FontUse:
    """The characters that pages show, by font: the face and the number of the glyph among those of a character."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], list[int]] = {}
        self.glyphs: dict[tuple[str, int], dict[str, int]] = {}

    def number(self, face: str, glyph: Glyph) -> int:
        """Return which of its fonts shows this glyph for this character."""
        first = glyph.text[:1]
        known = self._numbers.setdefault((face, first), [])
        if glyph.glyph not in known:
            known.append(glyph.glyph)
            self.glyphs.setdefault((face, len(known) - 1), {})[first] = glyph.glyph
        return known.index(glyph.glyph)


def family(face: str, number: int) -> str:
    """Return the name of a web font in style sheets."""
    return f"f{hashlib.sha256(face.encode()).hexdigest()[:8]}-{number}"


def show_page(page: Page, book: FontBook, use: FontUse, pictures: Mapping[str, str]) -> ShownPage:
    """Return a page as SVG in pt; `pictures` has the address of each picture file."""
    drawn = "".join(_marks((*page.marks, *page.over), book, use, pictures))
    size = f"{_length(page.size.width)} {_length(page.size.height)}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{drawn}</svg>'
    return ShownPage(hashlib.sha256(svg.encode()).hexdigest()[:20], svg)


def _marks(marks: Iterable[Mark], book: FontBook, use: FontUse, pictures: Mapping[str, str]) -> Iterator[str]:
    for mark in marks:
        match mark:
            case TextRun():
                yield from _run(mark, book, use)
            case Rule():
                yield _rule(mark)
            case Box(rect, ink):
                yield f'<rect {_rect(rect)} fill="{_colour(ink)}"/>'
            case Picture(rect, path):
                yield f'<image {_rect(rect)} preserveAspectRatio="none" href="{escape(pictures.get(path, ""))}"/>'
            case Path():
                steps = " ".join(_step(step) for step in mark.steps)
                rule = ' fill-rule="evenodd"' if mark.even_odd else ""
                yield f'<path d="{steps}" fill="{_colour(mark.ink)}"{rule}/>'
            case Group(matrix, inner):
                drawn = "".join(_marks(inner, book, use, pictures))
                yield f'<g transform="matrix({" ".join(map(_length, matrix))})">{drawn}</g>'
            case Link():
                continue
            case _:
                continue


def _run(run: TextRun, book: FontBook, use: FontUse) -> Iterator[str]:
    """Draw a run: one element for each stretch of glyphs of the same font; marks of letters stand by themselves.

    A browser would place a mark by its own lights if it stood in one element with its letter.
    """
    face = book.by_id(run.face)
    numbered = ((use.number(run.face, glyph), glyph) for glyph in glyphs_of(run, face))
    for (number, up, _), stretch in groupby(
        numbered, key=lambda each: (each[0], each[1].up, each[1].is_mark)
    ):
        yield _text(run, [glyph for _, glyph in stretch], number, up)


def _text(run: TextRun, glyphs: list[Glyph], number: int, up: float) -> str:
    # The PDF has the beginnings of its lines in thousandths of a point.
    left, line = round(run.x, 3), round(run.y, 3) - up
    # Every character of a glyph that stands for several has the place of the first.
    places = " ".join(_length(left + glyph.x) for glyph in glyphs for _ in glyph.text)
    text = escape("".join(glyph.text for glyph in glyphs), quote=False)
    return (
        f'<text y="{_length(line)}" font-family="{family(run.face, number)}" font-size="{_length(run.size)}" '
        f'fill="{_colour(run.ink)}" x="{places}">{text}</text>'
    )


def _rule(rule: Rule) -> str:
    dots = f' stroke-linecap="round" stroke-dasharray="0 {_length(rule.dots)}"' if rule.dots else ""
    return (
        f'<line x1="{_length(rule.x)}" y1="{_length(rule.y)}" x2="{_length(rule.x2)}" y2="{_length(rule.y2)}" '
        f'stroke="{_colour(rule.ink)}" stroke-width="{_length(rule.weight)}"{dots}/>'
    )


def _step(step: tuple[str | float, ...]) -> str:
    return " ".join(part if isinstance(part, str) else _length(part) for part in step)


def _rect(rect: tuple[float, float, float, float]) -> str:
    names = zip(("x", "y", "width", "height"), rect, strict=True)
    return " ".join(f'{name}="{_length(value)}"' for name, value in names)


def _length(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def _colour(ink: Ink) -> str:
    red, green, blue = _on_screen(ink)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _on_screen(ink: Ink) -> Rgb:
    match ink:
        case Rgb():
            return ink
        case Spot():
            part = ink.tint
            return Rgb(*(1 - part * (1 - value) for value in ink.screen))
        case Cmyk(cyan, magenta, yellow, black):
            return Rgb(*((1 - value) * (1 - black) for value in (cyan, magenta, yellow)))
