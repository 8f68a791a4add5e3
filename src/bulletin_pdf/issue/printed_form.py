"""Additions of the printed form to the editor's text: number lines, brackets, labels, a title with its place.

The model holds what was written. Composing, importing and binding take from here what is printed of it; an
attestation says these words once more by itself where it can (`attest/issue_wording.py`).
"""

from collections.abc import Mapping
from typing import Final

from bulletin_pdf.issue.model import Issue, Lang, Prose, Report, Styled
from bulletin_pdf.issue.title_place import before_entry, before_title, gap_between
from bulletin_pdf.patterns import pattern
from bulletin_pdf.source_map import joined

_SIMPLIFIED: Final = "报发签单续总编辑审对传邮网页录门电话请"
_TRADITIONAL: Final = "報發簽單續總編輯審對傳郵網頁錄門電話請"
_TO_TRADITIONAL: Final = str.maketrans(_SIMPLIFIED, _TRADITIONAL)
_TO_SIMPLIFIED: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_NOTE_LABEL: Final = pattern(
    "(?:【(?:编者按语?|編者按語?|按语|按語)】|(?:编者按语?|編者按語?|编者的话|编后|按语|按語|按)[：:])"
)
_NOTE_LABELS: Final[Mapping[Lang, str]] = {"zh-Hans": "编者按：", "zh-Hant": "編者按："}
ROUND: Final = ("（", "）")
"""The brackets of 供稿单位, where a design names no others (J-14)."""


def in_script(words: str, lang: Lang) -> str:
    """Return words of the program's own in traditional characters where the bulletin is set in them."""
    return words.translate(_TO_TRADITIONAL) if lang == "zh-Hant" else words


def in_simplified(words: str) -> str:
    """Return words of the program's own in simplified characters."""
    return words.translate(_TO_SIMPLIFIED)


# 报头


def number_line(issue: Issue) -> str:
    """Return 第30期, 增刊第3期, 2022年第30期 or the issue's own label; empty for an issue without either (J-21)."""
    label = issue.masthead.label
    return counted_line(issue.number, issue.year, issue.supplement) if label is None else label.text


def counted_line(number: int | None, year: int | None, supplement: bool) -> str:
    """Return the number line of an issue that has no label of its own."""
    if number is None:
        return ""
    kind = "增刊" if supplement else ""
    return f"{year}年{kind}第{number}期" if year else f"{kind}第{number}期"


def serial_line(issue: Issue) -> str:
    """Return （总第847期）, or nothing."""
    return in_script(f"（总第{issue.serial}期）", issue.lang) if issue.serial else ""


# 编者按


def printed_note(issue: Issue) -> tuple[Prose, ...]:
    """Return 编者按: its label is added when absent and styled as a lead (J-10)."""
    if not issue.note:
        return ()
    first, *rest = issue.note
    match = _NOTE_LABEL.match(first.text)
    led = _with_lead(first, match.end()) if match else _labelled(first, _NOTE_LABELS[issue.lang])
    return (led, *rest)


def _with_lead(text: Prose, end: int) -> Prose:
    rest = tuple(
        Styled(max(style.start, end), style.end, style.style) for style in text.styles if style.end > end
    )
    return text._replace(styles=(Styled(0, end, "lead"), *rest))


def _labelled(text: Prose, label: str) -> Prose:
    length = len(label)
    styles = tuple(Styled(style.start + length, style.end + length, style.style) for style in text.styles)
    dots = tuple((start + length, end + length) for start, end in text.dots)
    return Prose(label + text.text, (Styled(0, length, "lead"), *styles), text.source.behind(length), dots)


# 报告


def printed_heading(report: Report) -> tuple[Prose, ...]:
    """Return what stands over a report: the heading it names, else its title with 地区 before it, never doubled."""
    if report.heading or not report.title:
        return report.heading
    first = report.title[0]
    before = before_title(report.city_name, first.text)
    return (_behind(first, before), *report.title[1:]) if before else report.title


def printed_entry(report: Report) -> Prose:
    """Return its entry in 要目: the one it names, else “地区：title”, the lines of a title on one (J-11)."""
    if report.contents_title is not None:
        return report.contents_title
    if not report.title:
        return Prose("")
    whole = _on_one_line(report.title)
    named, bare = before_entry(report.city_name, whole.text)
    if not named:
        return whole
    return _behind(Prose(whole.text[bare:], source=whole.source.after(bare)), named)


def _on_one_line(lines: tuple[Prose, ...]) -> Prose:
    text, source = lines[0].text, lines[0].source
    for line in lines[1:]:
        gap = gap_between(text, line.text)
        source = joined([(len(text), source), (len(line.text), line.source)], len(gap))
        text += gap + line.text
    return Prose(text, source=source)


def _behind(text: Prose, words: str) -> Prose:
    return Prose(words + text.text, source=text.source.behind(len(words)))


def attribution(report: Report, around: tuple[str, str] = ROUND) -> Prose | None:
    """Return 供稿单位 in the brackets it is printed in, which are never doubled (J-14)."""
    if report.by is None:
        return None
    before, after = around
    return Prose(before + report.by.text + after, source=report.by.source.behind(len(before)))


def printed_theme(theme: Prose) -> Prose:
    """Return 专题 in its 〔〕, which are added when the author left them out (J-12)."""
    if theme.text[:1] in _OPEN:
        return theme
    return theme._replace(text=f"〔{theme.text}〕", source=theme.source.behind(1))


def printed_unit(unit: Prose, lang: Lang) -> Prose:
    """Return the unit of a table with 单位： before it, which is added when the author left it out."""
    if not unit.text or "：" in unit.text or ":" in unit.text:
        return unit
    return _behind(unit, in_script("单位：", lang))


_OPEN: Final = "〔【["
