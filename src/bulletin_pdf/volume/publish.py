"""The pipeline of a volume, readable from top to bottom."""

import os
from collections.abc import Mapping, Sequence
from time import perf_counter

from bulletin_pdf.diagnostics import Problem, Problems
from bulletin_pdf.fidelity.prove import Proof
from bulletin_pdf.files import InMemory, Staged
from bulletin_pdf.fonts.book import FontBook
from bulletin_pdf.issue.model import Change
from bulletin_pdf.lock import LOCK_NAME
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document
from bulletin_pdf.pdf.profile import PROFILES, Profile
from bulletin_pdf.pdf.ready import ReadyPages
from bulletin_pdf.pdf.write import render
from bulletin_pdf.press.edition import for_press
from bulletin_pdf.press.options import PrintOptions, files_of, press_profile
from bulletin_pdf.proven import slug_of, tell_papers_of_others
from bulletin_pdf.volume.binder import SetTome, SetVolume, set_volume
from bulletin_pdf.volume.catalogue import catalogue_of
from bulletin_pdf.volume.inside import BookPlace, Locked, attachments_of, with_lock
from bulletin_pdf.volume.outcome import Book, Target, VolumeOutcome, Written
from bulletin_pdf.volume.plan import VolumePlan, read_plan
from bulletin_pdf.volume.proven import accounts_of_volume, certify_volume, prove_volume
from bulletin_pdf.volume.record import shell_of
from bulletin_pdf.volume.sheets import as_csv
from bulletin_pdf.volume.spine import spine_width, thickness_of
from bulletin_pdf.volume.tomes import (
    COMMON_PAGES,
    COMMON_THICKNESS,
    page_limit,
)
from bulletin_pdf.volume.vocabulary import PART_TITLES
from bulletin_pdf.witness import Seen, see_files
from bulletin_pdf.yamldoc.source import SourceText


