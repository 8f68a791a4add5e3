"""Setting the issues of a volume, each as for itself, in one process or in several."""

import signal
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bulletin_pdf.build import typeset
from bulletin_pdf.compose.design import design_for
from bulletin_pdf.diagnostics import Problem, Problems
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.volume.bind import next_odd
from bulletin_pdf.volume.findings import Findings, Means, Settled, Wanted, settle
from bulletin_pdf.volume.fonts import Books
from bulletin_pdf.volume.front import BoundIssue
from bulletin_pdf.volume.plan import VolumePlan


class _Task(NamedTuple):
    """One issue to be set, how many errata stand before it, and what is to be found in it."""

    issue: Issue
    before: int
    wanted: Wanted


class _SetIssue(NamedTuple):
    """What comes back from setting one issue."""

    settled: Settled
    problems: tuple[Problem, ...]


def set_issues(plan: VolumePlan, books: Books, problems: Problems, jobs: int = 1) -> tuple[BoundIssue, ...]:
    """Set every issue and give it its place; `jobs` is how many are set at once."""
    own = _tasks(plan)
    ready = _all_set(own, min(jobs, len(own)), books)
    issues: list[BoundIssue] = []
    first = 1
    for place, member in enumerate(plan.members, start=1):
        # The book is wanted for the file, whoever sets the issue.
        books.of(member.issue, problems)
        if member.adopted is None:
            (document, findings), found = next(ready)
            for problem in found:
                problems.add(problem.code, problem.span, **dict(problem.details))
        else:
            from bulletin_pdf.volume.adopt import set_adopted

            document = set_adopted(member.issue, member.adopted, f"{plan.title.text} {member.full_label}")
            findings = Findings()
        design = design_for(member.issue, problems)
        issues.append(BoundIssue(member, design, document, f"issue-{place}-", first, findings))
        first = next_odd(issues[-1].last + 1)
    return tuple(issues)


def _tasks(plan: VolumePlan) -> list[_Task]:
    wanted = Wanted("figures" in plan.parts, plan.errata == "apply", "errata" in plan.parts)
    tasks: list[_Task] = []
    before = 0
    for member in plan.members:
        if member.adopted is None:
            tasks.append(_Task(member.issue, before, wanted))
        before += len(member.issue.errata)
    return tasks


def _all_set(tasks: list[_Task], jobs: int, books: Books) -> Iterator[_SetIssue]:
    """Set issues; results come in the order of the issues."""
    if jobs <= 1:
        yield from (_set(task, books) for task in tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_leave_interrupts_to_the_parent) as workers:
        try:
            yield from workers.map(_set_one, tasks, chunksize=max(1, len(tasks) // (4 * jobs)))
        except BaseException:
            workers.shutdown(wait=True, cancel_futures=True)
            raise


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _set_one(task: _Task) -> _SetIssue:
    """Set an issue in a process of many."""
    return _set(task, _books())


def _set(task: _Task, books: Books) -> _SetIssue:
    problems = Problems()
    issue, before, wanted = task
    design, book = design_for(issue, problems), books.of(issue, problems)
    document = typeset(issue, design, book, problems)
    settled = settle(issue, document, before, wanted, Means(design, book, problems))
    return _SetIssue(settled, tuple(problem for problem in problems if problem.code != _UNLISTED))


_UNLISTED = "B199"
"""Says how many problems are not listed; it is no problem of its own."""


@cache
def _books() -> Books:
    """Give the books of this process: faces are opened once."""
    return Books()
