"""The archive record of an issue: DA/T 46-2009's elements, as far as an issue has them (docs/rules/archive.md §5).

Where the issue belongs in the archive (全宗, 档号, 保管期限 …) is in it when the YAML says so under `archive`; else those
elements are left to the archive.
"""

from collections.abc import Iterable
from typing import Final

from bulletin_pdf.issue.model import ArchiveRecord, Issue, Prose, Report
from bulletin_pdf.issue.printed_form import number_line, printed_entry
from bulletin_pdf.pages import RecordField

_SPLIT = "★"
"""Between 密级 and 保密期限: 机密★1年 (GB/T 9704-2012 7.2.2)."""

_MAX_SUPPLEMENT = 60
"""Characters of what is supplemented to a title."""


def record_of(issue: Issue, title: str, pages: int, lang: str) -> tuple[RecordField, ...]:
    """Return the record of a set issue, in the order of the standard; elements without a value are left out."""
    head, sent = issue.masthead, issue.distribution
    secrecy, _, period = (head.secrecy.text if head.secrecy else "").partition(_SPLIT)
    publishers = "、".join(_texts(head.publishers))
    named = supplemented_title(title, issue) if issue.archive else title
    fields = (
        RecordField("聚合层次", ("件",), "M1 level of aggregation: one issue is one item"),
        *place_of(issue.archive, year_of(issue), issue.archive.item if issue.archive else None, publishers),
        RecordField("题名", (named,), "M22 title: name of the bulletin, series and number"),
        RecordField("说明题名文字", _texts((issue.theme,)), "M25 title note: the theme of the issue"),
        RecordField("关键词", _cities(issue), "M27 keywords: the places reported from", "bag Text"),
        RecordField("文件编号", (number_line(issue),), "M31 number of the issue"),
        RecordField("责任者", _texts(head.publishers), "M32 the issuing offices", "bag Text"),
        RecordField("日期", (head.date.iso,), "M33 date of issue", "Date"),
        RecordField("文种", ("简报",), "M34 kind of document"),
        RecordField("紧急程度", _texts((head.urgency,)), "M35 urgency"),
        RecordField("主送", _texts(sent.report), "M36 reported to (报)", "bag Text"),
        RecordField(
            "抄送",
            _texts((*sent.send, *sent.issue, *sent.extra)),
            "M37 sent and issued to (送, 发)",
            "bag Text",
        ),
        RecordField("密级", (secrecy.strip(),), "M38 classification"),
        RecordField("保密期限", (period.strip(),), "M39 period of classification"),
        RecordField("页数", (str(pages),), "M43 number of pages", "Integer"),
        RecordField("语种", (lang,), "M44 language"),
        RecordField("稿本", ("正本",), "M45 version: the issued text"),
    )
    return tuple(field for field in fields if any(field.values))


def year_of(issue: Issue) -> int:
    """Return the year an issue is of; 0 where neither its year nor its date is known."""
    return issue.year or int(issue.masthead.date.iso[:4] or 0)


PLACE: Final = frozenset(
    ("档案馆名称", "档案馆代码", "全宗名称", "立档单位名称", "档号", "全宗号", "年度", "保管期限", "机构或问题", "类别号", "件号")
)  # fmt: skip
"""Elements that say where an item belongs."""


def place_of(
    archive: "ArchiveRecord | None", year: int, item: int | None, publishers: str
) -> tuple[RecordField, ...]:
    """Return where an item belongs in the archive (M2–M20); nothing where that is not known."""
    if archive is None or not archive.fonds:
        return ()
    from bulletin_pdf.issue.archival_code import archival_code

    code = ""
    if item is not None and year:
        code = archival_code(archive.fonds, archive.category, year, archive.retention, archive.office, item)
    return (
        RecordField("档案馆名称", (archive.repository,), "M3 name of the archive"),
        RecordField("档案馆代码", (archive.repository_code,), "M4 code of the archive"),
        RecordField("全宗名称", (archive.fonds_name or publishers,), "M5 name of the fonds"),
        RecordField("立档单位名称", (archive.creator or publishers,), "M6 office that made the fonds"),
        RecordField("档号", (code,), "M8 archival code"),
        RecordField("全宗号", (archive.fonds,), "M9 number of the fonds"),
        RecordField("年度", (str(year) if year else "",), "M11 year"),
        RecordField("保管期限", (archive.retention,), "M12 retention: Y, D30 or D10"),
        RecordField("机构或问题", (archive.office,), "M13 office or matter"),
        RecordField("类别号", (archive.category,), "M14 category of records"),
        RecordField("件号", (f"{item:04d}" if item is not None else "",), "M17 number of the item"),
    )


def supplemented_title(title: str, issue: Issue) -> str:
    """Return a title with what the issue is about in ［ ］ behind it, as DA/T 22 asks where name and number do not show it.

    The theme of the issue, else the entries of 要目, as many as find room.
    """
    texts = [issue.theme.text.strip("〔〕【】[]")] if issue.theme else [*map(_entry, issue.reports)]
    texts = [text for text in texts if text and text not in title]
    if not texts:
        return title
    shown = texts[0]
    for text in texts[1:]:
        if len(shown) + len(text) >= _MAX_SUPPLEMENT:
            return f"{title}［{shown}等］"
        shown = f"{shown}；{text}"
    return f"{title}［{shown}］"


def _entry(report: Report) -> str:
    return " ".join(printed_entry(report).text.split())


def _texts(proses: Iterable[Prose | None]) -> tuple[str, ...]:
    return tuple(prose.text for prose in proses if prose is not None and prose.text)


def _cities(issue: Issue) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.city_name for report in issue.reports if report.city))
