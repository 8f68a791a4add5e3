"""What a volume says of itself (A-65)."""

from collections.abc import Sequence

from bulletin_pdf.compose.archive_record import place_of
from bulletin_pdf.pages import Document, RecordField
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.front_matter import cities_of
from bulletin_pdf.volume.plan.secrecy import secrecy_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan


def empty_volume(plan: VolumePlan, issues: Sequence[BoundIssue], pages: int = 0) -> Document:
    """Return a document without pages: title, publisher, date, record."""
    title = f"{plan.title.text} {plan.subtitle.text}"
    publishers = tuple(publisher.text for publisher in plan.publishers)
    cities = tuple(dict.fromkeys(cities_of(issues).values()))
    secrecy = secrecy_of(plan)
    fields = (
        RecordField("聚合层次", ("卷",), "M1 level of aggregation: a volume of issues"),
        *place_of(plan.archive.as_record() if plan.archive else None, plan.year, None, "、".join(publishers)),
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
