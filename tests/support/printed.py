"""A finished PDF taken apart by an independent program: glyphs, rules and pictures in painting order.

`mutool draw -F trace` reports every glyph's origin, rule and picture as it is painted. Places
are in points from the top left corner of the page.
"""

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

Ink = tuple[float, ...]


class PrintedGlyph(NamedTuple):
    """One glyph: its origin on the baseline, its own advance, what it stands for."""

    page: int
    text: str
    x: float
    y: float
    advance: float
    font: str
    size: float
    ink: Ink
    spaced: bool
    """A space was painted before it."""
    upright: bool
    """The baseline runs from left to right."""
    rising: bool
    """The baseline runs from the foot of the page to its head: turned 90° counter-clockwise."""

    @property
    def em(self) -> float:
        """The glyph's own advance in em."""
        return self.advance / self.size


class PrintedRule(NamedTuple):
    """A painted line; a leader is one with `dots`."""

    page: int
    x: float
    y: float
    x2: float
    y2: float
    weight: float
    ink: Ink
    dots: bool


class PrintedPicture(NamedTuple):
    """A picture's place on its page."""

    page: int
    x: float
    y: float
    x2: float
    y2: float


class PrintedShape(NamedTuple):
    """A filled outline: the box of its points, pt from the top left."""

    page: int
    x: float
    y: float
    x2: float
    y2: float
    ink: Ink


class Printed(NamedTuple):
    """Everything that was painted, page by page, in painting order."""

    path: Path
    pages: int
    sizes: tuple[tuple[float, float], ...]
    glyphs: tuple[PrintedGlyph, ...]
    rules: tuple[PrintedRule, ...]
    pictures: tuple[PrintedPicture, ...]
    shapes: tuple[PrintedShape, ...]
    spaces: frozenset[str]
    """Names of the colour spaces that text, rules and shapes are inked in."""


class Matrix(NamedTuple):
    """A transformation as PDF writes it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def vector(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y, self.b * x + self.d * y


def take_apart(pdf: Path) -> Printed:
    """Read everything that is painted on the pages of `pdf`."""
    done = subprocess.run(
        ["mutool", "draw", "-q", "-F", "trace", "-o", "-", str(pdf)], capture_output=True, check=True
    )
    glyphs: list[PrintedGlyph] = []
    rules: list[PrintedRule] = []
    pictures: list[PrintedPicture] = []
    shapes: list[PrintedShape] = []
    sizes: list[tuple[float, float]] = []
    spaces: set[str] = set()
    for number, page in enumerate(ET.fromstring(done.stdout).iter("page"), start=1):
        left, top, right, bottom = _numbers(page.attrib["mediabox"])
        sizes.append((right - left, bottom - top))
        for painted in page:
            if painted.tag == "fill_text":
                spaces.add(painted.attrib["colorspace"])
                glyphs += _glyphs(number, painted)
            elif painted.tag == "stroke_path":
                spaces.add(painted.attrib["colorspace"])
                rules += _rules(number, painted)
            elif painted.tag == "fill_image":
                pictures.append(_picture(number, painted))
            elif painted.tag == "fill_path":
                spaces.add(painted.attrib["colorspace"])
                shapes.append(_shape(number, painted))
    return Printed(
        pdf, len(sizes), tuple(sizes), tuple(glyphs), tuple(rules), tuple(pictures), tuple(shapes),
        frozenset(spaces),
    )  # fmt: skip


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split()]


def _matrix(painted: ET.Element) -> Matrix:
    return Matrix(*_numbers(painted.attrib["transform"]))


def _ink(painted: ET.Element) -> Ink:
    return tuple(_numbers(painted.attrib["color"]))


def _glyphs(page: int, painted: ET.Element) -> Iterator[PrintedGlyph]:
    matrix, ink = _matrix(painted), _ink(painted)
    spaced = False
    for span in painted.iter("span"):
        font = span.attrib["font"].partition("+")[2]
        run_x, run_y, *_ = _numbers(span.attrib["trm"])
        along = matrix.vector(run_x, run_y)
        size = (along[0] ** 2 + along[1] ** 2) ** 0.5
        upright = along[0] > 0 and abs(along[1]) < 1e-6
        rising = along[1] < 0 and abs(along[0]) < 1e-6
        for members in _together(span):
            text = members[0].attrib.get("unicode", "")
            if not text.strip():
                spaced = True
                continue
            advance = float(members[0].attrib["adv"]) / len(members)
            for number, glyph in enumerate(members):
                x, y = float(glyph.attrib["x"]), float(glyph.attrib["y"])
                x, y = matrix.point(x + number * advance * run_x, y + number * advance * run_y)
                text = glyph.attrib["unicode"]
                yield PrintedGlyph(page, text, x, y, advance * size, font, size, ink, spaced, upright, rising)
                spaced = False


def _together(span: ET.Element) -> list[list[ET.Element]]:
    """A glyph that stands for two characters (——) is reported twice, the second time without a number."""
    groups: list[list[ET.Element]] = []
    for glyph in span.iter("g"):
        if "glyph" not in glyph.attrib and groups:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return groups


def _rules(page: int, painted: ET.Element) -> Iterator[PrintedRule]:
    matrix = _matrix(painted)
    ends = [matrix.point(float(step.attrib["x"]), float(step.attrib["y"])) for step in painted]
    weight = float(painted.attrib["linewidth"]) * abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    dots = bool(painted.attrib.get("dash"))
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        yield PrintedRule(page, *start, *end, weight, _ink(painted), dots)


def _picture(page: int, painted: ET.Element) -> PrintedPicture:
    matrix = _matrix(painted)
    corners = [matrix.point(x, y) for x, y in ((0, 0), (1, 1))]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return PrintedPicture(page, xs[0], ys[0], xs[1], ys[1])


def _shape(page: int, painted: ET.Element) -> PrintedShape:
    matrix = _matrix(painted)
    points = [
        matrix.point(float(step.attrib[x]), float(step.attrib[y]))
        for step in painted
        for x, y in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("x3", "y3"))
        if x in step.attrib
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return PrintedShape(page, min(xs), min(ys), max(xs), max(ys), _ink(painted))
