"""The folder of the desk: its files, and access to nothing outside it."""

import os
from pathlib import Path

from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.desk.form_fields import text_nodes
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.paths import REVIEW_ENDING
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.volume.plan.volume_vocabulary import VOLUME
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import load

MAX_ISSUES = 2000
_ENDINGS = (".yaml", ".yml")
_SHARED = ("bulletin.yaml", "bulletin.yml")

_OF_AN_ISSUE = frozenset(("reports", "number", "date", "theme", "note"))
"""Keys that only an issue has; one is enough for a file to be listed."""
_AROUND = 14
"""Characters shown around words that were looked for."""


class Entry(NamedTuple):
    """One issue of the folder as the list of the year shows it."""

    file: str
    """Path below the folder, with forward slashes."""
    name: str
    date: str
    """YYYY-MM-DD, empty when it cannot be read."""
    title: str
    series: str
    number: int | None
    year: int | None
    words: str = ""
    """Title, fields and texts of the issue in one, to be searched."""


class Found(NamedTuple):
    """An issue that has some words: its file, and the words around the first place they stand in."""

    file: str
    before: str
    words: str
    after: str


class OutsideError(Exception):
    """A name that leads out of the folder, or to nothing that can be edited."""


class Folder:
    """A folder and the issues in it; what was read of a file is kept as long as the file stays the same."""

    def __init__(self, root: str) -> None:
        """Take an existing folder."""
        self.root = Path(root).resolve()
        self._known: dict[str, tuple[tuple[int, int], Entry | None]] = {}

    def path_of(self, name: str) -> Path:
        """Return the path of a file below the folder; raises `OutsideError` for any other name.

        The path is judged by its components after links are followed, never by how it begins.
        """
        if not name or "\0" in name or "\\" in name or ":" in name or name.startswith("/"):
            raise OutsideError(name)
        parts = name.split("/")
        if any(part in ("", ".", "..") for part in parts):
            raise OutsideError(name)
        path = self.root.joinpath(*parts)
        try:
            resolved = path.resolve(strict=True)
        except (OSError, RuntimeError):
            raise OutsideError(name) from None
        if not resolved.is_relative_to(self.root) or not resolved.is_file():
            raise OutsideError(name)
        return path

    def issue_path(self, name: str) -> Path:
        """Return the path of an issue's YAML; raises `OutsideError` for any other file."""
        path = self.path_of(name)
        if path.suffix.lower() not in _ENDINGS:
            raise OutsideError(name)
        return path

    def entries(self) -> list[Entry]:
        """Return the issues of the folder and of the folders directly in it, the newest first."""
        found = [entry for path in self._files() if (entry := self._entry(path)) is not None]
        return sorted(found, key=lambda entry: (entry.date, entry.number or 0, entry.file), reverse=True)

    def others(self) -> list[str]:
        """Return the names of the folder's YAML files that are neither issue, volume nor belong to issues."""
        names = ((path, path.relative_to(self.root).as_posix()) for path in self._files())
        return [
            name
            for path, name in names
            if path.name not in _SHARED and self._entry(path) is None and _is_odd(path)
        ]

    def search(self, words: str) -> list[Found]:
        """Return the issues whose texts have these words, blanks and case aside, the newest first."""
        wanted = "".join(words.split()).lower()
        found = []
        for entry in self.entries() if wanted else []:
            at = entry.words.lower().find(wanted)
            if at >= 0:
                end = at + len(wanted)
                around = (
                    entry.words[max(at - _AROUND, 0) : at],
                    entry.words[at:end],
                    entry.words[end : end + _AROUND],
                )
                found.append(Found(entry.file, *around))
        return found

    def _files(self) -> list[Path]:
        here = sorted(self.root.glob("*.y*ml")) + sorted(self.root.glob("*/*.y*ml"))
        shown = (path for path in here if path.parent == self.root or not path.parent.name.startswith("."))
        return [path for path in shown if path.suffix.lower() in _ENDINGS and path.is_file()][:MAX_ISSUES]

    def _entry(self, path: Path) -> Entry | None:
        state = os.stat(path)
        key = (state.st_mtime_ns, state.st_size)
        name = path.relative_to(self.root).as_posix()
        known = self._known.get(name)
        if known is None or known[0] != key:
            known = self._known[name] = key, _read_entry(path, name)
        return known[1]


def _top(path: Path) -> Node | None:
    try:
        return load(str(path), Problems())
    except OSError:
        return None


def _is_odd(path: Path) -> bool:
    """Whether a file that is no issue is none that belongs to issues either: no volume, no design, no review of one here."""
    if path.name.lower().endswith(REVIEW_ENDING):
        issue = path.name[: -len(REVIEW_ENDING)]
        return not any(path.with_name(issue + ending).is_file() for ending in _ENDINGS)
    root = _top(path)
    names = {key.value for key, _ in root.pairs} if root is not None else set()
    return not names & {*VOLUME.by_name["issues"].names, *DESIGN.by_name}


def _read_entry(path: Path, name: str) -> Entry | None:
    """Read what the list shows; a file that is no issue is not in it, one with errors is, under its own name."""
    root = _top(path)
    names = (
        {ISSUE.by_name[key.value].name for key, _ in root.pairs if key.value in ISSUE.by_name}
        if root
        else set()
    )
    if root is None:
        # One that cannot be read at all is an issue when it looks like one.
        head = path.read_bytes()[: 1 << 16]
        if not any(f"{key}:".encode() in head for key in ISSUE.by_name["reports"].names):
            return None
    elif path.name in _SHARED or not names & _OF_AN_ISSUE:
        return None
    try:
        issue = read_issue(str(path)).issue
    except (BulletinError, OSError):
        return Entry(name, path.name, "", "", "", None, None)
    return Entry(
        name,
        issue_name(issue),
        issue.masthead.date.iso,
        _title(issue),
        _series(issue),
        issue.number,
        _year(issue),
        "".join("".join(node.value.split()) + "\n" for _, node in text_nodes(root, ())) if root else "",
    )


def issue_name(issue: Issue) -> str:
    """Return what an issue is called: its series, or the name of the bulletin, and its number."""
    return f"{_series(issue)} {number_line(issue)}".strip()


def _series(issue: Issue) -> str:
    head = issue.masthead
    return head.series.text if head.series else head.name.text


def _title(issue: Issue) -> str:
    if issue.theme:
        return issue.theme.text
    return "".join(line.text for line in issue.reports[0].title) if issue.reports else ""


def _year(issue: Issue) -> int | None:
    return issue.year or (int(issue.masthead.date.iso[:4]) if issue.masthead.date.iso else None)


def with_gaps(entries: list[Entry]) -> list[Entry | str]:
    """Return the entries with the names of missing numbers between them (第7期), by series and year."""
    rows: list[Entry | str] = []
    last: dict[tuple[str, int | None], int] = {}
    for entry in entries:
        key = (entry.series, entry.year)
        if entry.number is not None and key in last:
            rows += [f"{entry.series} 第{number}期" for number in range(last[key] - 1, entry.number, -1)][:5]
        if entry.number is not None:
            last[key] = entry.number
        rows.append(entry)
    return rows
