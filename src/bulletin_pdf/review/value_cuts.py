"""Cuts in one value: sorted, and kept outside the marks of leads and emphasis."""

from collections.abc import Sequence

from bulletin_pdf.review.located_parts import UnfitError
from bulletin_pdf.review.written_values import WrittenValue
from bulletin_pdf.yamldoc.edit import Cut


def outside_marks(text: str, at: int, now: str) -> int:
    """Return a place outside the marks of a line for paragraphs that are put in front of it or behind it."""
    while now.endswith("\n") and text[max(at - 2, 0) : at] in ("**", "==") and not _is_closing(text, at - 2):
        at -= 2
    while now.startswith("\n") and text[at : at + 2] in ("**", "==") and _is_closing(text, at):
        at += 2
    return at


def _is_closing(text: str, at: int) -> bool:
    """Whether the mark at a place ends what one before it on the line has begun."""
    return is_between_marks(text, at, text[at : at + 2])


def is_between_marks(text: str, at: int, mark: str) -> bool:
    """Whether a place of a value lies between two marks of one line."""
    return text.count(mark, text.rfind("\n", 0, at) + 1, at) % 2 == 1


def joined_cuts(value: WrittenValue, cuts: Sequence[Cut]) -> list[Cut]:
    """Put cuts in order, neighbours together, and drop pairs of marks that would say nothing."""
    ordered = sorted(cuts, key=lambda cut: (cut.start, cut.end))
    found: list[Cut] = []
    for cut in ordered:
        if found and cut.start < found[-1].end:
            raise UnfitError("review overlap")
        if found and cut.start == found[-1].end:
            found[-1] = Cut(found[-1].start, cut.end, found[-1].new + cut.new)
        else:
            found.append(cut)
    for mark in ("**", "=="):
        found = _without_empty(value.value, found, mark)
    return found


def _without_empty(text: str, cuts: list[Cut], mark: str) -> list[Cut]:
    """Take out marks that stand side by side after cuts and did not before."""
    double = mark * 2
    changed = True
    while changed:
        changed = False
        for number, cut in enumerate(cuts):
            before = text[max(cuts[number - 1].end if number else 0, cut.start - 2) : cut.start]
            until = cuts[number + 1].start if number + 1 < len(cuts) else len(text)
            behind = text[cut.end : min(cut.end + 2, until)]
            whole = before + cut.new + behind
            at = whole.find(double)
            if at < 0:
                continue
            left = max(0, len(before) - at)
            right = max(0, at + 4 - len(before) - len(cut.new))
            new = (whole[:at] + whole[at + 4 :])[len(before) - left :]
            new = new[: len(new) - (len(behind) - right)] if len(behind) > right else new
            cuts[number] = Cut(cut.start - left, cut.end + right, new)
            changed = True
            break
    return cuts


def after_cuts(text: str, cuts: Sequence[Cut]) -> str:
    """Return a text with cuts made in it; they are in order and do not overlap."""
    for cut in reversed(cuts):
        text = text[: cut.start] + cut.new + text[cut.end :]
    return text
