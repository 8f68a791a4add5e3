"""Plain data → YAML text as an editor would write it.

Texts are quoted, or blocks where they have several lines, so that reading gives every value back as it is.
"""

import datetime
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bulletin_pdf.patterns import pattern
from bulletin_pdf.yamldoc.scalars import double_quoted

MAX_DEPTH = 40
"""Levels of mappings and lists; reading takes no more."""

_BARE_KEY = pattern("[A-Za-z_\u4e00-\u9fff][0-9A-Za-z_\u4e00-\u9fff]*")
_LINE_END = pattern("\r\n?")


def write_data(data: Mapping[str, object]) -> str:
    """Return a mapping as YAML.

    Values are texts, paths, numbers, truth values, dates, None, and lists and mappings of them. Raises `TypeError`
    for anything else and `ValueError` for what is nested too deep or no finite number, each naming the place.
    """
    if not isinstance(data, Mapping):
        raise TypeError(f"a mapping is needed, not {type(data).__name__}")
    return "".join(line + "\n" for line in _mapping(data, 0, "data")) if data else "{}\n"


def _mapping(data: Mapping[Any, object], depth: int, place: str) -> Iterator[str]:
    indent = "  " * depth
    for key, value in data.items():
        if not isinstance(key, str):
            raise TypeError(f"{place}: a key is a text, not {type(key).__name__}")
        name = key if _BARE_KEY.fullmatch(key) else double_quoted(key)
        first, *rest = _value(value, depth, f"{place}[{key!r}]")
        yield f"{indent}{name}:{first and ' ' + first}"
        yield from rest


def _list(items: Sequence[object], depth: int, place: str) -> Iterator[str]:
    indent = "  " * depth
    for number, item in enumerate(items):
        inside = f"{place}[{number}]"
        if isinstance(item, Mapping) and item:
            _guard(depth + 1, inside)
            lines = list(_mapping(item, depth + 1, inside))
            yield f"{indent}- {lines[0].lstrip(' ')}"
            yield from lines[1:]
            continue
        first, *rest = _value(item, depth, inside)
        yield f"{indent}-{first and ' ' + first}"
        yield from rest


def _value(value: object, depth: int, place: str) -> list[str]:
    """Return what stands behind the key or the dash, then the lines below it."""
    _guard(depth, place)
    if isinstance(value, str | os.PathLike):
        return _text(os.fspath(value), depth, place)
    if isinstance(value, Mapping):
        return ["", *_mapping(value, depth + 1, place)] if value else ["{}"]
    if isinstance(value, list | tuple):
        return ["", *_list(value, depth + 1, place)] if value else ["[]"]
    return [_scalar(value, place)]


def _guard(depth: int, place: str) -> None:
    if depth >= MAX_DEPTH:
        raise ValueError(f"{place[:80]}: nested more than {MAX_DEPTH} levels deep")


def _scalar(value: object, place: str) -> str:
    if value is None:
        return "~"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{place}: {value} is no number that can be written")
        return repr(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    raise TypeError(f"{place}: {type(value).__name__} is no text, number, date, list or mapping")


def _text(text: object, depth: int, place: str) -> list[str]:
    if not isinstance(text, str):  # a path of bytes
        raise TypeError(f"{place}: a path is a text, not {type(text).__name__}")
    text = _LINE_END.sub("\n", text)
    if "\n" not in text:
        return [double_quoted(text)]
    if not text.strip("\n"):
        return ['"' + "\\n" * len(text) + '"']
    indent = "  " * (depth + 1)
    ends = len(text) - len(text.rstrip("\n"))
    keep = "-" if not ends else "" if ends == 1 else "+"
    body = text[:-1] if ends else text
    # A block whose first line begins with white space says how deep it is indented itself.
    deep = "2" if text[0] in " \n\t" else ""
    return [f"|{deep}{keep}", *(indent + line if line else "" for line in body.split("\n"))]
