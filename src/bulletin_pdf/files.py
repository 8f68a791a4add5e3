"""Files are safe: a new file takes the place of an old one whole, or not at all.

While it is written a file has no name where the system can do that (Linux: O_TMPFILE), and
else a hidden one beside the target. It is given its target's name by a rename, which either
happens or does not. A run killed in the moment between having a hidden name and taking its
target's leaves a whole file there, never a part of one. What a killed run may have left
under a hidden name goes when the next file is written to that directory: a writer keeps its
file locked, so a file that can be locked has lost its writer.
"""

import contextlib
import os
import re
from typing import BinaryIO, NamedTuple

# Short and hidden: a long Chinese name plus a suffix may be more than a file system takes.
_PREFIX, _SUFFIX = ".bulletin-", ".part"
_LEFT_OVER = re.compile(r"\.bulletin-[0-9a-f]{16}\.part")

try:
    import fcntl as _fcntl
except ImportError:  # Windows: a file that somebody has open cannot be removed there
    _fcntl = None  # type: ignore[assignment]


class Stored(NamedTuple):
    """A file that was written, and the SHA-256 of what was written."""

    path: str
    digest: str


def store(target: str, data: bytes) -> Stored:
    """Put `data` in place of `target` as `replace_file` does, and say what is there now."""
    import hashlib

    replace_file(target, data)
    return Stored(target, hashlib.sha256(data).hexdigest())


def replace_file(target: str, data: bytes) -> None:
    """Put `data` in place of `target` at once; when that fails, the old file stays and nothing else.

    A link stays a link; the file it leads to is replaced. `OSError` names the target.
    """
    place = os.path.realpath(target)
    directory = os.path.dirname(place)
    _sweep(directory)
    beside = os.path.join(directory, f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}")
    try:
        if not _write_nameless(directory, beside, place, data):
            _write_beside(beside, place, data)
    except BaseException as error:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)
        if isinstance(error, OSError):
            # What was asked for, not what is written first; a full disk names no file at all.
            error.filename, error.filename2 = target, None
        raise


def _write_nameless(directory: str, beside: str, target: str, data: bytes) -> bool:
    """Write a file that has no name until it is whole; False where the system has no such files."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not os.path.isdir("/proc/self/fd"):
        return False
    try:
        place = os.open(directory, os.O_PATH | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        try:
            file = os.open(directory, flag | os.O_WRONLY, 0o666)
        except OSError:  # this file system cannot; if it is the directory, the other way will say so
            return False
        with open(file, "wb") as stream:
            _fill(stream, data)
            # A link cannot take the place of a file, a rename can. With a directory given,
            # the link is made of the open file, not of its entry in /proc.
            try:
                os.link(f"/proc/self/fd/{file}", os.path.basename(beside), dst_dir_fd=place)
            except OSError:
                return False
            os.replace(beside, target)
        return True
    finally:
        os.close(place)


def _write_beside(beside: str, target: str, data: bytes) -> None:
    with open(beside, "xb") as stream:
        _fill(stream, data)
        if _fcntl is not None:
            _rename_locked(beside, target, data)
    if _fcntl is None:
        os.replace(beside, target)


def _rename_locked(beside: str, target: str, data: bytes) -> None:
    try:
        os.replace(beside, target)
    except FileNotFoundError:
        if not os.path.isdir(os.path.dirname(target)):
            raise
        # Another run swept it away in the moment before it was locked.
        _write_beside(beside, target, data)


def _fill(stream: BinaryIO, data: bytes) -> None:
    """Write everything and have it on disk; the lock says that somebody still works on it."""
    if _fcntl is not None:
        with contextlib.suppress(OSError):
            _fcntl.flock(stream, _fcntl.LOCK_EX)
    stream.write(data)
    stream.flush()
    os.fsync(stream.fileno())


def _sweep(directory: str) -> None:
    """Remove what killed runs left here; whatever stands in the way of that is no matter."""
    with contextlib.suppress(OSError):
        for name in os.listdir(directory):
            if _LEFT_OVER.fullmatch(name):
                with contextlib.suppress(OSError):
                    _remove_ownerless(os.path.join(directory, name))


def _remove_ownerless(path: str) -> None:
    if _fcntl is None:
        os.unlink(path)
        return
    with open(path, "rb") as stream:
        _fcntl.flock(stream, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        os.unlink(path)
