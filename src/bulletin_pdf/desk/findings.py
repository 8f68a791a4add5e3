"""Findings about an issue, each at the value and the words it concerns."""

import hashlib

from bulletin_pdf.api.session import Session
from bulletin_pdf.desk import plain_words
from bulletin_pdf.desk.form import Form, place_of
from bulletin_pdf.desk.working import Working
from bulletin_pdf.messages import Language
from bulletin_pdf.problems import Problem
from bulletin_pdf.proof.finding import Finding

_SOURCE = 200
"""Characters of a line of the source that are shown with a problem."""


def identity(problem: Problem) -> str:
    """Return a name of a finding that is the same as long as it stands where it stands."""
    span = problem.span
    place = f"{span.line}:{span.column}:{span.length}" if span else ""
    details = "".join(f"{name}={value};" for name, value in problem.details)
    return hashlib.sha256(f"{problem.code} {place} {details}".encode()).hexdigest()[:16]


def as_record(problem: Problem, form: Form | None, lang: Language) -> dict[str, object]:
    """Return a problem as the page has it."""
    place = place_of(form, problem.span) if form else None
    path, start, end = place or (None, 0, 0)
    return {
        "id": identity(problem),
        "code": problem.code,
        "level": problem.level.value,
        "message": plain_words.message(problem, lang),
        "hint": plain_words.hint(problem, lang),
        "path": path,
        "start": start,
        "end": end,
    }


def find(session: Session, data: bytes, base: str, name: str) -> tuple[Finding, ...]:
    """Return all that is to be said of a text as it would lie in a folder."""
    return session.parse(data, base=base, name=name).check().findings


def records(findings: tuple[Finding, ...], form: Form | None, lang: Language) -> list[dict[str, object]]:
    """Return findings as the page has them, each with the change that mends it and how many there are like it."""
    changes = [(each.fix.before, each.fix.after) for each in findings if each.fix]
    return [
        {
            **as_record(each.problem, form, lang),
            "fix": each.fix
            and {
                "before": each.fix.before,
                "after": each.fix.after,
                "same": changes.count((each.fix.before, each.fix.after)),
            },
        }
        for each in findings
    ]


def source_line(problem: Problem, working: Working) -> str:
    """Return the line of the issue that a problem stands in; empty for one that stands elsewhere."""
    span = problem.span
    lines = working.text.splitlines()
    if span is None or span.path != str(working.path) or not 0 < span.line <= len(lines):
        return ""
    return lines[span.line - 1][:_SOURCE]
