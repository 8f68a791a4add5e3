"""Typesetting a volume: its issues, the parts around them, and the books it is divided into."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.attest.compare import WordingUnit
from bulletin_pdf.compose.design import Design, area_of, usual_area
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, OutlineItem, SectionPage, TypeArea
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.book.bind import FolioStyle, VolumeSection, bind, numbers_in
from bulletin_pdf.volume.book.books import (
    PartPages,
    VolumeBook,
    divide_into_books,
    page_limit,
    without_links_to_other_books,
)
from bulletin_pdf.volume.book.volume_attestation import wording_units_of
from bulletin_pdf.volume.book.volume_design import volume_design
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.issues.joined_fonts import IssueFonts
from bulletin_pdf.volume.issues.page_shift import shifted_area
from bulletin_pdf.volume.issues.set_issues import set_issues
from bulletin_pdf.volume.issues.volume_folio import next_odd
from bulletin_pdf.volume.issues.volume_pages import VolumePages
from bulletin_pdf.volume.parts.cover_page import set_cover, set_title_page
from bulletin_pdf.volume.parts.errata_table import errata_of
from bulletin_pdf.volume.parts.file_list import concordance_of, remarks_of, set_file_list, set_part_table
from bulletin_pdf.volume.parts.front_matter import set_contents, set_foreword
from bulletin_pdf.volume.parts.index_orders import ORDERS
from bulletin_pdf.volume.parts.indexes import set_index
from bulletin_pdf.volume.parts.part_pages import VolumeContext
from bulletin_pdf.volume.parts.volume_record import empty_volume
from bulletin_pdf.volume.plan.completeness import Completeness, check_completeness
from bulletin_pdf.volume.plan.members import number_series_of
from bulletin_pdf.volume.plan.secrecy import check_secrecy
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES, PartName


class SetBook(NamedTuple):
    """One book of a volume, bound."""

    volume_book: VolumeBook
    document: Document
    """Without its pages where writers have them."""
    order: tuple[SectionPage, ...]
    """Its pages as they follow each other."""
    sections: tuple[VolumeSection, ...]

    @property
    def units(self) -> Iterator[WordingUnit]:
        """What its pages have to say, section by section."""
        return wording_units_of(self.sections, self.volume_book.issues)

    @property
    def first(self) -> int:
        """The number of its first page that has an arabic one."""
        return self.volume_book.issues[0].first

    @property
    def block(self) -> int:
        """Sides between the covers: the cover's own leaf is no part of the block."""
        return len(self.order) - (2 if self.volume_book.plan.parts[0] == "cover" else 0)


class SetVolume(NamedTuple):
    """A volume set and bound, before it is made into files."""

    plan: VolumePlan
    issues: tuple[BoundIssue, ...]
    volume_books: tuple[SetBook, ...]
    book: FontBook
    context: VolumeContext
    pages: VolumePages

    @property
    def document(self) -> Document:
        """The first book, or the only one."""
        return self.volume_books[0].document


def set_volume(
    plan: VolumePlan, problems: Problems, jobs: int = 1, profiles: Sequence[Profile] = ()
) -> SetVolume:
    """Set all issues and parts and bind them; pages of issues are written for `profiles` at once."""
    whole = check_completeness(plan, problems)
    check_secrecy(plan, problems)
    limit = page_limit(plan.binding)
    books = IssueFonts()
    books.of(plan.members[0].issue, problems)
    if jobs > 1:
        books.open_faces()
    # Which book a page belongs to is only known when all are set.
    pages = VolumePages(() if limit else profiles, books.joined())
    look = volume_design(plan, problems)
    issues = set_issues(plan, look, books, problems, pages, jobs)
    book = books.joined()
    binder = _Binder(VolumeBook("", plan, issues), plan, whole, issues, pages, look, book, problems)
    volume_books: tuple[SetBook, ...] = (binder.bound(),)
    if limit and volume_books[0].block > limit:
        shares = divide_into_books(plan, issues, binder.around(), limit, problems)
        issues = tuple(issue for share in shares for issue in share.issues)
        targets: dict[str, int] = {}
        # The last book first: it has the parts that the contents of all name.
        binders = [
            _Binder(share, plan, whole, issues, pages, look, book, problems, targets)
            for share in reversed(shares)
        ]
        volume_books = tuple(reversed([binder.bound() for binder in binders]))
    return SetVolume(plan, issues, volume_books, book, binder.context, pages)


