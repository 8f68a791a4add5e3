"""The problems of one file in words."""

import contextlib
from collections.abc import Iterable, Mapping

from bulletin_pdf.batch.task_status import TaskStatus
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import MAX_READ, Problem, Span, lines_of, problem_as_json, show


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
    if terminal.json:
        for problem in problems:
            terminal.problem(problem_as_json(problem, terminal.lang))
        return
    lines: dict[str, list[str]] = {}
    for problem, others in _told_once(problems):
        path = problem.span.path if problem.span else ""
        if path and path not in lines:
            lines[path] = _lines_of(texts[path] if path in texts else _read(path))
        terminal.problem(show(problem, terminal.lang, lines.get(path, ())))
        if others:
            places = " ".join(f"{span.line}:{span.column}" for span in others)
            terminal.problem("  " + terminal.say("same-character", count=len(others), places=places))


def _told_once(problems: Iterable[Problem]) -> list[tuple[Problem, list[Span]]]:
    """Return each problem with the other places it was found in: a character in no font is reported once for a file."""
    found: dict[tuple[str, str, object], tuple[Problem, list[Span]]] = {}
    for number, problem in enumerate(problems):
        folds = problem.code == Code.CHARACTER_IN_NO_FONT and problem.span is not None
        key = (
            (problem.code, problem.span.path, problem.details) if folds and problem.span else ("", "", number)
        )
        if key in found and problem.span:
            found[key][1].append(problem.span)
        else:
            found[key] = problem, []
    return list(found.values())


_NOT_SHOWN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rt", b"\xff\xfe", b"\xfe\xff")
"""Word documents have no lines to show, and bytes of UTF-16 are none."""


def _lines_of(data: bytes) -> list[str]:
    return [] if data.startswith(_NOT_SHOWN) else lines_of(data)


def _read(path: str) -> bytes:
    with contextlib.suppress(OSError, ValueError):
        return read_plain(path, MAX_READ)
    return b""
