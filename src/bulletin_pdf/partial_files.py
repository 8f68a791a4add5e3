"""Files and directories that are written under a temporary name and then renamed.

While it is written a file has no name where the system can do that (Linux: O_TMPFILE), and
else a hidden one next to its target. A hidden name says the number (inode) of what it was given
to, and a writer keeps it locked. So what a killed run left is distinct from everything else:
it has its own number in its name, and nobody has it locked. Nothing else is ever removed.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from typing import BinaryIO

from bulletin_pdf.patterns import pattern
from bulletin_pdf.plain_files import NotPlainError

# Short and hidden: a long Chinese name plus a suffix may be more than a file system takes.
_LEFT_OVER = pattern(r"\.bulletin-[0-9a-f]{16}-([0-9a-f]+)\.part")

_EXCLUSIVE = (
    os.O_RDWR
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)
_LOOK = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)

try:
    import fcntl as _fcntl
except ImportError:  # Windows: a file that somebody has open cannot be removed there
    _fcntl = None  # type: ignore[assignment]


class PartialFile:
    """A file written whole that does not have its target's name yet."""

    def __init__(self, target: str, data: bytes) -> None:
        """Write `data`, to disk, with the rights its target has. `target` is no link."""
        self.target = target
        self._before = _present(target)
        self._path = ""
        self._stream: BinaryIO | None = None
        try:
            self._stream = self._open()
            self._take_rights()
            _fill(self._stream, data)
        except BaseException:
            self.drop()
            raise

    def name(self) -> None:
        """Give the file its hidden name; everything that may fail has been done by then."""
        if not self._path and not self._link():
            self._copy()
        if _fcntl is None and self._stream is not None:  # Windows renames nothing that is open
            self._stream.close()
            self._stream = None

    def put(self) -> None:
        """Put it in its target's place."""
        _replace(self._path, self.target)
        self._path = ""
        self.drop()

    def drop(self) -> None:
        """Close it; a file without a name, or still with a hidden one, is removed."""
        if self._stream is not None:
            with contextlib.suppress(OSError):  # a full disk also refuses what is still in the buffer
                self._stream.close()
            self._stream = None
        if self._path:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._path)
            self._path = ""

    def _open(self) -> BinaryIO:
        mode = 0o666 if self._before is None else 0o600
        nameless = _open_nameless(os.path.dirname(self.target), mode)
        return nameless if nameless is not None else self._open_named(mode)

    def _open_named(self, mode: int) -> BinaryIO:
        """Make a file under a name nobody can foresee, lock it, and put its number into its name."""
        directory = os.path.dirname(self.target)
        first = os.path.join(directory, f".bulletin-{os.urandom(8).hex()}.part")
        file = os.open(first, _EXCLUSIVE, mode)
        self._path = first
        if _fcntl is None:
            os.close(file)
        else:
            stream = os.fdopen(file, "w+b")
            self._stream = stream
            _lock(stream)
        second = hidden_name(directory, os.stat(first).st_ino)
        os.rename(first, second)
        self._path = second
        return open(second, "r+b") if _fcntl is None else stream

    def _take_rights(self) -> None:
        """A file that takes another's place has its owner, its group and its mode."""
        before, stream = self._before, self._stream
        if before is None or stream is None or not hasattr(os, "fchown"):
            return
        mode = stat.S_IMODE(before.st_mode)
        here = os.fstat(stream.fileno())
        if (here.st_uid, here.st_gid) != (before.st_uid, before.st_gid):
            mode = _give_away(stream.fileno(), before, mode)
        os.fchmod(stream.fileno(), mode)

    def _link(self) -> bool:
        """Name a nameless file. A link cannot take the place of a file, but it can be renamed."""
        if self._stream is None:
            return False
        directory = os.path.dirname(self.target)
        file = self._stream.fileno()
        path = hidden_name(directory, os.fstat(file).st_ino)
        place = os.open(directory, os.O_PATH | os.O_DIRECTORY)
        try:
            # With a directory given, the link is made of the open file, not of its entry in /proc.
            os.link(f"/proc/self/fd/{file}", os.path.basename(path), dst_dir_fd=place)
        except OSError:
            return False
        finally:
            os.close(place)
        self._path = path
        return True

    def _copy(self) -> None:
        """Write a nameless file once more with a name, where the system does not link such files."""
        source, self._stream = self._stream, None
        if source is None:
            return
        import shutil

        with source:
            source.seek(0)
            self._stream = self._open_named(0o600)
            shutil.copyfileobj(source, self._stream, 1 << 20)
            os.fchmod(self._stream.fileno(), stat.S_IMODE(os.fstat(source.fileno()).st_mode))
            self._stream.flush()
            os.fsync(self._stream.fileno())


