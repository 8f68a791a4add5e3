"""Parts of 档号 that are the same for a volume: written in its YAML, or the same in all its issues."""

from collections.abc import Sequence

from bulletin_pdf.issue.read import MAX_NUMBER
from bulletin_pdf.issue.vocabulary import RETENTIONS
from bulletin_pdf.volume.plan.members import Member
from bulletin_pdf.volume.plan.volume_plan import ArchiveCode
from bulletin_pdf.volume.plan.volume_vocabulary import (
    ARCHIVE,
)
from bulletin_pdf.yamldoc.fields import Fields


def common_archive_code(members: Sequence[Member]) -> ArchiveCode | None:
    """Return where issues belong that all say so, and say the same but for their own numbers."""
    said = [member.issue.archive for member in members if member.foreign is None]
    first = said[0] if said else None
    if first is None or not first.fonds:
        return None
    if any(each is None or each._replace(item=None) != first._replace(item=None) for each in said):
        return None
    return ArchiveCode(
        first.fonds, first.category, first.retention, first.office, first.item or 1,
        first.repository, first.repository_code, first.fonds_name, first.creator,
    )  # fmt: skip


def read_archive_code(of: Fields) -> ArchiveCode | None:
    """Read `archive` of a volume; None where it is left out."""
    if not of.has("archive"):
        return None
    fields = of.fields("archive", ARCHIVE)
    fonds, category, office = (fields.text(name, name == "fonds") for name in ("fonds", "category", "office"))
    return ArchiveCode(
        fonds.text if fonds else "",
        category.text if category else "WS",
        fields.choice("retention", RETENTIONS, "Y"),
        office.text if office else "",
        fields.integer("first", 1, MAX_NUMBER) or 1,
        *(
            named.text if (named := fields.text(key)) else ""
            for key in ("repository", "repository_code", "fonds_name", "creator")
        ),
    )
