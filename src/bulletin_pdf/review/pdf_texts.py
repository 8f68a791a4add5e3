"""A PDF without glyph positions, compared by its text: printed again, or from another program.

White space, page numbers and line numbers say nothing. Marks in it have no words they could be brought to: they are
named with their page.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.markup import Markup
from bulletin_pdf.review.differences import differences
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.pdf_changes import kind_of
from bulletin_pdf.review.proposal import ProposalKind, ProposalPart, ReviewProposal, literal

_NUMBER = re.compile(r"\s*[—–\-·]*\s*[0-9]{1,4}\s*[—–\-·]*\s*")
"""A line that is a page number or a line number."""
_STAMP = re.compile(r"SHA-256 [0-9a-f]{12}.*bulletin_pdf")
"""On a proof."""
_LABEL = re.compile("〔[0-9]{1,3}(?:—[0-9]{1,3})?〕")
"""Of a finding, next to the lines of a proof."""
_ALIKE = 0.5
"""So much of a line must be in a text for it to be that line, changed."""
_LONGEST = 20_000
"""Characters that are compared at once."""


class _Piece(NamedTuple):
    """Lines of the paper that stand nowhere as they are, and the printed text where they should be."""

    lines: tuple[int, ...]
    printed: str


def printed_text(pages: Sequence[str]) -> str:
    """Return the text of pages without white space and numbers of pages and lines."""
    lines = [line for page in pages for line in page.splitlines() if not _NUMBER.fullmatch(line)]
    if any(_STAMP.search(line) for line in lines):
        lines = [_LABEL.sub("", line) for line in lines if not _STAMP.search(line)]
    return "".join(_plain(char) for line in lines for char in line if not char.isspace())


def _plain(char: str) -> str:
    normal = (
        unicodedata.normalize("NFKC", char)
        if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff"
        else char
    )
    return normal if len(normal) == 1 else char


def share_printed(paper: ReviewPaper, printed: str) -> float:
    """Return how much of the text of an issue stands in a printed one."""
    texts = ["".join(line.text.split()) for line in paper.lines]
    there = sum(len(text) for text in texts if text in printed)
    return there / max(sum(map(len, texts)), 1)


def text_proposals(
    paper: ReviewPaper, printed: str, marks: Sequence[Markup], name: str
) -> list[ReviewProposal]:
    """Return what the text of a PDF has otherwise than the paper, and its marks by their page."""
    found: list[ReviewProposal] = []
    for piece in _pieces(paper, printed):
        found += _compared(paper, piece, name)
    for mark in marks:
        kind: ProposalKind = "comment" if mark.text else "unread"
        who = (mark.who,) if mark.who else ()
        note = mark.text or kind_of(mark)
        found.append(ReviewProposal(kind, (), who, mark.when, name, f"PDF {mark.page + 1}", "", note))
    return found


def _pieces(paper: ReviewPaper, printed: str) -> Iterator[_Piece]:
    """Go through the lines in order; those that are not found are compared with what stands between their neighbours."""
    begin, waiting = 0, list[int]()
    for line in paper.lines:
        wanted = "".join(line.text.split())
        if not wanted:
            continue
        at = printed.find(wanted, begin)
        # A short line is found in many places: it must follow closely.
        if at < 0 or (
            len(wanted) < 8 and at - begin > 200 + sum(len(paper.lines[n].text) for n in waiting) * 2
        ):
            waiting.append(line.number)
            continue
        if waiting:
            yield _Piece(tuple(waiting), printed[begin:at])
            waiting = []
        begin = at + len(wanted)
    if waiting:
        length = sum(len(paper.lines[number].text) for number in waiting)
        yield _Piece(tuple(waiting), printed[begin : begin + 2 * length + 200])


def _compared(paper: ReviewPaper, piece: _Piece, name: str) -> Iterator[ReviewProposal]:
    rest = piece.printed
    for number in piece.lines:
        line = paper.lines[number]
        kept = [at for at, char in enumerate(line.text) if not char.isspace()]
        wanted = "".join(line.text[at] for at in kept)
        own = _own_stretch(wanted, rest)
        if not own or len(wanted) > _LONGEST:
            where = ProposalPart(number, line.text, 0, 0)
            yield ReviewProposal("unread", (where,), (), "", name, line.text, "", "line not found")
            continue
        rest = rest[rest.index(own) + len(own) :]
        for each in differences(wanted, own):
            start = kept[each.start] if each.start < len(kept) else len(line.text)
            end = kept[each.end - 1] + 1 if each.end > each.start else start
            now = own[each.first : each.last]
            part = ProposalPart(number, line.text, start, end, literal(now) if line.kind == "text" else now)
            kind: ProposalKind = "replace" if part.was and now else "delete" if part.was else "insert"
            yield ReviewProposal(kind, (part,), (), "", name, part.was, now)


def _own_stretch(wanted: str, printed: str) -> str:
    """Return the stretch of a printed text that a line has become; empty where none is like it."""
    blocks = [
        block
        for block in SequenceMatcher(None, wanted, printed, autojunk=False).get_matching_blocks()
        if block.size
    ]
    if not blocks or sum(block.size for block in blocks) < _ALIKE * len(wanted):
        return ""
    first, last = blocks[0], blocks[-1]
    start = max(first.b - first.a, 0) if first.a else first.b
    tail = len(wanted) - last.a - last.size
    return printed[start : last.b + last.size + tail]
