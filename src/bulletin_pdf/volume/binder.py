"""Setting a volume: its issues, the parts around them, and the books they are bound as."""

from collections.abc import Iterator, Mapping, Sequence

from bulletin_pdf.compose.design import area_of
from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.fidelity.compare import Unit
from bulletin_pdf.fonts.book import FontBook
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, OutlineItem
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.ready import ReadyPages
from bulletin_pdf.volume.bind import FolioStyle, Section, bind, next_odd
from bulletin_pdf.volume.catalogue import catalogue_of, concordance_of, remarks_of, set_sheet
from bulletin_pdf.volume.completeness import Completeness, check_completeness
from bulletin_pdf.volume.errata import errata_of
from bulletin_pdf.volume.fonts import Books
from bulletin_pdf.volume.front import BoundIssue, set_contents, set_cover, set_foreword, set_title_page
from bulletin_pdf.volume.indexes import set_index
from bulletin_pdf.volume.issues import set_issues
from bulletin_pdf.volume.members import runs_of
from bulletin_pdf.volume.order import ORDERS
from bulletin_pdf.volume.plan import VolumePlan
from bulletin_pdf.volume.proven import units_of
from bulletin_pdf.volume.record import shell_of
from bulletin_pdf.volume.secrecy import check_secrecy
from bulletin_pdf.volume.setting import Workshop
from bulletin_pdf.volume.tomes import (
    Around,
    Tome,
    divide,
    page_limit,
    without_far_links,
)
from bulletin_pdf.volume.vocabulary import PART_TITLES, PartName


class SetTome(NamedTuple):
    """One book of a volume, bound."""

    tome: Tome
    document: Document
    units: tuple[Unit, ...]
    """What its pages have to say."""

    @property
    def first(self) -> int:
        """The number of its first page that has an arabic one."""
        return self.tome.issues[0].first

    @property
    def block(self) -> int:
        """Sides between the covers: the cover's own leaf is no part of the block."""
        return len(self.document.pages) - (2 if self.tome.plan.parts[0] == "cover" else 0)


class SetVolume(NamedTuple):
    """A volume set and bound, before it is made into files."""

    plan: VolumePlan
    issues: tuple[BoundIssue, ...]
    tomes: tuple[SetTome, ...]
    book: FontBook
    shop: Workshop
    ready: Mapping[str, ReadyPages]
    """Profile → the pages of issues, written as soon as they were set."""

    @property
    def document(self) -> Document:
        """The pages of the first book, or of the only one."""
        return self.tomes[0].document


def set_volume(
    plan: VolumePlan, problems: Problems, jobs: int = 1, profiles: Sequence[Profile] = ()
) -> SetVolume:
    """Set all issues and parts and bind them; pages of issues are written for `profiles` at once."""
    whole = check_completeness(plan, problems)
    check_secrecy(plan, problems)
    limit = page_limit(plan.binding)
    books = Books()
    books.of(plan.members[0].issue, problems)
    if jobs > 1:
        books.open_faces()
    # Which book a page belongs to is only known when all are set.
    writers = [] if limit else [ReadyPages(profile, books.joined()) for profile in profiles]
    issues = set_issues(plan, books, problems, writers, jobs)
    binder = _Binder(Tome("", plan, issues), plan, whole, issues, books.joined(), problems)
    tomes: tuple[SetTome, ...] = (binder.bound(),)
    if limit and tomes[0].block > limit:
        shares = divide(plan, issues, binder.around(), limit, problems)
        issues = tuple(issue for share in shares for issue in share.issues)
        targets: dict[str, int] = {}
        # The last book first: it has the parts that the contents of all name.
        binders = [
            _Binder(share, plan, whole, issues, books.joined(), problems, targets)
            for share in reversed(shares)
        ]
        tomes = tuple(reversed([binder.bound() for binder in binders]))
    ready = {writer.profile.name: writer for writer in writers}
    return SetVolume(plan, issues, tomes, binder.book, binder.shop, ready)


