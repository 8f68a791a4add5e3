"""A volume that was read → its files: set and bound, written, proved."""

import os
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter

from bulletin_pdf.input_states import InputState
from bulletin_pdf.issue.model import Change
from bulletin_pdf.issue_attestation import report_outdated_side_files
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import FaceId
from bulletin_pdf.pdf.profile import PROFILES, Profile
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.press.edition import changes_pages, for_press
from bulletin_pdf.press.options import PrintOptions, press_profile
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.safe_files import InMemory, Staged
from bulletin_pdf.volume.book.books import COMMON_PAGES, COMMON_THICKNESS, page_limit
from bulletin_pdf.volume.book.set_volume import SetBook, SetVolume, set_volume
from bulletin_pdf.volume.book.volume_attestation import accounts_of_volume, attest_volume, certify_volume
from bulletin_pdf.volume.files.outcome import (
    BookOutcome,
    VolumeOutcome,
    VolumeStage,
    VolumeTarget,
    WrittenFile,
)
from bulletin_pdf.volume.files.read_volume import ReadVolume
from bulletin_pdf.volume.files.render_book import (
    faces_of_book,
    places_of_book,
    render_book,
    with_sources,
    write_book,
)
from bulletin_pdf.volume.parts.file_list import catalogue_of
from bulletin_pdf.volume.parts.part_tables import as_csv
from bulletin_pdf.volume.parts.volume_record import empty_volume
from bulletin_pdf.volume.plan.thickness import spine_width, thickness_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES


def publish_read(
    read: ReadVolume,
    targets: Sequence[VolumeTarget],
    options: PrintOptions,
    package: str,
    told: Callable[[VolumeStage], None],
) -> VolumeOutcome:
    """Set everything once and write each edition requested, as `publish_volume` says."""
    told("setting")
    ready = set_read(read, targets, options, package)
    told("writing")
    with Staged() as staged:
        outcome = _write(ready, targets, options, staged)
        if package:
            _write_package(ready.volume, package, ready.problems)
    report_outdated_side_files(staged.stored, ready.problems)
    return outcome._replace(problems=tuple(ready.problems), stored=staged.stored)


def make_read(
    read: ReadVolume, targets: Sequence[VolumeTarget], options: PrintOptions
) -> tuple[dict[str, bytes], VolumeOutcome]:
    """Make the files without writing them, as `make_volume` says: path → data."""
    ready = set_read(read, targets, options)
    files = InMemory()
    outcome = _write(ready, targets, options, files)
    return files.files, outcome._replace(problems=tuple(ready.problems))


class ReadyVolume(NamedTuple):
    """A volume that is set and can be written."""

    volume: SetVolume
    pressed: Mapping[str, Profile]
    """Edition → what its files guarantee."""
    problems: Problems
    read: tuple[InputState, ...]
    jobs: int
    """How many processes may be used."""


def set_read(
    read: ReadVolume, targets: Sequence[VolumeTarget], options: PrintOptions, package: str = ""
) -> ReadyVolume:
    """Set and bind a volume; raises `BulletinError` with every problem when there are errors."""
    plan, problems = read.plan, read.problems
    profiles = [PROFILES[target.edition] for target in targets]
    if package:
        profiles.append(PROFILES["archive"])
    foreign = [(member.foreign, member.entry) for member in plan.members if member.foreign is not None]
    if foreign:
        from bulletin_pdf.volume.plan.foreign_faults import judge_foreign

        judge_foreign(foreign, profiles, problems)
    pressed = {
        target.edition: press_profile(PROFILES[target.edition], options, problems) for target in targets
    }
    if package:
        pressed.setdefault("archive", PROFILES["archive"])
    # Printer's marks are put around pages, which cannot have been written before.
    volume = set_volume(plan, problems, read.jobs, () if changes_pages(options) else tuple(pressed.values()))
    problems.raise_if_errors()
    _advise(volume, problems)
    return ReadyVolume(volume, pressed, problems, read.files, read.jobs)


def _write(
    ready: ReadyVolume, targets: Sequence[VolumeTarget], options: PrintOptions, staged: Staged
) -> VolumeOutcome:
    """Write the files of a volume; what is noticed meanwhile goes to its problems."""
    volume, problems = ready.volume, ready.problems
    files = _write_books(volume, targets, ready.pressed, options, problems, staged, ready.jobs)
    catalogue = _write_catalogue(volume, targets[0].path, staged)
    books = _write_covers(volume, targets, options, problems, staged)
    labels = _write_labels(volume, targets[0].path, options, problems, staged)
    return VolumeOutcome(tuple(files), catalogue, books, labels, (), _changes(volume.plan), read=ready.read)


def _write_books(
    volume: SetVolume,
    targets: Sequence[VolumeTarget],
    pressed: Mapping[str, Profile],
    options: PrintOptions,
    problems: Problems,
    staged: Staged,
    jobs: int,
) -> list[WrittenFile]:
    """Write each edition of each book, with its certificate where one is requested."""
    files = []
    started = perf_counter()
    changes = _changes(volume.plan)
    accounts = accounts_of_volume(volume.plan, changes) if options.certificate else []
    for target in targets:
        for place in range(len(volume.volume_books)):
            path = _path_of(target, place, len(volume.volume_books))
            data, proof = render_book(volume, place, path, pressed[target.edition], options, problems, jobs)
            staged.store(path, data)
            if options.certificate:
                certify_volume(proof, volume.plan.source, path, target.edition, changes, accounts, staged)
            files.append(
                WrittenFile(VolumeTarget(target.edition, path), len(data), perf_counter() - started, place)
            )
            started = perf_counter()
    return files


