"""Who is editing an issue: recorded in a small file next to it, so that it works on shared folders.

A lease is renewed while its page is open and ends by itself a minute after the last renewal. Taking over is always
possible; the text is kept from being written over by its digest, not by the lease.
"""

import getpass
import json
import os
import secrets
import socket
import time
from pathlib import Path

from bulletin_pdf.desk.history import FOLDER
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.safe_files import replace_file

LIFE = 60.0
"""Seconds a lease holds after it was renewed."""

RENEWED = 10.0
"""Seconds between two renewals."""


class Holder(NamedTuple):
    """Who is editing an issue: name and machine, since when (HH:MM), and whether it is the requesting person."""

    who: str
    since: str
    own: bool


class Lease:
    """The claim of one desk to one file."""

    def __init__(self, path: Path) -> None:
        """Take the path of the file; nothing is claimed yet."""
        self.place = path.parent / FOLDER / "leases" / f"{path.name}.json"
        self._token = secrets.token_hex(8)
        self._since = time.time()
        self._renewed = 0.0

    def other(self) -> Holder | None:
        """Return who else holds the file; None when nobody does, or their lease has run out."""
        try:
            held = json.loads(self.place.read_text("utf-8"))
            if held["token"] == self._token or time.time() - held["seen"] > LIFE or _has_ended(held):
                return None
            since = time.strftime("%H:%M", time.localtime(held["since"]))
            return Holder(str(held["who"]), since, _name(str(held["who"])) == _name(_who()))
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return None

    def renew(self, *, take_over: bool = False) -> bool:
        """Claim the file, or hold on to it; return whether it is held. A folder that cannot be written holds all."""
        now = time.time()
        if not take_over and self.other() is not None:
            return False
        if now - self._renewed < RENEWED and not take_over:
            return True
        record = {"token": self._token, "who": _who(), "since": self._since, "seen": now, "pid": os.getpid()}
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            replace_file(str(self.place), json.dumps(record, ensure_ascii=False).encode("utf-8"))
        except OSError:
            return True
        self._renewed = now
        return True

    def release(self) -> None:
        """Release the file, if it is held."""
        try:
            if json.loads(self.place.read_text("utf-8"))["token"] == self._token:
                self.place.unlink()
        except (OSError, ValueError, KeyError, TypeError):
            return


def _has_ended(held: dict[str, object]) -> bool:
    """Whether the holder was a desk of this very user and machine that was killed, and cannot give the lease up."""
    pid = held.get("pid")
    if os.name != "posix" or held["who"] != _who() or not isinstance(pid, int):
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _name(who: str) -> str:
    return who.rpartition("@")[0]


def _who() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = str(os.getuid()) if hasattr(os, "getuid") else "?"
    return f"{name}@{socket.gethostname()}"