def publish_volume(
    source: str | SourceText,
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
    ready = _set(source, targets, options, package, jobs)
    with Staged() as staged:
        outcome = _write(ready, targets, options, staged)
        if package:
            _write_package(ready.volume, package, ready.problems)
    tell_papers_of_others(staged.stored, ready.problems)
    return outcome._replace(problems=tuple(ready.problems), stored=staged.stored)


def make_volume(
    source: str | SourceText, targets: Sequence[Target], options: PrintOptions = PrintOptions(), jobs: int = 1
) -> tuple[dict[str, bytes], VolumeOutcome]:
    """Make the files of a volume as `publish_volume` does, without writing them: path → data."""
    ready = _set(source, targets, options, "", jobs)
    files = InMemory()
    outcome = _write(ready, targets, options, files)
    return files.files, outcome._replace(problems=tuple(ready.problems))


def check_volume(source: str | SourceText, jobs: int = 1) -> tuple[Problem, ...]:
    """Read a volume and its issues and set everything; return all that was found. Raises `BulletinError` for errors."""
    return tuple(_set(source, (Target("print", ""),), PrintOptions(), "", jobs).problems)


class _Ready(NamedTuple):
    """A volume that is set and can be written."""

    volume: SetVolume
    pressed: Mapping[str, Profile]
    """Edition → what its files promise."""
    problems: Problems
    read: tuple[Seen, ...]


def _set(
    source: str | SourceText, targets: Sequence[Target], options: PrintOptions, package: str, jobs: int
) -> _Ready:
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
    # Printer's marks are put around pages, which cannot have been written before.
    volume = set_volume(plan, problems, jobs, () if options.marks else tuple(pressed.values()))
    problems.raise_if_errors()
    _advise(volume, problems)
    return _Ready(volume, pressed, problems, (*given, *plan.read))


def _write(ready: _Ready, targets: Sequence[Target], options: PrintOptions, staged: Staged) -> VolumeOutcome:
    """Write the files of a volume; what is noticed meanwhile goes to its problems."""
    volume, pressed, problems, read = ready
    files = _write_books(volume, targets, pressed, options, problems, staged)
    catalogue = _write_catalogue(volume, targets[0].path, staged)
    books = _write_covers(volume, targets, options, problems, staged)
    labels = _write_labels(volume, targets[0].path, options, problems, staged)
    return VolumeOutcome(tuple(files), catalogue, books, labels, (), _changes(volume.plan), read=read)


def _write_books(
    volume: SetVolume,
    targets: Sequence[Target],
    pressed: Mapping[str, Profile],
    options: PrintOptions,
    problems: Problems,
    staged: Staged,
) -> list[Written]:
    """Write each edition of each book, with its certificate where one is wanted."""
    files = []
    started = perf_counter()
    changes = _changes(volume.plan)
    accounts = accounts_of_volume(volume.plan, changes) if options.certificate else []
    for target in targets:
        for place in range(len(volume.tomes)):
            path = _path_of(target, place, len(volume.tomes))
            data, proof = _render(volume, place, path, pressed[target.edition], options, problems)
            staged.store(path, data)
            if options.certificate:
                certify_volume(proof, volume.plan.source, path, target.edition, changes, accounts, staged)
            files.append(Written(Target(target.edition, path), len(data), perf_counter() - started, place))
            started = perf_counter()
    return files


def _write_covers(
    volume: SetVolume,
    targets: Sequence[Target],
    options: PrintOptions,
    problems: Problems,
    staged: Staged,
) -> tuple[Book, ...]:
    """Write the cover sheet of each book that has one, and tell of the books."""
    plan = volume.plan
    printed = next((target for target in targets if target.edition == "print"), None)
    books = []
    for place, tome in enumerate(volume.tomes):
        spine = spine_width(plan.binding, tome.block) if plan.binding else None
        cover = ""
        if spine is not None and printed is not None and "cover" in plan.parts:
            beside = _path_of(printed, place, len(volume.tomes))
            cover = _write_cover(volume, tome, spine, beside, options, problems, staged)
        books.append(Book(tome.tome.name, len(tome.tome.issues), len(tome.document.pages), spine, cover))
    return tuple(books)


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
    volume: SetVolume,
    tome: SetTome,
    spine: float,
    beside: str,
    options: PrintOptions,
    problems: Problems,
    staged: Staged,
) -> str:
    """Write the cover sheet beside the print edition and give its path."""
    from bulletin_pdf.volume.cover import set_cover_sheet

    path = f"{os.path.splitext(beside)[0]}.cover.pdf"
    profile = press_profile(PROFILES["print"], options, problems)
    sheet = set_cover_sheet(tome.tome.plan, tome.tome.issues, spine, volume.shop)
    document = for_press(sheet, profile, options, os.path.basename(path), volume.book, problems)
    return staged.store(path, render(document, profile, volume.book)).path


def _write_labels(
    volume: SetVolume, beside: str, options: PrintOptions, problems: Problems, staged: Staged
) -> str:
    """Write the labels of the archive's boxes beside the first edition, where they are wanted; give the path."""
    binding = volume.plan.binding
    if binding is None or not binding.box:
        return ""
    from bulletin_pdf.volume.labels import set_labels

    spines = [spine_width(binding, tome.block) for tome in volume.tomes]
    document = set_labels(volume.plan, [tome.tome for tome in volume.tomes], spines, volume.shop)
    profile = press_profile(PROFILES["print"], options, problems)
    path = f"{os.path.splitext(beside)[0]}.box.pdf"
    return staged.store(path, render(document, profile, volume.book)).path


def _changes(plan: VolumePlan) -> tuple[Change, ...]:
    return (*plan.changes, *(change for member in plan.members for change in member.issue.changes))


