"""Files for the printer and the archive: written beside the issue's folder, judged before they are shown."""

from pathlib import Path
from typing import Literal

from bulletin_pdf.api.issue import Issue
from bulletin_pdf.api.pdfs import preflight, verify
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problem

FOLDER = "out"
"""Where files are written, below the folder of the issue; as the command line writes them."""


class Made(NamedTuple):
    """A file that was written, and what its judge says."""

    path: Path
    pages: int
    good: bool
    problems: tuple[Problem, ...]


def publish(issue: Path, edition: Literal["print", "archive"]) -> Made:
    """Write an edition of an issue and judge it: `preflight` for the printer, `verify` for the archive.

    Raises `BulletinError` when the text has errors, `OSError` when the machine fails.
    """
    target = target_of(issue, edition)
    target.parent.mkdir(exist_ok=True)
    outcome = Issue.read(issue).write_pdf(target, edition)
    if edition == "print":
        report = preflight(target)
        return Made(target, outcome.pages, report.verdict != "errors", report.problems)
    found = verify(target, files=issue.parent)
    return Made(target, outcome.pages, found.identical, found.problems)


def target_of(issue: Path, edition: str) -> Path:
    """Return where an edition of an issue is written."""
    ending = ".pdf" if edition == "print" else f".{edition}.pdf"
    return issue.parent / FOLDER / (issue.stem + ending)


def published(issue: Path, name: str) -> Path | None:
    """Return a file that was written for an issue, by its name; None for any other."""
    made = (target_of(issue, edition) for edition in ("print", "archive"))
    return next((path for path in made if path.name == name and path.is_file()), None)


def state_of(issue: Path) -> Literal["draft", "printed", "archived"]:
    """Return how far an issue has come: its archive file or printer's file is there and younger than its text."""
    changed = issue.stat().st_mtime_ns
    for edition, state in (("archive", "archived"), ("print", "printed")):
        path = target_of(issue, edition)
        if path.is_file() and path.stat().st_mtime_ns >= changed:
            return "archived" if state == "archived" else "printed"
    return "draft"
