"""What the form of an official paper says: 红头, 发文字号, 主送机关, 附件, the kind of paper, and where its text begins.

GB/T 9704-2012 7.2 and 7.3 give the order of these parts; offices keep to it also in papers of three lines.
"""

import re

from bulletin_pdf.importers.material import MaterialItem, Para
from bulletin_pdf.issue.normalize import BLANKS
from bulletin_pdf.issue.prose import number_level
from bulletin_pdf.patterns import pattern

_DOC_NUMBER = pattern(
    r"[一-鿿]{1,14}\s{0,2}[〔\[【(（]\s?(?:19|20)[0-9]{2}\s?[〕\]】)）]\s{0,2}第?\s?[0-9]{1,5}\s?号"
)
_RED_HEAD = pattern(
    r"[一-鿿（）()\s]{2,40}(?:文\s*件|委\s*员\s*会\s*函|办\s*公\s*[室厅]\s*函|人\s*民\s*政\s*府\s*函|"
    r"(?:国\s*务\s*院|政\s*府|部|厅|局|署|委\s*员\s*会|总\s*局)\s*令)"
)
_OF_TITLE = pattern("关于|[印转批]发")
"""What a title may end in 文件 with: 关于规范性文件."""
_SIGNER = pattern(r"\s*签\s*发\s*人\s*[:：]?\s*[一-鿿\s]{0,12}")
_SALUTATION = pattern(r"[一-鿿（）()〈〉《》、，,·\s0-9A-Za-z“”]{2,120}[:：]")
_NO_SALUTATION = pattern(
    "编者按|按语|要目|目[录錄]|导读|附件?|时间|地点|来源|注[:：]|如下[:：]$|[0-9]年|[是有为][:：]$"
)
_ATTACHED = pattern(r"附\s{0,4}(?:件|表|录)\s{0,2}[0-9一二三四五六七八九十]{0,3}\s{0,2}[:：.]?")
_GENRE = pattern(
    "(?:通知|通告|通报|公告|公示|报告|请示|批复|意见|决定|决议|命令|议案|纪要|函|方案|办法|细则|规定|规划|计划|要点|总结|"
    "讲话|发言|汇报|情况|名单|清单|一览表|统计表|登记表|倡议书|承诺书|简介|材料|说明|制度)(?:[（(][^（()）]{1,14}[)）])?"
)
_SENTENCE = 8
"""From this length on a full stop ends a sentence of the text, not a label."""


def is_document_number(text: str) -> bool:
    """Whether a line holds 发文字号, with 签发人 beside it perhaps."""
    found = _DOC_NUMBER.search(text)
    if not found or len(text) > 60:
        return False
    rest = text[: found.start()] + text[found.end() :]
    return not rest.strip(BLANKS) or bool(_SIGNER.fullmatch(rest))


def is_red_head(text: str) -> bool:
    """Whether a line is the red head of a paper: the name of an office and 文件."""
    said = bool(_RED_HEAD.fullmatch(text.strip(BLANKS))) and not _OF_TITLE.search(text)
    return said or bool(_SIGNER.fullmatch(text) and "签" in text)


def is_salutation(text: str) -> bool:
    """Whether a line addresses offices: 主送机关, 各县市区文明办：."""
    text = text.strip(BLANKS)
    return bool(_SALUTATION.fullmatch(text)) and not _NO_SALUTATION.search(text) and not number_level(text)


def is_attachment(text: str) -> bool:
    """Whether a line begins 附件."""
    return bool(_ATTACHED.match(text.strip(BLANKS)))


def is_attachment_label(text: str) -> bool:
    """Whether a line is no more than 附件3, as stands above the title of a paper that is one."""
    return bool(_ATTACHED.fullmatch(text.strip(BLANKS)))


def is_paper_title(text: str) -> bool:
    """Whether a line ends in the kind of an official paper: 关于…的通知, …工作方案."""
    text = text.strip(BLANKS)
    found = re.search(f"{_GENRE.pattern}$", text)
    return bool(found) and len(text) > 4


def begins_text(item: MaterialItem) -> bool:
    """Whether an item can only be of the text: an address, a numbered line, a sentence, an attachment."""
    if not isinstance(item, Para):
        return False
    text = item.words.strip(BLANKS)
    return (
        is_salutation(text)
        or bool(number_level(text))
        or is_attachment(text)
        or (len(text) >= _SENTENCE and text[-1:] in "。；！？" and not _DOC_NUMBER.fullmatch(text))
    )
