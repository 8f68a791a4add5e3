"""A bound book → the bytes of a file, with source and lock where the edition has them."""

import os
from collections.abc import Iterable

from bulletin_pdf.attest.attestation import Attestation
from bulletin_pdf.issue_attestation import slug_of
from bulletin_pdf.lock import used_faces
from bulletin_pdf.pages import Document, FaceId, Page
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.text_places import TextPlaces, text_places
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.press.edition import for_press, refuse_colour_pictures
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.book.set_volume import SetBook, SetVolume
from bulletin_pdf.volume.book.volume_attestation import attest_volume
from bulletin_pdf.volume.files.enclosed_files import BookPlace, Locked, attachments_of, with_lock


def render_book(
    volume: SetVolume,
    place: int,
    path: str,
    profile: Profile,
    options: PrintOptions,
    problems: Problems,
    jobs: int,
) -> tuple[bytes, Attestation]:
    """Return the file of a book as bytes, and the proof that it says what the volume says."""
    volume_book = volume.volume_books[place]
    document, writer = with_sources(volume, place, profile), volume.pages.writer(profile.name)
    if writer is None:
        document = for_press(document, profile, options, os.path.basename(path), volume.book, problems)
    elif profile.spot_plates:
        refuse_colour_pictures(writer.marked(volume_book.order), problems)
    problems.raise_if_errors()
    data = write_book(volume, volume_book, document, profile)
    slug = slug_of(volume_book.document, profile, options, path, volume.book)
    places = places_of_book(volume, volume_book, document, profile)
    units, first = volume_book.units, volume_book.first
    return data, attest_volume(data, units, slug, volume.book, problems, first, jobs, places)


def write_book(volume: SetVolume, volume_book: SetBook, document: Document, profile: Profile) -> bytes:
    """Return a book as a file; its pages are in `document`, or with the writer of this kind of file."""
    writer = volume.pages.writer(profile.name)
    if writer is None:
        return render(document, profile, volume.book)
    return writer.finish(volume_book.order, document)


def places_of_book(
    volume: SetVolume, volume_book: SetBook, document: Document, profile: Profile
) -> list[TextPlaces]:
    """Return where the text of each page of a book has to stand in the file that `write_book` returns."""
    writer = volume.pages.writer(profile.name)
    if writer is None:
        return [text_places(page) for page in document.pages]
    return list(writer.places(volume_book.order))


def with_sources(volume: SetVolume, place: int, profile: Profile) -> Document:
    """Return a book with all it was made from and the lock inside, where the edition carries them."""
    volume_book = volume.volume_books[place]
    document = volume_book.document
    if not profile.attachments:
        return document
    early = volume.pages.writer(profile.name) is not None
    book = BookPlace(place, len(volume.volume_books))
    faces = faces_of_book(volume, volume_book, profile)
    locked = Locked(volume.plan, document, book, volume.book, faces, profile, early)
    marked = _marked(volume, volume_book, profile)
    return with_lock(locked, attachments_of(volume.plan, volume.issues, marked))


def _marked(volume: SetVolume, volume_book: SetBook, profile: Profile) -> Iterable[Page]:
    """Return the pages of a book that are not written yet."""
    writer = volume.pages.writer(profile.name)
    return volume_book.document.pages if writer is None else writer.marked(volume_book.order)


def faces_of_book(volume: SetVolume, volume_book: SetBook, profile: Profile) -> tuple[FaceId, ...]:
    """Return the faces that the pages of a book are set in."""
    writer = volume.pages.writer(profile.name)
    written = () if writer is None else writer.faces()
    return (*written, *used_faces(_marked(volume, volume_book, profile)))
