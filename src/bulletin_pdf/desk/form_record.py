"""The form of an issue as JSON for the page."""

from collections.abc import Sequence

from bulletin_pdf.desk.form import Form
from bulletin_pdf.desk.form_blocks import Block
from bulletin_pdf.desk.form_fields import Field
from bulletin_pdf.desk.request_values import (
    Record,
)


def form_record(form: Form) -> Record:
    """Return a form as the page takes it."""
    return {
        "fields": _fields(form.fields),
        "more": _fields(form.more),
        "reports": [
            {
                "path": report.path,
                "fields": _fields(report.fields),
                "more": _fields(report.more),
                "blocks": [_block(block) for block in report.blocks],
            }
            for report in form.reports
        ],
        "sections": [
            {"name": each.name, "label": each.label, "fields": _fields(each.fields)} for each in form.sections
        ],
    }


def _fields(fields: Sequence[Field]) -> list[Record]:
    return [field._asdict() for field in fields]


def _block(block: Block) -> Record:
    if block.kind == "text":
        return {"kind": "text", "path": block.path, "value": block.value}
    if block.kind == "other":
        return {"kind": "other", "path": block.path, "label": block.label, "summary": block.value}
    return {
        "kind": block.kind,
        "path": block.path,
        "label": block.label,
        "fields": _fields(block.fields),
        "more": _fields(block.more),
        "rows": [[cell._asdict() for cell in row] for row in block.rows],
        "pictures": block.pictures,
    }
