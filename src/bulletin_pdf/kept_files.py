"""Small files in the user's cache directory, from which work already done is taken up again.

They lie nowhere near anything a user works with: `$BULLETIN_PDF_CACHE`, else the place the system has for
such files. What is missing, torn, damaged, or could have been written by another user is not there; so they may be
deleted at any time, and two runs that write the same one do no harm.
"""

import contextlib
import os
import stat
import sys

from bulletin_pdf.plain_files import open_plain


def cache_directory() -> str:
    """Return the directory of such files; empty when this user has no place for such files."""
    chosen = os.environ.get("BULLETIN_PDF_CACHE")
    if chosen is not None:
        return os.path.abspath(chosen) if chosen else ""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "bulletin_pdf") if os.path.isabs(base) else ""


def read_kept(*place: str) -> bytes | None:
    """Return what was kept in a place below the directory; None where nothing sound was."""
    import hashlib

    try:
        with open_plain(_path(place)) as file:
            if not _is_ours(os.fstat(file.fileno())):
                return None
            digest, _, content = file.read().partition(b"\n")
    except (OSError, ValueError):
        return None
    return content if hashlib.sha256(content).hexdigest().encode() == digest else None


def _is_ours(status: os.stat_result) -> bool:
    """Whether nobody but this user (and root) can have written it: a cache may lie where others may write."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid in (0, os.geteuid()) and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def keep(content: bytes, *place: str) -> None:
    """Keep bytes in a place below the directory, whole; raises `OSError` where that cannot be. They need not outlive a power cut: a torn file is found out by its digest."""
    import hashlib

    path = _path(place)
    beside = f"{path}.{os.urandom(6).hex()}"
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    try:
        with open(beside, "xb", opener=_for_this_user) as file:
            file.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


def _for_this_user(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _path(place: tuple[str, ...]) -> str:
    directory = cache_directory()
    if not directory:
        raise FileNotFoundError("no cache directory")
    return os.path.join(directory, *place)
