"""Setting the issues of a volume, each as for itself, in one process or in several.

Pages are handed to the writers as soon as an issue has its place, so that the marks of a
long volume are never held together.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from bulletin_pdf.build import typeset
from bulletin_pdf.compose.design import Design, design_for
from bulletin_pdf.diagnostics import BulletinError, Problem, Problems
from bulletin_pdf.fonts.book import FontBook
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Given, Tag
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.ready import ReadyPages, WrittenPages, may_be_given, write_pages
from bulletin_pdf.volume.bind import next_odd, role_below, volume_folio
from bulletin_pdf.volume.findings import Findings, Means, Settled, Wanted, settle
from bulletin_pdf.volume.fonts import Books
from bulletin_pdf.volume.forked import ProcessDied, in_order, worth
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
    ready = _all_set(tasks, worth(len(tasks), jobs), books)
    issues: list[BoundIssue] = []
    first = 1
    for place, member in enumerate(plan.members, start=1):
        # The book is wanted for the file, whoever sets the issue.
        books.of(member.issue, problems)
        design = design_for(member.issue, problems)
        if member.adopted is None:
            try:
                done = next(ready)
            except ProcessDied as died:
                raise _told(died, plan, problems) from died
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


def _told(died: ProcessDied, plan: VolumePlan, problems: Problems) -> BulletinError:
    member = [each for each in plan.members if each.adopted is None][died.place]
    problems.add("B880", member.entry, file=member.path)
    return BulletinError(problems)


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


def _all_set(tasks: Sequence[_Task], processes: int, books: Books) -> Iterator[_SetIssue]:
    """Set issues; results come in the order of the issues."""
    made = in_order(partial(_set, books=books), tasks, processes)
    for task in tasks:
        done = next(made)
        if processes > 1 and task.order.profiles and not done.written:
            # What has no code of its own is given one in order of use, which only this process knows.
            done = _set(task, books)
        yield done


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
