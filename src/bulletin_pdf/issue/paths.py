"""Files next to an issue: the bulletin.yaml it shares, its own fonts."""

import os
import stat
from collections.abc import Iterator

from bulletin_pdf.issue.model import (
    OwnFace,
)
from bulletin_pdf.issue.vocabulary import (
    FONTS,
)
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.named_files import file_is_there, read_file_name

BULLETIN_FILE = "bulletin.yaml"
REVIEW_ENDING = ".review.yml"
"""What the record of an issue's review rounds has in place of the issue's own ending."""

MAX_ABOVE = 8
"""Directories above an issue's own that are looked into for its bulletin.yaml."""

_VERSIONS = ".git"


def find_bulletin(path: str) -> str:
    """Return the bulletin.yaml next to an issue or in the nearest directory above; empty when there is none.

    The search goes no further than an office's own tree (`_directories`).
    """
    own = os.path.abspath(path)
    for directory in _directories(os.path.dirname(own)):
        found = os.path.join(directory, BULLETIN_FILE)
        if found != own and _is_there(found):
            return found if os.path.isabs(path) else os.path.relpath(found)
    return ""


def _directories(home: str) -> Iterator[str]:
    """Return a directory and those above it that belong to the same tree, nearest first.

    A tree ends with the directory under version control, at the border of its file system, and below
    the root and directories in which anybody may write: what lies there may be somebody else's.
    """
    yield home
    try:
        device = os.stat(home).st_dev
        for _ in range(MAX_ABOVE):
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
    """Whether there is something to read; a pipe, a device or a link to nothing is reported when it is read."""
    return os.path.lexists(path) and not os.path.isdir(path)


def own_faces(of: Fields, problems: Problems) -> tuple[OwnFace, ...]:
    """Read `fonts`, the font files of the office's own; one that cannot be found is a problem."""
    fields = of.fields("fonts", FONTS)
    found = []
    for key in FONTS.keys:
        written = fields.text(key.name)
        if written is None:
            continue
        name, chosen = written, ""
        if "#" in written.text and not file_is_there(written):
            mark = written.text.index("#")
            name, chosen = written.cut(0, mark), written.text[mark + 1 :].strip()
        path = read_file_name(name, Code.FONT_NOT_FOUND, problems)
        if path is not None:
            found.append(OwnFace(key.name, path, chosen, written.span()))
    return tuple(found)
