"""What went wrong with one file, worded."""

import contextlib
from collections.abc import Iterable, Mapping

from bulletin_pdf.batch.task_status import TaskStatus
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problems import MAX_READ, Problem, lines_of, problem_as_json, show


def show_trouble(status: TaskStatus, terminal: Terminal, texts: Mapping[str, bytes] = {}) -> None:
    """Print what was found; `texts` are files as they were read."""
    show_problems(status.problems, terminal, texts)
    if status.traceback:
        terminal.problem(status.traceback.rstrip())
    if status.machine:
        number, reason, path = status.machine
        terminal.machine_failed(OSError(number, reason, path or None))
    if status.unexpected:
        terminal.report_fault(status.unexpected)


def show_problems(problems: Iterable[Problem], terminal: Terminal, texts: Mapping[str, bytes] = {}) -> None:
    """Print problems as blocks, or as lines of JSON; source lines come from `texts`, else from the files."""
    lines: dict[str, list[str]] = {}
    for problem in problems:
        if terminal.json:
            terminal.problem(problem_as_json(problem, terminal.lang))
            continue
        path = problem.span.path if problem.span else ""
        if path and path not in lines:
            lines[path] = _lines_of(texts[path] if path in texts else _read(path))
        terminal.problem(show(problem, terminal.lang, lines.get(path, ())))


_NOT_SHOWN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rt", b"\xff\xfe", b"\xfe\xff")
"""Word documents have no lines to show, and bytes of UTF-16 are none."""


def _lines_of(data: bytes) -> list[str]:
    return [] if data.startswith(_NOT_SHOWN) else lines_of(data)


def _read(path: str) -> bytes:
    with contextlib.suppress(OSError, ValueError):
        return read_plain(path, MAX_READ)
    return b""
