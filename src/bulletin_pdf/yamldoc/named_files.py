"""Files named in YAML: only inside the directory of the file that names them."""

import os

from bulletin_pdf.messages import Term
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.written import PlacedText

_URL = pattern(r"[A-Za-z][A-Za-z0-9+.-]+://|//")
_DRIVE = pattern("[A-Za-z]:")
_MOST = 1000


def read_file_name(written: PlacedText, missing: str, problems: Problems) -> str | None:
    """Return the absolute path of a file that is there; `missing` is the code for one that is not."""
    why = fault_of(written.text)
    path = "" if why else _resolve(written)
    if not why and not path:
        why = "outside"
    if not why and os.path.isdir(path):
        why = "directory"
    if why:
        problems.add(Code.UNUSABLE_PATH, written.span(), file=written.text[:80], why=Term(why))
        return None
    if not os.path.exists(path):
        problems.add(missing, written.span(), file=written.text[:80])
        return None
    if not os.path.isfile(path):
        problems.add(Code.UNUSABLE_PATH, written.span(), file=written.text[:80], why=Term("not plain"))
        return None
    return path


def file_is_there(written: PlacedText) -> bool:
    """Whether a text names a file as it stands; nothing is noted when it does not."""
    return not fault_of(written.text) and os.path.isfile(_resolve(written))


def fault_of(name: str) -> str:
    """Return what is wrong with a path as it is written, in a term of problems; empty for nothing."""
    if "\0" in name or "\n" in name or len(name) > _MOST:
        return "bad path"
    if _URL.match(name):
        return "url"
    if name.startswith(("/", "~")) or _DRIVE.match(name):
        return "absolute"
    return "backslash" if "\\" in name else ""


def _resolve(written: PlacedText) -> str:
    """Return the path as it is named, links and all; empty when it leads out of the directory of its file."""
    root = os.path.realpath(os.path.dirname(written.source.path) or ".")
    named = os.path.join(root, written.text)
    place = os.path.realpath(named)
    if os.path.commonpath((root, place)) != root:
        return ""
    return place if os.pardir in written.text.split("/") else os.path.normpath(named)
