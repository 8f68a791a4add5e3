"""Files beside an issue: the bulletin.yaml it shares, and those that YAML names, inside its own directory."""

import os
import re
import stat
from collections.abc import Iterator

from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.yamldoc.written import Written

BULLETIN_FILE = "bulletin.yaml"

MOST_ABOVE = 8
"""Directories above an issue's own that are looked into for its bulletin.yaml."""

_VERSIONS = ".git"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|//")
_DRIVE = re.compile("[A-Za-z]:")
_MOST = 1000


def find_bulletin(path: str) -> str:
    """Give the bulletin.yaml beside an issue or in the nearest directory above; empty when there is none.

    The search goes no further than an office's own tree (`_directories`).
    """
    own = os.path.abspath(path)
    for directory in _directories(os.path.dirname(own)):
        found = os.path.join(directory, BULLETIN_FILE)
        if found != own and _is_there(found):
            return found if os.path.isabs(path) else os.path.relpath(found)
    return ""


def _directories(home: str) -> Iterator[str]:
    """Give a directory and those above it that belong to the same tree, nearest first.

    A tree ends with the directory under version control, at the border of its file system, and below
    the root and directories in which anybody may write: what lies there may be somebody else's.
    """
    yield home
    try:
        device = os.stat(home).st_dev
        for _ in range(MOST_ABOVE):
            above = os.path.dirname(home)
            if os.path.exists(os.path.join(home, _VERSIONS)) or above == os.path.dirname(above):
                return
            status = os.stat(above)
            if status.st_dev != device or status.st_mode & stat.S_IWOTH and os.name != "nt":
                return
            yield above
            home = above
    except OSError:  # a directory that may not be looked into ends the tree too
        return


def _is_there(path: str) -> bool:
    """Whether there is something to read; a pipe, a device or a link to nothing is told when it is read."""
    return os.path.lexists(path) and not os.path.isdir(path)


def read_file_name(written: Written, missing: str, problems: Problems) -> str | None:
    """Give the absolute path of a file that is there; `missing` is the code for one that is not."""
    why = fault_of(written.text)
    path = "" if why else _resolve(written)
    if not why and not path:
        why = "outside"
    if not why and os.path.isdir(path):
        why = "directory"
    if why:
        problems.add("B214", written.span(), file=written.text[:80], why=f"@{why}")
        return None
    if not os.path.exists(path):
        problems.add(missing, written.span(), file=written.text[:80])
        return None
    if not os.path.isfile(path):
        problems.add("B214", written.span(), file=written.text[:80], why="@not plain")
        return None
    return path


def fault_of(name: str) -> str:
    """Say what is wrong with a path as it is written, in a term of problems; empty for nothing."""
    if "\0" in name or "\n" in name or len(name) > _MOST:
        return "bad path"
    if _URL.match(name):
        return "url"
    if name.startswith(("/", "~")) or _DRIVE.match(name):
        return "absolute"
    return "backslash" if "\\" in name else ""


def _resolve(written: Written) -> str:
    """Give the path as it is named, links and all; empty when it leads out of the directory of its file."""
    root = os.path.realpath(os.path.dirname(written.path) or ".")
    named = os.path.join(root, written.text)
    place = os.path.realpath(named)
    if os.path.commonpath((root, place)) != root:
        return ""
    return place if os.pardir in written.text.split("/") else os.path.normpath(named)
