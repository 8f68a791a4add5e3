"""Measured values → a layer of a design, and whether two house styles are the same within what can be measured."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from bulletin_pdf.design.kinds import Layer
from bulletin_pdf.design.model import OF_VOLUMES, HouseStyle, PageForm
from bulletin_pdf.design.read import read_layer
from bulletin_pdf.design.resolve import resolve
from bulletin_pdf.design.shipped import layers_of, shipped
from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.inks import Ink
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problems
from bulletin_pdf.proposal.font_roles import served_alike
from bulletin_pdf.proposal.measured_style import KeyPath, MeasuredValue, PlainValue
from bulletin_pdf.proposal.plain_yaml import as_yaml
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.parse import load
from bulletin_pdf.yamldoc.source import SourceText

_NAME: Final = "proposal.yaml"
_NEAR: Final[Mapping[str, float]] = {
    "top": 0.3, "inner": 0.3, "width": 0.4, "height": 0.4, "pitch": 0.04, "cell": 0.06, "gap": 0.3, "at": 0.35,
    "size": 0.11, "indent": 0.1, "left": 0.1, "right": 0.1, "inset": 0.1, "leading": 0.01, "drop": 0.3,
    "white": 0.3, "spacing": 0.03, "length": 0.6, "apart": 0.15, "above": 0.3,
}  # fmt: skip
"""Lengths that are no farther apart are the same, pt; em for those of styles."""
_USUALLY: Final = 0.1
_UNCOMPARED: Final = frozenset({"name", "about", "base", "files", "volume"})
_OF_VOLUMES: Final = frozenset(f"styles.{name}" for name in OF_VOLUMES)


def filled(values: Iterable[MeasuredValue], base: str) -> list[MeasuredValue]:
    """Put what the style has in place of grid lines that no title showed (0)."""
    house = shipped(base)
    return [
        each._replace(value=_filled(each.value, getattr(house.styles, each.key[1]).lines))
        if each.key[-1] == "lines" and isinstance(each.value, list)
        else each
        for each in values
    ]


def _filled(lines: list[PlainValue], usual: Sequence[int]) -> PlainValue:
    """Fill the gaps of a list of grid lines so that more lines of a title never take fewer."""
    known = [count for count in lines if isinstance(count, int)]
    found: list[PlainValue] = []
    for place, count in enumerate(known):
        above = next((each for each in known[place:] if each), 0)
        own = usual[place] if place < len(usual) else place + 1
        found.append(count or max(min(own, above - 1), place + 1))
    return found


def nested(values: Iterable[MeasuredValue]) -> dict[str, PlainValue]:
    """Return values as the mapping that a design is."""
    tree: dict[str, PlainValue] = {}
    for each in values:
        branch = tree
        for part in each.key[:-1]:
            below = branch.setdefault(part, {})
            if not isinstance(below, dict):
                raise ValueError(f"{each.key} stands below a value")
            branch = below
        branch[each.key[-1]] = each.value
    return tree


def layer_from(values: Iterable[MeasuredValue]) -> Layer:
    """Read values as a design file is read; `ValueError` for what a design cannot say."""
    text = "".join(f"{key}: {as_yaml(value)}\n" for key, value in nested(values).items())
    problems = Problems()
    node = load(SourceText(_NAME, text.encode()), problems) if text else None
    layer = Layer(_NAME, {}) if node is None else read_layer(Fields(node, DESIGN, problems), _NAME)
    if problems.errors:
        raise ValueError("; ".join(problem.message("en") for problem in problems.errors))
    return layer


def path_of_key(key: KeyPath) -> str:
    """Return the path under which a layer has the value of a key."""
    return ".".join(key)


def over(layer: Layer, base: str) -> tuple[HouseStyle, int]:
    """Work a layer out over a shipped design; also how many errors came up."""
    problems = Problems()
    house = resolve([layer, *layers_of(base)], problems)
    return house, len(problems.errors)


def without(layer: Layer, path: str) -> Layer:
    """Return a layer that says one thing less."""
    values = {key: value for key, value in layer.values.items() if key != path}
    spans = {key: span for key, span in layer.spans.items() if key != path}
    return Layer(layer.name, values, spans)


class Unlike(NamedTuple):
    """What differs between two house styles: its path, what the one has and what the other."""

    path: str
    here: object
    there: object

    @property
    def change(self) -> tuple[str, str, str]:
        """The key that changes and how: the same of several styles, whose sizes follow that of the body."""
        return self.path.rpartition(".")[2], f"{self.here!r:.40}", f"{self.there!r:.40}"


def differences(one: HouseStyle, other: HouseStyle, *, foot: bool) -> list[Unlike]:
    """Return where two house styles differ by more than can be measured.

    `foot` says whether 版记 showed where the type area ends; else white below the last line does not show.
    """
    found: list[Unlike] = []
    if foot and abs(one.page.height - other.page.height) > _NEAR["height"]:
        found.append(Unlike("page.height", one.page.height, other.page.height))
    for name, here, there in zip(HouseStyle._fields, one, other, strict=True):
        if name not in _UNCOMPARED:
            found += _differing(name, here, there, name)
    return found


def _differing(name: str, one: Any, other: Any, path: str) -> Iterator[Unlike]:
    if name in ("face", "latin") and served_alike(str(one), str(other)) or path == "styles.name.latin":
        return
    if name == "lines" and isinstance(one, tuple) and isinstance(other, tuple):
        if any(here != there for here, there in zip(one, other, strict=False)):
            yield Unlike(path, one, other)
        return
    if name == "groups":
        if _shown_alike(one, other):
            return
        yield Unlike(path, one, other)
        return
    if isinstance(one, Ink | str | bool) or one is None or other is None:
        if one != other:
            yield Unlike(path, one, other)
    elif isinstance(one, PageForm | tuple) and type(one) is type(other) and len(one) == len(other):
        names = getattr(one, "_fields", [name] * len(one))
        for field, here, there in zip(names, one, other, strict=True):
            if (
                field == "height"
                and _same_lines(one, other)
                or field == "lines"
                and _as_many_lines(one, other)
            ):
                continue
            yield from _differing(field, here, there, f"{path}.{field}")
    elif isinstance(one, int | float) and isinstance(other, int | float):
        exact = isinstance(one, int) and isinstance(other, int)
        if abs(one - other) > (0 if exact else _NEAR.get(name, _USUALLY)):
            yield Unlike(path, one, other)
    elif one != other:
        yield Unlike(path, one, other)


def _same_lines(one: Any, other: Any) -> bool:
    """Whether two pages have as many lines: white below the last one, less than a line, does not show."""
    return (
        isinstance(one, PageForm)
        and one.lines == other.lines
        and abs(one.pitch - other.pitch) <= _NEAR["pitch"]
        and abs(one.height - other.height) < one.pitch
    )


def _shown_alike(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> bool:
    """Whether two feet have what both have in the same parts: a paper shows only what it has."""
    both = {name for group in one for name in group} & {name for group in other for name in group}
    smaller = min((sum(map(len, groups)) for groups in (one, other)), default=0)
    shown = [
        [kept for group in groups if (kept := [name for name in group if name in both])]
        for groups in (one, other)
    ]
    return len(both) == smaller and shown[0] == shown[1]


def _as_many_lines(one: Any, other: Any) -> bool:
    """Whether as many lines go into two pages but for the rounding of their distance."""
    if not isinstance(one, PageForm):
        return False
    return bool(abs(one.height / one.pitch - other.height / other.pitch) < _ROUNDED)


_ROUNDED: Final = 0.03
"""Lines."""


def shows_foot(layer: Layer) -> bool:
    """Whether a layer says where the type area ends."""
    return "page.bottom" in layer.values
