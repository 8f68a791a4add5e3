"""Typesetting the issues of a volume, each as on its own, in one process or in several.

Pages are added to the volume's as soon as an issue has its place; where they are written at once, the
marks of a long volume are never held together.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from bulletin_pdf.compose.design import Design, design_for
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Size
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, SectionPage, Tag, TextRun
from bulletin_pdf.parallel import ProcessDied, processes_worth, results_in_order
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.write.sections import FileSection
from bulletin_pdf.pdf.write.written_pages import WrittenSection, write_section
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.typeset_issue import typeset
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
from bulletin_pdf.volume.issues.volume_pages import VolumePages
from bulletin_pdf.volume.plan.members import Member
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
    written: tuple[WrittenSection, ...] = ()
    """Its pages for each profile, no longer in the document; empty when they must be written with all others, in order."""


def set_issues(
    plan: VolumePlan,
    look: Design,
    books: IssueFonts,
    problems: Problems,
    pages: VolumePages,
    jobs: int = 1,
) -> tuple[BoundIssue, ...]:
    """Set every issue, give it its place, and add its pages to the volume's; `look` is the volume's own design.

    `jobs` is how many are set at once; the result is the same with any number.
    """
    wanted = IssueRequest("figures" in plan.parts, plan.errata == "apply", "errata" in plan.parts)
    order = _IssueOrder(
        wanted,
        pages.profiles,
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
        done = (
            _next(ready, member, plan, problems) if member.foreign is None else _foreign(member, plan, look)
        )
        added = _added(done, first, design, books.joined(), order, pages)
        document = done.settled.document._replace(pages=())
        prefix, findings = f"issue-{place}-", done.settled.findings
        issues.append(BoundIssue(member, design, look.grid.page, document, added, prefix, first, findings))
        first = next_odd(issues[-1].last + 1)
    return tuple(issues)


def _next(
    ready: Iterator[_IssueResult], member: Member, plan: VolumePlan, problems: Problems
) -> _IssueResult:
    """Return the next issue that is set, and say what was found in it."""
    try:
        done = next(ready)
    except ProcessDied as died:
        raise _told(died, plan, problems) from died
    for problem in done.problems:
        span = problem.span if member.archived is None else member.archived.shown(problem.span)
        problems.include(problem._replace(span=span))
    return done


def _foreign(member: Member, plan: VolumePlan, look: Design) -> _IssueResult:
    """Return an issue that survives as nothing but a PDF."""
    from bulletin_pdf.volume.plan.foreign_pages import set_foreign

    assert member.foreign is not None
    title = f"{plan.title.text} {member.full_label}"
    document = set_foreign(member.issue, member.foreign, title, look.grid.page)
    return _IssueResult(SetIssue(document, IssueFindings()), ())


def _added(
    done: _IssueResult,
    first: int,
    design: Design,
    book: FontBook,
    order: _IssueOrder,
    pages: VolumePages,
) -> tuple[SectionPage, ...]:
    """Add the pages of an issue to the volume's, each with the volume's number, from `first` on."""
    document = done.settled.document
    count = len(done.written[0].pages if done.written else document.pages)
    folios = _folios(range(first, first + count), design, book, order)
    if done.written:
        return pages.add_written(done.written, folios)
    return pages.add(FileSection(document.pages, _tags(document, order), folios))


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


def _folios(numbers: range, design: Design, book: FontBook, order: _IssueOrder) -> tuple[TextRun, ...]:
    """Return the volume's page numbers for the pages of an issue (A-60)."""
    grid = shifted_grid(design.grid, order.page)
    form = bound_folio(order.folio, design, grid, shift_to(design.grid.page, order.page).y)
    return tuple(volume_folio(str(number), number, grid, form, book) for number in numbers)


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
    tags = _tags(document, order)
    written = tuple(write_section(document.pages, tags, profile, book) for profile in order.profiles)
    if not written or not all(section.portable for section in written):
        return done
    settled = done.settled._replace(document=document._replace(pages=()))
    return done._replace(settled=settled, written=written)


def _tags(document: Document, order: _IssueOrder) -> Sequence[Tag]:
    """Return the tags as the volume has them."""
    if not order.lowered:
        return document.tags
    return [tag._replace(role=role_below(tag.role)) for tag in document.tags]
