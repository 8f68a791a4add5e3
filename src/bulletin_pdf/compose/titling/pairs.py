"""Pairs of words that hold together though both are whole words: 外商投资|企业, 民间|投资.

The table comes from `scripts/make_pairs.py`: a line a pair.
"""

import os
from functools import cache
from typing import Final

_PAIRS: Final = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "data", "pairs.txt"
)


def is_pair(first: str, second: str) -> bool:
    """Whether official papers have one word next to the other so often that they make one term."""
    return f"{first} {second}" in _pairs()


@cache
def _pairs() -> frozenset[str]:
    with open(_PAIRS, encoding="utf-8") as table:
        return frozenset(table.read().splitlines())
