"""What editors let stand, gathered from their issues as a file of the office's own knowledge."""

from collections.abc import Iterable

from bulletin_pdf.issue.model import Issue, Waiver
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proof.proofread import OF_WORDS
from bulletin_pdf.proof.waivers import can_be_waived


class Learned(NamedTuple):
    """Words to be known and findings to be waived, each with the issues that waive them."""

    known: dict[str, list[str]]
    waived: dict[str, tuple[str, list[str]]]
    """Code and words → reason, issues."""


def learned_from(issues: Iterable[Issue]) -> Learned:
    """Gather the waivers of issues that name words; those of a whole code hold for their issue alone."""
    learned = Learned({}, {})
    for issue in issues:
        for waiver in issue.waivers:
            if waiver.found and waiver.reason and not waiver.shared and can_be_waived(waiver.code):
                _take(learned, waiver, issue.path)
    return learned


def _take(learned: Learned, waiver: Waiver, path: str) -> None:
    if waiver.code in OF_WORDS:
        learned.known.setdefault(waiver.found, []).append(path)
    else:
        name = f"{waiver.code} {waiver.found}"
        learned.waived.setdefault(name, (waiver.reason, []))[1].append(path)


def as_yaml(learned: Learned) -> str:
    """Write what was learned as a file that may stand under `wordlist`; empty when there is nothing."""
    lines: list[str] = []
    if learned.known:
        lines.append("认得:")
        lines += [f"  - {_quoted(word)}  # {_count(paths)}" for word, paths in learned.known.items()]
    if learned.waived:
        lines.append("豁免:")
        lines += [
            f"  {_quoted(name)}: {_quoted(reason)}  # {_count(paths)}"
            for name, (reason, paths) in learned.waived.items()
        ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _count(paths: list[str]) -> str:
    shown = "、".join(dict.fromkeys(path.replace("\\", "/").rpartition("/")[2] for path in paths))
    return shown if len(shown) < 60 else f"{shown[:60]}…"
