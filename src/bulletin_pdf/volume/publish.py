"""The pipeline of a volume, readable from top to bottom."""

import os
from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter
from typing import NamedTuple

from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.fidelity.compare import Unit
from bulletin_pdf.fidelity.prove import Proof
from bulletin_pdf.files import Stored, store
from bulletin_pdf.fonts.book import FontBook
from bulletin_pdf.issue.model import Change
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.pages import Document, OutlineItem
from bulletin_pdf.pdf.profile import PROFILES, Profile
from bulletin_pdf.pdf.ready import ReadyPages
from bulletin_pdf.pdf.write import render
from bulletin_pdf.press.edition import for_press
from bulletin_pdf.press.options import PrintOptions, files_of, press_profile
from bulletin_pdf.proven import slug_of
from bulletin_pdf.volume.bind import FolioStyle, Section, bind, next_odd
from bulletin_pdf.volume.catalogue import catalogue_of, concordance_of, remarks_of, set_sheet
from bulletin_pdf.volume.completeness import Completeness, check_completeness
from bulletin_pdf.volume.errata import errata_of
from bulletin_pdf.volume.fonts import Books
from bulletin_pdf.volume.front import BoundIssue, set_contents, set_cover, set_foreword, set_title_page
from bulletin_pdf.volume.indexes import set_index
from bulletin_pdf.volume.issues import set_issues
from bulletin_pdf.volume.order import ORDERS
from bulletin_pdf.volume.outcome import Book, Target, VolumeOutcome, Written
from bulletin_pdf.volume.plan import VolumePlan, read_plan, runs_of
from bulletin_pdf.volume.proven import certify_volume, prove_volume, units_of
from bulletin_pdf.volume.record import attachments_of, shell_of
from bulletin_pdf.volume.setting import Workshop
from bulletin_pdf.volume.sheets import as_csv
from bulletin_pdf.volume.spine import spine_width, thickness_of
from bulletin_pdf.volume.tomes import (
    COMMON_PAGES,
    COMMON_THICKNESS,
    Around,
    Tome,
    divide,
    page_limit,
    without_far_links,
)
from bulletin_pdf.volume.vocabulary import PART_TITLES, PartName
from bulletin_pdf.witness import see_files


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


def publish_volume(
    source: str,
    targets: Sequence[Target],
    options: PrintOptions = PrintOptions(),
    package: str = "",
    jobs: int = 1,
) -> VolumeOutcome:
    """Read a volume and its issues, set everything once, and write each edition asked for.

    `package` is the directory to write the archive package to, empty for none; `jobs` is how
    many issues are set at once. Raises `BulletinError` with every problem when the material
    has errors; nothing is written then.
    """
    started = perf_counter()
    problems = Problems()
    given = see_files(files_of(options))
    plan = read_plan(source, problems, jobs)
    profiles = [PROFILES[target.edition] for target in targets]
    if package:
        profiles.append(PROFILES["archive"])
    adopted = [(member.adopted, member.entry) for member in plan.members if member.adopted is not None]
    if adopted:
        from bulletin_pdf.volume.adopt import judge_adopted

        judge_adopted(adopted, profiles, problems)
    pressed = {
        target.edition: press_profile(PROFILES[target.edition], options, problems) for target in targets
    }
    if package:
        pressed.setdefault("archive", PROFILES["archive"])
    volume = set_volume(plan, problems, jobs, () if options.marks else tuple(pressed.values()))
    problems.raise_if_errors()
    _advise(volume, problems)
    files = []
    stored: list[Stored] = []
    for target in targets:
        for place, tome in enumerate(volume.tomes):
            path = _path_of(target, place, len(volume.tomes))
            data, proof = _render(volume, tome, path, pressed[target.edition], options, problems)
            stored.append(store(path, data))
            if options.certificate:
                stored.append(certify_volume(proof, source, path, target.edition, _changes(plan)))
            files.append(Written(Target(target.edition, path), len(data), perf_counter() - started, place))
            started = perf_counter()
    catalogue = _write_catalogue(volume, targets[0].path)
    stored += catalogue
    if package:
        _write_package(volume, package, problems)
    printed = next((target for target in targets if target.edition == "print"), None)
    books = []
    for place, tome in enumerate(volume.tomes):
        spine = spine_width(plan.binding, tome.block) if plan.binding else None
        cover = ""
        if spine is not None and printed is not None and "cover" in plan.parts:
            beside = _path_of(printed, place, len(volume.tomes))
            stored.append(_write_cover(volume, tome, spine, beside, options, problems))
            cover = stored[-1].path
        books.append(Book(tome.tome.name, len(tome.tome.issues), len(tome.document.pages), spine, cover))
    labels = _write_labels(volume, targets[0].path, options, problems)
    stored += labels
    return VolumeOutcome(
        tuple(files),
        catalogue[0].path if catalogue else "",
        tuple(books),
        "".join(file.path for file in labels),
        tuple(problems),
        _changes(plan),
        read=(*given, *plan.read),
        stored=tuple(stored),
    )