def _write_package(volume: SetVolume, directory: str, problems: Problems) -> None:
    from bulletin_pdf.volume.package import Packing, write_package

    stem = os.path.splitext(os.path.basename(volume.plan.path))[0]
    archive = PROFILES["archive"]
    pdfs: dict[str, bytes] = {}
    for place, tome in enumerate(volume.tomes):
        ready = volume.ready.get("archive") or ReadyPages(archive, volume.book)
        pdf = render(with_sources(volume, place, archive), archive, volume.book, ready)
        prove_volume(pdf, tome.units, "", volume.book, problems, tome.first)
        pdfs[_path_of(Target("archive", f"{stem}.pdf"), place, len(volume.tomes))] = pdf
    pages = sum(len(tome.document.pages) for tome in volume.tomes)
    shell = shell_of(volume.plan, volume.issues, pages)
    contents = tuple(page for tome in volume.tomes for page in tome.document.pages)
    packing = Packing(volume.plan, volume.issues, shell._replace(pages=contents), volume.book, ready.fonts)
    write_package(directory, packing.files(pdfs, problems, _changes(volume.plan)))


def _render(
    volume: SetVolume,
    place: int,
    path: str,
    profile: Profile,
    options: PrintOptions,
    problems: Problems,
) -> tuple[bytes, Proof]:
    """Give the file of a book as bytes, and the proof that it says what the volume says."""
    tome = volume.tomes[place]
    document = with_sources(volume, place, profile)
    document = for_press(document, profile, options, os.path.basename(path), volume.book, problems)
    problems.raise_if_errors()
    data = render(document, profile, volume.book, volume.ready.get(profile.name))
    slug = slug_of(tome.document, profile, options, path, volume.book)
    return data, prove_volume(data, tome.units, slug, volume.book, problems, tome.first)


class BoundAgain(NamedTuple):
    """A book of a volume as it comes out now."""

    data: bytes | None
    """None when the volume has not so many books now."""
    lock: bytes
    book: FontBook
    books: int
    """How many the volume has now."""


def bind_again(
    source: str, place: int, profile: Profile, bulletins: Mapping[str, str], *, early: bool
) -> BoundAgain:
    """Bind a volume and give one of its books as the file of an edition that no printer's wishes touch.

    `bulletins` says which bulletin.yaml each issue shares, by absolute paths; `early` is whether pages
    are written as soon as they are set. Raises `BulletinError`.
    """
    problems = Problems()
    plan = read_plan(source, problems, 1, bulletins)
    volume = set_volume(plan, problems, 1, (profile,) if early else ())
    problems.raise_if_errors()
    count = len(volume.tomes)
    if place >= count:
        return BoundAgain(None, b"", volume.book, count)
    document = with_sources(volume, place, profile)
    data = render(document, profile, volume.book, volume.ready.get(profile.name))
    lock = next(file.data for file in document.attachments if file.name == LOCK_NAME)
    return BoundAgain(data, lock, volume.book, count)


def with_sources(volume: SetVolume, place: int, profile: Profile) -> Document:
    """Give a book with all it was made from and the lock inside, where the edition carries them."""
    document = volume.tomes[place].document
    if not profile.attachments:
        return document
    ready = volume.ready.get(profile.name)
    book = BookPlace(place, len(volume.tomes))
    faces = frozenset(ready.fonts) if ready is not None else frozenset()
    locked = Locked(volume.plan, document, book, volume.book, faces, profile, ready is not None)
    return with_lock(locked, attachments_of(volume.plan, volume.issues, document))


def _write_catalogue(volume: SetVolume, beside: str, staged: Staged) -> str:
    """Write the catalogue as CSV and as a workbook, where it is wanted; give the path of the first."""
    if "catalogue" not in volume.plan.parts:
        return ""
    from bulletin_pdf.volume.workbook import as_xlsx

    stem = f"{os.path.splitext(beside)[0]}.catalogue"
    rows = catalogue_of(volume.plan, volume.issues)
    book = as_xlsx(rows, PART_TITLES["catalogue"], volume.plan.date.iso)
    staged.store(f"{stem}.xlsx", book)
    return staged.store(f"{stem}.csv", as_csv(rows)).path
