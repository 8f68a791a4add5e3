"""Pages measured from a finished PDF by an independent program (mutool), not from our own data."""

import subprocess
import xml.etree.ElementTree as ET
from itertools import groupby
from pathlib import Path
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character where the reader found it: origin on the baseline, pt from the top left."""

    page: int
    text: str
    x: float
    y: float
    right: float
    font: str
    size: float
    color: str


class MeasuredLine(NamedTuple):
    """The glyphs of one page that share a baseline, from left to right."""

    page: int
    y: float
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def glyphs_of(pdf: Path) -> list[Glyph]:
    """Read every glyph of a PDF in reading order."""
    done = subprocess.run(
        ["mutool", "draw", "-q", "-F", "stext", "-o", "-", str(pdf)], capture_output=True, check=True
    )
    glyphs = []
    for number, page in enumerate(ET.fromstring(done.stdout).iter("page"), start=1):
        for font in page.iter("font"):
            for char in font.iter("char"):
                quad = [float(part) for part in char.attrib["quad"].split()]
                glyphs.append(
                    Glyph(
                        number, char.attrib["c"], float(char.attrib["x"]), float(char.attrib["y"]),
                        quad[2], font.attrib["name"], float(font.attrib["size"]),
                        char.attrib.get("color", ""),
                    )
                )  # fmt: skip
    return glyphs


def lines_of(glyphs: list[Glyph]) -> list[MeasuredLine]:
    """Group glyphs into lines by page and baseline; spaces a reader adds are left out."""
    kept = sorted((g for g in glyphs if g.text.strip()), key=lambda g: (g.page, round(g.y, 1), g.x))
    return [
        MeasuredLine(page, y, tuple(members))
        for (page, y), members in groupby(kept, key=lambda g: (g.page, round(g.y, 1)))
    ]


def text_by_readers(pdf: Path) -> dict[str, str]:
    """Give the text as pdftotext, mutool and pypdf extract it, white space left out."""
    import pypdf

    poppler = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True).stdout
    mupdf = subprocess.run(
        ["mutool", "draw", "-q", "-F", "txt", "-o", "-", str(pdf)], capture_output=True, check=True
    ).stdout
    pages = pypdf.PdfReader(pdf).pages
    texts = {
        "pdftotext": poppler.decode("utf-8"),
        "mutool": mupdf.decode("utf-8"),
        "pypdf": "".join(page.extract_text() for page in pages),
    }
    return {reader: squashed(text) for reader, text in texts.items()}


def pages_by_readers(pdf: Path, reader: str) -> list[str]:
    """Give the text of each page as one of the three readers extracts it, white space left out."""
    import pypdf

    if reader == "pypdf":
        return [squashed(page.extract_text()) for page in pypdf.PdfReader(pdf).pages]
    command = {
        "pdftotext": ["pdftotext", "-raw", str(pdf), "-"],
        "mutool": ["mutool", "draw", "-q", "-F", "txt", "-o", "-", str(pdf)],
    }[reader]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    pages = [squashed(page) for page in text.split("\f")]
    return pages if pages[-1] else pages[:-1]


def squashed(text: str) -> str:
    """Leave out white space, which readers add and drop as they see gaps."""
    return "".join(text.split())
