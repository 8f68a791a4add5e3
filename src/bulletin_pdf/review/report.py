"""修改情况: a page about a round, typeset like an issue, for the archive.

It is made as YAML and set by the same program, so that it is a PDF/A with the record inside and can be set again.
"""

from collections.abc import Iterator, Mapping, Sequence

from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.messages import Language, find, say
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.round import RoundEntry, Standing

_LONGEST = 400
"""Characters of a text in the table; the record has it whole."""


def report_data(paper: ReviewPaper, standings: Sequence[Standing], lang: Language) -> Mapping[str, object]:
    """Return the fields of an issue that lists all requests and their outcome."""
    issue = paper.issue
    entries = [each.entry for each in standings]
    counts = {
        state: sum(each.state == state for each in entries) for state in ("accepted", "refused", "open")
    }
    files = "、".join(dict.fromkeys(name for each in entries for name in each.proposal.source.split(", ")))
    summary = say(lang, "review-report", "summary", count=len(entries), files=files, **counts)
    head = [say(lang, "review-report", name) for name in ("id", "who", "place", "was", "now", "state")]
    table = [head, *(_row(each, lang) for each in standings)]
    return {
        "bulletin": issue.masthead.name.text,
        "series": say(lang, "review-report", "title"),
        "label": number_line(issue) or say(lang, "review-report", "title"),
        "date": max((each.decided for each in entries if each.decided), default=issue.masthead.date.iso),
        "publisher": [publisher.text for publisher in issue.masthead.publishers],
        "contents": "none",
        "normalize": False,
        "reports": [
            {
                "title": say(lang, "review-report", "title"),
                "body": [summary, {"table": table, "header_rows": 1}],
            }
        ],
    }


def _row(standing: Standing, lang: Language) -> list[str]:
    entry, place = standing.entry, standing.place
    proposal = entry.proposal
    who = "、".join(proposal.who)
    when = proposal.when.replace("T", " ").removesuffix("Z")
    where = f"{place.line}:{place.column}" if place else "—"
    note = proposal.note
    if proposal.kind == "unread":
        note = find(lang, "term", f"review {note}") or note
    now = _cut(proposal.now)
    kind = say(lang, "term", f"review {proposal.kind}")
    said = "；".join(part for part in (now, _cut(note)) if part)
    return [
        str(entry.id),
        _filled(" ".join(part for part in (who, when) if part)),
        where,
        _filled(_cut(proposal.was)),
        f"{kind}：{said}" if said else kind,
        " ".join(_state(entry, lang)),
    ]


def _state(entry: RoundEntry, lang: Language) -> Iterator[str]:
    yield say(lang, "term", f"review {entry.state}")
    if entry.decided:
        yield entry.decided


def _filled(text: str) -> str:
    return text or "—"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
