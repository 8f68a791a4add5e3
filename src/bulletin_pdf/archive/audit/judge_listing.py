"""A volume's YAML as a record of its year: the PDFs it describes, and whether all it lists exist.

Its files are judged for themselves: a damaged one makes its description no worse.
"""

import os
from collections.abc import Iterator, Sequence

from bulletin_pdf.archive.audit.judged_file import HeldIssue, JudgedHolding
from bulletin_pdf.issue.dates import DateFault, read_date
from bulletin_pdf.issue.printed_form import counted_line
from bulletin_pdf.issue.read import MAX_NUMBER
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.volume.plan.file_patterns import find_issues
from bulletin_pdf.volume.plan.volume_vocabulary import PDF_MEMBER, VOLUME
from bulletin_pdf.yamldoc.field_values import read_line
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.written import PlacedText


class _Listed(NamedTuple):
    """An entry: a file or a pattern, and what a described PDF is known by."""

    name: PlacedText
    found: tuple[str, ...]
    head: HeldIssue | None = None


def judge_listing(plain: JudgedHolding, node: Node) -> JudgedHolding:
    """Judge a volume's YAML that has been parsed; what it lists and is not there is a problem of it (B327)."""
    fields = Fields(node, VOLUME, Problems())
    title = fields.text("title")
    name = "" if title is None else "".join(title.text.split())
    listed = tuple(_entries(fields, name))
    gone = tuple(
        Problem(Code.LISTED_FILE_GONE, None, (("file", plain.path), ("name", one.name.text)))
        for one in listed
        if not one.found
    )
    heads = tuple(one.head for one in listed if one.head is not None)
    return plain._replace(kind="listing", heads=heads, problems=gone)


def _entries(fields: Fields, name: str) -> Iterator[_Listed]:
    node = fields.value("issues")
    entries: Sequence[Node] = (
        () if node is None else (node,) if node.kind == "text" else fields.items("issues")
    )
    for entry in entries:
        found = (
            _described(entry, name) if entry.kind == "mapping" else _named(entry, fields.name_of("issues"))
        )
        if found is not None:
            yield found


def _named(entry: Node, key: str) -> _Listed | None:
    written = read_line(entry, key, Problems())
    return None if written is None or not written.text else _Listed(written, _found(written))


def _found(written: PlacedText) -> tuple[str, ...]:
    problems = Problems()
    found = find_issues(written, problems)
    # What is named outside the volume's own directories is no sign of a loss.
    lost = any(one.code == Code.PATTERN_WITHOUT_FILES for one in problems)
    return found if found or lost else (written.text,)


def _described(entry: Node, name: str) -> _Listed | None:
    fields = Fields(entry, PDF_MEMBER, Problems())
    written = fields.text("pdf")
    if written is None:
        return None
    return _Listed(written, _found(written), _head(fields, written, name))


def _head(fields: Fields, written: PlacedText, name: str) -> HeldIssue | None:
    """Return what a described PDF is known by; None for an archive file, which says it itself."""
    day, series = fields.text("date"), fields.text("series")
    if day is None:
        return None
    try:
        given = read_date(day.text)
    except DateFault:
        return None
    number, supplement = fields.integer("number", 1, MAX_NUMBER), fields.flag("supplement")
    path = os.path.normpath(os.path.join(os.path.dirname(written.source.path), written.text))
    return HeldIssue(
        name,
        "" if series is None else series.text,
        supplement,
        int(given.iso[:4] or 0),
        number,
        counted_line(number, None, supplement) or given.printed,
        path,
        fields.integer("serial", 1, MAX_NUMBER) or 0,
    )
