"""Safe writing: a new file replaces the old one completely, or not at all.

It is given its target's name by a rename, which either happens or does not. A run killed in
the moment between having a hidden name and taking its target's leaves a whole file there, never
a part of one; that goes when the next file is written to the directory (`parts`). Files that
belong together get their names together, while no other run names any there.
"""

import contextlib
import errno
import os
import signal
from collections.abc import Iterator

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.partial_files import PartialDirectory, PartialFile, alone_in, remove_abandoned


class Stored(NamedTuple):
    """A file that was written, and the SHA-256 of what was written."""

    path: str
    digest: str


class Staged:
    """Files that belong together: each is written to disk as it comes, all get their names at the end.

    Leaving the `with` block names them; an exception inside leaves the old files and nothing else.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._parts: list[tuple[str, PartialFile]] = []
        self._stored: list[Stored] = []
        self._about: list[str] = []
        self._swept: set[str] = set()

    def __enter__(self) -> "Staged":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        try:
            if kind is None:
                self._commit()
        finally:
            for _target, part in self._parts:
                part.drop()

    def store(self, target: str, data: bytes, *, about: bool = False) -> Stored:
        """Take `data` for `target` and say what will be there.

        What is `about` another file of the set (a certificate, a ticket) goes before that one is
        replaced: even if the run is killed there, it never lies next to a file it does not belong to.
        """
        import hashlib

        place = os.path.realpath(target)
        with _named(target):
            if (directory := os.path.dirname(place)) not in self._swept:
                remove_abandoned(directory)
                self._swept.add(directory)
            self._parts.append((target, PartialFile(place, data)))
        if about:
            self._about.append(place)
        self._stored.append(Stored(target, hashlib.sha256(data).hexdigest()))
        return self._stored[-1]

    @property
    def stored(self) -> tuple[Stored, ...]:
        """All that was taken."""
        return tuple(self._stored)

    def _commit(self) -> None:
        with _undisturbed(), alone_in([os.path.dirname(part.target) for _, part in self._parts]):
            for target, part in self._parts:
                with _named(target):
                    part.name()
            for place in self._about if len(self._parts) > 1 else ():
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(place)
            for target, part in self._parts:
                with _named(target):
                    part.put()


class InMemory(Staged):
    """Files that belong together and are not written: `files` has the data of each."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.files: dict[str, bytes] = {}

    def store(self, target: str, data: bytes, *, about: bool = False) -> Stored:
        """Take `data` for `target`; nothing is written."""
        import hashlib

        self.files[target] = data
        self._stored.append(Stored(target, hashlib.sha256(data).hexdigest()))
        return self._stored[-1]


def store(target: str, data: bytes) -> Stored:
    """Put `data` in place of `target` as `replace_file` does, and say what is there now."""
    with Staged() as staged:
        return staged.store(target, data)


def replace_file(target: str, data: bytes) -> None:
    """Put `data` in place of `target` at once; when that fails, the old file stays and nothing else.

    A link stays a link; the file it leads to is replaced, and keeps its mode and its owner. `OSError`
    names the target; `NotPlainError` is raised for a directory, a pipe or a device.
    """
    store(target, data)


def is_taken(directory: str) -> bool:
    """Whether a new directory cannot have this name: a file or a directory that holds something has it."""
    return os.path.exists(directory) and (not os.path.isdir(directory) or bool(os.listdir(directory)))


@contextlib.contextmanager
def new_directory(directory: str) -> Iterator[str]:
    """Yield the path of a directory to fill; it stands whole under its name afterwards, or not at all.

    `OSError` names the directory, also the one for a name that is taken.
    """
    if is_taken(directory):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), directory)
    place = os.path.realpath(directory)
    with _named(directory):
        remove_abandoned(os.path.dirname(place))
        part = PartialDirectory(place)
        try:
            yield part.path
            part.put()
        finally:
            part.drop()


@contextlib.contextmanager
def _named(target: str) -> Iterator[None]:
    """Name the target, not the file that is written first; a full disk names no file at all."""
    try:
        yield
    except OSError as error:
        error.filename = target
        del error.filename2  # None would be shown as a second name
        raise


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back a request to stop until all files have their names; it is microseconds."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
