"""Lines of text on finished pages: where `mutool draw -F trace` says every glyph was painted.

Places are points from the top left corner of a page; nothing of a program's own data is used.
"""

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character: its origin on the baseline and its own advance, pt."""

    text: str
    x: float
    y: float
    advance: float
    face: str
    size: float


PrintedLine = tuple[Glyph, ...]
"""Glyphs on one baseline, from left to right; spaces are left out."""


def pages_of(pdf: Path) -> Iterator[list[PrintedLine]]:
    """Give the lines of each page, from top to bottom."""
    command = ("mutool", "draw", "-q", "-F", "trace", "-o", "-", str(pdf))
    trace = subprocess.run(command, capture_output=True, check=True).stdout
    for page in ET.fromstring(trace).iter("page"):
        glyphs = sorted(_glyphs(page), key=lambda glyph: (round(glyph.y, 1), glyph.x))
        yield [tuple(line) for _, line in groupby(glyphs, key=lambda glyph: round(glyph.y, 1))]


def _glyphs(page: ET.Element) -> Iterator[Glyph]:
    """Give the glyphs of upright type."""
    for painted in page.iter("fill_text"):
        across, turned, _, down, left, top = _numbers(painted.attrib["transform"])
        for span in painted.iter("span"):
            size, skew, *_ = _numbers(span.attrib["trm"])
            if turned or skew:
                continue
            face = span.attrib["font"].partition("+")[2]
            for glyph in span.iter("g"):
                text = glyph.attrib.get("unicode", "")
                if text.strip() and "glyph" in glyph.attrib:
                    x, y = left + across * float(glyph.attrib["x"]), top + down * float(glyph.attrib["y"])
                    yield Glyph(text, x, y, float(glyph.attrib["adv"]) * size * across, face, size * across)


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split()]
