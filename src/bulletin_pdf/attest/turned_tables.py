"""Turned tables: the text after them may fill the page before them (P-65)."""

from collections.abc import Iterator

from bulletin_pdf.attest.rearranged import rearrange
from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.named_tuples import NamedTuple


class DeferredTables(NamedTuple):
    """Tables that stand behind a text: what is printed, and what the tags say in their order."""

    said: Wording
    tagged: Wording


def with_tables_later(said: Wording, tagged: Wording, at: int, body: str) -> Iterator[DeferredTables]:
    """Return wordings with tables in a row behind the text that stands before them on a page.

    The page says `body` where `at` is the next place in the wording: it breaks off at a
    table and goes on with what comes after it, or after several that follow each other.
    The last paragraph may go on behind the table; among the tags it stands before it as a whole.
    """
    for start, end in _runs_of_tables(said):
        rest = body[start - at :]
        if not at <= start < at + len(body) or not said.text.startswith(body[: start - at], at):
            continue
        if said.text.startswith(rest, end):
            last = end + len(rest)
            yield DeferredTables(
                rearrange(said, [(end, last), (start, end)]).said,
                rearrange(tagged, [(end, tagged.passage_end(last)), (start, end)]).said,
            )


def _runs_of_tables(said: Wording) -> Iterator[tuple[int, int]]:
    """Return the stretches of one table or more with nothing said between them."""
    for first, table in enumerate(said.tables):
        end = table.end
        yield table.start, end
        for later in said.tables[first + 1 :]:
            if later.start != end:
                break
            end = later.end
            yield table.start, end
