"""The positions of a run's glyphs in the PDF, with the same rounding as its writer."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby

from bulletin_pdf.fonts.face import ClusterGlyph, Face
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import TextRun


class Glyph(NamedTuple):
    """One glyph of a run: the text it stands for, its id in the face, its x in pt from the start of the run."""

    text: str
    glyph: int
    x: float
    up: float = 0.0
    """How far it stands above the line, pt."""
    is_mark: bool = False
    """Whether it is put on the letter before it."""


def glyphs_of(run: TextRun, face: Face) -> Iterator[Glyph]:
    """Yield the glyphs of a run, clusters joined as the writer of the PDF joins them."""
    units, shifts = _units(run, face)
    size, tracking, scale = round(run.size, 3), round(run.tracking, 4), 1000 / run.size
    pen, place = 0.0, 0
    for height, stretch in groupby(units, key=lambda unit: unit.y):
        # Each stretch of one height is written by itself; what rounding to 0.001 em leaves is carried on in it.
        wanted, written = (shifts.get(-1, 0.0) if place == 0 else 0.0) * scale, 0
        for unit in stretch:
            pen += (round(wanted) - written) * size / 1000
            written = round(wanted)
            is_mark = not unit.advance and bool(unicodedata.combining(unit.text[0]))
            yield Glyph(unit.text, unit.glyph, pen, round(height * size, 3), is_mark)
            pen += unit.advance * size + tracking
            wanted += shifts.get(place, 0.0) * scale
            place += 1
        pen += (round(wanted) - written) * size / 1000


def _units(run: TextRun, face: Face) -> tuple[list[ClusterGlyph], Mapping[int, float]]:
    """Return the glyphs of a run, and what is added behind each in pt; behind -1 stands what is before the first."""
    clusters = _clusters_in(run.text, face)
    if not clusters:
        glyphs, advances = face.glyphs, face.advances
        return [ClusterGlyph(glyphs[char], advances[char], char) for char in run.text], dict(run.shifts)
    extra, shifts = dict(run.shifts), defaultdict[int, float](float)
    units: list[ClusterGlyph] = []
    at = 0
    while at < len(run.text):
        cluster = next((each for each in clusters if run.text.startswith(each, at)), "")
        text = cluster or run.text[at]
        parts = (
            face.clusters[cluster]
            if cluster
            else (ClusterGlyph(face.glyphs[text], face.advances[text], text),)
        )
        for part in parts:
            # Where a glyph is put aside, that is taken back behind it.
            shifts[len(units) - 1] += part.x * run.size
            shifts[len(units)] -= part.x * run.size + run.tracking
            units.append(part)
        shifts[len(units) - 1] += len(text) * run.tracking
        shifts[len(units) - 1] += sum(extra.get(at + place, 0.0) for place in range(len(text)))
        at += len(text)
    return units, shifts


def _clusters_in(text: str, face: Face) -> list[str]:
    """Return the clusters of a text, those that hold others first."""
    if not face.composed and "—" not in text and "…" not in text:
        return []
    return sorted((each for each in face.clusters if each in text), key=len, reverse=True)
