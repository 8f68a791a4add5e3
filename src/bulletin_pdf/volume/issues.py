"""Setting the issues of a volume, each as for itself, in one process or in several.

Pages are handed to the writers as soon as an issue has its place, so that the marks of a
long volume are never held together.
"""

import signal
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bulletin_pdf.build import typeset
from bulletin_pdf.compose.design import Design, design_for
from bulletin_pdf.diagnostics import Problem, Problems
from bulletin_pdf.fonts.book import FontBook
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.pages import Document, Given, Tag
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.ready import ReadyPages, WrittenPages, may_be_given, write_pages
from bulletin_pdf.volume.bind import next_odd, role_below, volume_folio
from bulletin_pdf.volume.findings import Findings, Means, Settled, Wanted, settle
from bulletin_pdf.volume.fonts import Books
from bulletin_pdf.volume.front import BoundIssue
from bulletin_pdf.volume.plan import VolumePlan


class _Order(NamedTuple):
    """What is to be done with every issue."""

    wanted: Wanted
    profiles: tuple[Profile, ...]
    """Its pages are written for these at once."""
    lowered: bool
    """Headings stand one level down, below the volume's title."""


class _Task(NamedTuple):
    """One issue to be set, how many errata stand before it, and what is to be done with it."""

    issue: Issue
    before: int
    order: _Order


class _SetIssue(NamedTuple):
    """What comes back from setting one issue."""

    settled: Settled
    problems: tuple[Problem, ...]
    written: tuple[WrittenPages, ...] = ()
    """For each profile its pages; empty when they must be written with all others, in order."""


def set_issues(
    plan: VolumePlan, books: Books, problems: Problems, writers: Sequence[ReadyPages] = (), jobs: int = 1
) -> tuple[BoundIssue, ...]:
    """Set every issue, give it its place, and give its pages to the writers.

    `jobs` is how many are set at once; the result is the same with any number.
    """
    wanted = Wanted("figures" in plan.parts, plan.errata == "apply", "errata" in plan.parts)
    order = _Order(wanted, tuple(writer.profile for writer in writers), plan.parts[0] in ("cover", "title"))
    tasks = _tasks(plan, order)
    ready = _all_set(tasks, min(jobs, len(tasks) // _SHARE), books)
    issues: list[BoundIssue] = []
    first = 1
    for place, member in enumerate(plan.members, start=1):
        # The book is wanted for the file, whoever sets the issue.
        books.of(member.issue, problems)
        design = design_for(member.issue, problems)
        if member.adopted is None:
            done = next(ready)
            for problem in done.problems:
                span = problem.span if member.archived is None else member.archived.shown(problem.span)
                problems.add(problem.code, span, **dict(problem.details))
            document, findings = done.settled
            if writers:
                document = _give(done, first, design, books.joined(), writers, order)
        else:
            from bulletin_pdf.volume.adopt import set_adopted

            document = set_adopted(member.issue, member.adopted, f"{plan.title.text} {member.full_label}")
            findings = Findings()
        issues.append(BoundIssue(member, design, document, f"issue-{place}-", first, findings))
        first = next_odd(issues[-1].last + 1)
    return tuple(issues)


def _tasks(plan: VolumePlan, order: _Order) -> list[_Task]:
    tasks: list[_Task] = []
    before = 0
    for member in plan.members:
        if member.adopted is None:
            tasks.append(_Task(member.issue, before, order))
        before += len(member.issue.errata)
    return tasks


def _give(
    done: _SetIssue, first: int, design: Design, book: FontBook, writers: Sequence[ReadyPages], order: _Order
) -> Document:
    """Give the pages of an issue to the writers, each with the volume's folio on it (A-60)."""
    document = done.settled.document
    if done.written:
        contents = [writer.adopt(pages) for writer, pages in zip(writers, done.written, strict=True)]
    else:
        early = list(filter(may_be_given, document.pages))
        contents = [writer.write(early, _tags(document, order)) for writer in writers]
    rows = zip(*contents, strict=True)
    pages = []
    for number, page in enumerate(document.pages, start=first):
        if page.given or may_be_given(page):
            page = page._replace(marks=(), given=Given(len(writers[0])))
            folio = page._replace(marks=(volume_folio(str(number), number, design.grid, book),))
            for writer, content in zip(writers, next(rows), strict=True):
                writer.keep(content, folio)
        pages.append(page)
    return document._replace(pages=tuple(pages))


def _all_set(tasks: list[_Task], jobs: int, books: Books) -> Iterator[_SetIssue]:
    """Set issues; results come in the order of the issues."""
    if jobs <= 1:
        yield from (_set(task, books) for task in tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_leave_interrupts_to_the_parent) as workers:
        try:
            chunk = max(1, len(tasks) // (_CHUNKS * jobs))
            for task, done in zip(tasks, workers.map(_set_one, tasks, chunksize=chunk), strict=True):
                # What has no code of its own is given one in order of use, which only this process knows.
                yield done if done.written or not task.order.profiles else _set(task, books)
        except BaseException:
            workers.shutdown(wait=True, cancel_futures=True)
            raise


_SHARE = 4
"""A process for fewer issues than this takes longer to start than it saves."""
_CHUNKS = 8
"""Shares of the issues each process works off: the last ones should end together."""


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _set_one(task: _Task) -> _SetIssue:
    """Set an issue in a process of many."""
    return _set(task, _books())


def _set(task: _Task, books: Books) -> _SetIssue:
    problems = Problems()
    issue, before, order = task
    design, book = design_for(issue, problems), books.of(issue, problems)
    document = typeset(issue, design, book, problems)
    settled = settle(issue, document, before, order.wanted, Means(design, book, problems))
    found = tuple(problem for problem in problems if problem.code != _UNLISTED)
    return _written_early(_SetIssue(settled, found), book, order)


_UNLISTED = "B199"
"""Says how many problems are not listed; it is no problem of its own."""


def _written_early(done: _SetIssue, book: FontBook, order: _Order) -> _SetIssue:
    """Write the pages at once where any process would write them alike; their marks go."""
    document = done.settled.document
    early = list(filter(may_be_given, document.pages))
    tags = _tags(document, order)
    written = tuple(write_pages(early, tags, profile, book) for profile in order.profiles)
    if not written or not all(pages.portable for pages in written):
        return done
    pages = (
        page._replace(marks=(), given=Given(0)) if may_be_given(page) else page for page in document.pages
    )
    settled = done.settled._replace(document=document._replace(pages=tuple(pages)))
    return done._replace(settled=settled, written=written)


def _tags(document: Document, order: _Order) -> Sequence[Tag]:
    """Give the tags as the volume has them."""
    if not order.lowered:
        return document.tags
    return [tag._replace(role=role_below(tag.role)) for tag in document.tags]


@cache
def _books() -> Books:
    """Give the books of this process: faces are opened once."""
    return Books()