def _path_of(target: Target, place: int, count: int) -> str:
    """Give the path of one book's file: 2022-1.pdf, 2022-1.archive.pdf where there are several."""
    if count == 1:
        return target.path
    ending = f".{target.edition}.pdf"
    if not target.path.endswith(ending):
        ending = os.path.splitext(target.path)[1]
    return f"{target.path.removesuffix(ending)}-{place + 1}{ending}"


def _advise(volume: SetVolume, problems: Problems) -> None:
    """A-67: say when a book is thicker than books should be, and nobody said how thick it may be."""
    binding = volume.plan.binding
    if binding is None or page_limit(binding):
        return
    pages = volume.tomes[0].block
    thickness = thickness_of(binding.paper, pages)
    if pages > COMMON_PAGES or thickness > COMMON_THICKNESS:
        problems.add("B879", volume.plan.issues_span, pages=pages, thickness=round(thickness))


def _write_cover(
    volume: SetVolume, tome: SetTome, spine: float, beside: str, options: PrintOptions, problems: Problems
) -> Stored:
    """Write the cover sheet beside the print edition."""
    from bulletin_pdf.volume.cover import set_cover_sheet

    path = f"{os.path.splitext(beside)[0]}.cover.pdf"
    profile = press_profile(PROFILES["print"], options, problems)
    sheet = set_cover_sheet(tome.tome.plan, tome.tome.issues, spine, volume.shop)
    document = for_press(sheet, profile, options, os.path.basename(path), volume.book, problems)
    return store(path, render(document, profile, volume.book))


def _write_labels(
    volume: SetVolume, beside: str, options: PrintOptions, problems: Problems
) -> tuple[Stored, ...]:
    """Write the labels of the archive's boxes beside the first edition, where they are wanted."""
    binding = volume.plan.binding
    if binding is None or not binding.box:
        return ()
    from bulletin_pdf.volume.labels import set_labels

    spines = [spine_width(binding, tome.block) for tome in volume.tomes]
    document = set_labels(volume.plan, [tome.tome for tome in volume.tomes], spines, volume.shop)
    profile = press_profile(PROFILES["print"], options, problems)
    return (store(f"{os.path.splitext(beside)[0]}.box.pdf", render(document, profile, volume.book)),)


def _changes(plan: VolumePlan) -> tuple[Change, ...]:
    return (*plan.changes, *(change for member in plan.members for change in member.issue.changes))


def _write_package(volume: SetVolume, directory: str, problems: Problems) -> None:
    from bulletin_pdf.volume.package import Packing, write_package

    stem = os.path.splitext(os.path.basename(volume.plan.path))[0]
    archive = PROFILES["archive"]
    pdfs: dict[str, bytes] = {}
    for place, tome in enumerate(volume.tomes):
        ready = volume.ready.get("archive") or ReadyPages(archive, volume.book)
        attachments = attachments_of(volume.plan, volume.issues)
        pdf = render(tome.document._replace(attachments=attachments), archive, volume.book, ready)
        prove_volume(pdf, tome.units, "", problems, tome.first)
        pdfs[_path_of(Target("archive", f"{stem}.pdf"), place, len(volume.tomes))] = pdf
    pages = sum(len(tome.document.pages) for tome in volume.tomes)
    shell = shell_of(volume.plan, volume.issues, pages)
    contents = tuple(page for tome in volume.tomes for page in tome.document.pages)
    packing = Packing(volume.plan, volume.issues, shell._replace(pages=contents), volume.book, ready.fonts)
    write_package(directory, packing.files(pdfs, problems, _changes(volume.plan)))


def _render(
    volume: SetVolume,
    tome: SetTome,
    path: str,
    profile: Profile,
    options: PrintOptions,
    problems: Problems,
) -> tuple[bytes, Proof]:
    """Give a file as bytes, and the proof that it says what the volume says."""
    document = tome.document
    if profile.attachments:
        document = document._replace(attachments=attachments_of(volume.plan, volume.issues))
    document = for_press(document, profile, options, os.path.basename(path), volume.book, problems)
    problems.raise_if_errors()
    data = render(document, profile, volume.book, volume.ready.get(profile.name))
    slug = slug_of(tome.document, profile, options, path, volume.book)
    return data, prove_volume(data, tome.units, slug, problems, tome.first)


def _write_catalogue(volume: SetVolume, beside: str) -> tuple[Stored, ...]:
    if "catalogue" not in volume.plan.parts:
        return ()
    from bulletin_pdf.volume.workbook import as_xlsx

    stem = f"{os.path.splitext(beside)[0]}.catalogue"
    rows = catalogue_of(volume.plan, volume.issues)
    book = as_xlsx(rows, PART_TITLES["catalogue"], volume.plan.date.iso)
    return store(f"{stem}.csv", as_csv(rows)), store(f"{stem}.xlsx", book)


# Setting ------------------------------------------------------------------------------------


def set_volume(
    plan: VolumePlan, problems: Problems, jobs: int = 1, profiles: Sequence[Profile] = ()
) -> SetVolume:
    """Set all issues and parts and bind them; pages of issues are written for `profiles` at once."""
    whole = check_completeness(plan, problems)
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
            document, anchor, outline, self.shop.design.grid, style, label=title, odd=odd, wording=wording
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
                    issue.document, issue.anchor, tuple(items), issue.design.grid, prefix=issue.prefix
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
