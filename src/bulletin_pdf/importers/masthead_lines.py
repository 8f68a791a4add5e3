"""报头: name, series, number, publisher and date, wherever they stand on its lines."""

import re
from collections.abc import Callable

from bulletin_pdf.han_numerals import han_value
from bulletin_pdf.importers.form import is_document_number, is_red_head
from bulletin_pdf.importers.tidy import spread_out
from bulletin_pdf.issue.character_kinds import BLANKS
from bulletin_pdf.issue.dates import DateFault, read_date
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

_SECRECY = pattern(
    r"(?:绝密|机密|秘密)(?:\s?[★☆*]\s?[0-9一二三四五六七八九十]*[年月]?(?:长期)?)?|内部(?:资料|参阅|文件|刊物|材料)[，,\s]{0,3}(?:[注请]意保[存密]|请勿外传|不得外传)?"
)
_URGENCY = pattern(r"特\s?急|加\s?急|特\s?提|平\s?急|紧\s?急|急\s?件")
_COPY = pattern(r"(?:份号|编号|№|No\.?)\s{0,3}[:：]?\s{0,3}([0-9]{3,8})|^([0-9]{6})$")
_SERIAL = pattern(
    r"[（(]?\s{0,3}(?:总\s?第?|累计第)\s{0,3}([0-9０-９]{1,5}|[〇○零一二三四五六七八九十百]{1,6})\s{0,3}期\s{0,3}[)）]?"
)
_NUMBER = pattern(
    r"[（(〔\[]?\s{0,3}(?:([0-9０-９]{4})\s{0,3}年?\s{0,3}[〕\])）]?\s{0,3})?(增\s?刊\s{0,3})?第\s{0,3}"
    r"([0-9０-９]{1,5}|[〇○零一二三四五六七八九十百]{1,6})\s{0,3}期\s{0,3}[)）]?"
)
_BARE_NUMBER = pattern(r"^(?:([0-9０-９]{4})\s?年\s?)?([0-9０-９]{1,4})\s?期$")
_LABEL = pattern(r"创\s?刊\s?号|试\s?刊\s?号?|停\s?刊\s?号|增\s?刊$|专\s?刊$")
_DAY = (
    r"(?:[0-9０-９]{4}|[〇○零Ｏ一二三四五六七八九]{4})\s?年\s?[0-9０-９一二三四五六七八九十]{1,3}\s?月\s?"
    r"[0-9０-９一二三四五六七八九十]{1,3}\s?[日号]"
)
DATE = pattern(
    rf"{_DAY}(?:\s?(?:—{{1,2}}|-{{1,2}}|–|～|~|至)\s?(?:(?:[0-9]{{4}}年)?(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日))?|"
    r"(?<![0-9])[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])"
)
_SERIES = pattern(r"【([^【】]{2,40})】|\[([^\[\]]{2,40}专\s?刊)\]|〖([^〖〗]{2,40})〗")
_THEME = pattern(r"[〔\[]([^〔〕\[\]]{2,60})[〕\]]")
_NOTE = pattern(r"^(?:【编者按语?】|【按语】|(?:编者按语?|编者的话|按语|按)\s{0,3}[:：]|编者按$)")
_ORG = pattern(
    r"(?:办公[室厅]|委员会|宣传部|统战部|组织部|党委|党组|领导小组|指挥部|编辑部|编委会|工作组|协会|联合会|文明办|人民政府|"
    r"信息中心|工作部|委办|辦公[室廳]|委員會|宣傳部|領導小組|編輯部|文明辦|中心|[廳區縣處辦]|中心|总站|局|厅|[市县区省州]委|学校|大学|学院|公司|党校|街道|室|处|科|办)"
    r"(?:\s{0,3}(?:编印|编发|主办|编|印发|印|主编|承办))?$"
)
_KIND = pattern(
    "[簡快專週]\\s?報|简\\s?报|快\\s?报|专\\s?报|动\\s?态|信\\s?息|参\\s?阅|通\\s?讯|要\\s?情|情\\s?况|反\\s?映|摘\\s?报|日\\s?报|周\\s?报|"
    "月\\s?报|内\\s?参|建\\s?设|通\\s?报|交\\s?流|工\\s?作|专\\s?刊|导\\s?刊|督\\s?查|简\\s?讯|学\\s?习|文\\s?明"
)

