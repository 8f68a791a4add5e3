"""Setting the issues of a volume, each as for itself, in one process or in several.

Pages are handed to the writers as soon as an issue has its place, so that the marks of a
long volume are never held together.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from bulletin_pdf.build import typeset
from bulletin_pdf.compose.design import Design, design_for
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Size
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Given, Tag
from bulletin_pdf.parallel import ProcessDied, processes_worth, results_in_order
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.write.early_pages import ReadyPages, WrittenPages, may_be_given, write_pages
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.issues.issue_findings import (
    IssueFindings,
    IssueRequest,
    IssueSettings,
    SetIssue,
    set_issue,
)
from bulletin_pdf.volume.issues.joined_fonts import IssueFonts
from bulletin_pdf.volume.issues.page_shift import shift_to, shifted_document, shifted_grid
from bulletin_pdf.volume.issues.volume_folio import bound_folio, next_odd, role_below, volume_folio
from bulletin_pdf.volume.plan.volume_plan import VolumePlan


class _IssueOrder(NamedTuple):
    """What is to be done with every issue."""

    wanted: IssueRequest
    profiles: tuple[Profile, ...]
    """Its pages are written for these at once."""
    lowered: bool
    """Headings stand one level down, below the volume's title."""
    page: Size
    """The page of the volume; an issue of smaller pages stands in its middle."""
    folio: TextStyle
    """What the volume's page numbers are set in."""


class _Task(NamedTuple):
    """One issue to be set, how many errata stand before it, and what is to be done with it."""

    issue: Issue
    before: int
    order: _IssueOrder


class _IssueResult(NamedTuple):
    """What comes back from setting one issue."""

    settled: SetIssue
    problems: tuple[Problem, ...]
    written: tuple[WrittenPages, ...] = ()
    """For each profile its pages; empty when they must be written with all others, in order."""


def set_issues(
    plan: VolumePlan,
    look: Design,
    books: IssueFonts,
    problems: Problems,
    writers: Sequence[ReadyPages] = (),
    jobs: int = 1,
) -> tuple[BoundIssue, ...]:
    """Set every issue, give it its place, and give its pages to the writers; `look` is the volume's own design.

    `jobs` is how many are set at once; the result is the same with any number.
    """
    wanted = IssueRequest("figures" in plan.parts, plan.errata == "apply", "errata" in plan.parts)
    order = _IssueOrder(
        wanted,
        tuple(writer.profile for writer in writers),
        plan.parts[0] in ("cover", "title"),
        look.grid.page,
        look.text("volume_folio"),
    )
    tasks = _tasks(plan, order)
    ready = _all_set(tasks, processes_worth(len(tasks), jobs), books)
    issues: list[BoundIssue] = []
    first = 1
    for place, member in enumerate(plan.members, start=1):
        # The file needs the book, wherever the issue is set.
        books.of(member.issue, problems)
        design = design_for(member.issue, problems)
        if member.foreign is None:
            try:
                done = next(ready)
            except ProcessDied as died:
                raise _told(died, plan, problems) from died
            for problem in done.problems:
                span = problem.span if member.archived is None else member.archived.shown(problem.span)
                problems.include(problem._replace(span=span))
            document, findings = done.settled
            if writers:
                document = _give(done, first, design, books.joined(), writers, order)
        else:
            from bulletin_pdf.volume.plan.foreign_issues import set_foreign

            document = set_foreign(
                member.issue, member.foreign, f"{plan.title.text} {member.full_label}", look.grid.page
            )
            findings = IssueFindings()
        issues.append(
            BoundIssue(member, design, look.grid.page, document, f"issue-{place}-", first, findings)
        )
        first = next_odd(issues[-1].last + 1)
    return tuple(issues)


def _told(died: ProcessDied, plan: VolumePlan, problems: Problems) -> BulletinError:
    member = [each for each in plan.members if each.foreign is None][died.place]
    problems.add(Code.PROCESS_DIED, member.entry, file=member.path)
    return BulletinError(problems)


def _tasks(plan: VolumePlan, order: _IssueOrder) -> list[_Task]:
    tasks: list[_Task] = []
    before = 0
    for member in plan.members:
        if member.foreign is None:
            tasks.append(_Task(member.issue, before, order))
        before += len(member.issue.errata)
    return tasks


def _give(
    done: _IssueResult,
    first: int,
    design: Design,
    book: FontBook,
    writers: Sequence[ReadyPages],
    order: _IssueOrder,
) -> Document:
    """Return the pages of an issue to the writers, each with the volume's folio on it (A-60)."""
    document = done.settled.document
    if done.written:
        contents = [writer.adopt(pages) for writer, pages in zip(writers, done.written, strict=True)]
    else:
        early = list(filter(may_be_given, document.pages))
        contents = [writer.write(early, _tags(document, order)) for writer in writers]
    rows = zip(*contents, strict=True)
    pages = []
    shift = shift_to(design.grid.page, order.page)
    grid = shifted_grid(design.grid, order.page)
    form = bound_folio(order.folio, design, grid, shift.y)
    for number, page in enumerate(document.pages, start=first):
        if page.given or may_be_given(page):
            page = page._replace(marks=(), given=Given(len(writers[0])))
            folio = page._replace(marks=(volume_folio(str(number), number, grid, form, book),))
            for writer, content in zip(writers, next(rows), strict=True):
                writer.keep(content, folio)
        pages.append(page)
    return document._replace(pages=tuple(pages))


def _all_set(tasks: Sequence[_Task], processes: int, books: IssueFonts) -> Iterator[_IssueResult]:
    """Set issues; results come in the order of the issues."""
    made = results_in_order(partial(_set, books=books), tasks, processes)
    for task in tasks:
        done = next(made)
        if processes > 1 and task.order.profiles and not done.written:
            # What has no code of its own is given one in order of use, which only this process has.
            done = _set(task, books)
        yield done


def _set(task: _Task, books: IssueFonts) -> _IssueResult:
    problems = Problems()
    issue, before, order = task
    design, book = design_for(issue, problems), books.of(issue, problems)
    tables = books.tables(book)
    document = typeset(issue, design, book, problems, tables=tables)
    settings = IssueSettings(design, Typesetter(book, design.rules, problems, tables))
    settled = set_issue(issue, document, before, order.wanted, settings)
    settled = settled._replace(document=shifted_document(settled.document, order.page))
    found = tuple(problem for problem in problems if problem.code != _UNLISTED)
    return _written_early(_IssueResult(settled, found), book, order)


_UNLISTED = Code.MORE_PROBLEMS
"""Says how many problems are not listed; it is no problem of its own."""


def _written_early(done: _IssueResult, book: FontBook, order: _IssueOrder) -> _IssueResult:
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


def _tags(document: Document, order: _IssueOrder) -> Sequence[Tag]:
    """Return the tags as the volume has them."""
    if not order.lowered:
        return document.tags
    return [tag._replace(role=role_below(tag.role)) for tag in document.tags]
