"""豁免: what the editor has looked at and lets stand."""

from collections.abc import Iterable, Iterator, Sequence

from bulletin_pdf.issue.model import Waiver
from bulletin_pdf.messages import detail_texts
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import CODES, Code, Level
from bulletin_pdf.problems import Problem, Problems

_HOUSEKEEPING = "B48"
"""Codes about waivers and word lists themselves."""


class Waived(NamedTuple):
    """A finding that may stand, and why."""

    problem: Problem
    reason: str


def can_be_waived(code: str) -> bool:
    """Findings of proofreading can be waived, and what else does not stop the build."""
    if code not in CODES or code.startswith((_HOUSEKEEPING, "B1", "B7")):
        return False
    return code.startswith("B4") or CODES[code].level is not Level.ERROR


def apply_waivers(problems: Iterable[Problem], waivers: Sequence[Waiver]) -> tuple[Problems, list[Waived]]:
    """Part what was found into what counts and what is waived."""
    kept = Problems()
    good = list(_checked(waivers, kept))
    waived: list[Waived] = []
    used: set[Waiver] = set()
    for problem in problems:
        waiver = next((each for each in good if _covers(each, problem)), None)
        if waiver is None:
            kept.include(problem)
        else:
            used.add(waiver)
            waived.append(Waived(problem, waiver.reason))
    for waiver in good:
        if waiver not in used and not waiver.shared:
            kept.add(Code.WAIVER_UNUSED, waiver.place, waived=_name(waiver))
    return kept, waived


def _checked(waivers: Sequence[Waiver], problems: Problems) -> Iterator[Waiver]:
    for waiver in waivers:
        if not can_be_waived(waiver.code):
            problems.add(Code.NOT_WAIVABLE, waiver.place, waived=_name(waiver)[:40])
        elif not waiver.reason:
            problems.add(Code.WAIVER_WITHOUT_REASON, waiver.place, waived=_name(waiver))
        else:
            yield waiver


def _covers(waiver: Waiver, problem: Problem) -> bool:
    if waiver.code != problem.code:
        return False
    said = (problem.message("zh"), *(text for _, value in problem.details for text in detail_texts(value)))
    return not waiver.found or any(waiver.found in text for text in said)


def _name(waiver: Waiver) -> str:
    return f"{waiver.code} {waiver.found}".strip()