_NAME_ALONE = pattern(
    "[简簡快专專动週周月日摘]\\s?[报報]|动\\s?态|参\\s?阅|通\\s?讯|简\\s?讯|要\\s?情|内\\s?参|信\\s?息$|专\\s?刊|导\\s?刊"
)
"""How a bulletin's name ends where no number says that the paper is an issue: 基本情况, 专业学习 are none."""
_NO_NAME = pattern("基本信息|个人信息|联系信息|[一-鿿]*(?:日报|周报|月报)[（(].*")
_MAX_NAME = 16

_BARE_PAPER_NUMBER = pattern(r"第?\s?[0-9〇一二三四五六七八九十百]{1,5}\s?号")
_LABELLED = pattern(
    r"(?:主\s*题\s*词|关\s*键\s*词|索\s*引\s*号|姓\s*名|学\s*号|班\s*级|日\s*期|[一-鿿]{2,6})\s?[:：]"
)
"""A label and what it labels: never a bulletin's name."""

# What an office did with the issue, standing apart from its name.
_DEEDS = frozenset(("", "印发", "编印", "编发", "主办", "承办", "印", "编", "主编"))

FIELDS = (
    "name",
    "series",
    "number",
    "serial",
    "year",
    "label",
    "date",
    "theme",
    "secrecy",
    "urgency",
    "copy_number",
)


class MastheadHead(NamedTuple):
    """What the lines of a masthead say."""

    given: dict[str, str]
    """Field → text; which line gave it is in `sources`."""
    sources: dict[str, str]
    publishers: list[str]
    supplement: bool
    unplaced: list[str]


class MastheadLine(NamedTuple):
    """One line taken apart."""

    given: dict[str, str]
    rest: str
    """What no pattern matched."""
    supplement: bool = False


def split_masthead_line(text: str) -> MastheadLine:
    """Find the fields on one line of a masthead."""
    given: dict[str, str] = {}
    rest, supplement = text.strip(BLANKS), False
    theme = _THEME.fullmatch(rest)
    if theme:
        return MastheadLine({"theme": theme[1]}, "")
    rest = _take(_SERIAL, rest, lambda match: given.__setitem__("serial", _digits(match[1])))
    number = _NUMBER.search(rest)
    bare = _BARE_NUMBER.match(rest)
    if number:
        supplement = bool(number[2])
        given["number"] = _digits(number[3])
        if number[1]:
            given["year"] = _digits(number[1])
        rest = rest[: number.start()] + " " + rest[number.end() :]
    elif bare:
        given["number"] = _digits(bare[2])
        if bare[1]:
            given["year"] = _digits(bare[1])
        rest = ""
    elif match := _LABEL.fullmatch(rest.strip("（）() ")):
        given["label"] = "".join(match[0].split())
        rest = ""
    day = DATE.search(rest)
    if day and _give_date(day[0], given):
        rest = rest[: day.start()] + " " + rest[day.end() :]
    rest = _take(_SERIES, rest, lambda match: given.__setitem__("series", next(filter(None, match.groups()))))
    for name, expression in (("secrecy", _SECRECY), ("urgency", _URGENCY), ("copy_number", _COPY)):
        rest = _take_whole(expression, rest, name, given)
    if "urgency" in given:
        given["urgency"] = "".join(given["urgency"].split())
    rest = re.sub(r"^[（(]\s*[)）]$|^[|｜/]+|[|｜/]+$", "", rest.strip(BLANKS)).strip(BLANKS)
    return MastheadLine(given, rest, supplement)


def is_head_line(text: str) -> bool:
    """Whether a line can only be of a masthead."""
    if len(text) > 90 or _NOTE.match(text):
        return False
    line = split_masthead_line(text)
    if not line.given:
        return False
    if set(line.given) == {"series"}:
        return not line.rest
    if set(line.given) <= {"date", "year"}:
        return not line.rest or bool(_ORG.search(spread_out(line.rest)))
    return len(line.rest) < 40 and not re.search("[。，,；;：:]", line.rest)


def is_note(text: str) -> bool:
    """Whether a paragraph begins an editor's note."""
    return bool(_NOTE.match(text.strip()))


def is_organisation(text: str) -> bool:
    """Whether a text is the name of an office."""
    text = text.strip(BLANKS)
    return 3 <= len(text) <= 60 and bool(_ORG.search(text)) and not re.search("[。，,；;：:！？]", text)


