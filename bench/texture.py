"""How even the lines of text are, ours beside Typst's: measured from glyphs on finished pages.

    python -m bench.texture [--issues 48] [--seed 9704]

The texts are the model issue and the generated issues of W2. Counted are the lines of running text that must fill the
measure; last lines are not.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean, median, pstdev
from typing import NamedTuple

from bench.material import SEED, Bulletin, make_bulletins, model_bulletin
from bench.measure import plain_environment
from bench.ours import write_issue, write_volume
from bench.peers.typst_source import typst_issue, typst_volume
from bench.printed import Glyph, PrintedLine, pages_of
from bench.works import FONTS, PEERS

MM = 72 / 25.4
CELLS, LINES = 28, 22
CELL, PITCH = 156 * MM / CELLS, 225 * MM / LINES
LEFT_EDGES = (26 * MM, 28 * MM)
"""Of the type area, on even and on odd pages."""
BODY_FACES = re.compile("Zhuque|Hei|NotoSansSC|NotoSansCJK|Liberation")
NEAR = 0.3
"""Edges of lines may be off by this, pt."""
ON_GRID = 0.05
"""A character this near to a cell's edge stands in it, em."""

_HAN = re.compile("[〇㐀-䶿一-鿿豈-﫿]")
_LATIN = re.compile("[A-Za-z0-9%‰]")
_OPEN, _CLOSE, _PAUSE = frozenset("“‘（《〈「『【〔"), frozenset("”’）》〉」』】〕"), frozenset("，、；：")
_RIGHT_BLANK = _CLOSE | _PAUSE | frozenset("。！？")


class FullLine(NamedTuple):
    """A line that fills the measure, in em."""

    han: float | None
    """Advance of Han beside Han; None when the line has no two together."""
    latin_gaps: tuple[float, ...]
    """White between Han and letters or digits."""
    pauses: tuple[float, ...]
    """Advance of ，、；： before Han."""
    on_grid: tuple[bool, ...]
    """Whether each Han stands in a cell of the page's grid."""
    goes_on: bool
    """The line before it is of the same paragraph, full, and on the same page."""


def full_lines(pdf: Path) -> Iterator[FullLine]:
    """Measure all lines of running text that fill the measure."""
    for lines in pages_of(pdf):
        above: PrintedLine | None = None
        for line in lines:
            left = _left_edge(line)
            if left is None:
                above = None
                continue
            indented = abs(_face_left(line[0]) - left) > NEAR
            goes_on = above is not None and not indented and abs(line[0].y - above[0].y - PITCH) < NEAR
            yield _measured(line, left, goes_on)
            above = line


def _left_edge(line: PrintedLine) -> float | None:
    """Give the left edge of the type area a full line of text stands in; None for other lines."""
    text = [glyph for glyph in line if abs(glyph.size - CELL) < 0.05 and BODY_FACES.match(glyph.face)]
    if len(text) < len(line) or len(line) < 2:
        return None
    start, end = _face_left(line[0]), _face_right(line[-1])
    for left in LEFT_EDGES:
        if (
            abs(end - left - CELLS * CELL) < NEAR
            and min(abs(start - left), abs(start - left - 2 * CELL)) < NEAR
        ):
            return left
    return None


def _measured(line: PrintedLine, left: float, goes_on: bool) -> FullLine:
    pairs = list(pairwise(line))
    advances = [b.x - a.x for a, b in pairs if _HAN.match(a.text) and _HAN.match(b.text)]
    gaps = [_face_left(b) - _face_right(a) for a, b in pairs if _is_han_latin(a, b)]
    pauses = [b.x - a.x for a, b in pairs if a.text in _PAUSE and _HAN.match(b.text)]
    cells = [(glyph.x - left) / CELL for glyph in line if _HAN.match(glyph.text)]
    return FullLine(
        median(advances) / CELL if advances else None,
        tuple(gap / CELL for gap in gaps),
        tuple(pause / CELL for pause in pauses),
        tuple(abs(cell - round(cell)) <= ON_GRID for cell in cells),
        goes_on,
    )


def _is_han_latin(before: Glyph, after: Glyph) -> bool:
    return bool(
        (_HAN.match(before.text) and _LATIN.match(after.text))
        or (_LATIN.match(before.text) and _HAN.match(after.text))
    )