class PartialDirectory:
    """A directory filled under a hidden name next to its target."""

    def __init__(self, target: str) -> None:
        """Make it. `target` is no link, and is not there or is an empty directory."""
        self.target = target
        parent = os.path.dirname(target)
        first = os.path.join(parent, f".bulletin-{os.urandom(8).hex()}.part")
        os.mkdir(first)
        self.path, self._lock = first, -1
        if _fcntl is not None:
            self._lock = os.open(first, os.O_RDONLY | os.O_DIRECTORY)
            with contextlib.suppress(OSError):
                _fcntl.flock(self._lock, _fcntl.LOCK_EX)
        second = hidden_name(parent, os.stat(first).st_ino)
        os.rename(first, second)
        self.path = second

    def put(self) -> None:
        """Put it in its target's place; an empty directory there gives its rights."""
        if os.path.isdir(self.target):
            os.chmod(self.path, stat.S_IMODE(os.stat(self.target).st_mode))
            if _fcntl is None:  # Windows: a rename takes no directory's place
                os.rmdir(self.target)
        os.replace(self.path, self.target)
        self.path = ""
        self.drop()

    def drop(self) -> None:
        """Close it; a directory that still has its hidden name is removed."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1
        if self.path:
            import shutil

            shutil.rmtree(self.path, ignore_errors=True)
            self.path = ""


def hidden_name(directory: str, number: int) -> str:
    """Return a new name for a part with this number."""
    return os.path.join(directory, f".bulletin-{os.urandom(8).hex()}-{number:x}.part")


@contextlib.contextmanager
def alone_in(directories: list[str]) -> Iterator[None]:
    """Keep other runs from naming files in these directories meanwhile, where the system can.

    Who cannot lock (no such locks, another program keeps one) goes on without after a while.
    """
    opened: list[int] = []
    try:
        for directory in sorted(set(directories)):
            with contextlib.suppress(OSError):
                opened.append(os.open(directory, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)))
                _wait_for(opened[-1])
        yield
    finally:
        for file in opened:
            os.close(file)


def remove_abandoned(directory: str) -> None:
    """Remove what killed runs left here; whatever stands in the way of that is no matter."""
    with contextlib.suppress(OSError):
        for name in os.listdir(directory):
            if match := _LEFT_OVER.fullmatch(name):
                with contextlib.suppress(OSError):
                    _remove_ownerless(os.path.join(directory, name), int(match[1], 16))


_SHORT_TRIES = 20
_TRIES, _PAUSE = 1000, 0.01
"""How often, and after how many seconds, a lock is tried again: naming files takes microseconds."""


def _wait_for(file: int) -> None:
    import time

    if _fcntl is None:
        return
    for _ in range(_TRIES):
        try:
            _fcntl.flock(file, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(_PAUSE)


def _replace(part: str, target: str) -> None:
    """Rename a part; a target that another program has open is reported as that after some tries."""
    import time

    for left in range(_SHORT_TRIES, -1, -1):
        try:
            os.replace(part, target)
            return
        except PermissionError as error:
            # Windows says the same of a file that may not be written and of one that is open in a viewer. Scanners
            # of viruses have new files open for a moment.
            if _fcntl is not None or not os.access(target, os.W_OK):
                raise
            if not left:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), target) from error
            time.sleep(_PAUSE)


def _present(target: str) -> os.stat_result | None:
    """Look at the file whose place is taken; `NotPlainError` for what is no file."""
    try:
        status = os.lstat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise NotPlainError(target, status.st_mode)
    return status


def _open_nameless(directory: str, mode: int) -> BinaryIO | None:
    """Open a file that has no name; None where the system has no such files."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not os.path.isdir("/proc/self/fd"):
        return None
    try:
        stream = os.fdopen(os.open(directory, flag | os.O_RDWR | os.O_CLOEXEC, mode), "w+b")
    except OSError:  # this file system cannot; if it is the directory, the other way will say so
        return None
    _lock(stream)
    return stream


def _give_away(file: int, before: os.stat_result, mode: int) -> int:
    """Return a file to another's owner and group; where only root may, no group gets what others may not."""
    for owner in (before.st_uid, -1):
        with contextlib.suppress(OSError):
            os.fchown(file, owner, before.st_gid)
            return mode if owner != -1 else mode & ~0o6000
    return (mode & ~0o6070) | (mode & 0o007) << 3


def _lock(stream: BinaryIO) -> None:
    """Mark it as in use."""
    if _fcntl is not None:
        with contextlib.suppress(OSError):
            _fcntl.flock(stream, _fcntl.LOCK_EX)


def _fill(stream: BinaryIO, data: bytes) -> None:
    """Write everything and have it on disk."""
    stream.write(data)
    stream.flush()
    os.fsync(stream.fileno())


_ABANDONED_AFTER = 24 * 3600
"""Seconds after which no run is still writing a part, where there are no locks to say so."""


def _remove_ownerless(path: str, number: int) -> None:
    import time

    status = os.lstat(path)
    own = status.st_ino == number and (not hasattr(os, "geteuid") or status.st_uid == os.geteuid())
    if not own or not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return
    if _fcntl is None and time.time() - status.st_mtime < _ABANDONED_AFTER:
        return  # Without locks another run may still be at it.
    file = os.open(path, _LOOK) if _fcntl is not None else -1
    try:
        if _fcntl is not None:
            _fcntl.flock(file, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        if stat.S_ISDIR(status.st_mode):
            import shutil

            shutil.rmtree(path, ignore_errors=True)
        else:
            os.unlink(path)
    finally:
        if file >= 0:
            os.close(file)