def is_name(text: str) -> bool:
    """Whether a line has the form of a bulletin's name: 工作简报, 文明湖南快报."""
    text = spread_out(text.strip(BLANKS))
    return len(text) <= _MAX_NAME and bool(_KIND.search(text[-4:])) and not re.search("关于|[。：:]", text)


def read_masthead(lines: list[str]) -> MastheadHead:
    """Read the lines of a masthead, in order."""
    head = MastheadHead({}, {}, [], supplement=False, unplaced=[])
    left: list[tuple[str, MastheadLine]] = []
    for text in lines:
        line = split_masthead_line(text)
        for name, value in line.given.items():
            if name not in head.given:
                head.given[name] = value
                head.sources[name] = text
            elif value != head.given[name] and text not in head.unplaced:
                head.unplaced.append(text)
        head = head._replace(supplement=head.supplement or line.supplement)
        if line.rest:
            left.append((line.rest, line))
    _name_and_publishers(left, head)
    return head


def _name_and_publishers(left: list[tuple[str, MastheadLine]], head: MastheadHead) -> None:
    """Of what is left, one line is the name and others are offices."""
    texts = [spread_out(rest) for rest, _ in left]
    name = _name_among(texts, left, numbered=bool({"number", "serial", "label"} & set(head.given)))
    for at, text in enumerate(texts):
        if at == name:
            head.given["name"] = text
            head.sources["name"] = text
        elif _ORG.search(text) and len(text) <= 60:
            apart = re.split(f"[{BLANKS}]+", text)
            spread = sum(len(part) == 1 for part in apart) * 2 > len(apart)
            parts = (re.sub("印发$", "", part) for part in (["".join(apart)] if spread else apart))
            head.publishers.extend(part for part in parts if part not in _DEEDS)
        elif text not in head.unplaced:
            head.unplaced.append(text)


def _name_among(texts: list[str], left: list[tuple[str, MastheadLine]], *, numbered: bool) -> int:
    """Choose the line that is the bulletin's name; where no number says that it is one, by its form alone."""
    scored = []
    for at, text in enumerate(texts):
        if len(text) > 40 or re.search("[。；;！？]|[:：]$", text) or "关于" in text or _LABELLED.match(text):
            continue
        if is_red_head(text) or is_document_number(text) or _BARE_PAPER_NUMBER.fullmatch(text):
            continue
        if not numbered and not (
            is_name(text) and _NAME_ALONE.search(text[-4:]) and not _NO_NAME.match(text)
        ):
            continue
        given = left[at][1].given
        score = (
            2 * bool(_KIND.search(text))
            + ("number" in given)
            - 3 * bool(_ORG.search(text))
            - 2 * ("date" in given)
        )
        if score > -2:
            scored.append((score, -at, at))
    return max(scored)[2] if scored else -1


def _take(expression: re.Pattern[str], text: str, use: Callable[[re.Match[str]], None]) -> str:
    match = expression.search(text)
    if match is None:
        return text
    use(match)
    return text[: match.start()] + " " + text[match.end() :]


def _take_whole(expression: re.Pattern[str], text: str, name: str, given: dict[str, str]) -> str:
    """Take a field that stands by itself, at an end of the line or alone."""
    match = expression.search(text)
    if match is None or (text[: match.start()] + text[match.end() :]).strip(BLANKS):
        tokens = re.split(f"[{BLANKS}]+", text)
        whole = [token for token in tokens if expression.fullmatch(token)]
        if not whole or len(tokens) > 4:
            return text
        given[name] = _value(expression.fullmatch(whole[0]))
        return " ".join(token for token in tokens if token != whole[0])
    given[name] = _value(match)
    return ""


def _value(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    return next((group for group in match.groups() if group), match[0]).strip(BLANKS)


def _give_date(text: str, given: dict[str, str]) -> bool:
    """Take a day; one that no calendar has is left in the line."""
    plain = "".join(text.split())
    try:
        read_date(plain)
    except DateFault:
        return False
    given["date"] = plain
    return True


def _digits(text: str) -> str:
    """A number in figures: ３０ and 三十 are 30."""
    text = text.translate(_DIGITS)
    return str(int(text) if text.isascii() else han_value(text))
