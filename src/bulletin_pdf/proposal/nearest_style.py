"""Which shipped style is nearest to what was measured, and what is left to say over it.

The values are worked out over every shipped style. The nearest is the one with the fewest differences between what
comes out and the style itself. Over it a value is left out when everything comes out the same without it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from bulletin_pdf.design.kinds import Layer
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.shipped import DEFAULT, shipped
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proposal.measured_style import MeasuredStyle, MeasuredValue
from bulletin_pdf.proposal.style_layer import (
    differences,
    filled,
    layer_from,
    over,
    path_of_key,
    shows_foot,
    without,
)

_HEAD: Final = "head.rows"
_HEAD_WEIGHS: Final = 3
"""Differences that another head counts for."""

_OF_HEAD: Final = tuple(
    f"styles.{style}.{key}"
    for style in (
        "name",
        "marking",
        "copy_number",
        "series",
        "number",
        "serial",
        "publisher",
        "date",
        "signer",
        "imprint",
    )
    for key in ("face", "latin", "size", "ink")
)
"""Styles of what stands in the head."""

HeadMatch = Callable[[HouseStyle, MeasuredStyle], bool]
"""Whether the head of a house style, set with the texts of the old paper, stands where theirs stood."""


class StyleDifference(NamedTuple):
    """What a proposal says: the style it extends, what it changes, what could not be used."""

    base: str
    kept: tuple[MeasuredValue, ...]
    unusable: tuple[MeasuredValue, ...]
    """Values that a design cannot have beside the others."""


def nearest_style(measured: MeasuredStyle, head_match: HeadMatch) -> str:
    """Return the name of the shipped style with the fewest differences from what was measured."""
    usable, _ = _usable(measured)

    def distance(name: str) -> int:
        layer = layer_from(filled(usable, name))
        other_head = measured.head is not None and not head_match(shipped(name), measured)
        house, errors = over(layer if other_head else _headless(layer), name)
        changes = {
            each.change
            for each in differences(house, shipped(name), foot=shows_foot(layer))
            if not each.path.startswith("head")
        }
        return len(changes) + 2 * errors + _HEAD_WEIGHS * other_head

    return min(DESIGNS, key=distance)


def difference_over_nearest(measured: MeasuredStyle, head_match: HeadMatch) -> StyleDifference:
    """Return the shortest difference over the nearest shipped style that says what was measured."""
    base = nearest_style(measured, head_match)
    readable, unusable = _usable(measured)
    usable = filled(readable, base)
    layer = layer_from(usable)
    if measured.head is not None and head_match(shipped(base), measured):
        layer = _headless(layer)
    possible = _without_contradictions(layer, base)
    gone = layer.values.keys() - possible.values.keys()
    layer = _shortest(possible, base)
    kept = tuple(each for each in usable if path_of_key(each.key) in layer.values)
    lost = tuple(each for each in usable if path_of_key(each.key) in gone)
    return StyleDifference(base, kept, (*unusable, *lost))


def _headless(layer: Layer) -> Layer:
    for path in (_HEAD, "head.lines", *_OF_HEAD):
        layer = without(layer, path)
    return layer


def _usable(measured: MeasuredStyle) -> tuple[list[MeasuredValue], tuple[MeasuredValue, ...]]:
    """Part the certain values into those a design can have, and others."""
    certain = [each for each in measured.values if each.certain]
    refused = [each for each in certain if not _is_readable(filled([each], DEFAULT))]
    return [each for each in certain if each not in refused], tuple(refused)


def _is_readable(values: Iterable[MeasuredValue]) -> bool:
    try:
        layer_from(values)
    except ValueError:
        return False
    return True


def _without_contradictions(layer: Layer, base: str) -> Layer:
    """Leave out what a page cannot have: a value by itself where that is enough, else all of its kind."""
    for path in list(layer.values):
        errors = over(layer, base)[1]
        if not errors:
            return layer
        if over(shorter := without(layer, path), base)[1] < errors:
            layer = shorter
    for kind in ("styles.", "grid.", "page.", ""):
        if over(layer, base)[1]:
            for path in [path for path in layer.values if path.startswith(kind)]:
                layer = without(layer, path)
    return layer


def _shortest(layer: Layer, base: str) -> Layer:
    """Leave out what changes nothing."""
    foot = shows_foot(layer)
    target, _ = over(layer, base)
    if not differences(target, shipped(base), foot=foot):
        return Layer(layer.name, {})
    before = len(layer.values) + 1
    while len(layer.values) < before:
        before = len(layer.values)
        for path in _droppable(list(layer.values)):
            shorter = without(layer, path)
            house, errors = over(shorter, base)
            if not errors and not differences(house, target, foot=foot):
                layer = shorter
    return layer


def _droppable(paths: Sequence[str]) -> list[str]:
    """Return paths in the order they are tried: what follows from others first, the body and the page last."""
    later = ("styles.body.", "page.", "grid.")
    return sorted(
        paths, key=lambda path: next((at for at, start in enumerate(later) if path.startswith(start)), -1)
    )
