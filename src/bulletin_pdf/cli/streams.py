"""`-`: an issue or a PDF from standard input, a PDF to standard output."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import WrongUsage
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.terminal import Terminal

if TYPE_CHECKING:
    from bulletin_pdf.api.issue import Issue
    from bulletin_pdf.press.options import PrintOptions

STREAM = "-"
_MAX_PDF = 1 << 30
_MAX_READ = 5 << 20
"""Bytes; more than an issue may have, so that one that is too large is reported as such."""


def issue_from(path: str) -> "Issue":
    """Read an issue from a file, or from standard input as if it were a file in the current folder."""
    from bulletin_pdf.api.issue import Issue

    if path != STREAM:
        return Issue.read(path)
    return Issue.parse(sys.stdin.buffer.read(_MAX_READ) if sys.stdin is not None else b"", name=STREAM)


def pdf_from(path: str) -> str | bytes:
    """Return the path of a PDF, or what standard input holds in place of `-`."""
    if path != STREAM:
        return path
    return sys.stdin.buffer.read(_MAX_PDF) if sys.stdin is not None else b""


def refuse_terminal(terminal: Terminal) -> None:
    """Refuse to write a PDF where a person would read it."""
    if sys.stdout is not None and sys.stdout.isatty():
        raise WrongUsage(terminal.say("stream-terminal"))


def build_stream(
    sources: Sequence[str],
    output: str | None,
    editions: Sequence[str],
    options: "PrintOptions",
    terminal: Terminal,
) -> int:
    """Set one issue where input or output is a stream; return the exit code. Nothing but the PDF goes to stdout."""
    target = STREAM if output is None else output
    _refuse_what_needs_files(sources, target, editions, options, terminal)
    texts: dict[str, bytes] = {}
    with caught() as found:
        issue = issue_from(sources[0])
        texts[issue.path] = issue.data
        if target == STREAM:
            made = issue.pdf(editions[0], options)
            found.problems = made.problems
            sys.stdout.buffer.write(made.data)
        else:
            os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
            found.problems = issue.write_pdf(target, editions[0], options).problems
    show_trouble(found.status(), terminal, texts)
    return found.status().code


def _refuse_what_needs_files(
    sources: Sequence[str], target: str, editions: Sequence[str], options: "PrintOptions", terminal: Terminal
) -> None:
    if len(sources) > 1 or len(editions) > 1:
        raise WrongUsage(terminal.say("stream-one"))
    if target != STREAM and not target.lower().endswith(".pdf"):
        raise WrongUsage(terminal.say("stream-target", path=target))
    if target == STREAM and (options.ticket or options.certificate):
        raise WrongUsage(terminal.say("stream-alone"))
    if target == STREAM:
        refuse_terminal(terminal)
