"""The effective values of a design as an editor would write them, each with the file it comes from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bulletin_pdf.design.kinds import Layer, Length, points, written
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.design.resolve import merged
from bulletin_pdf.design.vocabulary import DESIGN, SECTIONS, STYLE, STYLE_NAMES, SWITCHES
from bulletin_pdf.geometry import POINTS_PER_MM
from bulletin_pdf.named_tuples import NamedTuple


class Setting(NamedTuple):
    """One setting: its path, its value as it is written, and the file that says so; none where it is worked out."""

    path: str
    value: str
    origin: str


def settings_of(layers: Sequence[Layer], house: HouseStyle) -> list[Setting]:
    """Return all settings in the order of the vocabulary, rows one by one."""
    effective = merged(layers)
    found: list[Setting] = []
    derived = dict(_derived(house))
    for path in _paths():
        origin = layers[effective.depths[path]].name if path in effective.values else ""
        if path in derived:
            holds = path in effective.values and _is_near(effective.values[path], derived[path])
            found.append(
                Setting(
                    path,
                    as_written(effective.values[path] if holds else derived[path]),
                    origin if holds else "",
                )
            )
        elif path in effective.values:
            found += _lines(path, effective.values[path], origin)
    return found


def _is_near(given: Length | int, held: Length | int) -> bool:
    """Whether a length or count that a file gives is the one that holds."""
    if isinstance(given, int) or isinstance(held, int):
        return given == held
    return abs(points(given) - points(held)) < 0.1


def _paths() -> Iterator[str]:
    """Return every path a setting may have."""
    switches = {key.name for key in SWITCHES}
    for key in DESIGN.keys:
        if key.name in SECTIONS:
            yield from (f"{key.name}.{inner.name}" for inner in SECTIONS[key.name].keys)
        elif key.name == "styles":
            yield from (f"styles.{style}.{inner.name}" for style in STYLE_NAMES for inner in STYLE.keys)
        elif key.name in ("language", "design", "about", "frame") or key.name in switches:
            yield key.name


def _lines(path: str, value: Any, origin: str) -> Iterator[Setting]:
    """Return one line a setting; a row of the head or the frame has a line of its own."""
    if path in ("head.rows", "frame"):
        for number, row in enumerate(value, start=1):
            yield Setting(f"{path}[{number}]", as_written(row), origin)
    elif path == "folio.form":
        yield Setting(path, "{n}".join(value), origin)
    elif path == "inks.red":
        yield Setting(path, as_written([f"{part * 100:g}" for part in value]), origin)
    else:
        yield Setting(path, as_written(value), origin)


def as_written(value: Any) -> str:
    """Return a value on one line, as YAML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        parts = (
            f"{key}: {as_written(inner)}" for key, inner in value.items() if key not in ("main", "spans")
        )
        return "{" + ", ".join(parts) + "}"
    if (
        isinstance(value, tuple)
        and len(value) == 2
        and isinstance(value[0], float)
        and isinstance(value[1], str)
    ):
        return written(value)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(as_written, value)) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _derived(house: HouseStyle) -> Iterator[tuple[str, Length | int]]:
    """Return the lengths of the page as they came out."""
    page = house.page
    yield "page.top", _mm(page.top)
    yield "page.bottom", _mm(page.size.height - page.top - page.height)
    yield "page.inner", _mm(page.inner)
    yield "page.outer", _mm(page.size.width - page.inner - page.width)
    yield "grid.width", _mm(page.width)
    yield "grid.height", _mm(page.height)
    yield "grid.lines", page.lines
    yield "grid.characters", int(page.characters + 1e-6)
    yield "grid.pitch", (round(page.pitch, 3), "pt")
    yield "grid.cell", (round(page.cell, 3), "pt")
    yield "grid.columns", page.columns
    if page.columns > 1:
        yield "grid.gap", _mm(page.gap)


def _mm(length: float) -> Length:
    return round(length / POINTS_PER_MM, 2), "mm"
