"""Files for the printer and the archive: written next to the issue's folder and checked."""

import contextlib
import hashlib
from pathlib import Path
from typing import Literal, get_args

from bulletin_pdf.api.issue import Issue
from bulletin_pdf.api.options import numbered_copies
from bulletin_pdf.api.pdfs import impose, preflight, verify
from bulletin_pdf.desk.history import FOLDER as HIDDEN
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.press.schemes import Scheme
from bulletin_pdf.problems import Problem
from bulletin_pdf.safe_files import replace_file

FOLDER = "out"
"""Where files are written, below the folder of the issue; as the command line writes them."""

What = Literal["print", "pair", "archive"]
"""The printer's file, 套红 and 红头 to be printed one over the other, or the archive's file."""


class Order(NamedTuple):
    """What is to be made of an issue."""

    what: What
    ticket: bool = False
    copies: str = ""
    """Numbers of the copies, `1-300`; empty for one without a number."""
    scheme: Scheme | Literal[""] = ""
    """How the pages stand on the printer's sheets; empty for single pages."""


class Made(NamedTuple):
    """A file that was written, and what its judge says."""

    path: Path
    kind: str
    """print, overprint, head, archive, sheets or ticket."""
    pages: int
    good: bool
    problems: tuple[Problem, ...]


def publish(issue: Path, order: Order) -> list[Made]:
    """Write what is ordered of an issue and judge each file: `preflight` for the printer, `verify` for the archive.

    Raises `BulletinError` when the text has errors, `ValueError` for numbers of copies that are none, `OSError`
    when the machine fails.
    """
    copies = numbered_copies(order.copies) if order.copies else ()
    if order.what == "archive":
        return [_archived(issue)]
    editions = ("overprint", "head") if order.what == "pair" else ("print",)
    made: list[Made] = []
    for edition in editions:
        # A number stands in black, so that the sheet with the red alone has none.
        options = PrintOptions(ticket=order.ticket and not made, copies=copies if edition != "head" else ())
        target = target_of(issue, edition, numbered=bool(options.copies))
        target.parent.mkdir(exist_ok=True)
        outcome = Issue.read(issue).write_pdf(target, edition, options)
        made.append(_judged(target, edition, outcome.pages))
        if order.scheme:
            made.append(_imposed(target, order.scheme))
        if options.ticket:
            made.append(Made(target.with_name(f"{target.stem}.ticket.pdf"), "ticket", 1, True, ()))
    return made


def _archived(issue: Path) -> Made:
    target = target_of(issue, "archive")
    target.parent.mkdir(exist_ok=True)
    outcome = Issue.read(issue).write_pdf(target, "archive")
    found = verify(target, files=issue.parent)
    return Made(target, "archive", outcome.pages, found.identical, found.problems)


def _judged(target: Path, kind: str, pages: int) -> Made:
    report = preflight(target)
    return Made(target, kind, pages, report.verdict != "errors", report.problems)


def _imposed(pdf: Path, scheme: Scheme) -> Made:
    sheets = impose(pdf, scheme)
    target = pdf.with_name(f"{pdf.stem}.{scheme}.pdf")
    sheets.write_pdf(target)
    return Made(target, "sheets", sheets.sheets, True, sheets.problems)


def target_of(issue: Path, edition: str, *, numbered: bool = False) -> Path:
    """Return where an edition of an issue is written."""
    ending = ("" if edition == "print" else f".{edition}") + (".copies" if numbered else "")
    return issue.parent / FOLDER / f"{issue.stem}{ending}.pdf"


def published(issue: Path, name: str) -> Path | None:
    """Return a file that was written for an issue, by its name; None for any other."""
    stems = {
        target_of(issue, edition, numbered=numbered).stem
        for edition in ("print", "overprint", "head", "archive")
        for numbered in (False, True)
    }
    endings = ("", ".ticket", *(f".{scheme}" for scheme in get_args(Scheme)))
    path = issue.parent / FOLDER / name
    names = {f"{stem}{ending}.pdf" for stem in stems for ending in endings} | set(review_names(issue))
    return path if name in names and path.is_file() else None


def review_names(issue: Path) -> tuple[str, str, str]:
    """Return the names of what is sent out to be marked, Word and PDF, and of the page that says its outcome."""
    return f"{issue.stem}.review.docx", f"{issue.stem}.review.pdf", f"{issue.stem}.修改情况.pdf"


def state_of(issue: Path) -> Literal["draft", "proofread", "printed", "archived"]:
    """Return how far an issue has come.

    Its archive file or printer's file is there and younger than its text; or proofreading found neither errors
    nor doubts in just this text.
    """
    changed = issue.stat().st_mtime_ns
    for edition, state in (("archive", "archived"), ("print", "printed"), ("overprint", "printed")):
        path = target_of(issue, edition)
        if path.is_file() and path.stat().st_mtime_ns >= changed:
            return "archived" if state == "archived" else "printed"
    try:
        return "proofread" if _record(issue).read_text("utf-8") == _digest(issue.read_bytes()) else "draft"
    except (OSError, UnicodeDecodeError):
        return "draft"


def note_proofread(issue: Path, data: bytes) -> None:
    """Note that proofreading has nothing left to say of a text; a folder that cannot be written notes nothing."""
    record, digest = _record(issue), _digest(data)
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if record.is_file() and record.read_text("utf-8") == digest:
            return
    with contextlib.suppress(OSError):
        record.parent.mkdir(parents=True, exist_ok=True)
        replace_file(str(record), digest.encode())


def _record(issue: Path) -> Path:
    return issue.parent / HIDDEN / "proofread" / issue.name


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
