"""rjieba's compiled module by itself.

Importing the package unpacks its dictionary, which takes a tenth of a second; a title needs the few words of it that
stand in the title. The compiled module is therefore loaded without the package around it. The plain way,
`import rjieba`, gives the same words (tests/compose/test_segmenting.py).
"""

from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rjieba import Jieba


def empty_segmenter() -> "Jieba":
    """Return a segmenter that knows no words yet."""
    segmenter: Jieba = _compiled().Jieba.empty()
    return segmenter


def full_segmenter() -> "Jieba":
    """Return a segmenter with its whole dictionary, for long texts; it takes a tenth of a second to unpack."""
    segmenter: Jieba = _compiled().Jieba()
    return segmenter


@cache
def _compiled() -> ModuleType:
    from importlib.machinery import PathFinder
    from importlib.util import find_spec, module_from_spec

    package = find_spec("rjieba")
    compiled = PathFinder.find_spec("rjieba.rjieba", package.submodule_search_locations) if package else None
    if compiled is None or compiled.loader is None:
        raise ModuleNotFoundError("rjieba", name="rjieba")
    module = module_from_spec(compiled)
    compiled.loader.exec_module(module)
    return module
