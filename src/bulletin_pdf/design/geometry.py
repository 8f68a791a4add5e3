"""Paper, margins, type area and grid: any two of three lengths give the third; three that disagree are refused."""

from collections.abc import Sequence
from typing import Final

from bulletin_pdf.design.kinds import Layer, Length, points
from bulletin_pdf.design.model import PageForm
from bulletin_pdf.geometry import POINTS_PER_MM, Size, mm
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems

MIN_MARGIN: Final = mm(5)
"""What stands nearer the trim may be cut off (F-17)."""
_OFF: Final = mm(0.1)
"""Three lengths agree when they do so to a tenth of a millimetre."""
_MIN_CELL, _MIN_PITCH = 5.0, 7.0
_FEWEST_LINES, _FEWEST_CHARACTERS = 8, 8
_NEAR: Final = 1e-6


class _Known(NamedTuple):
    value: float
    depth: int
    """How far up the chain the furthest file it comes from is."""


_SUMS: Final = {
    "page.inner": ("page.inner", "grid.width", "page.outer"),
    "page.top": ("page.top", "grid.height", "page.bottom"),
}
"""Parts that add up to the width and to the height of the paper."""
_PRODUCTS: Final = {
    "grid.width": ("grid.characters", "grid.cell"),
    "grid.height": ("grid.lines", "grid.pitch"),
}
"""A measure, and the count and the length whose product it is."""


def page_form(layers: Sequence[Layer], problems: Problems) -> PageForm:
    """Work out the page; the nearest file has the first word, what it leaves open comes from its parents.

    A file that gives both a count and a length (lines and pitch) gives the measure with them; one of them alone
    divides the measure anew.
    """
    size = next(layer.values["page.size"] for layer in layers if "page.size" in layer.values)
    paper = Size(points(size[0]), points(size[1]))
    values: dict[str, float] = {}
    for total, parts in zip(paper, _SUMS.values(), strict=True):
        values |= _solved_sum(total, parts, layers, problems)
    for measure, (count, length) in _PRODUCTS.items():
        values |= _divided(values[measure], count, length, layers)
    form = PageForm(
        paper,
        values["page.top"],
        values["page.inner"],
        values["grid.width"],
        values["grid.height"],
        int(values["grid.lines"] + _NEAR),
        values["grid.pitch"],
        values["grid.cell"],
    )
    _check(form, layers, problems)
    return form


def _value(given: Length | int) -> float:
    return float(given) if isinstance(given, int) else points(given)


def _solved_sum(
    total: float, parts: tuple[str, str, str], layers: Sequence[Layer], problems: Problems
) -> dict[str, float]:
    """Work out three parts of a sum from the two nearest that are given."""
    known: dict[str, _Known] = {}
    for depth, layer in enumerate(layers):
        for name, value in _given(parts, layer, problems).items():
            if name not in known:
                known[name] = _Known(value, depth)
                if len(known) == len(parts) - 1:
                    (rest,) = (part for part in parts if part not in known)
                    furthest = max(each.depth for each in known.values())
                    known[rest] = _Known(total - sum(each.value for each in known.values()), furthest)
            elif known[name].depth == depth and abs(known[name].value - value) > _OFF:
                values = {part: each.value for part, each in known.items()} | {name: value}
                shown = " + ".join(_mm(values[part]) for part in parts)
                arithmetic = f"{shown} = {_mm(sum(values.values()))} ≠ {_mm(total)} mm"
                problems.add(Code.LENGTHS_CONTRADICT, layer.spans.get(name), sum=arithmetic)
    return {name: each.value for name, each in known.items()}


def _given(parts: tuple[str, str, str], layer: Layer, problems: Problems) -> dict[str, float]:
    """Return the parts of a sum that one file says, a measure also by its count and length."""
    found = {name: _value(layer.values[name]) for name in parts if name in layer.values}
    count, length = _PRODUCTS[parts[1]]
    if count in layer.values and length in layer.values:
        times, each = _value(layer.values[count]), _value(layer.values[length])
        if parts[1] in found and abs(times * each - found[parts[1]]) > _OFF:
            arithmetic = f"{times:g} × {_mm(each)} = {_mm(times * each)} ≠ {_mm(found[parts[1]])} mm"
            problems.add(Code.LENGTHS_CONTRADICT, layer.spans.get(length), sum=arithmetic)
        found.setdefault(parts[1], times * each)
    return found


def _mm(length: float) -> str:
    return f"{round(length / POINTS_PER_MM, 2):g}"


def _divided(measure: float, count: str, length: str, layers: Sequence[Layer]) -> dict[str, float]:
    """Divide a measure by the nearest count or length; lines that do not fill it leave white at its foot."""
    nearest = next(layer for layer in layers if count in layer.values or length in layer.values)
    if length in nearest.values:
        each = _value(nearest.values[length])
        return {count: measure / each, length: each}
    times = _value(nearest.values[count])
    return {count: times, length: measure / times}


def _check(form: PageForm, layers: Sequence[Layer], problems: Problems) -> None:
    """Refuse a page whose parts do not fit it."""
    outer = form.size.width - form.inner - form.width
    bottom = form.size.height - form.top - form.height
    least = {
        "page.inner": (form.inner, MIN_MARGIN),
        "page.outer": (outer, MIN_MARGIN),
        "page.top": (form.top, MIN_MARGIN),
        "page.bottom": (bottom, MIN_MARGIN),
        "grid.lines": (form.lines * form.pitch, _FEWEST_LINES * form.pitch),
        "grid.characters": (form.characters * form.cell, _FEWEST_CHARACTERS * form.cell),
        "grid.cell": (form.cell, _MIN_CELL),
        "grid.pitch": (form.pitch, max(_MIN_PITCH, form.cell)),
    }
    for name, (value, smallest) in least.items():
        if value < smallest - _NEAR:
            from bulletin_pdf.design.key_names import path_name

            span = next(
                (layer.spans[given] for layer in layers for given in _near(name) if given in layer.spans),
                None,
            )
            problems.add(
                Code.DESIGN_DOES_NOT_FIT_PAGE,
                span,
                key=path_name(name),
                found=f"{value / POINTS_PER_MM:.1f}",
                least=f"{smallest / POINTS_PER_MM:.1f}",
            )


def _near(name: str) -> tuple[str, ...]:
    """Return the settings that may have brought a length about, the likeliest first."""
    across = ("page.inner", "grid.width", "page.outer", "grid.characters", "grid.cell", "page.size")
    down = ("page.top", "grid.height", "page.bottom", "grid.lines", "grid.pitch", "page.size")
    return (name, *(across if name in across else down))
