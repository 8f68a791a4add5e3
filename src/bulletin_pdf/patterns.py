"""Regular expressions compiled on first use, or ahead of time.

A set of a few Han takes a tenth of a millisecond to compile, and an issue uses half of the
patterns that the modules it needs hold. What the compiler makes of each pattern is therefore kept in
`data/patterns`, a file for each version of Python's matcher, made by `scripts/make_patterns.py`. It takes off a
tenth of the time of one issue set in a new process, and a quarter of `check`. A pattern that is not there, or is used
in another version of Python, is compiled in the plain way.
"""

import _sre
import os
import re
import sys
from binascii import a2b_base64
from functools import cache
from typing import Any, AnyStr, cast
from zlib import decompress

_DIRECTORY = os.path.join(os.path.dirname(__file__), "data", "patterns")


class LatePattern:
    """Stands for a compiled pattern; its methods take its place at first use."""

    def __init__(self, source: str | bytes) -> None:
        self.pattern = source

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(compiled(self.pattern), name)
        return found


def pattern(source: AnyStr) -> "re.Pattern[AnyStr]":
    """Return a pattern that is compiled at the first look."""
    return cast("re.Pattern[AnyStr]", LatePattern(source))


@cache
def compiled(source: str | bytes) -> "re.Pattern[Any]":
    """Return a compiled pattern, as `re.compile` does."""
    known = known_programs().get(ascii(source).encode())
    return re.compile(source) if known is None else unpacked(source, known)


def unpacked(source: str | bytes, packed: bytes) -> "re.Pattern[Any]":
    """Return the pattern that `scripts/make_patterns.py` packed."""
    flags, groups, program, *named = packed.split()
    numbers = {name.decode(): int(number) for name, number in zip(named[::2], named[1::2], strict=True)}
    names: list[str | None] = [None] * (int(groups) + 1)
    for name, number in numbers.items():
        names[number] = name
    instructions = memoryview(decompress(a2b_base64(program))).cast("I").tolist()
    made = _sre.compile(source, int(flags), instructions, int(groups), numbers, tuple(names))
    return cast("re.Pattern[Any]", made)


@cache
def known_programs() -> dict[bytes, bytes]:
    """Return the packed program of each pattern, by its `ascii`; none where this version of Python has none."""
    try:
        with open(os.path.join(_DIRECTORY, file_name()), "rb") as file:
            lines = file.read().split(b"\n")
    except FileNotFoundError:
        return {}
    return dict(zip(lines[::2], lines[1::2], strict=False))


def file_name() -> str:
    """Return the name of the file of programs for this version of Python's matcher."""
    return f"{_sre.MAGIC}-{8 * _sre.CODESIZE}-{sys.byteorder}.txt"
