"""Who signs a report: the contributor at its end (供稿单位), and the office and day below a paper (落款)."""

import re
from collections.abc import Sequence

from bulletin_pdf.importers.line_kinds import attribution
from bulletin_pdf.importers.masthead_lines import DATE, is_organisation
from bulletin_pdf.importers.material import Image, MaterialItem, Para, SourceEdit, cut_para
from bulletin_pdf.importers.no_titles import is_person
from bulletin_pdf.issue.prose import number_level
from bulletin_pdf.patterns import pattern

_MAX_LEAD = 40
_MAX_SIGNERS = 4
_LONGEST_SIGNER = 30
_BODY = pattern(
    r"^[^。，；：！？,;:!?]*(?:海关|法院|检察院|[银分支总]行|医院|[中小]学|幼儿园|支部|总支|[党团工]委|工会|[支大总]队|集团|研究[院所]|外汇局|学会|商会|组委会|村民?委?会|居委会|"
    r"专班|合作社|基金会|学生会|志愿队|出版社|报社|电视台|管理局|分局|人民政府|总局)$"
)
"""What signs papers, wherever else its name may stand."""
_BELOW = pattern(r"主\s*题\s*词|附\s*件|附[:：]|抄\s*送|[（(]此件|信息公开选项|[（(]联系人")
_BY_LABEL = pattern(
    r"^[（(]?\s*(?:供稿(?:单位)?|来源|报送单位|撰稿|信息来源|作者)\s*[:：]\s*([^（()）。]{2,60}?)\s*[)）]?$"
)


def without_contributor(
    items: list[MaterialItem], log: list[SourceEdit]
) -> tuple[list[MaterialItem], str, bool]:
    """Take the contributor off the end, from brackets or a paragraph with a label; return whether it has one."""
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if isinstance(item, Image) or (isinstance(item, Para) and item.note):
            continue
        if not isinstance(item, Para):
            break
        labelled = _BY_LABEL.match(item.words)
        if labelled:
            log.append(SourceEdit(item.text.span(), item.words, "", "field:by"))
            return [*items[:at], *items[at + 1 :]], labelled[1].strip(), True
        match = attribution(item.words)
        if match is None and _signs(item):
            continue
        if match is None:
            break
        start = match.start()
        before = item.words[:start].rstrip(" 　\xa0")
        if before and len(before) < _MAX_LEAD and before[-1] not in "。！？；…”』）)》":
            break  # what stands in brackets belongs to the line: …学院（…学院）
        log.append(SourceEdit(item.text.span(start), item.words[start:], "", "field:by"))
        rest = [cut_para(item, 0, len(before))] if before else []
        return [*items[:at], *rest, *items[at + 1 :]], re.sub(r"\s*供稿$", "", match[1].strip()), False
    return items, "", False


def without_signature(items: list[MaterialItem]) -> tuple[list[MaterialItem], list[str]]:
    """Take off the office and day that sign a report."""
    at = len(items)
    while at > 0 and isinstance(item := items[at - 1], Para) and not item.note and _signs(item):
        at -= 1
    if 0 < len(items) - at < _MAX_SIGNERS and at > 1 and _is_signer(items[at - 1]):
        at -= 1
    lines = [item.words for item in items[at:] if isinstance(item, Para)]
    if not lines or at == 0 or not (DATE.fullmatch(lines[-1].strip()) or _all_right(items[at:])):
        return items, []
    return items[:at], lines


def signatures_within(items: Sequence[MaterialItem]) -> dict[int, int]:
    """Find the offices and days that sign a paper within the text, above what is enclosed: first item → behind the last."""
    found: dict[int, int] = {}
    for at, item in enumerate(items):
        if not isinstance(item, Para) or not DATE.fullmatch(item.words.strip()):
            continue
        first = at
        while first > 0 and at - first < _MAX_SIGNERS and _may_sign(items[first - 1]):
            first -= 1
        if first == at > 1 and _is_signer(items[at - 1]):
            first -= 1
        if (
            (first < at or item.align == "right" or _closes(items, at))
            and first > 0
            and not any(first < end for end in found.values())
        ):
            found[first] = at + 1
    return found


def _closes(items: Sequence[MaterialItem], at: int) -> bool:
    """Whether a day stands where a paper ends: below a sentence, above nothing or what follows the text (主题词, 附件, 此件公开)."""
    above, below = items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
    if not isinstance(above, Para) or above.words.rstrip()[-1:] not in "。！）)":
        return False
    return below is None or isinstance(below, Para) and bool(_BELOW.match(below.words.strip()))


def _is_signer(item: MaterialItem) -> bool:
    """Whether a line right above the day names who signs, though no office's usual name: 南昌海关, 甲村村民委员会, 张三."""
    if not isinstance(item, Para) or item.note or item.align == "center":
        return False
    text = item.words.strip()
    return (
        len(text) <= _LONGEST_SIGNER
        and not number_level(text)
        and bool(_BODY.search(text) or is_person(text))
    )


def _may_sign(item: MaterialItem) -> bool:
    if not isinstance(item, Para) or item.note or number_level(item.words) or item.align == "center":
        return False
    return _signs(item) and not DATE.fullmatch(item.words.strip())


def _signs(item: Para) -> bool:
    text = item.words.strip()
    return bool(DATE.fullmatch(text)) or is_organisation(text) or (item.align == "right" and len(text) < 40)


def _all_right(items: Sequence[MaterialItem]) -> bool:
    return all(isinstance(item, Para) and item.align == "right" for item in items)