class _Binder:
    """Sets the parts around the issues, those behind them first: the contents give their pages."""

    def __init__(
        self,
        volume_book: VolumeBook,
        whole_plan: VolumePlan,
        whole: Completeness,
        issues: tuple[BoundIssue, ...],
        pages: VolumePages,
        look: Design,
        book: FontBook,
        problems: Problems,
        targets: dict[str, int] | None = None,
    ) -> None:
        self.volume_book, self.plan, self.whole, self.book = volume_book, volume_book.plan, whole, book
        self.whole_plan, self.issues = whole_plan, issues
        self.pages, self.look = pages, look
        self.targets: dict[str, int] = {} if targets is None else targets
        self.targets.update(_issue_targets(issues))
        self.context = VolumeContext(
            look, Typesetter(book, look.rules, problems), self.targets, [], ORDERS[whole_plan.order]
        )
        self.has_title = self.plan.parts[0] in ("cover", "title")

    def bound(self) -> SetBook:
        """Bind the book."""
        volume_book = self.volume_book
        self.set_sections = sections = self.sections()
        empty, first = empty_volume(volume_book.plan, volume_book.issues), volume_book.issues[0].first
        document, order = bind(sections, empty, self.book, lowered=self.has_title, first=first)
        # What it says of its length is only known now.
        record = empty_volume(volume_book.plan, volume_book.issues, len(order)).record
        document = document._replace(record=record, pages=self.pages.whole(order))
        if volume_book.name:
            document = without_links_to_other_books(document)
        return SetBook(volume_book, document, order, tuple(sections))

    def around(self) -> PartPages:
        """Count the sides before and behind the issues, the cover left out."""
        anchors = [section.anchor for section in self.set_sections]
        sizes = [len(section.pages) for section in self.set_sections]
        first, last = (
            anchors.index(self.volume_book.issues[0].anchor),
            anchors.index(self.volume_book.issues[-1].anchor),
        )
        front = sum(size + size % 2 for size in sizes[:first])
        cover = 2 if self.plan.parts[0] == "cover" else 0
        return PartPages(front - cover, next_odd(sum(sizes[last + 1 :])))

    def sections(self) -> list[VolumeSection]:
        """Return all sections in the order of the parts."""
        at = self.plan.parts.index("issues")
        before, after = self.plan.parts[:at], self.plan.parts[at + 1 :]
        number = next_odd(self.volume_book.issues[-1].last + 1)
        behind: list[VolumeSection] = []
        for name in after:
            section = self._part(name, number, odd=not behind)
            number += len(section.pages)
            behind.append(section)
        front: list[VolumeSection] = []
        number = 1
        for name in before:
            section = self._part(name, number, odd=True)
            number = next_odd(number + len(section.pages))
            front.append(section)
        return [*front, *self._issue_sections(), *behind]

    def _part(self, name: PartName, first: int, *, odd: bool) -> VolumeSection:
        anchor = f"part-{name}"
        self.targets[anchor] = first
        document = self._set(name, first)
        style: FolioStyle = "roman" if self._is_before_issues(name) else "arabic"
        if name in ("cover", "title", "remarks"):
            style = "none"
        title = PART_TITLES[name]
        outline = (OutlineItem(1, title, anchor),)
        wording = self.context.wordings[-1]
        return VolumeSection(
            document._replace(pages=()),
            self.pages.keep(document.pages),
            anchor,
            outline,
            None if style == "none" else numbers_in(self.look),
            style,
            label=title,
            odd=odd,
            kind=name,
            area=area_of(self.context.design.house),
            wording=wording,
        )

    def _is_before_issues(self, name: PartName) -> bool:
        return self.plan.parts.index(name) < self.plan.parts.index("issues")

    def _set(self, name: PartName, first: int) -> Document:
        plan, issues, context = self.whole_plan, self.issues, self.context
        match name:
            case "cover":
                return set_cover(self.plan, context)
            case "title":
                return set_title_page(self.plan, context)
            case "foreword":
                return set_foreword(plan, self.whole, issues, first, context)
            case "contents":
                after = plan.parts[plan.parts.index("issues") + 1 :]
                return set_contents(issues, [part for part in after if part != "remarks"], first, context)
            case "index-city" | "index-unit" | "index-theme" | "index-title":
                return set_index(name, issues, first, context)
            case "statistics":
                from bulletin_pdf.volume.parts.statistics import set_statistics

                return set_statistics(plan, issues, first, context)
            case "figures":
                from bulletin_pdf.volume.parts.register import set_register

                return set_register(issues, first, context)
            case "errata":
                return set_part_table(name, errata_of(issues), first, context)
            case "concordance":
                return set_part_table(name, concordance_of(issues), first, context)
            case "catalogue":
                return set_file_list(plan, issues, first, context)
            case _:
                pages = sum(len(issue.pages) for issue in self.volume_book.issues)
                return set_part_table("remarks", remarks_of(self.plan, self.whole, pages), first, context)

    def _issue_sections(self) -> Iterator[VolumeSection]:
        """Outline: block › issue › report (A-60)."""
        bound = {id(issue.member): issue for issue in self.volume_book.issues}
        for number_series, members in number_series_of(self.plan.members):
            title = number_series.title or PART_TITLES["issues"]
            for place, member in enumerate(members):
                issue = bound[id(member)]
                items = [OutlineItem(1, title, issue.anchor)] if place == 0 else []
                items.append(OutlineItem(2, _bookmark(issue), issue.anchor))
                items += (
                    OutlineItem(2 + item.level, item.title, issue.prefix + item.anchor)
                    for item in issue.document.outline
                )
                yield VolumeSection(
                    issue.document,
                    issue.pages,
                    issue.anchor,
                    tuple(items),
                    prefix=issue.prefix,
                    kind="issue" if member.foreign is None else "placed",
                    area=_area_of(issue),
                )


def _area_of(issue: BoundIssue) -> TypeArea | None:
    area = area_of(issue.design.house)
    if issue.design.grid.page == issue.page:
        return area
    return shifted_area(area or usual_area(), issue.page)


def _bookmark(issue: BoundIssue) -> str:
    head = issue.member.issue.masthead
    return (
        f"{issue.member.label}（{head.date.printed}）"
        if number_line(issue.member.issue)
        else issue.member.label
    )


def _issue_targets(issues: Sequence[BoundIssue]) -> Iterator[tuple[str, int]]:
    for issue in issues:
        yield issue.anchor, issue.first
        for place, page in enumerate(issue.pages):
            for anchor in page.anchors:
                yield issue.prefix + anchor.name, issue.first + place
