"""One task: whether its file is still current, and making it."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bulletin_pdf.batch import records
from bulletin_pdf.batch.program_identity import program_here
from bulletin_pdf.batch.task import Result, Task
from bulletin_pdf.batch.task_status import TaskStatus, caught
from bulletin_pdf.input_states import InputState
from bulletin_pdf.issue.model import Change
from bulletin_pdf.issue.paths import find_bulletin
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.press.options import PrintOptions, option_files
from bulletin_pdf.problems import Problem, Span
from bulletin_pdf.safe_files import Stored

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from bulletin_pdf.build import Tools

_TYPES = {kind.__name__: kind for kind in (Span, Problem, Change, Term)}


class PreparedTask(NamedTuple):
    """A task, and the name and key its record is kept under."""

    task: Task
    name: str
    key: str


class _Summary(NamedTuple):
    """What a record keeps of a result, as it stands in JSON."""

    spelling: Sequence[str]
    """Paths as that run wrote them (`_spelling`)."""
    pages: int
    size: int
    problems: Any
    changes: Any
    """Both as `records.packed` writes them."""
    notes: Sequence[str]


def prepare(task: Task) -> PreparedTask:
    """Return what a record of this task would be called, and what it must agree with."""
    place = os.path.realpath(task.target)
    source = os.path.abspath(task.source)
    key = records.record_key(
        program_here(),
        task.edition,
        records.packed(_decisive(task)),
        # Its name may be printed on the sheet, and links may lead elsewhere one day.
        (os.path.basename(task.target), place),
        (source, os.path.realpath(source), os.path.realpath(os.path.dirname(source))),
    )
    return PreparedTask(task, records.record_key(place)[:32], key)


def _decisive(task: Task) -> PrintOptions:
    """Return the options as far as they decide bytes: words of ours stand on tickets and proofs alone."""
    options = absolute_options(task.options)
    speaks = options.ticket or PROFILES[task.edition].proofread
    return options if speaks else options._replace(lang=PrintOptions().lang)


def absolute_options(options: PrintOptions) -> PrintOptions:
    """Return the options with names of files that count from any directory."""
    named = {path: os.path.abspath(path) for path in option_files(options)}
    return options._replace(
        copies_from=named.get(options.copies_from, ""), intent=named.get(options.intent, options.intent)
    )


def recall_result(ordered: PreparedTask) -> Result | None:
    """Return the result of the last time again if the file is still what making it would give."""
    started = perf_counter()
    record = records.recall_record(ordered.name, ordered.key)
    if record is None or not records.covers(record, [ordered.task.target]):
        return None
    try:
        kept = _Summary(**record.summary)
        names = dict(zip(kept.spelling, _spelling(ordered.task), strict=True))
        return Result(
            ordered.task,
            TaskStatus(tuple(problem.renamed(names) for problem in records.unpacked(kept.problems, _TYPES))),
            kept.pages,
            kept.size,
            perf_counter() - started,
            changes=tuple(change.renamed(names) for change in records.unpacked(kept.changes, _TYPES)),
            notes=tuple(kept.notes),
            unchanged=True,
        )
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _spelling(task: Task) -> tuple[str, str, str]:
    """Return the paths of what problems are found in, as this run writes them."""
    return task.source, find_bulletin(task.source), task.options.copies_from


def build_task(ordered: PreparedTask) -> Result:
    """Make the file; what goes wrong is part of the result."""
    from bulletin_pdf.api.issue import Issue

    task = ordered.task
    with caught() as found:
        os.makedirs(os.path.dirname(task.target) or ".", exist_ok=True)
        issue = Issue.read(task.source).using(_tools)
        outcome = issue.write_pdf(task.target, task.edition, task.options)
        found.problems = tuple(outcome.problems)
        result = Result(
            task,
            found.status(),
            outcome.pages,
            outcome.size,
            outcome.seconds,
            tuple(outcome.changes),
            tuple(outcome.notes),
        )
        keep_result(ordered, result, outcome.read, outcome.stored)
        return result
    return Result(task, found.status())


def _tools() -> "AbstractContextManager[Tools]":
    return nullcontext(_opened())


@cache
def _opened() -> "Tools":
    """Return the faces this process keeps open: opening and measuring them is a tenth of setting an issue."""
    from bulletin_pdf.api.session_cache import OpenBooks
    from bulletin_pdf.build import Tools

    books = OpenBooks()
    return Tools(books.of, tables_for=books.tables)


def keep_result(
    ordered: PreparedTask, result: Result, read: tuple[InputState, ...], stored: tuple[Stored, ...]
) -> None:
    """Keep a record of what was made."""
    problems, changes = records.packed(result.status.problems), records.packed(result.changes)
    summary = _Summary(_spelling(ordered.task), result.pages, result.size, problems, changes, result.notes)
    records.keep_record(ordered.name, ordered.key, read, stored, summary._asdict())
