"""What a volume says of itself, and the sources that ride inside its archive edition (A-65)."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.opened import open_plain
from bulletin_pdf.pages import Attachment, Document, RecordField
from bulletin_pdf.volume.catalogue import catalogue_of
from bulletin_pdf.volume.front import BoundIssue
from bulletin_pdf.volume.members import Member
from bulletin_pdf.volume.plan import VolumePlan
from bulletin_pdf.volume.secrecy import secrecy_of
from bulletin_pdf.volume.sheets import as_csv

if TYPE_CHECKING:
    from bulletin_pdf.volume.archived import Archived


def shell_of(plan: VolumePlan, issues: Sequence[BoundIssue], pages: int = 0) -> Document:
    """Give a document without pages: title, publisher, date, record."""
    title = f"{plan.title.text} {plan.subtitle.text}"
    publishers = tuple(publisher.text for publisher in plan.publishers)
    cities = tuple(
        dict.fromkeys(report.city for issue in issues for report in issue.member.issue.reports if report.city)
    )
    secrecy = secrecy_of(plan)
    fields = (
        RecordField("聚合层次", ("卷",), "M1 level of aggregation: a volume of issues"),
        RecordField("题名", (title,), "M22 title: name of the bulletin and its year"),
        RecordField("关键词", cities, "M27 keywords: the places reported from", "bag Text"),
        RecordField("责任者", publishers, "M32 the issuing offices", "bag Text"),
        RecordField("日期", (plan.date.iso,), "M33 date of the volume", "Date"),
        RecordField("文种", ("简报",), "M34 kind of document"),
        RecordField("密级", (secrecy.grade if secrecy else "",), "M38 classification"),
        RecordField("保密期限", (secrecy.term if secrecy else "",), "M39 period of classification"),
        RecordField("件数", (str(len(issues)),), "M42 number of items: issues bound", "Integer"),
        RecordField("页数", (str(pages),), "M43 number of pages", "Integer"),
        RecordField("语种", ("zh-CN",), "M44 language"),
    )
    return Document(
        (),
        (),
        (),
        title,
        author="、".join(publishers),
        keywords=cities,
        date=plan.date.iso,
        record=tuple(field for field in fields if any(field.values)),
    )


def attachments_of(plan: VolumePlan, issues: Sequence[BoundIssue]) -> tuple[Attachment, ...]:
    """Give the volume's YAML, every issue's, what they share, and 归档文件目录 as data."""
    named: dict[str, str] = {}
    home = home_of(plan)
    for path in (plan.path, *(path for member in plan.members for path in _sources_of(member))):
        named.setdefault(os.path.realpath(path), name_below(home, path))
    for member in plan.members:
        if member.archived is not None:
            named |= _inside(member.archived, home)
    sources = tuple(_source(path, name) for path, name in named.items())
    rows = as_csv(catalogue_of(plan, issues))
    description = "归档文件目录: the issues of the volume as the archive lists them"
    return (*sources, Attachment("catalogue.csv", rows, "text/csv", "Data", description))


def home_of(plan: VolumePlan) -> str:
    """Give the directory that the volume and all its issues lie below."""
    paths = [plan.path, *(path for member in plan.members for path in (member.path, *_sources_of(member)))]
    return os.path.commonpath([os.path.dirname(os.path.realpath(path)) for path in paths])


def name_below(home: str, path: str) -> str:
    """Give a file's name below a directory, with forward slashes."""
    return os.path.relpath(os.path.realpath(path), home).replace(os.sep, "/")


def _sources_of(member: Member) -> list[str]:
    """Give the YAML files of an issue that lie beside the volume's."""
    if member.adopted is not None or member.archived is not None:
        return []
    return [path for path in (member.issue.path, member.issue.bulletin) if path]


def _inside(archived: "Archived", home: str) -> dict[str, str]:
    """Name the YAML that came out of an archive file by that file."""
    stem = os.path.splitext(name_below(home, archived.path))[0]
    paths = [path for path in (archived.issue.path, archived.issue.bulletin) if path]
    return {os.path.realpath(path): f"{stem}/{os.path.basename(path)}" for path in paths}


def _source(path: str, name: str) -> Attachment:
    with open_plain(path) as file:
        data = file.read()
    return Attachment(name, data, "application/yaml", "Source", "YAML source of the volume or of an issue")
