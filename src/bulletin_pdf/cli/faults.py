"""What went wrong with one file, worded."""

import contextlib
from collections.abc import Iterable

from bulletin_pdf.batch.trouble import Trouble
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.diagnostics import Problem, as_json, show, source_lines
from bulletin_pdf.opened import open_plain


def show_trouble(trouble: Trouble, terminal: Terminal) -> None:
    """Print what was found."""
    show_problems(trouble.problems, terminal)
    if trouble.traceback:
        terminal.problem(trouble.traceback.rstrip())
    if trouble.machine:
        number, reason, path = trouble.machine
        terminal.machine_failed(OSError(number, reason, path or None))
    if trouble.unexpected:
        terminal.apologise(trouble.unexpected)


def show_problems(problems: Iterable[Problem], terminal: Terminal) -> None:
    """Print problems as blocks, or as lines of JSON."""
    lines: dict[str, list[str]] = {}
    for problem in problems:
        if terminal.json:
            terminal.problem(as_json(problem, terminal.lang))
            continue
        path = problem.span.path if problem.span else ""
        if path and path not in lines:
            lines[path] = _lines_of(path)
        terminal.problem(show(problem, terminal.lang, lines.get(path, ())))


def _lines_of(path: str) -> list[str]:
    """A file's lines to show; a Word document has none, and bytes of UTF-16 are none to show."""
    with contextlib.suppress(OSError, ValueError), open_plain(path) as file:
        if file.read(4).startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rt", b"\xff\xfe", b"\xfe\xff")):
            return []
    return source_lines(path)
