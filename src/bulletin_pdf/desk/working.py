"""An open issue: its text, and whether it is saved."""

import errno
import hashlib
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from bulletin_pdf.desk.history import History
from bulletin_pdf.desk.lease import Holder, Lease
from bulletin_pdf.safe_files import replace_file
from bulletin_pdf.yamldoc.edit import edited
from bulletin_pdf.yamldoc.operations import Edit

Written = TypeVar("Written")
Saving = Literal["saved", "saving", "changed-elsewhere", "missing", "failed"]

DELAY = 0.5
"""Seconds from an edit to its being saved; what is typed meanwhile goes with it."""

RETRY = 3.0
"""Seconds until a file that could not be written is tried again."""

_MARK = b"\xef\xbb\xbf"


class StaleError(Exception):
    """An edit was made from a text that is no longer the one here."""


class HeldError(Exception):
    """Somebody else works on the file."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder.who)
        self.holder = holder


class Working:
    """The text of one file, edited in memory and saved by itself.

    A file that was changed by somebody else is never written over: the state then says so until one of the two
    versions has been chosen (`resolve`). One that is gone is not made again before that either, and one that is
    read-only stays as it is. All methods may be called from several threads.
    """

    def __init__(self, path: Path) -> None:
        """Open a file; `OSError` and `UnicodeDecodeError` for one that cannot be."""
        self.path = path
        self._lock = threading.RLock()
        self._timer: threading.Timer | None = None
        self.version = 0
        self.failure: OSError | None = None
        """Why the file could not be written, while `state` is `failed`."""
        self.history = History(path)
        self.lease = Lease(path)
        self._before: tuple[int, str] | None = None
        """The last change: the version it made, and the text before it."""
        self._load()

    def _load(self) -> None:
        data = self.path.read_bytes()
        mark = _MARK if data.startswith(_MARK) else b""
        self.text, self._mark = data[len(mark) :].decode("utf-8"), mark
        self._digest = _digest(data)
        self.state: Saving = "saved"
        self.saved_at = time.strftime("%H:%M", time.localtime(self.path.stat().st_mtime))

    @property
    def data(self) -> bytes:
        """The text as the file would hold it."""
        return self._mark + self.text.encode("utf-8")

    def edit(self, version: int, edits: Sequence[Edit]) -> int:
        """Make edits and return the new version; the file follows within `DELAY`.

        Raises `StaleError` when the edits were made from another version, `HeldError` when somebody else works on
        the file, `EditError` when one cannot be made: then none of them is.
        """
        with self._lock:
            self._must_be(version)
            return self._take(edited(self.text, edits))

    def replace(self, version: int, text: str) -> int:
        """Put another text in its place, as `edit` does."""
        with self._lock:
            self._must_be(version)
            return self._take(text)

    def write_with(self, version: int, write: Callable[[], Written]) -> Written:
        """Let `write` change the file and others with it, and take that as one edit that can be taken back.

        Raises as `edit` does, `StaleError` also when the file has not got the text that is here; `OSError` when it
        is read-only.
        """
        with self._lock:
            self._must_be(version)
            if self.save() != "saved":
                raise StaleError
            self._must_be_writable()
            before, old = self.text, self.data
            written = write()
            self._load()
            if self.text != before:
                self.history.keep(old)
                self.version += 1
                self._before = self.version, before
            return written

    def undo(self, version: int) -> int:
        """Take the last change back, as `edit` does; `StaleError` when another has been made since."""
        with self._lock:
            self._must_be(version)
            if self._before is None or self._before[0] != version:
                raise StaleError
            return self._take(self._before[1])

    def _must_be(self, version: int) -> None:
        if not self.lease.renew() and (holder := self.lease.other()):
            raise HeldError(holder)
        if version != self.version:
            raise StaleError

    def _take(self, text: str) -> int:
        if text != self.text:
            self._before = self.version + 1, self.text
            self.text = text
            self.version += 1
            if self.state not in ("changed-elsewhere", "missing"):
                self.state = "saving"
                self._save_soon()
        return self.version

    def _save_soon(self, delay: float = DELAY) -> None:
        if self._timer is None:
            self._timer = threading.Timer(delay, self.save)
            self._timer.daemon = True
            self._timer.start()

    def look(self) -> Saving:
        """Return the state, after a look at whether the file was changed by somebody else."""
        with self._lock:
            if self.state == "missing" and self.path.exists():
                self.state = "saved" if self.text_is_saved else "saving"
                self._save_soon()
            if self.state == "saved" and not self.path.exists():
                self.state = "missing"
            if self.state == "saved" and self._differs():
                self._take_theirs()
            return self.state

    def _take_theirs(self) -> None:
        try:
            self._load()
            self.version += 1
        except (OSError, UnicodeDecodeError):
            # What cannot be read does not take the place of what can.
            self.state = "changed-elsewhere"

    @property
    def text_is_saved(self) -> bool:
        """Whether the text here is the one last read from the file or written to it."""
        return _digest(self.data) == self._digest

    def _differs(self) -> bool:
        try:
            return _digest(self.path.read_bytes()) != self._digest
        except OSError:
            return False

    def save(self) -> Saving:
        """Write the text into its file, unless somebody else has changed that; return how it went."""
        with self._lock:
            self._timer = None
            if self.state in ("changed-elsewhere", "missing") or self.text_is_saved:
                return self.state
            if not self.path.exists():
                self.state = "missing"
                return self.state
            if self._differs():
                self.state = "changed-elsewhere"
                return self.state
            return self._write()

    def _write(self) -> Saving:
        with self._lock:
            try:
                data = self.data
                self._must_be_writable()
                if self.path.exists():
                    self.history.keep(self.path.read_bytes())
                replace_file(str(self.path), data)
            except OSError as error:
                # A full disk or a share that is away may come back: the text stays here and is tried again.
                self.state, self.failure = "failed", error
                self._save_soon(RETRY)
                return self.state
            self._digest, self.state = _digest(data), "saved"
            self.saved_at = time.strftime("%H:%M")
            return self.state

    def _must_be_writable(self) -> None:
        # A rename would take the place of a read-only file as of any other.
        if self.path.exists() and not self.path.stat().st_mode & 0o222:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.path))

    def resolve(self, keep: Literal["mine", "theirs"]) -> None:
        """End a conflict: write what is here over the file or where it was, or load the file."""
        with self._lock:
            if keep == "theirs":
                self.history.keep(self.data, at_once=True)
                self._load()
                self.version += 1
                return
            theirs = self.path.read_bytes() if self.path.exists() else None
            if theirs is not None:
                self.history.keep(theirs, at_once=True)
            self._digest = _digest(theirs) if theirs is not None else ""
            self.state = "saving"
            self._write()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
