"""The declared kind of a file of this program, and of each of its pages.

Written into the XMP under a name space of our own, read back when the file is judged. The
pages are written in runs: `cover 2, issue 8, index-city 1`; a type area that is not the usual
one stands behind the run, `*300` behind runs that come so many times.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from bulletin_pdf.geometry import A4, Size, mm
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import FolioForm, Leaves, TypeArea
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.objects import number

NAMESPACE = "urn:bulletin-pdf:kind:1"

_MAX_RUNS = 20_000
_RUN = pattern(
    r"([a-z-]{1,20}) ([0-9]{1,5})((?: [0-9.]{1,8}){5}(?: mirrored)?(?: [a-z]{1,10}=[^ ,*<&]{1,200}){0,8})?(?:\*([0-9]{1,5}))?"
)
_OFFSET = pattern(r"<bulletin:offset>(-?[0-9]{1,3}(?:\.[0-9]{1,4})?) (-?[0-9]{1,3}(?:\.[0-9]{1,4})?)<")
_FIELD = r"<bulletin:{}>([^<]*)<"


class OwnFileKind(NamedTuple):
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
        words += [_mm(area.inner), _mm(area.top), _mm(area.width), _mm(area.height), str(area.lines)]
        words += ["mirrored"] if area.mirror else []
        plain = _plain(area.inner, area.top, area.width, area.height, area.lines, area.mirror)
        words += [
            f"{name}={value}" for name, value in _further(area).items() if value != _further(plain)[name]
        ]
    return " ".join(words)


def _mm(length: float) -> str:
    return number(length / mm(1))


def _plain(inner: float, top: float, width: float, height: float, lines: int, mirror: bool) -> TypeArea:
    """Return pages of a type area that have all else as GB/T 9704 has it."""
    bottom = top + height
    folio = FolioForm("— ", " —", "outer", bottom + mm(7), _FOLIO_SIZE, True)
    pitch, cell = height / max(lines, 1), width / _CHARACTERS
    return TypeArea(A4, inner, top, width, height, lines, pitch, mirror, folio, top, bottom, bottom, cell)


_CHARACTERS = 28
_FOLIO_SIZE = 14.0


def _further(area: TypeArea) -> dict[str, str]:
    """Write what a design may have otherwise than GB/T 9704."""
    folio = area.folio
    texts = (_escaped(folio.before), _escaped(folio.after), folio.place)
    form = (*texts, _mm(folio.at), _mm(folio.inset), str(int(folio.first)))
    return {
        "paper": f"{_mm(area.page.width)}x{_mm(area.page.height)}",
        "pitch": number(area.pitch),
        "body": number(area.body),
        "outside": f"{_mm(area.upper)}:{_mm(area.lower)}",
        "foot": _mm(area.foot),
        "red": str(int(area.red)),
        "folio": ":".join(form),
    }


def _escaped(text: str) -> str:
    """Write a text in letters, digits and %XXXX alone."""
    return "".join(char if char.isascii() and char.isalnum() else f"%{ord(char):06X}" for char in text)


def _unescaped(text: str) -> str:
    return re.sub("%([0-9A-F]{6})", lambda found: chr(min(int(found[1], 16), 0x10FFFF)), text)


def _with_further(area: TypeArea, words: Iterable[str]) -> TypeArea:
    """Read what a design has otherwise; what cannot be read stays as it is."""
    for word in words:
        name, _, value = word.partition("=")
        parts = value.split("x" if name == "paper" else ":")
        lengths = [mm(_decimal(part)) for part in parts]
        match name, len(parts):
            case "paper", 2:
                area = area._replace(page=Size(*lengths))
            case "pitch", 1:
                area = area._replace(pitch=_decimal(value) or area.pitch)
            case "body", 1:
                area = area._replace(body=_decimal(value))
            case "outside", 2:
                area = area._replace(upper=lengths[0], lower=lengths[1])
            case "red", 1:
                area = area._replace(red=value == "1")
            case "foot", 1:
                area = area._replace(foot=lengths[0])
            case "folio", 6:
                before, after, place = map(_unescaped, parts[:3])
                folio = FolioForm(before, after, place, lengths[3], lengths[4], parts[5] == "1")
                area = area._replace(folio=folio)
            case _:
                pass
    return area


def read_kind(xmp: str) -> OwnFileKind | None:
    """Read what a file says it is from its XMP; None for a file that says nothing, or nothing sound."""
    fields = [re.search(_FIELD.format(name), xmp) for name in ("kind", "edition", "pages")]
    if NAMESPACE not in xmp or None in fields:
        return None
    kind, edition, pages = (field[1] if field else "" for field in fields)
    leaves = read_leaves(pages)
    moved = _OFFSET.search(xmp)
    offset = (mm(float(moved[1])), mm(float(moved[2]))) if moved else (0.0, 0.0)
    return OwnFileKind(kind, edition, leaves, offset) if leaves else None


def read_leaves(text: str) -> tuple[Leaves, ...]:
    """Read what the pages of a file are; nothing when that cannot be read whole."""
    return tuple(_leaves(text))


def _leaves(text: str) -> Iterator[Leaves]:
    found = [_RUN.fullmatch(run) for run in text.split(", ")]
    runs = [(_read_run(match), int(match[4] or 1)) for match in found if match]
    if len(runs) == len(found) and sum(times for _, times in runs) <= _MAX_RUNS:
        for run, times in runs:
            yield from [run] * times


def _read_run(match: "re.Match[str]") -> Leaves:
    area = (match[3] or "").split()
    if not area:
        return Leaves(match[1], int(match[2]))
    inner, top, width, height = (mm(_decimal(word)) for word in area[:4])
    lines = int(_decimal(area[4])) or 1
    mirrored = "mirrored" in area[5:6]
    plain = _plain(inner, top, width, height, lines, mirrored)
    return Leaves(match[1], int(match[2]), _with_further(plain, area[6 if mirrored else 5 :]))


def _decimal(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return 0.0
