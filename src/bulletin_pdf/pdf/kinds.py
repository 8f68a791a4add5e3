"""What a file of this program says of itself: what it is, and what each of its pages is.

Written into the XMP under a name space of our own, read back by whoever judges the file. The
pages are told in runs: `cover 2, issue 8, index-city 1`; a type area that is not the usual
one stands behind the run, `*300` behind runs that come so many times.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from bulletin_pdf.geometry import mm
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Leaves, TypeArea
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.objects import number

NAMESPACE = "urn:bulletin-pdf:kind:1"

_MOST_RUNS = 20_000
_RUN = pattern(r"([a-z-]{1,20}) ([0-9]{1,5})((?: [0-9.]{1,8}){5}(?: mirrored)?)?(?:\*([0-9]{1,5}))?")
_OFFSET = pattern(r"<bulletin:offset>(-?[0-9]{1,3}(?:\.[0-9]{1,4})?) (-?[0-9]{1,3}(?:\.[0-9]{1,4})?)<")
_FIELD = r"<bulletin:{}>([^<]*)<"


class FileKind(NamedTuple):
    """What a file says it is."""

    kind: str
    edition: str
    leaves: tuple[Leaves, ...]
    offset: tuple[float, float] = (0.0, 0.0)
    """How far its pages were moved, pt to the right and down."""


def write_leaves(leaves: Iterable[Leaves]) -> str:
    """Write what the pages of a file are."""
    runs = ((run, sum(1 for _ in equal)) for run, equal in groupby(map(_run, leaves)))
    return ", ".join(run if times == 1 else f"{run}*{times}" for run, times in runs)


def _run(leaves: Leaves) -> str:
    area = leaves.area
    words = [leaves.kind, str(leaves.pages)]
    if area is not None:
        lengths = (area.inner, area.top, area.width, area.height)
        words += [number(length / mm(1)) for length in lengths] + [str(area.lines)]
        words += ["mirrored"] if area.mirror else []
    return " ".join(words)


def read_kind(xmp: str) -> FileKind | None:
    """Read what a file says it is from its XMP; None for a file that says nothing, or nothing sound."""
    fields = [re.search(_FIELD.format(name), xmp) for name in ("kind", "edition", "pages")]
    if NAMESPACE not in xmp or None in fields:
        return None
    kind, edition, pages = (field[1] if field else "" for field in fields)
    leaves = read_leaves(pages)
    moved = _OFFSET.search(xmp)
    offset = (mm(float(moved[1])), mm(float(moved[2]))) if moved else (0.0, 0.0)
    return FileKind(kind, edition, leaves, offset) if leaves else None


def read_leaves(text: str) -> tuple[Leaves, ...]:
    """Read what the pages of a file are; nothing when that cannot be read whole."""
    return tuple(_leaves(text))


def _leaves(text: str) -> Iterator[Leaves]:
    found = [_RUN.fullmatch(run) for run in text.split(", ")]
    runs = [(_read_run(match), int(match[4] or 1)) for match in found if match]
    if len(runs) == len(found) and sum(times for _, times in runs) <= _MOST_RUNS:
        for run, times in runs:
            yield from [run] * times


def _read_run(match: "re.Match[str]") -> Leaves:
    area = (match[3] or "").split()
    if not area:
        return Leaves(match[1], int(match[2]))
    inner, top, width, height = (mm(_decimal(word)) for word in area[:4])
    lines = int(_decimal(area[4])) or 1
    read = TypeArea(inner, top, width, height, lines, area[-1] == "mirrored")
    return Leaves(match[1], int(match[2]), read)


def _decimal(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return 0.0
