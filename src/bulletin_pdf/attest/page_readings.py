"""The ways a page can be read: as it stands, and with what tables may do to it."""

from collections.abc import Callable, Collection, Iterator

from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.named_tuples import NamedTuple


class ReadingState(NamedTuple):
    """A way to read the pages so far: the wording as printed and as the tags have it, and the next place."""

    said: Wording
    tagged: Wording
    at: int


class PageReading(NamedTuple):
    """A way to read a page: where it begins in what is said, and how much it says again before that."""

    state: "ReadingState"
    skipped: int


def readings_of(
    state: ReadingState, body: str, ends: Callable[[int], Collection[int]]
) -> Iterator[PageReading]:
    """Read a page with what tables may do to it; `ends` gives where lines end behind so many characters."""
    from bulletin_pdf.attest.split_tables import cut_rows, is_inside, openings
    from bulletin_pdf.attest.turned_tables import with_tables_later

    said, tagged, at = state
    for skipped in (*openings(said, at, body), 0):
        rest = body[skipped:]
        plain = said.text.startswith(rest, at)
        if plain:
            yield PageReading(state, skipped)
        # What repeats the words of something else can be read in more ways than one.
        if not plain or is_inside(said, at + len(rest)):
            for later in with_tables_later(said, tagged, at, rest):
                yield PageReading(ReadingState(*later, at), skipped)
            for cut in cut_rows(said, at, rest, ends(skipped)):
                yield PageReading(ReadingState(cut, tagged, at), skipped)
