"""归档 of an issue: each key its own, else from bulletin.yaml."""

from bulletin_pdf.issue.model import ArchiveRecord
from bulletin_pdf.issue.vocabulary import ISSUE_ARCHIVE, RETENTIONS
from bulletin_pdf.yamldoc.fields import Fields

MAX_ITEM = 99_999


def read_archive(of: Fields) -> ArchiveRecord | None:
    """Read where an issue belongs in the archive; None where neither file says so."""
    fields = of.fields("archive", ISSUE_ARCHIVE)
    if not any(fields.has(key.name) for key in ISSUE_ARCHIVE.keys):
        return None

    def line(name: str, *, required: bool = False) -> str:
        written = fields.text(name, required)
        return "" if written is None else written.text

    return ArchiveRecord(
        fonds=line("fonds", required=True),
        category=line("category") or "WS",
        retention=fields.choice("retention", RETENTIONS, "Y"),
        office=line("office"),
        item=fields.integer("item", 1, MAX_ITEM),
        repository=line("repository"),
        repository_code=line("repository_code"),
        fonds_name=line("fonds_name"),
        creator=line("creator"),
    )
