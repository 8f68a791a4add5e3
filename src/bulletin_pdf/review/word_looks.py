"""Leads and emphasis of a text, and the marks needed by inserted text."""

from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.proposal import literal
from bulletin_pdf.review.word_return import Char
from bulletin_pdf.review.word_stretches import WordChange, WordGroup


class LookTable(NamedTuple):
    """Of each character of a text whether it is set as a lead, and whether it has emphasis dots; nothing where a run-in head is."""

    leads: tuple[bool | None, ...]
    dots: tuple[bool | None, ...]


def looks_of(paper: ReviewPaper, group: WordGroup) -> LookTable:
    """Return the looks of the text of a group, as its lines are set."""
    leads: list[bool | None] = []
    dots: list[bool | None] = []
    line = group.line
    for number, text in enumerate(group.text.split("\n")):
        if number:
            leads.append(None)
            dots.append(None)
        own = paper.lines[line + number] if line + number < len(paper.lines) else None
        if own is None or own.text != text:
            leads += [None] * len(text)
            dots += [None] * len(text)
            continue
        flags: list[bool | None] = [False] * len(text)
        for start, end, style in own.styles:
            flags[start:end] = [True if style == "lead" else None] * (end - start)
        leads += flags
        marks: list[bool | None] = [False] * len(text)
        for start, end in own.dots:
            marks[start:end] = [True] * (end - start)
        dots += marks
    return LookTable(tuple(leads), tuple(dots))


def literal_chars(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Return characters without signs that a reviewer has typed as text."""
    text = literal("".join(char.text for char in chars))
    return tuple(char._replace(text=new) for char, new in zip(chars, text, strict=True))


def marked_text(change: WordChange, looks: LookTable, text: str) -> tuple[str, str]:
    """Return what is put in, with the marks its looks need, and which neighbour it is set like."""
    new = "".join(char.text for char in change.new)
    flags = [char.lead for char in change.new if char.text not in "\n"]
    leads = looks.leads
    before = leads[change.start - 1] if change.start else None
    after = leads[change.start] if change.start < len(leads) else None
    if change.end > change.start:
        side, base = "before", bool(after)
    else:
        side, base = "after", bool(before)
        if change.start and text[change.start - 1] == "\n" or not change.start:
            side, base = "before", bool(after)
    if _is_paragraphs(new, text, change.start, change.end):
        # Paragraphs of their own begin without a look.
        return _toggled(change.new, False), side
    if all(flag is None or flag == base for flag in flags):
        return new, side
    if (
        change.end == change.start
        and after is not None
        and all(flag is None or flag == bool(after) for flag in flags)
    ):
        return new, "before"
    if "\n" in new:
        # Paragraphs of their own begin without a look.
        return _toggled(change.new, False), side
    return _toggled(change.new, base), side


def _is_paragraphs(new: str, text: str, start: int, end: int) -> bool:
    """Whether what is put in are paragraphs of their own, behind a line or in front of one."""
    if start != end:
        return False
    in_front = new.endswith("\n") and (start == 0 or text[start - 1] == "\n")
    behind = new.startswith("\n") and (start == len(text) or text[start] == "\n")
    return in_front or behind


def _toggled(chars: Sequence[Char], base: bool) -> str:
    made, state = "", base
    for char in chars:
        wanted = base if char.text == "\n" or char.lead is None else char.lead
        if wanted != state:
            made += "**"
            state = wanted
        made += char.text
    return made + ("**" if state != base else "")
