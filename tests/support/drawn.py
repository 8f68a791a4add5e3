"""What a finished PDF draws besides text: pictures and rules, as mutool finds them."""

import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple


class DrawnPicture(NamedTuple):
    """An image where it stands on its page: pt from the top left, pixels of its data."""

    page: int
    x: float
    y: float
    width: float
    height: float
    pixels: tuple[int, int]


class DrawnRule(NamedTuple):
    """A stroked line: its ends, pt from the top left, and its weight."""

    page: int
    x: float
    y: float
    x2: float
    y2: float
    weight: float


Matrix = tuple[float, float, float, float, float, float]


def pictures_of(pdf: Path) -> list[DrawnPicture]:
    """Find every picture."""
    found = []
    for number, page in _pages(pdf):
        for image in page.iter("fill_image"):
            corners = [_put(_matrix(image), x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
            left, top = min(x for x, _ in corners), min(y for _, y in corners)
            right, foot = max(x for x, _ in corners), max(y for _, y in corners)
            pixels = int(image.attrib["width"]), int(image.attrib["height"])
            found.append(DrawnPicture(number, left, top, right - left, foot - top, pixels))
    return found


def rules_of(pdf: Path) -> list[DrawnRule]:
    """Find every stroked line."""
    found = []
    for number, page in _pages(pdf):
        for path in page.iter("stroke_path"):
            ends = [
                _put(_matrix(path), float(point.attrib["x"]), float(point.attrib["y"]))
                for point in path
                if point.tag in ("moveto", "lineto")
            ]
            (x, y), (x2, y2) = ends
            found.append(DrawnRule(number, x, y, x2, y2, float(path.attrib["linewidth"])))
    return found


def _pages(pdf: Path) -> list[tuple[int, ET.Element]]:
    done = subprocess.run(["mutool", "trace", str(pdf)], capture_output=True, check=True)
    return list(enumerate(ET.fromstring(done.stdout).iter("page"), start=1))


def _matrix(element: ET.Element) -> Matrix:
    a, b, c, d, e, f = (float(part) for part in element.attrib["transform"].split())
    return a, b, c, d, e, f


def _put(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def dots_of(pdf: Path) -> list[tuple[int, float, float]]:
    """Find every filled outline of curves alone: its page and its middle, pt from the top left."""
    found = []
    for number, page in _pages(pdf):
        for path in page.iter("fill_path"):
            if not any(part.tag == "curveto" for part in path):
                continue
            matrix = _matrix(path)
            ends = [
                _put(
                    matrix,
                    float(part.attrib.get("x", part.attrib.get("x3", "0"))),
                    float(part.attrib.get("y", part.attrib.get("y3", "0"))),
                )
                for part in path
                if part.tag in ("moveto", "curveto")
            ]
            xs, ys = [x for x, _ in ends], [y for _, y in ends]
            found.append((number, (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
    return found