def _write_covers(
    volume: SetVolume,
    targets: Sequence[VolumeTarget],
    options: PrintOptions,
    problems: Problems,
    staged: Staged,
) -> tuple[BookOutcome, ...]:
    """Write the cover sheet of each book that has one, and return the books."""
    plan = volume.plan
    printed = next((target for target in targets if target.edition == "print"), None)
    books = []
    for place, volume_book in enumerate(volume.volume_books):
        spine = spine_width(plan.binding, volume_book.block) if plan.binding else None
        cover = ""
        if spine is not None and printed is not None and "cover" in plan.parts:
            beside = _path_of(printed, place, len(volume.volume_books))
            cover = _write_cover(volume, volume_book, spine, beside, options, problems, staged)
        books.append(
            BookOutcome(
                volume_book.volume_book.name,
                len(volume_book.volume_book.issues),
                len(volume_book.order),
                spine,
                cover,
            )
        )
    return tuple(books)


def _path_of(target: VolumeTarget, place: int, count: int) -> str:
    """Return the path of one book's file: 2022-1.pdf, 2022-1.archive.pdf where there are several."""
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
    pages = volume.volume_books[0].block
    thickness = thickness_of(binding.paper, pages)
    if pages > COMMON_PAGES or thickness > COMMON_THICKNESS:
        problems.add(Code.BOOK_THICK, volume.plan.issues_span, pages=pages, thickness=round(thickness))


def _write_cover(
    volume: SetVolume,
    volume_book: SetBook,
    spine: float,
    beside: str,
    options: PrintOptions,
    problems: Problems,
    staged: Staged,
) -> str:
    """Write the cover sheet beside the print edition and give its path."""
    from bulletin_pdf.volume.book.cover import set_cover_sheet

    path = f"{os.path.splitext(beside)[0]}.cover.pdf"
    profile = press_profile(PROFILES["print"], options, problems)
    sheet = set_cover_sheet(
        volume_book.volume_book.plan, volume_book.volume_book.issues, spine, volume.context
    )
    document = for_press(sheet, profile, options, os.path.basename(path), volume.book, problems)
    return staged.store(path, render(document, profile, volume.book)).path


def _write_labels(
    volume: SetVolume, beside: str, options: PrintOptions, problems: Problems, staged: Staged
) -> str:
    """Write the labels of the archive's boxes beside the first edition, where they are requested; return the path."""
    binding = volume.plan.binding
    if binding is None or not binding.box:
        return ""
    from bulletin_pdf.volume.book.labels import set_labels

    spines = [spine_width(binding, volume_book.block) for volume_book in volume.volume_books]
    document = set_labels(
        volume.plan, [volume_book.volume_book for volume_book in volume.volume_books], spines, volume.context
    )
    profile = press_profile(PROFILES["print"], options, problems)
    path = f"{os.path.splitext(beside)[0]}.box.pdf"
    return staged.store(path, render(document, profile, volume.book)).path


def _write_catalogue(volume: SetVolume, beside: str, staged: Staged) -> str:
    """Write the catalogue as CSV and as a workbook, where it is requested; return the path of the first."""
    if "catalogue" not in volume.plan.parts:
        return ""
    from bulletin_pdf.volume.files.workbook import as_xlsx

    stem = f"{os.path.splitext(beside)[0]}.catalogue"
    rows = catalogue_of(volume.plan, volume.issues)
    book = as_xlsx(rows, PART_TITLES["catalogue"], volume.plan.date.iso)
    staged.store(f"{stem}.xlsx", book)
    return staged.store(f"{stem}.csv", as_csv(rows)).path


def _changes(plan: VolumePlan) -> tuple[Change, ...]:
    return (*plan.changes, *(change for member in plan.members for change in member.issue.changes))


def _write_package(volume: SetVolume, directory: str, problems: Problems) -> None:
    from bulletin_pdf.volume.files.archive_package import ArchivePackage, write_package

    stem = os.path.splitext(os.path.basename(volume.plan.path))[0]
    archive = PROFILES["archive"]
    pdfs: dict[str, bytes] = {}
    faces: dict[FaceId, None] = {}
    for place, volume_book in enumerate(volume.volume_books):
        pdf = write_book(volume, volume_book, with_sources(volume, place, archive), archive)
        faces |= dict.fromkeys(faces_of_book(volume, volume_book, archive))
        places = places_of_book(volume, volume_book, volume_book.document, archive)
        attest_volume(pdf, volume_book.units, "", volume.book, problems, volume_book.first, places=places)
        pdfs[_path_of(VolumeTarget("archive", f"{stem}.pdf"), place, len(volume.volume_books))] = pdf
    pages = sum(len(volume_book.order) for volume_book in volume.volume_books)
    empty = empty_volume(volume.plan, volume.issues, pages)
    packing = ArchivePackage(volume.plan, volume.issues, empty, volume.book, faces)
    write_package(directory, packing.files(pdfs, problems, _changes(volume.plan)))
