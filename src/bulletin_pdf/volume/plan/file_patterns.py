"""Issues named in a volume's YAML: single files and patterns, within its directory tree.

A volume that lies in a directory `volumes/` (or `合订本/`) may also name what lies next to
that directory, as `issues/2022-*.yaml` next to `volumes/2022.yaml`.
"""

import fnmatch
import os
import stat
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import islice

from bulletin_pdf.input_states import InputState
from bulletin_pdf.issue.paths import BULLETIN_FILE
from bulletin_pdf.messages import Term
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.named_files import fault_of
from bulletin_pdf.yamldoc.written import PlacedText

MAX_ENTRIES = 100_000
"""Files and directories looked at for one pattern; fifty years of issues with pictures are 20,000."""

_SHELVES = ("volumes", "合订本")
_WILD = pattern(r"[*?\[]")


class TooManyFilesError(Exception):
    """A pattern looks at more than `MAX_ENTRIES` files."""


def find_issues(written: PlacedText, problems: Problems) -> tuple[str, ...]:
    """Return the files a name or a pattern stands for, as the editor would write their paths."""
    pattern = written.text
    why = fault_of(pattern)
    if why:
        problems.add(Code.UNUSABLE_PATH, written.span(), file=pattern[:80], why=Term(why))
        return ()
    try:
        found = look_for(written.source.path, pattern)
    except TooManyFilesError:
        problems.add(Code.PATTERN_TOO_WIDE, written.span(), file=pattern[:80], limit=MAX_ENTRIES)
        return ()
    home = _homes(written.source.path)[-1]
    if any(not _is_within(path, home) for path in found):
        problems.add(Code.UNUSABLE_PATH, written.span(), file=pattern[:80], why=Term("outside"))
        return ()
    if not found:
        _report_none(written, problems)
    return found


def _report_none(written: PlacedText, problems: Problems) -> None:
    """Report why a name or a pattern matches nothing."""
    pattern = written.text
    places = [os.path.join(home, pattern) for home in _homes(written.source.path)]
    other = next((place for place in places if not _WILD.search(pattern) and os.path.exists(place)), "")
    if other:
        why = Term("directory") if os.path.isdir(other) else Term("not plain")
        problems.add(Code.UNUSABLE_PATH, written.span(), file=pattern[:80], why=why)
    else:
        problems.add(Code.PATTERN_WITHOUT_FILES, written.span(), file=pattern[:80])


def look_for(volume: str, pattern: str) -> tuple[str, ...]:
    """Return the files a pattern in a volume's YAML finds, wherever they lie; raises `TooManyFilesError`."""
    for home in _homes(volume):
        # `*.yaml` next to the volume's own file means the issues, not the volume.
        found = [path for path in _matching(home, pattern) if path != os.path.normpath(volume)]
        if found:
            return tuple(found)
    return ()


def note_pattern(volume: str, pattern: str) -> InputState:
    """Note what a pattern finds."""
    place = os.path.abspath(volume)
    try:
        found = look_for(place, pattern)
    except TooManyFilesError:
        found = ()
    return InputState("pattern", place, "\n".join(map(os.path.abspath, found)), pattern)


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
    found = _Search(home).files(pattern.split("/"))
    issues = (path for path in found if os.path.basename(path) != BULLETIN_FILE)
    return sorted(map(os.path.normpath, issues))


class _Search:
    """Looks for the files of a pattern as a shell does: `*` and `?` in names, `**` for any directories.

    A directory that links lead to again and again is gone through once; `**` follows no link out of
    `home`, but names it, so that it can be reported.
    """

    def __init__(self, home: str) -> None:
        self.home = home
        self.looked_at = 0

    def files(self, parts: Sequence[str]) -> list[str]:
        places = [self.home or os.curdir]
        for part in parts[:-1]:
            places = self._once(self._below(places, part))
        last = parts[-1]
        if last == "**":
            places, last = self._everywhere(places), "*"
        return [path for place in places for path in self._named(place, last) if os.path.isfile(path)]

    def _below(self, places: Iterable[str], part: str) -> list[str]:
        if part == "**":
            return self._everywhere(places)
        if not _WILD.search(part):
            return [os.path.join(place, part) for place in places]
        return [path for place in places for path in self._named(place, part)]

    def _named(self, place: str, part: str) -> list[str]:
        """Return what has a name in a directory; names with a dot before are meant only by one with a dot."""
        if not _WILD.search(part):
            path = os.path.join(place, part)
            return [path] if os.path.lexists(path) else []
        names = fnmatch.filter((entry.name for entry in self._entries(place)), part)
        return [os.path.join(place, name) for name in names if part[0] == "." or name[0] != "."]

    def _everywhere(self, places: Iterable[str]) -> list[str]:
        """Return directories and all below them; those that links lead to come last."""
        waiting, linked = deque(places), deque[str]()
        found: list[str] = []
        seen: set[tuple[int, int]] = set()
        while waiting or linked:
            place = waiting.popleft() if waiting else linked.popleft()
            if (own := _identity(place)) is None or own in seen:
                continue
            seen.add(own)
            found.append(place)
            for entry in self._entries(place):
                if entry.name[0] == "." or not entry.is_dir():
                    continue
                if not entry.is_symlink():
                    waiting.append(entry.path)
                elif _is_within(entry.path, self.home):
                    linked.append(entry.path)
                else:
                    found.append(entry.path)
        return found

    def _once(self, places: Iterable[str]) -> list[str]:
        """Leave out what is no directory, and directories that were named already by another path."""
        known = {own: place for place in reversed(list(places)) if (own := _identity(place)) is not None}
        return list(reversed(known.values()))

    def _entries(self, place: str) -> "list[os.DirEntry[str]]":
        try:
            with os.scandir(place) as entries:
                found = list(islice(entries, MAX_ENTRIES - self.looked_at + 1))
        except OSError:
            return []
        self.looked_at += len(found)
        if self.looked_at > MAX_ENTRIES:
            raise TooManyFilesError
        return sorted(found, key=lambda entry: entry.name)


def _identity(place: str) -> tuple[int, int] | None:
    """Return the identity of a directory, whatever path leads to it; None for what is none."""
    try:
        status = os.stat(place)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


def _is_within(path: str, home: str) -> bool:
    root = os.path.realpath(home or ".")
    return os.path.commonpath((root, os.path.realpath(path))) == root
