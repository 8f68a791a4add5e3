"""The text of the head of an issue: the slots of the design's rows in order, left to right."""

from collections.abc import Iterator
from typing import Literal

from bulletin_pdf.attest.page_furniture import Outside
from bulletin_pdf.attest.wording import PassageKind, Wording
from bulletin_pdf.design.model import NameRow, Slot, SlotRow
from bulletin_pdf.issue.model import Issue, Prose
from bulletin_pdf.issue.printed_form import in_script, number_line, serial_line
from bulletin_pdf.named_tuples import NamedTuple

Part = Literal["whole", "without red", "red alone"]


class Said(NamedTuple):
    """A text of a slot, `lead` characters of which are the program's own."""

    kind: PassageKind
    text: str
    prose: Prose | None = None
    lead: int = 0


def say_head(issue: Issue, part: Part, said: Wording, *, numbered: bool) -> None:
    """Add the wording of the head's rows; `part` omits the red, or everything else."""
    styles = issue.design.styles
    for row in issue.design.head.rows:
        if isinstance(row, NameRow):
            # 题字 is a drawing.
            if not issue.design.switches.artwork and _is_in(styles.name.ink, part):
                said.say("name", issue.masthead.name.text, issue.masthead.name)
        elif isinstance(row, SlotRow):
            for slot in _in_order(row, issue):
                if slot.name == "copy_number" and not numbered:
                    continue
                if _is_in(getattr(styles, slot.style).ink, part):
                    for text in said_in(slot, issue):
                        said.say(text.kind, text.text, text.prose, lead=text.lead)


def outside_of(issue: Issue, part: Part = "whole") -> Outside:
    """Return what the design puts outside the text of the pages: the form of the page number, the frame's words."""
    folio, styles = issue.design.folio, issue.design.styles
    said: dict[str, str] = {"first": "", "others": ""}
    for item in issue.design.frame:
        if isinstance(item.row, SlotRow):
            slots = [
                slot for slot in _in_order(item.row, issue) if _is_in(getattr(styles, slot.style).ink, part)
            ]
            words = "".join(text.text for slot in slots for text in said_in(slot, issue))
            for place in said:
                if item.pages in ("all", place):
                    said[place] += "".join(words.split())
    before, after = ("".join(side.split()) for side in (folio.before, folio.after))
    return Outside(before, after, part != "red alone", folio.first, said["first"], said["others"])


def _is_in(ink: str, part: Part) -> bool:
    return part == "whole" or (ink == "red") == (part == "red alone")


def _in_order(row: SlotRow, issue: Issue) -> Iterator[Slot]:
    """Return the slots as they are read: line by line where each stands on one of its own."""
    yield from (*row.left, *row.center, *row.right)


def said_in(slot: Slot, issue: Issue) -> Iterator[Said]:
    """Return what stands in a slot."""
    head = issue.masthead
    before, after = slot.before, slot.after
    if slot.name in _BRACKETS and not (before or after):
        before, after = _BRACKETS[slot.name]
    if slot.name == "text":
        yield Said("furniture", before + after)
    elif slot.name in ("number", "serial"):
        line = number_line(issue) if slot.name == "number" else serial_line(issue)
        if line:
            yield Said("number", before + line + after)
    elif slot.name in ("date", "published", "copy_number"):
        printed = {
            "date": head.date.printed,
            "published": head.published.printed if head.published else "",
            "copy_number": head.copy_number,
        }[slot.name]
        if printed:
            yield Said("marking" if slot.name == "copy_number" else "date", before + printed + after)
    else:
        if slot.name == "signer":
            before = in_script("签发人：", issue.lang) + before
        for prose in _proses(slot.name, issue):
            yield Said(_KINDS[slot.name], before + prose.text + after, prose, len(before))


_BRACKETS = {"series": ("【", "】"), "theme": ("〔", "〕")}
_KINDS: dict[str, PassageKind] = {
    "name": "name", "series": "number", "publisher": "publisher", "signer": "signer", "secrecy": "marking",
    "urgency": "marking", "permit": "permit", "theme": "theme", "printer": "permit", "audience": "permit",
}  # fmt: skip


def _proses(name: str, issue: Issue) -> tuple[Prose, ...]:
    head, sent = issue.masthead, issue.distribution
    if name == "publisher":
        return head.publishers
    if name == "audience":
        return sent.audience
    one = {
        "name": head.name,
        "series": head.series,
        "signer": head.signer,
        "secrecy": head.secrecy,
        "urgency": head.urgency,
        "permit": head.permit,
        "theme": issue.theme,
        "printer": sent.printer,
    }[name]
    return () if one is None else (one,)
