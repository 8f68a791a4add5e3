"""Issues named in a volume's YAML: single files and patterns, inside its own directory tree.

A volume that lies in a directory `volumes/` (or `合订本/`) may also name what lies beside
that directory, as `issues/2022-*.yaml` beside `volumes/2022.yaml`.
"""

import glob
import os
import re

from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.issue.paths import BULLETIN_FILE, fault_of
from bulletin_pdf.witness import Seen
from bulletin_pdf.yamldoc.written import Written

_SHELVES = ("volumes", "合订本")
_WILD = re.compile(r"[*?\[]")


def find_issues(written: Written, problems: Problems) -> tuple[str, ...]:
    """Give the files a name or a pattern stands for, as the editor would write their paths."""
    pattern = written.text
    why = fault_of(pattern)
    if why:
        problems.add("B214", written.span(), file=pattern[:80], why=f"@{why}")
        return ()
    found = look_for(written.path, pattern)
    home = _homes(written.path)[-1]
    if any(not _is_within(path, home) for path in found):
        problems.add("B214", written.span(), file=pattern[:80], why="@outside")
        return ()
    if not found:
        problems.add("B830", written.span(), file=pattern[:80])
    return found


def look_for(volume: str, pattern: str) -> tuple[str, ...]:
    """Give the files a pattern in a volume's YAML finds, wherever they lie."""
    for home in _homes(volume):
        # `*.yaml` beside the volume's own file means the issues, not the volume.
        found = [path for path in _matching(home, pattern) if path != os.path.normpath(volume)]
        if found:
            return tuple(found)
    return ()


def see_pattern(volume: str, pattern: str) -> Seen:
    """Note what a pattern finds."""
    place = os.path.abspath(volume)
    return Seen("pattern", place, "\n".join(map(os.path.abspath, look_for(place, pattern))), pattern)


def _homes(volume: str) -> list[str]:
    """Directories that paths are looked for in; everything stays below the last one."""
    home = os.path.dirname(volume)
    if os.path.basename(os.path.abspath(home)) in _SHELVES:
        return [home, os.path.normpath(os.path.join(home, os.pardir))]
    return [home]


def _matching(home: str, pattern: str) -> list[str]:
    if not _WILD.search(pattern):
        path = os.path.normpath(os.path.join(home, pattern))
        return [path] if os.path.isfile(path) else []
    found = glob.glob(os.path.join(glob.escape(home), pattern), recursive=True)
    issues = (path for path in found if os.path.isfile(path) and os.path.basename(path) != BULLETIN_FILE)
    return sorted(map(os.path.normpath, issues))


def _is_within(path: str, home: str) -> bool:
    root = os.path.realpath(home or ".")
    return os.path.commonpath((root, os.path.realpath(path))) == root
