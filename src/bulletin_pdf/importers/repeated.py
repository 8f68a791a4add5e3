"""Reports that are there twice: in two sources, or in an earlier issue of the folder."""

import os
from collections.abc import Sequence

from bulletin_pdf.issue.model import Paragraph, Report
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.plain_files import NotPlainError, open_plain
from bulletin_pdf.yamldoc.source import MAX_BYTES

_FEWEST_TITLE = 8
"""Characters below which two reports may well have one title."""
_FEWEST_TEXT = 30
_MAX_ISSUES = 400
_NO_WORD = pattern(r"[\W_]+")


class Repeat(NamedTuple):
    """A report of the issue, and the file that holds it as well."""

    number: int
    file: str


def repeats(reports: Sequence[Report], files: Sequence[str]) -> list[Repeat]:
    """Find reports that an earlier one of the same issue repeats; `files` names the source of each."""
    found: list[Repeat] = []
    seen: dict[str, int] = {}
    for number, report in enumerate(reports):
        for key in _keys(report):
            first = seen.setdefault(key, number)
            if first != number:
                found.append(Repeat(number, files[first]))
                break
    return found


def printed_before(reports: Sequence[Report], folder: str, issue: str) -> list[Repeat]:
    """Find reports that an issue of the folder has printed; `issue` is the one being made."""
    keys = [_keys(report) for report in reports]
    found: list[Repeat] = []
    for path in _issues(folder, issue):
        text = _text_of(path)
        for number, of_report in enumerate(keys):
            if any(key in text for key in of_report) and all(repeat.number != number for repeat in found):
                found.append(Repeat(number, path))
    return sorted(found)


def _keys(report: Report) -> tuple[str, ...]:
    """What identifies a report: its title, and how its longest paragraph begins, without marks and blanks."""
    title = _NO_WORD.sub("", report.city_name + "".join(text.text for text in report.title))
    texts = [element.prose.text for element in report.body if isinstance(element, Paragraph)]
    text = _NO_WORD.sub("", max(texts, key=len, default=""))[:60]
    return tuple(key for key, fewest in ((title, _FEWEST_TITLE), (text, _FEWEST_TEXT)) if len(key) >= fewest)


def _issues(folder: str, issue: str) -> list[str]:
    """The YAML files of a folder, the latest names first."""
    try:
        names = sorted(os.listdir(folder or "."), reverse=True)
    except OSError:
        return []
    paths = [os.path.join(folder, name) for name in names if name.endswith((".yaml", ".yml"))]
    return [path for path in paths if os.path.realpath(path) != os.path.realpath(issue)][:_MAX_ISSUES]


def _text_of(path: str) -> str:
    """The words of an issue, keys and all; nothing of what cannot be read."""
    try:
        with open_plain(path) as file:
            return _NO_WORD.sub("", file.read(MAX_BYTES).decode("utf-8", "ignore"))
    except (OSError, ValueError, NotPlainError):
        return ""