def _face_left(glyph: Glyph) -> float:
    """Give where a glyph's face begins: an opening mark fills the right half of its box."""
    return glyph.x + (glyph.advance / 2 if glyph.text in _OPEN and _is_wide(glyph) else 0.0)


def _face_right(glyph: Glyph) -> float:
    """Give where a glyph's face ends: closing marks, pauses and stops fill the left half of their box."""
    return glyph.x + glyph.advance * (0.5 if glyph.text in _RIGHT_BLANK and _is_wide(glyph) else 1.0)


def _is_wide(glyph: Glyph) -> bool:
    return glyph.advance > 0.9 * glyph.size


# Figures -----------------------------------------------------------------------------


def texture(lines: Sequence[FullLine]) -> dict[str, float]:
    """Give the figures of a file's lines; shares in per cent, lengths in em."""
    mixed = [line for line in lines if line.latin_gaps]
    han = [line.han for line in lines if line.han is not None]
    steps = [
        abs(b.han - a.han)
        for a, b in pairwise(lines)
        if b.goes_on and a.han is not None and b.han is not None
    ]
    return {
        "full lines": len(lines),
        "lines with Han beside Latin or digits": len(mixed),
        "of these, a gap over 0.33 em, %": _share(max(line.latin_gaps) > 0.335 for line in mixed),
        "of these, a gap over 0.4 em, %": _share(max(line.latin_gaps) > 0.405 for line in mixed),
        "lines with Han off by over 3 %, %": _share(abs(advance - 1) > 0.03 for advance in han),
        "lines with Han off by over 6 %, %": _share(abs(advance - 1) > 0.06 for advance in han),
        "Han advance, standard deviation, %": 100 * pstdev(han),
        "Han advance, step between neighbours, %": 100 * mean(steps) if steps else 0.0,
        "Han in a cell of the grid, %": _share(cell for line in lines for cell in line.on_grid),
        "lines with a squeezed ，、；：, %": _share(any(p < 0.98 for p in line.pauses) for line in lines),
        "narrowest ，、；：, em": min((p for line in lines for p in line.pauses), default=1.0),
    }


def _share(those: Iterator[bool] | Sequence[bool]) -> float:
    seen = list(those)
    return 100 * sum(seen) / len(seen) if seen else 0.0


# Programs ----------------------------------------------------------------------------


def measure_texture(seed: int, issues: int = 48) -> dict[str, dict[str, float]]:
    """Set the model issue and a year of generated ones with both programs; give the figures by text and program."""
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        place = Path(directory)
        texts = {"model": (model_bulletin(),), f"{issues} issues": make_bulletins(issues, seed)}
        for name, bulletins in texts.items():
            for program, set_with in (("ours", _ours), ("Typst", _typst)):
                figures[f"{name}, {program}"] = texture(list(full_lines(set_with(bulletins, place / name))))
    return figures


def _ours(bulletins: Sequence[Bulletin], place: Path) -> Path:
    place.mkdir(exist_ok=True)
    if len(bulletins) == 1:
        command = ("build", "--force", str(write_issue(bulletins[0], place)))
    else:
        command = ("volume", "--force", str(write_volume(bulletins, place)))
    target = place / "ours.pdf"
    _run(str(Path(sys.executable).with_name("bulletin-pdf")), *command, "-q", "-o", str(target))
    return target


def _typst(bulletins: Sequence[Bulletin], place: Path) -> Path:
    source, target = place / "source.typ", place / "typst.pdf"
    source.write_text(typst_issue(bulletins[0]) if len(bulletins) == 1 else typst_volume(bulletins), "utf-8")
    _run(sys.executable, str(PEERS / "run_typst.py"), str(source), str(target), str(FONTS))
    return target


def _run(*command: str) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=plain_environment())


def texture_table(figures: Mapping[str, Mapping[str, float]]) -> str:
    """Give the figures as a table in Markdown, a column a text and program."""
    rows = next(iter(figures.values()))
    lines = ["## Texture: how even lines are", "", "| | " + " | ".join(figures) + " |"]
    lines.append("|---" + "|--:" * len(figures) + "|")
    lines += (
        f"| {row} | " + " | ".join(_number(column[row]) for column in figures.values()) + " |" for row in rows
    )
    return "\n".join(lines) + "\n"


def _number(figure: float) -> str:
    return f"{figure:.0f}" if figure == int(figure) else f"{figure:.2f}"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=48)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    print(texture_table(measure_texture(options.seed, options.issues)))


if __name__ == "__main__":
    main()
