"""The possible changes of a YAML file, each at the path of one value."""

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.yamldoc.scalars import Value

Path = tuple[str | int, ...]
"""Where a value stands: keys as they are written in the file, and places in lists, from 0."""


class SetValue(NamedTuple):
    """Put a value in place of what stands at `path`; a key that is missing is added as the last of its mapping."""

    path: Path
    value: Value


class Insert(NamedTuple):
    """Put a value into a list, before the item that stands at the last index of `path` now."""

    path: Path
    value: Value


class Remove(NamedTuple):
    """Take a key or an item away, with the comment lines directly above it."""

    path: Path


class Move(NamedTuple):
    """Put an item of a list, with the comment lines directly above it, where item `to` stands now."""

    path: Path
    to: int


Edit = SetValue | Insert | Remove | Move


class EditError(Exception):
    """An edit that cannot be made in this text without changing more than it says."""