class _Binder:
    """Sets the parts around the issues, those behind them first: the contents give their pages."""

    def __init__(
        self,
        tome: Tome,
        whole_plan: VolumePlan,
        whole: Completeness,
        issues: tuple[BoundIssue, ...],
        book: FontBook,
        problems: Problems,
        targets: dict[str, int] | None = None,
    ) -> None:
        self.tome, self.plan, self.whole, self.book = tome, tome.plan, whole, book
        self.whole_plan, self.issues = whole_plan, issues
        design = issues[0].design
        self.targets: dict[str, int] = {} if targets is None else targets
        self.targets.update(_issue_targets(issues))
        self.shop = Workshop(
            design, Setter(book, design.rules, problems), self.targets, [], ORDERS[whole_plan.order]
        )
        self.has_title = self.plan.parts[0] in ("cover", "title")

    def bound(self) -> SetTome:
        """Bind the book."""
        tome = self.tome
        self.set_sections = sections = self.sections()
        shell, first = shell_of(tome.plan, tome.issues), tome.issues[0].first
        document = bind(sections, shell, self.book, lowered=self.has_title, first=first)
        # What it says of its length is only known now.
        document = document._replace(record=shell_of(tome.plan, tome.issues, len(document.pages)).record)
        if tome.name:
            document = without_far_links(document)
        return SetTome(tome, document, units_of(sections, tome.issues))

    def around(self) -> Around:
        """Count the sides before and behind the issues, the cover left out."""
        anchors = [section.anchor for section in self.set_sections]
        sizes = [len(section.document.pages) for section in self.set_sections]
        first, last = anchors.index(self.tome.issues[0].anchor), anchors.index(self.tome.issues[-1].anchor)
        front = sum(size + size % 2 for size in sizes[:first])
        cover = 2 if self.plan.parts[0] == "cover" else 0
        return Around(front - cover, next_odd(sum(sizes[last + 1 :])))

    def sections(self) -> list[Section]:
        """Give all sections in the order of the parts."""
        at = self.plan.parts.index("issues")
        before, after = self.plan.parts[:at], self.plan.parts[at + 1 :]
        number = next_odd(self.tome.issues[-1].last + 1)
        behind: list[Section] = []
        for name in after:
            section = self._part(name, number, odd=not behind)
            number += len(section.document.pages)
            behind.append(section)
        front: list[Section] = []
        number = 1
        for name in before:
            section = self._part(name, number, odd=True)
            number = next_odd(number + len(section.document.pages))
            front.append(section)
        return [*front, *self._issue_sections(), *behind]

    def _part(self, name: PartName, first: int, *, odd: bool) -> Section:
        anchor = f"part-{name}"
        self.targets[anchor] = first
        document = self._set(name, first)
        style: FolioStyle = "roman" if self._is_before_issues(name) else "arabic"
        if name in ("cover", "title", "remarks"):
            style = "none"
        title = PART_TITLES[name]
        outline = (OutlineItem(1, title, anchor),)
        wording = self.shop.wordings[-1]
        return Section(
            document,
            anchor,
            outline,
            self.shop.design.grid,
            style,
            label=title,
            odd=odd,
            kind=name,
            area=area_of(self.shop.design.house),
            wording=wording,
        )

    def _is_before_issues(self, name: PartName) -> bool:
        return self.plan.parts.index(name) < self.plan.parts.index("issues")

    def _set(self, name: PartName, first: int) -> Document:
        plan, issues, shop = self.whole_plan, self.issues, self.shop
        match name:
            case "cover":
                return set_cover(self.plan, shop)
            case "title":
                return set_title_page(self.plan, shop)
            case "foreword":
                return set_foreword(plan, self.whole, issues, first, shop)
            case "contents":
                after = plan.parts[plan.parts.index("issues") + 1 :]
                return set_contents(issues, [part for part in after if part != "remarks"], first, shop)
            case "index-city" | "index-unit" | "index-theme" | "index-title":
                return set_index(name, issues, first, shop)
            case "statistics":
                from bulletin_pdf.volume.statistics import set_statistics

                return set_statistics(plan, issues, first, shop)
            case "figures":
                from bulletin_pdf.volume.register import set_register

                return set_register(issues, first, shop)
            case "errata":
                return set_sheet(name, errata_of(issues), first, shop)
            case "concordance":
                return set_sheet(name, concordance_of(issues), first, shop)
            case "catalogue":
                return set_sheet(name, catalogue_of(plan, issues), first, shop)
            case _:
                pages = sum(len(issue.document.pages) for issue in self.tome.issues)
                return set_sheet("remarks", remarks_of(self.plan, self.whole, pages), first, shop)

    def _issue_sections(self) -> Iterator[Section]:
        """Outline: block › issue › report (A-60)."""
        bound = {id(issue.member): issue for issue in self.tome.issues}
        for run, members in runs_of(self.plan.members):
            title = run.title or PART_TITLES["issues"]
            for place, member in enumerate(members):
                issue = bound[id(member)]
                items = [OutlineItem(1, title, issue.anchor)] if place == 0 else []
                items.append(OutlineItem(2, _bookmark(issue), issue.anchor))
                items += (
                    OutlineItem(2 + item.level, item.title, issue.prefix + item.anchor)
                    for item in issue.document.outline
                )
                yield Section(
                    issue.document,
                    issue.anchor,
                    tuple(items),
                    issue.design.grid,
                    prefix=issue.prefix,
                    kind="issue" if member.adopted is None else "placed",
                    area=area_of(issue.design.house),
                )


def _bookmark(issue: BoundIssue) -> str:
    head = issue.member.issue.masthead
    return f"{issue.member.label}（{head.date.printed}）" if head.number_line else issue.member.label


def _issue_targets(issues: Sequence[BoundIssue]) -> Iterator[tuple[str, int]]:
    for issue in issues:
        yield issue.anchor, issue.first
        for place, page in enumerate(issue.document.pages):
            for anchor in page.anchors:
                yield issue.prefix + anchor.name, issue.first + place
