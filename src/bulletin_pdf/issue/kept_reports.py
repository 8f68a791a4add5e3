"""Reports as they were read last, for an issue that is read again and again while it is written.

A report is known by its text in the file and by where that begins: every place in it is then the same too. One about
which anything was reported is not kept, nor one that names files, for these may come and go, nor one with an alias
to something outside it.
"""

from bulletin_pdf.issue.model import Change, Figure, Report
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.read_report import read_report
from bulletin_pdf.issue.vocabulary import REPORT
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import Node

_Key = tuple[str, int, int, str, bool, str]
"""Path, line, column, text; whether it is normalised, and the language."""


class _KeptReport(NamedTuple):
    report: Report
    changes: tuple[Change, ...]


class KeptReports:
    """What was read last; what is not read again is dropped."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._before: dict[_Key, _KeptReport] = {}
        self._now: dict[_Key, _KeptReport] = {}

    def begin(self) -> None:
        """Begin another reading."""
        self._before, self._now = self._now, {}

    def read(self, node: Node, tidier: Tidier) -> Report:
        """Return the report of a mapping as `read_report` does."""
        key = _key(node, tidier)
        kept = None if key is None else self._before.get(key)
        if kept is None:
            problems, changes = len(tidier.problems), len(tidier.changes)
            report = read_report(Fields(node, REPORT, tidier.problems), tidier)
            if key is None or len(tidier.problems) > problems or _names_files(report):
                return report
            kept = _KeptReport(report, tuple(tidier.changes[changes:]))
        else:
            tidier.changes += kept.changes
        if key is not None:
            self._now[key] = kept
        return kept.report


Kept = KeptReports | None
"""None where an issue is read once."""


def read_kept(node: Node, tidier: Tidier, kept: Kept) -> Report:
    """Return the report of a mapping, from what is kept where there is something."""
    if kept is None:
        return read_report(Fields(node, REPORT, tidier.problems), tidier)
    return kept.read(node, tidier)


def _names_files(report: Report) -> bool:
    return bool(report.banner) or any(isinstance(element, Figure) for element in report.body)


def _key(node: Node, tidier: Tidier) -> _Key | None:
    """Return what decides how a mapping is read; None where something of it stands before it."""
    start, end = _extent(node)
    if start < node.start:
        return None
    path, text, _ = node.source
    line, column = node.source.place(start)
    return path, line, column, text[start:end], tidier.normalize, tidier.lang


def _extent(node: Node) -> tuple[int, int]:
    """Return where a value begins and ends with all that stands in it."""
    inner: list[Node] = list(node.items)
    for key, value in node.pairs:
        inner += key, value
    extents = [(node.start, node.end), *map(_extent, inner)]
    return min(start for start, _ in extents), max(end for _, end in extents)
