"""Inputs are plain files: a pipe, a device, a socket or a directory is told, never waited for."""

import errno
import os
import stat
from io import BufferedReader

# Windows has neither flag, and no such files.
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


class NotPlainError(OSError):
    """What a path leads to is there, but is no plain file."""

    def __init__(self, path: str, mode: int) -> None:
        """Take the path as it is to be told, and the mode of what is there."""
        self.directory = stat.S_ISDIR(mode)
        number = errno.EISDIR if self.directory else errno.EINVAL
        super().__init__(number, os.strerror(number), path)

    @property
    def code(self) -> str:
        """The problem to tell: a directory (B702), or a pipe, a device or a socket (B705)."""
        return "B702" if self.directory else "B705"


def open_plain(path: str) -> BufferedReader:
    """Open a plain file to read its bytes; `NotPlainError` for what is none, else `OSError`.

    Opening a pipe waits for a writer and opening a device may do something; so it is looked at
    first, opened without waiting, and looked at again: it may be another one by then.
    """
    _demand_plain(path, os.stat(path).st_mode)
    return open(path, "rb", opener=_open_without_waiting)


def read_plain(path: str, most: int = -1) -> bytes:
    """Read a plain file, or its first `most` bytes."""
    with open_plain(path) as file:
        return file.read(most)


def _open_without_waiting(path: str, flags: int) -> int:
    file = os.open(path, flags | _WITHOUT_WAITING)
    try:
        _demand_plain(path, os.fstat(file).st_mode)
    except BaseException:
        os.close(file)
        raise
    return file


def _demand_plain(path: str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotPlainError(path, mode)
