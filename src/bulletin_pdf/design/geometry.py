"""Paper, margins, type area and grid: two of three lengths give the third; contradictory ones are refused."""

from collections.abc import Sequence
from typing import Any, Final

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
    divides the measure again.
    """
    size = next(layer.values["page.size"] for layer in layers if "page.size" in layer.values)
    paper = Size(points(size[0]), points(size[1]))
    columns = _columns(layers)
    values: dict[str, float] = {}
    for total, parts in zip(paper, _SUMS.values(), strict=True):
        values |= _solved_sum(total, parts, layers, columns, problems)
    values |= _cells(values["grid.width"], columns, layers)
    values |= _divided(values["grid.height"], *_PRODUCTS["grid.height"], layers)
    form = PageForm(
        paper,
        values["page.top"],
        values["page.inner"],
        values["grid.width"],
        values["grid.height"],
        int(values["grid.lines"] + _NEAR),
        values["grid.pitch"],
        values["grid.cell"],
        columns.number,
        columns.white(values["grid.cell"]),
        columns.rule,
    )
    _check(form, layers, problems)
    _check_columns(columns, form, layers, problems)
    return form


def _value(given: Length | int) -> float:
    return float(given) if isinstance(given, int) else points(given)


class _Columns(NamedTuple):
    """Columns of a page, and how far up the chain the file is that says how many."""

    number: int = 1
    gap: Length = (2.0, "em")
    rule: float = 0.0
    depth: int = 0

    def white(self, cell: float) -> float:
        """Return the space between two columns next to characters `cell` pt wide."""
        return 0.0 if self.number == 1 else points(self.gap, em=cell)

    def width(self, characters: float, cell: float) -> float:
        """Return how wide columns of so many characters are, with the space between them."""
        return self.number * characters * cell + (self.number - 1) * self.white(cell)


def _columns(layers: Sequence[Layer]) -> _Columns:
    """Return the columns of a page; two characters of space between them where no file says more."""
    depth = next((depth for depth, layer in enumerate(layers) if "grid.columns" in layer.values), None)
    if depth is None or layers[depth].values["grid.columns"] == 1:
        return _Columns(depth=len(layers) - 1 if depth is None else depth)
    found: dict[str, Any] = {}
    for layer in reversed(layers):
        found |= layer.values
    rule = found.get("grid.rule", ())
    return _Columns(
        found["grid.columns"],
        found.get("grid.gap", _Columns().gap),
        points(rule[0]) if rule else 0.0,
        depth,
    )


def _check_columns(columns: _Columns, form: PageForm, layers: Sequence[Layer], problems: Problems) -> None:
    """Report settings without effect on a page of one column, and a rule too wide for its gap."""
    own = layers[: columns.depth + 1]
    if columns.number == 1:
        for layer in own:
            for path in layer.values:
                if path in ("grid.gap", "grid.rule") or path.endswith(".span"):
                    _report_without_columns(path, layer, problems)
    elif columns.rule > form.gap / 2:
        from bulletin_pdf.design.key_names import path_name

        span = next((layer.spans.get("grid.rule") for layer in layers if "grid.rule" in layer.values), None)
        problems.add(
            Code.LENGTH_OUT_OF_RANGE,
            span,
            key=path_name("grid.rule"),
            value=f"{_mm(columns.rule)} mm",
            least="0.08 mm",
            most=f"{_mm(form.gap / 2)} mm",
        )


def _report_without_columns(path: str, layer: Layer, problems: Problems) -> None:
    from bulletin_pdf.design.key_names import path_name, style_key

    if path in layer.spans:
        key = style_key("span") if path.endswith(".span") else path_name(path)
        problems.add(Code.KEY_NEEDS_COLUMNS, layer.spans[path], key=key)


def _cells(width: float, columns: _Columns, layers: Sequence[Layer]) -> dict[str, float]:
    """Divide the width of the type area into columns and cells.

    Columns that a nearer file asks for than the one with characters or cells keep the size of the text: as many whole
    characters go into each as find room.
    """
    count, length = _PRODUCTS["grid.width"]
    above = layers[columns.depth + 1 :]
    if columns.number == 1 and all(layer.values.get("grid.columns", 1) == 1 for layer in above):
        return _divided(width, count, length, layers)
    nearest = next(depth for depth, layer in enumerate(layers) if {count, length} & layer.values.keys())
    if columns.depth >= nearest and length in layers[nearest].values:
        cell = _value(layers[nearest].values[length])
        return {
            count: (width - (columns.number - 1) * columns.white(cell)) / columns.number / cell,
            length: cell,
        }
    if columns.depth >= nearest:
        characters = _value(layers[nearest].values[count])
    else:
        cell = page_form(above, Problems()).cell
        room = (width - (columns.number - 1) * columns.white(cell)) / columns.number
        characters = max(int(room / cell + _NEAR), 1)
    amount, unit = columns.gap
    ems = amount if unit == "em" else 0.0
    fixed = (columns.number - 1) * (0.0 if unit == "em" else points(columns.gap))
    return {
        count: characters,
        length: (width - fixed) / (columns.number * characters + (columns.number - 1) * ems),
    }


def _solved_sum(
    total: float, parts: tuple[str, str, str], layers: Sequence[Layer], columns: _Columns, problems: Problems
) -> dict[str, float]:
    """Work out three parts of a sum from the two nearest that are given."""
    known: dict[str, _Known] = {}
    for depth, layer in enumerate(layers):
        for name, value in _given(parts, layer, columns, problems).items():
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


def _given(
    parts: tuple[str, str, str], layer: Layer, columns: _Columns, problems: Problems
) -> dict[str, float]:
    """Return the parts of a sum that one file says, a measure also by its count and length."""
    found = {name: _value(layer.values[name]) for name in parts if name in layer.values}
    count, length = _PRODUCTS[parts[1]]
    if count in layer.values and length in layer.values:
        times, each = _value(layer.values[count]), _value(layer.values[length])
        shown = f"{times:g} × {_mm(each)}"
        product = times * each
        if parts[1] == "grid.width" and columns.number > 1:
            product = columns.width(times, each)
            white = _mm(columns.white(each))
            shown = f"{columns.number} × {shown} + {columns.number - 1} × {white}"
        if parts[1] in found and abs(product - found[parts[1]]) > _OFF:
            arithmetic = f"{shown} = {_mm(product)} ≠ {_mm(found[parts[1]])} mm"
            problems.add(Code.LENGTHS_CONTRADICT, layer.spans.get(length), sum=arithmetic)
        found.setdefault(parts[1], product)
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
    across = (
        "grid.columns", "grid.gap", "page.inner", "grid.width", "page.outer", "grid.characters", "grid.cell",
        "page.size",
    )  # fmt: skip
    down = ("page.top", "grid.height", "page.bottom", "grid.lines", "grid.pitch", "page.size")
    return (name, *(across if name in across else down))
