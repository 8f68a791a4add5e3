"""The lines of a paper as sent, matched with its lines now."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.paper import ReviewPaper


class SentLine(NamedTuple):
    """A line as it was sent: its digest, and the line of the paper that says the same now, -1 for none."""

    digest: str
    now: int


def sent_lines(paper: ReviewPaper, properties: dict[str, str]) -> list[SentLine]:
    """Return the lines that were sent, by what the returned file says of them."""
    chunks: list[str] = []
    while (chunk := properties.get(f"line-digests-{len(chunks) + 1}")) is not None:
        chunks.append(chunk)
    joined = "".join(chunks)
    digests = [joined[at : at + 8] for at in range(0, len(joined), 8)]
    return matched_lines(paper, digests)


def matched_lines(paper: ReviewPaper, digests: Sequence[str]) -> list[SentLine]:
    """Return lines that were sent, each with the line of the paper that says the same now."""
    own = [line.digest for line in paper.lines]
    found = [SentLine(digest, -1) for digest in digests]
    for block in SequenceMatcher(None, digests, own, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[block.a + step] = SentLine(digests[block.a + step], block.b + step)
    return found
