"""Inputs must be plain files: a pipe, a device, a socket or a directory is reported instead of read."""

import errno
import os
import stat
from io import BufferedReader

from bulletin_pdf.problem_codes import Code

# Windows has neither flag, and no such files.
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)


class NoFileError(OSError):
    """A path that leads to no plain file. `code` is the problem to report: the material is at fault, not the machine."""

    def __init__(self, number: int, path: str, code: str) -> None:
        """Take errno, the path as it is shown, and the code of the problem."""
        super().__init__(number, os.strerror(number), path)
        self.code = code


class MissingError(NoFileError):
    """Nothing is there: no such name (B701), or a link that leads nowhere or to itself (B960)."""

    def __init__(self, path: str) -> None:
        """Take the path as it is shown."""
        super().__init__(
            errno.ENOENT, path, Code.LINK_LEADS_NOWHERE if _is_link(path) else Code.FILE_NOT_FOUND
        )


class NotPlainError(NoFileError):
    """What a path leads to is there, but is a directory (B702), or a pipe, a device or a socket (B705)."""

    def __init__(self, path: str, mode: int) -> None:
        """Take the path as it is shown, and the mode of what is there."""
        directory = stat.S_ISDIR(mode)
        super().__init__(
            errno.EISDIR if directory else errno.EINVAL,
            path,
            Code.IS_A_DIRECTORY if directory else Code.NOT_A_REGULAR_FILE,
        )


def open_plain(path: str) -> BufferedReader:
    """Open a plain file to read its bytes; `NoFileError` where there is none, else `OSError`.

    Opening a pipe waits for a writer and opening a device may do something; so it is looked at
    first, opened without waiting, and looked at again: it may be another one by then.
    """
    try:
        _demand_plain(path, os.stat(path).st_mode)
        return open(path, "rb", opener=_open_without_waiting)
    except ValueError:  # a null character
        raise MissingError(path) from None
    except OSError as error:
        if error.errno in _NOT_THERE:
            raise MissingError(path) from None
        raise


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


def _is_link(path: str) -> bool:
    return "\0" not in path and os.path.islink(path)
