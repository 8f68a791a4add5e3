"""The data embedded in a proof, read from the returned file."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.markup import MarkupRect
from bulletin_pdf.review.paper import ReviewPaper, text_digest
from bulletin_pdf.review.pdf_out import FORM
from bulletin_pdf.review.sent_lines import SentLine

_MAX_TEXTS = 50_000
ASCENT, DESCENT = 0.88, 0.2
"""Of a line of type above and below its baseline, em."""


class SentGlyph(NamedTuple):
    """A character on a page of the proof: its line, its place there, and its box, pt from the lower left corner."""

    line: int
    place: int
    box: MarkupRect


class SentProof(NamedTuple):
    """What a proof carries of the paper it was made from."""

    source: str
    issue: str
    texts: tuple[str, ...]
    passages: tuple[tuple[int, ...], ...]
    glyphs: tuple[tuple[SentGlyph, ...], ...]
    """By page."""


def read_sent(carried: bytes) -> SentProof | None:
    """Read what a proof carries; None when it is none of ours or was tampered with."""
    try:
        record: Any = json.loads(carried)
        if record["form"] != FORM or len(record["texts"]) > _MAX_TEXTS:
            return None
        texts = tuple(map(str, record["texts"]))
        passages = tuple(tuple(int(line) for line in each) for each in record["passages"])
        glyphs = tuple(tuple(_glyphs(page, texts)) for page in record["pages"])
        if sorted(line for each in passages for line in each) != list(range(len(texts))):
            return None
        return SentProof(str(record["source"]), str(record["issue"]), texts, passages, glyphs)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def _glyphs(page: Any, texts: Sequence[str]) -> Iterator[SentGlyph]:
    height = float(page["height"])
    for line, start, y, size, edges in page["runs"]:
        foot, head = height - float(y) - DESCENT * size, height - float(y) + ASCENT * size
        for step, (left, right) in enumerate(zip(edges, edges[1:], strict=False)):
            if 0 <= line < len(texts) and 0 <= start + step < len(texts[line]):
                yield SentGlyph(int(line), int(start) + step, (float(left), foot, float(right), head))


def sent_of(paper: ReviewPaper, proof: SentProof) -> list[SentLine]:
    """Return the lines that were sent, each with the line that says the same now."""
    from bulletin_pdf.review.sent_lines import matched_lines

    return matched_lines(paper, [text_digest(text) for text in proof.texts])
