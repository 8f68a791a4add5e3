"""Records of what was made from what, so that unchanged files are not made again.

One small file an output, kept in the user's cache directory (`kept_files`). A record counts only if
everything it says is found true again: every input by its digest, the output by its own. A
record that is missing, damaged, of another program or of other options is no record, and the
output is made again; so records may be deleted at any time, and two runs that write the same
one do no harm.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import time
from typing import Any

from bulletin_pdf.input_states import InputKind, InputState, file_sha256, file_state, real_path, yaml_names
from bulletin_pdf.issue.paths import find_bulletin
from bulletin_pdf.kept_files import cache_directory, keep, read_kept
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.safe_files import Stored

MAX_RECORDS = 20_000
"""Beyond this the oldest go; fifty years of issues in four editions are ten thousand."""

_SUFFIX = ".json"
_COUNTED = ("records.counted",)
"""Where it is kept when the records were last counted: the time of this file."""
_DAY = 86_400
"""s"""


class Input(NamedTuple):
    """One thing an output was made from: a file and its digest, or what a search found."""

    kind: InputKind
    path: str
    state: str
    pattern: str = ""


class Record(NamedTuple):
    """What an output was made from, what was written, and what was reported."""

    key: str
    """Digest of program, options and names."""
    inputs: tuple[Input, ...]
    outputs: tuple[Stored, ...]
    summary: Any
    """Plain JSON."""


def record_key(*parts: object) -> str:
    """Return one digest over values that JSON distinguishes."""
    import hashlib
    import json

    text = json.dumps(parts, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


# Reading ----------------------------------------------------------------------------------------


def recall_record(name: str, key: str) -> Record | None:
    """Return the record kept under `name` if all it says is still true."""
    record = _load(name)
    if record is None or record.key != key:
        return None
    try:
        same = all(_now(known) == known.state for known in record.inputs)
        return (
            record if same and all(file_sha256(path) == digest for path, digest in record.outputs) else None
        )
    except (OSError, ValueError):
        return None


def covers(record: Record, paths: Iterable[str]) -> bool:
    """Whether all of these files are among those whose digests a record has."""
    known = {os.path.realpath(stored.path) for stored in record.outputs}
    return known.issuperset(map(os.path.realpath, paths))


def _load(name: str) -> Record | None:
    import json

    text = read_kept(*_place(name))
    try:
        key, inputs, outputs, summary = json.loads(text or b"")
        return Record(
            key, tuple(Input(*known) for known in inputs), tuple(Stored(*each) for each in outputs), summary
        )
    except (ValueError, TypeError, RecursionError):
        return None


def _now(known: Input) -> str:
    """Return what is there now, in the words of the record."""
    match known.kind:
        case "file":
            return _content(known.path)
        case "listing":
            return "\n".join(yaml_names(known.path))
        case "bulletin":
            found = find_bulletin(known.path)
            return os.path.abspath(found) if found else ""
        case "pattern":
            from bulletin_pdf.volume.plan.file_patterns import note_pattern

            return note_pattern(known.path, known.pattern).state


def _content(path: str) -> str:
    """Return where a path leads and what is there; links may lead elsewhere today."""
    return f"{file_sha256(path)} {os.path.realpath(path)}"


# Writing ----------------------------------------------------------------------------------------


def keep_record(
    name: str, key: str, seen: Sequence[InputState], outputs: Sequence[Stored], summary: Any
) -> None:
    """Keep a record, unless an input was written to since it was read; a record that cannot be kept is none."""
    import json

    with contextlib.suppress(OSError, ValueError):
        inputs = [_settled(each) for each in seen]
        if any(known is None for known in inputs):
            return
        places = [(os.path.abspath(path), digest) for path, digest in outputs]
        keep(json.dumps((key, inputs, places, summary), ensure_ascii=True).encode(), *_place(name))


def _settled(seen: InputState) -> Input | None:
    """Put the digest in place of the state; None when the file is no longer the one that was read."""
    if seen.kind != "file":
        return Input(*seen)
    digest = file_sha256(seen.path)
    if file_state(seen.path) != seen.state:
        return None
    return Input("file", seen.path, f"{digest} {real_path(seen.state)}")


def remove_old_records() -> None:
    """Let the oldest records go when there are too many, and what killed runs left.

    They are counted once a day: to list thousands takes a twentieth of the time of one issue.
    """
    with contextlib.suppress(OSError):
        if _counted_today():
            return
        keep(b"", *_COUNTED)
        with os.scandir(os.path.join(cache_directory(), "records")) as entries:
            found = list(entries)
        if len(found) <= MAX_RECORDS:
            return
        for entry in sorted(found, key=_age)[: len(found) - MAX_RECORDS * 3 // 4]:
            with contextlib.suppress(OSError):
                os.unlink(entry.path)


def _counted_today() -> bool:
    """Whether records were counted in the last 24 hours; a time still to come says nothing."""
    try:
        counted = os.stat(os.path.join(cache_directory(), *_COUNTED)).st_mtime
    except FileNotFoundError:
        return False
    return 0 <= time() - counted < _DAY


def _age(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat().st_mtime_ns
    except OSError:
        return 0


def _place(name: str) -> tuple[str, str]:
    return "records", name + _SUFFIX


# NamedTuples as JSON ------------------------------------------------------------------------------


def packed(value: Any) -> Any:
    """Return a value of tuples, texts and numbers as plain JSON that `unpacked` understands."""
    if isinstance(value, tuple):
        inside = [packed(each) for each in value]
        return {type(value).__name__: inside} if hasattr(value, "_fields") else inside
    return value


def unpacked(value: Any, types: Mapping[str, Callable[..., Any]]) -> Any:
    """Return the value again; `types` are the named tuples that may be in it."""
    if isinstance(value, list):
        return tuple(unpacked(each, types) for each in value)
    if isinstance(value, dict):
        ((name, inside),) = value.items()
        return types[name](*(unpacked(each, types) for each in inside))
    return value
