"""Parts of proposals of a returned Word paper: cut to the affected lines, moves joined."""

from bulletin_pdf.review.proposal import ProposalPart, ReviewProposal
from bulletin_pdf.review.word_stretches import (
    WordGroup,
)

_MOVED = 6
"""Fewer characters that vanish in one place and stand in another are no move."""


def part_of_group(group: WordGroup, start: int, end: int, now: str = "", side: str = "after") -> ProposalPart:
    """Cut a part to the lines it touches."""
    text = group.text
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    line = group.line + text.count("\n", 0, first)
    return ProposalPart(
        line, text[first:stop], start - first, end - first, now, "before" if side == "before" else "after"
    )


def with_moves(proposals: list[ReviewProposal]) -> list[ReviewProposal]:
    """Make one of what was taken out in one place and put in elsewhere."""
    gone = [each for each in proposals if each.kind == "delete" and len(each.was.strip()) >= _MOVED]
    kept = list(proposals)
    for deleted in gone:
        match = next(
            (
                each
                for each in kept
                if each.kind == "insert"
                and each.now.strip() == deleted.was.strip()
                and each.who == deleted.who
            ),
            None,
        )
        if match is None or deleted not in kept:
            continue
        kept.remove(match)
        at = kept.index(deleted)
        text = deleted.was.strip()
        kept[at] = deleted._replace(kind="move", parts=(*deleted.parts, *match.parts), was=text, now=text)
    return kept


def order_of(proposal: ReviewProposal) -> tuple[int, int]:
    """Return the key that puts proposals in the order of the paper; those without a place come last."""
    part = proposal.parts[0] if proposal.parts else None
    return (1 << 30, 0) if part is None else (part.line, part.start)
