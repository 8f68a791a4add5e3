"""勘误表: the errors of the issues, with their pages and the volume's (docs/rules/archive.md §6)."""

from collections.abc import Sequence

from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.issues.corrections import ERRATUM_ANCHOR
from bulletin_pdf.volume.issues.issue_findings import page_anchor
from bulletin_pdf.volume.parts.part_tables import CellLinks, PartTable

_HEAD = ("序号", "期号", "原页", "本卷页", "误", "正")
_PAGE_COLUMN = 3


def errata_of(issues: Sequence[BoundIssue]) -> PartTable:
    """List all errata; the volume page leads to the place, the row is where a mark in the text leads."""
    found = [(bound, one) for bound in issues for one in bound.findings.errata]
    noted = any(one.erratum.note for _, one in found)
    rows = []
    for bound, one in found:
        erratum = one.erratum
        row = [str(one.number), bound.member.full_label, str(one.issued), str(bound.first + one.page - 1)]
        row += [erratum.was.text, erratum.now.text]
        if noted:
            row.append(erratum.note.text if erratum.note else "")
        rows.append(tuple(row))
    return PartTable(
        (*_HEAD, "说明") if noted else _HEAD,
        tuple(rows),
        links=CellLinks(
            _PAGE_COLUMN,
            tuple(bound.prefix + page_anchor(one.page) for bound, one in found),
            tuple(f"{ERRATUM_ANCHOR}{one.number}" for _, one in found),
        ),
    )
