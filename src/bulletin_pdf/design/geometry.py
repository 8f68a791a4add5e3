"""Paper, margins, type area and grid: any two of three lengths give the third; three that disagree are refused."""

from collections.abc import Mapping, Sequence
from typing import Final

from bulletin_pdf.design.kinds import Layer, Length, points
from bulletin_pdf.design.model import PageForm
from bulletin_pdf.geometry import POINTS_PER_MM, Size, mm
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

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


class _Equation(NamedTuple):
    """A total and what gives it: parts added up, or a count times a length."""

    total: str
    parts: tuple[str, ...]
    product: bool = False


_EQUATIONS: Final = (
    _Equation("size.width", ("page.inner", "grid.width", "page.outer")),
    _Equation("size.height", ("page.top", "grid.height", "page.bottom")),
    _Equation("grid.width", ("grid.characters", "grid.cell"), product=True),
    _Equation("grid.height", ("grid.lines", "grid.pitch"), product=True),
)
_GIVEN: Final = (
    "page.inner", "page.outer", "page.top", "page.bottom", "grid.width", "grid.height", "grid.characters", "grid.cell",
    "grid.lines", "grid.pitch",
)  # fmt: skip
_COUNTS: Final = ("grid.characters", "grid.lines")


def page_form(layers: Sequence[Layer], problems: Problems) -> PageForm:
    """Work out the page; the nearest file has the first word, what it leaves open comes from its parents."""
    size = next(layer.values["page.size"] for layer in layers if "page.size" in layer.values)
    paper = Size(points(size[0]), points(size[1]))
    known = {"size.width": _Known(paper.width, 0), "size.height": _Known(paper.height, 0)}
    for depth, layer in enumerate(layers):
        for name in _GIVEN:
            if name in layer.values:
                _take(name, _value(layer.values[name]), depth, known, layer.spans, problems)
    values = {name: found.value for name, found in known.items()}
    height, pitch = values["grid.height"], values["grid.pitch"]
    form = PageForm(
        paper,
        values["page.top"],
        values["page.inner"],
        values["grid.width"],
        height,
        int(values["grid.lines"] + _NEAR),
        pitch,
        values["grid.cell"],
    )
    _check(form, layers, problems)
    return form


def _value(given: Length | int) -> float:
    return float(given) if isinstance(given, int) else points(given)


def _take(
    name: str,
    value: float,
    depth: int,
    known: dict[str, _Known],
    spans: Mapping[str, Span],
    problems: Problems,
) -> None:
    """Take a given value, unless nearer files decide it already; work out what follows from it."""
    if name not in known:
        known[name] = _Known(value, depth)
        _follow(known)
        return
    before = known[name]
    if before.depth == depth and not _agree(name, value, before.value, known):
        equation = next(
            each for each in _EQUATIONS if name in (each.total, *each.parts) and _whole(each, known)
        )
        problems.add(
            Code.LENGTHS_CONTRADICT,
            spans.get(name),
            sum=_arithmetic(equation, {**known, name: _Known(value, depth)}),
        )


def _agree(name: str, value: float, other: float, known: Mapping[str, _Known]) -> bool:
    if name in _COUNTS:
        per = known["grid.cell" if name == "grid.characters" else "grid.pitch"].value
        return abs(value - other) * per <= _OFF
    counts = {"grid.cell": "grid.characters", "grid.pitch": "grid.lines"}
    times = known[counts[name]].value if name in counts else 1.0
    return abs(value - other) * times <= _OFF


def _whole(equation: _Equation, known: Mapping[str, _Known]) -> bool:
    return all(name in known for name in (equation.total, *equation.parts))


def _follow(known: dict[str, _Known]) -> None:
    """Work out every length that the known ones decide."""
    found = True
    while found:
        found = False
        for equation in _EQUATIONS:
            missing = [name for name in (equation.total, *equation.parts) if name not in known]
            if len(missing) == 1:
                known[missing[0]] = _solved(equation, missing[0], known)
                found = True


def _solved(equation: _Equation, missing: str, known: Mapping[str, _Known]) -> _Known:
    others = [known[name] for name in (equation.total, *equation.parts) if name != missing]
    depth = max(other.depth for other in others)
    parts = [known[name].value for name in equation.parts if name != missing]
    if equation.product:
        value = (
            parts[0] * parts[1]
            if missing == equation.total
            else known[equation.total].value / max(parts[0], _NEAR)
        )
        # Lines that do not fill the type area leave white at its foot.
        return _Known(float(int(value + _NEAR)) if missing == "grid.lines" else value, depth)
    if missing == equation.total:
        return _Known(sum(parts), depth)
    return _Known(known[equation.total].value - sum(parts), depth)


def _arithmetic(equation: _Equation, known: Mapping[str, _Known]) -> str:
    """Show the sum that does not come out, mm."""
    values = [known[name].value for name in equation.parts]
    total = known[equation.total].value / POINTS_PER_MM
    if equation.product:
        found = values[0] * values[1] / POINTS_PER_MM
        return f"{values[0]:g} × {values[1] / POINTS_PER_MM:.3f} = {found:.1f} ≠ {total:.1f} mm"
    parts = " + ".join(f"{round(value / POINTS_PER_MM, 2):g}" for value in values)
    return f"{parts} = {round(sum(values) / POINTS_PER_MM, 2):g} ≠ {round(total, 2):g} mm"


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
            span = next(
                (layer.spans[given] for layer in layers for given in _near(name) if given in layer.spans),
                None,
            )
            problems.add(
                Code.DESIGN_DOES_NOT_FIT_PAGE,
                span,
                key=name,
                found=f"{value / POINTS_PER_MM:.1f}",
                least=f"{smallest / POINTS_PER_MM:.1f}",
            )


def _near(name: str) -> tuple[str, ...]:
    """Return the settings that may have brought a length about, the likeliest first."""
    across = ("page.inner", "grid.width", "page.outer", "grid.characters", "grid.cell", "page.size")
    down = ("page.top", "grid.height", "page.bottom", "grid.lines", "grid.pitch", "page.size")
    return (name, *(across if name in across else down))
