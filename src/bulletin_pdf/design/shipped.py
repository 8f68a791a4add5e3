"""The shipped designs.

Each is a YAML file in `data/designs`; what the program starts from is `prepared.py`, which
`scripts/make_docs.py` makes from them: the settings of every file as they are after reading, so that an issue in a
shipped design pays neither for YAML nor for checks. A design that extends a shipped one takes the same
settings; only the files an office has written itself are read.
"""

from collections.abc import Callable
from copyreg import pickle
from functools import cache

from bulletin_pdf.design.kinds import Layer
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.resolve import resolve
from bulletin_pdf.problems import Problems

DEFAULT = "gongwen"


def names() -> dict[str, str]:
    """Return what a design may be called, its English and its Chinese name, and which it is."""
    found = {name: name for name in DESIGNS}
    found.update({values["design"]: name for name, (_, values) in DESIGNS.items()})
    return found


def layers_of(name: str) -> list[Layer]:
    """Return the layers of a shipped design, its own first."""
    found: list[Layer] = []
    while name:
        parent, values = DESIGNS[name]
        found.append(Layer(name, values))
        name = parent
    return found


@cache
def shipped(name: str = DEFAULT) -> HouseStyle:
    """Return a shipped design worked out."""
    base = "" if name == DEFAULT else name
    return resolve(layers_of(name), Problems())._replace(base=base)


def _by_name(house: HouseStyle) -> tuple[Callable[..., HouseStyle], tuple[object, ...]]:
    """Send a shipped design to another process by its name: each issue of a volume has one, and most have the same."""
    name = house.base or DEFAULT
    if name in DESIGNS and house is shipped(name):
        return shipped, (name,)
    return HouseStyle, tuple(house)


pickle(HouseStyle, _by_name)
