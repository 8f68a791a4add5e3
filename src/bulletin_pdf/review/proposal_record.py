"""A proposal as data for programs and the desk: numbers, names, texts, state."""

from bulletin_pdf.messages import Language, find, say
from bulletin_pdf.review.round import Standing


def record_of(standing: Standing, lang: Language) -> dict[str, object]:
    """Return a proposal as JSON has it."""
    entry, place = standing.entry, standing.place
    proposal = entry.proposal
    return {
        "id": entry.id,
        "state": entry.state,
        "kind": proposal.kind,
        "who": proposal.who,
        "when": proposal.when,
        "from": proposal.source,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "length": place.length if place else None,
        "was": proposal.was,
        "now": proposal.now,
        "note": note_of(standing, lang),
        "unfit": say(lang, "term", standing.unfit) if standing.unfit else "",
        "contradicts": standing.against,
        "shared": standing.shared,
    }


def note_of(standing: Standing, lang: Language) -> str:
    """Return what a reviewer wrote, or what kind of mark it is that was not read."""
    proposal = standing.entry.proposal
    if proposal.kind == "unread":
        return find(lang, "term", f"review {proposal.note}") or proposal.note
    return proposal.note
