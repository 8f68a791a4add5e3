"""Regular expressions that are compiled when they are first used.

A set of a few Han takes a tenth of a millisecond to compile, and an issue uses half of the
patterns that the modules it needs hold.
"""

import re
from typing import Any, AnyStr, cast


class _Pattern:
    """Stands for a compiled pattern; its methods come to stand in its place once they are asked for."""

    def __init__(self, source: str | bytes) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(re.compile(self._source), name)
        return found


def pattern(source: AnyStr) -> "re.Pattern[AnyStr]":
    """Return a pattern that is compiled at the first look."""
    return cast("re.Pattern[AnyStr]", _Pattern(source))
