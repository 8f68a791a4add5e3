"""Binding a volume once more: what one of its books would be as a file now."""

from collections.abc import Mapping

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.lock_record import LOCK_NAME
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.book.set_volume import set_volume
from bulletin_pdf.volume.files.render_book import with_sources, write_book
from bulletin_pdf.volume.plan.read_plan import read_plan


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
    count = len(volume.volume_books)
    if place >= count:
        return BoundAgain(None, b"", volume.book, count)
    document = with_sources(volume, place, profile)
    data = write_book(volume, volume.volume_books[place], document, profile)
    lock = next(file.data for file in document.attachments if file.name == LOCK_NAME)
    return BoundAgain(data, lock, volume.book, count)
