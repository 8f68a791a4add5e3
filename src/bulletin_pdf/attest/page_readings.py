"""The ways a page can be read, also with tables in another order, and places in its text.

Places are counted without white space and without what is not the wording's.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.readback.content_text import ContentText
from bulletin_pdf.pdf.readback.file_text import PageText

_WHITE = pattern(r"\s+")


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


def blanks_of(raw: str) -> Iterator[tuple[int, str]]:
    """Return white space with how many other characters stand before it."""
    white = 0
    for found in _WHITE.finditer(raw):
        yield found.start() - white, found[0]
        white += found.end() - found.start()


def uncut(local: int, cuts: Sequence[tuple[int, int]]) -> int | None:
    """Return a place in a page's text as the wording counts; None inside what is not the wording's."""
    gone = 0
    for at, length in cuts:
        if local > at + length:
            gone += length
        elif local > at:
            return None
    return local - gone


def line_ends_of(page: PageText, raw: str, start: int, cuts: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Return after how many characters of the wording lines end, those before the page among them."""
    from bulletin_pdf.pdf.readback.line_ends import line_ends

    places = (uncut(local, cuts) for local in _ends(page, raw, line_ends))
    return (start + at for at in places if at is not None)


def _ends(page: PageText, raw: str, ends: Callable[[ContentText], Iterable[int]]) -> Iterator[int]:
    """Return what `ends` gives for a page's streams, white space not counted."""
    before = 0
    for content in page.contents:
        for end in ends(content):
            yield len("".join(raw[: before + end].split()))
        before += len(content.text)


def run_ends_of(page: PageText, cuts: Sequence[tuple[int, int]], skipped: int) -> Collection[int]:
    """Return after how many characters runs end, counted behind the first `skipped` and without open numbers."""
    from bulletin_pdf.pdf.readback.line_ends import run_ends

    places = (uncut(local, cuts) for local in _ends(page, page.text, run_ends))
    return {at - skipped for at in places if at is not None}


def to_run_end(page: PageText, cuts: Sequence[tuple[int, int]], start: int) -> int | None:
    """Return how many characters behind `start` the run ends that stands there; None where none ends."""
    return min((end for end in run_ends_of(page, cuts, start) if end > 0), default=None)
