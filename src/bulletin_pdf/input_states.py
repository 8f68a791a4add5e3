"""The state of every file read, noted at the moment of reading, so that a later run can detect changes.

A state names the file a path led to, its size, times and number: enough to see that nobody
wrote to it while it was worked on. Its content is compared by digest alone.
"""

import os
from collections.abc import Iterable
from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import open_plain

_BLOCK = 1 << 16
_MARKS = 5
"""Numbers that stand before the path in the state of a file."""

InputKind = Literal["file", "listing", "bulletin", "pattern"]
"""A file; the YAML files of a directory; the bulletin.yaml an issue finds; the issues a pattern finds."""


class InputState(NamedTuple):
    """One thing that was read, absolute path, and its state then; empty for what was not there."""

    kind: InputKind
    path: str
    state: str
    pattern: str = ""


def note_files(paths: Iterable[str]) -> tuple[InputState, ...]:
    """Note the state of files, each once."""
    places = dict.fromkeys(os.path.abspath(path) for path in paths if path)
    return tuple(InputState("file", path, file_state(path)) for path in places)


def note_listing(directory: str) -> tuple[InputState, ...]:
    """Note which YAML files a directory has, and the state of each."""
    place = os.path.abspath(directory)
    names = yaml_names(place)
    return InputState("listing", place, "\n".join(names)), *note_files(
        os.path.join(place, name) for name in names
    )


def yaml_names(directory: str) -> list[str]:
    """Return the names of a directory's YAML files; none when it cannot be read."""
    try:
        names = os.listdir(directory)
    except OSError:
        return []
    return sorted(name for name in names if name.lower().endswith((".yaml", ".yml")))


def file_state(path: str) -> str:
    """Return the state of a file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return ""
    marks = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)
    return " ".join(map(str, marks)) + " " + os.path.realpath(path)


def real_path(state: str) -> str:
    """Return where a path led, from the state of the file that was there."""
    return state.split(" ", _MARKS)[_MARKS]


def file_sha256(path: str) -> str:
    """Return the SHA-256 of a file; raises `OSError`."""
    import hashlib

    digest = hashlib.sha256()
    with open_plain(path) as file:
        # Not `hashlib.file_digest`: it makes room for a quarter of a megabyte for each of many small files.
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
