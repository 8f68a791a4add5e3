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
from bulletin_pdf.volume.outcome import Target, VolumeOutcome, Written
from bulletin_pdf.volume.plan import VolumePlan, read_plan, runs_of
from bulletin_pdf.volume.proven import certify_volume, prove_volume, units_of
from bulletin_pdf.volume.record import attachments_of, shell_of
from bulletin_pdf.volume.register import set_register
from bulletin_pdf.volume.setting import Workshop
from bulletin_pdf.volume.sheets import as_csv
from bulletin_pdf.volume.spine import spine_width
from bulletin_pdf.volume.statistics import set_statistics
from bulletin_pdf.volume.vocabulary import PART_TITLES, PartName
from bulletin_pdf.witness import see_files


class SetVolume(NamedTuple):
    """A volume set and bound, before it is made into files."""

    plan: VolumePlan
    issues: tuple[BoundIssue, ...]
    document: Document
    book: FontBook
    shop: Workshop
    units: tuple[Unit, ...]
    """What its pages have to say."""
    ready: Mapping[str, ReadyPages]
    """Profile → the pages of issues, written as soon as they were set."""


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
    plan = read_plan(source, problems)
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
    files = []
    stored = []
    for target in targets:
        data, proof = _render(volume, target, pressed[target.edition], options, problems)
        stored.append(store(target.path, data))
        if options.certificate:
            stored.append(certify_volume(proof, source, target.path, target.edition, _changes(plan)))
        files.append(Written(target, len(data), perf_counter() - started))
        started = perf_counter()
    catalogue = _write_catalogue(volume, targets[0].path)
    stored += catalogue
    if package:
        _write_package(volume, package, problems)
    pages = len(volume.document.pages)
    changes = _changes(plan)
    spine = spine_width(plan.binding, _block_pages(volume)) if plan.binding else None
    printed = next((target for target in targets if target.edition == "print"), None)
    cover: tuple[Stored, ...] = ()
    if spine is not None and printed is not None and "cover" in plan.parts:
        cover = (_write_cover(volume, spine, printed.path, options, problems),)
    return VolumeOutcome(
        tuple(files),
        catalogue[0].path if catalogue else "",
        len(plan.members),
        pages,
        spine,
        "".join(file.path for file in cover),
        tuple(problems),
        changes,
        read=(*given, *plan.read),
        stored=(*stored, *cover),
    )


def _write_cover(
    volume: SetVolume, spine: float, beside: str, options: PrintOptions, problems: Problems
) -> Stored:
    """Write the cover sheet beside the print edition."""
    from bulletin_pdf.volume.cover import set_cover_sheet

    path = f"{os.path.splitext(beside)[0]}.cover.pdf"
    profile = press_profile(PROFILES["print"], options, problems)
    sheet = set_cover_sheet(volume.plan, volume.issues, spine, volume.shop)
    document = for_press(sheet, profile, options, os.path.basename(path), volume.book, problems)
    return store(path, render(document, profile, volume.book))


def _changes(plan: VolumePlan) -> tuple[Change, ...]:
    return (*plan.changes, *(change for member in plan.members for change in member.issue.changes))


def _write_package(volume: SetVolume, directory: str, problems: Problems) -> None:
    from bulletin_pdf.volume.package import Packing, write_package

    plan, issues, document, book = volume.plan, volume.issues, volume.document, volume.book
    stem = os.path.splitext(os.path.basename(plan.path))[0]
    archive = PROFILES["archive"]
    ready = volume.ready.get("archive") or ReadyPages(archive, book)
    pdf = render(document._replace(attachments=attachments_of(plan, issues)), archive, book, ready)
    prove_volume(pdf, volume.units, "", problems)
    packing = Packing(plan, issues, document, book, ready.fonts)
    write_package(directory, packing.files(f"{stem}.pdf", pdf, problems, _changes(plan)))


def _block_pages(volume: SetVolume) -> int:
    """Sides between the covers: the cover's own leaf is no part of the block."""
    covered = volume.plan.parts[0] == "cover"
    return len(volume.document.pages) - (2 if covered else 0)


def _render(
    volume: SetVolume, target: Target, profile: Profile, options: PrintOptions, problems: Problems
) -> tuple[bytes, Proof]:
    """Give a file as bytes, and the proof that it says what the volume says."""
    document = volume.document
    if profile.attachments:
        document = document._replace(attachments=attachments_of(volume.plan, volume.issues))
    document = for_press(document, profile, options, os.path.basename(target.path), volume.book, problems)
    problems.raise_if_errors()
    data = render(document, profile, volume.book, volume.ready.get(profile.name))
    slug = slug_of(volume.document, profile, options, target.path, volume.book)
    return data, prove_volume(data, volume.units, slug, problems)


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
    books = Books()
    books.of(plan.members[0].issue, problems)
    writers = [ReadyPages(profile, books.joined()) for profile in profiles]
    issues = set_issues(plan, books, problems, writers, jobs)
    binder = _Binder(plan, whole, issues, books.joined(), problems)
    sections = binder.sections()
    document = bind(sections, shell_of(plan, issues), binder.book, lowered=binder.has_title)
    # What it says of its length is only known now.
    document = document._replace(record=shell_of(plan, issues, len(document.pages)).record)
    units = units_of(sections, issues)
    ready = {writer.profile.name: writer for writer in writers}
    return SetVolume(plan, issues, document, binder.book, binder.shop, units, ready)


class _Binder:
    """Sets the parts around the issues, those behind them first: the contents give their pages."""

    def __init__(
        self,
        plan: VolumePlan,
        whole: Completeness,
        issues: tuple[BoundIssue, ...],
        book: FontBook,
        problems: Problems,
    ) -> None:
        self.plan, self.whole, self.issues, self.book = plan, whole, issues, book
        design = issues[0].design
        self.targets: dict[str, int] = dict(_issue_targets(issues))
        self.shop = Workshop(
            design, Setter(book, design.rules, problems), self.targets, [], ORDERS[plan.order]
        )
        self.has_title = plan.parts[0] in ("cover", "title")

    def sections(self) -> list[Section]:
        """Give all sections in the order of the parts."""
        at = self.plan.parts.index("issues")
        before, after = self.plan.parts[:at], self.plan.parts[at + 1 :]
        number = next_odd(self.issues[-1].last + 1)
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
        plan, issues, shop = self.plan, self.issues, self.shop
        match name:
            case "cover":
                return set_cover(plan, shop)
            case "title":
                return set_title_page(plan, shop)
            case "foreword":
                return set_foreword(plan, self.whole, issues, first, shop)
            case "contents":
                after = [part for part in plan.parts if not self._is_before_issues(part) and part != "issues"]
                return set_contents(issues, [part for part in after if part != "remarks"], first, shop)
            case "index-city" | "index-unit" | "index-theme" | "index-title":
                return set_index(name, issues, first, shop)
            case "statistics":
                return set_statistics(plan, issues, first, shop)
            case "figures":
                return set_register(issues, first, shop)
            case "errata":
                return set_sheet(name, errata_of(issues), first, shop)
            case "concordance":
                return set_sheet(name, concordance_of(issues), first, shop)
            case "catalogue":
                return set_sheet(name, catalogue_of(plan, issues), first, shop)
            case _:
                pages = sum(len(issue.document.pages) for issue in issues)
                return set_sheet("remarks", remarks_of(plan, self.whole, pages), first, shop)

    def _issue_sections(self) -> Iterator[Section]:
        """Outline: block › issue › report (A-60)."""
        bound = {id(issue.member): issue for issue in self.issues}
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
