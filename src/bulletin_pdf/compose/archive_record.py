"""The archive record of an issue: DA/T 46-2009's elements, as far as an issue has them (docs/rules/archive.md §5).

Elements that only the archive can fill (全宗, 档号, 保管期限 …) are left to it.
"""

from collections.abc import Iterable

from bulletin_pdf.issue.model import Issue, Prose, Report
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
    fields = (
        RecordField("聚合层次", ("件",), "M1 level of aggregation: one issue is one item"),
        RecordField("题名", (title,), "M22 title: name of the bulletin, series and number"),
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
    return "".join(printed_entry(report).text.split())


def _texts(proses: Iterable[Prose | None]) -> tuple[str, ...]:
    return tuple(prose.text for prose in proses if prose is not None and prose.text)


def _cities(issue: Issue) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.city_name for report in issue.reports if report.city))
