"""What a line may be where titles stand: a title, an entry of the contents, a numbered heading, a caption, an attribution."""

import re
from collections import Counter
from collections.abc import Sequence

from bulletin_pdf.importers.form import is_long_title
from bulletin_pdf.importers.material import MaterialItem, Para
from bulletin_pdf.issue.character_kinds import BLANKS
from bulletin_pdf.issue.prose import number_level
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

MAX_TITLE = 70

LABEL = pattern(
    r"^[【〖\[≡◆●★☆—\-\s]*(?:本\s*期\s*)?(?:要\s*目|目\s*[录錄]|导\s*读|导\s*航|提\s*要)[】〗\]≡◆●★☆—\-:：\s]*$"
)
ENTRY_NUMBER = pattern(
    r"^(?:[●◆■▲★☆•·○◎※►➢◇□△▶➤]\s*|[0-9]{1,2}[.．、)）](?![0-9])\s*|[（(][0-9]{1,2}[)）]\s*)"
)
"""What contents put before an entry; 1.2 is the number of a heading."""
_PAGE = pattern(r"(?:[\s.…·⋯—\-_]{2,}|\s)[（(]?[0-9]{1,3}[)）]?\s*$")
_CHAPTER = pattern(
    r"第[一二三四五六七八九十百0-9]{1,4}(?:章|节|编|条|部分)(?![的是])|[一二三四五六七八九十]{1,3}[.．]|"
    r"(?:阶段|步骤|环节|模块|任务|部分|专题|问题)\s?[一二三四五六七八九十0-9]{1,3}\s?[、：:]"
)
_SECTION = pattern(r"[0-9]{1,2}(?:[.．][0-9]{1,2}){1,4}[.．、]?\s?(?![0-9%％‰万亿千百元倍个公米吨版折度级])")
_BARE_SECTION = pattern(
    r"[0-9]{1,2}\s?(?=[一-鿿A-Za-z（])(?![年月日号点时分秒届周岁个项条件所万亿千百名户家人场次种类期篇首部天支座大步星])"
)
"""2总体设计, as headings of papers are numbered; not 3个聚焦."""
_COUNTED = pattern(r"[0-9]{1,2}\s?[.．、)）]")
_MARKS = pattern(rf"[{BLANKS}：:，,。、·…—\-“”\"'‘’《》()（）.]")
_SENTENCE_END = pattern("[。；;，,、：:]$")
_CAPTION = pattern(
    r"^(?:图为|续?[图表]\s?[0-9A-Z一二三四五六七八九十]*(?:[.．\-－–][0-9]+)*[:：、.．\s]|（图|\(图|续?表\s?[0-9]+|(?:Fig(?:ure)?|Table)\.?\s?[0-9])|"
    r"[摄攝][）)]?$"
)
_ATTRIBUTION = pattern(
    r"[（(]([^（()）]{3,80}(?:[（(][^（()）]{1,20}[)）][^（()）]{0,40})*)[)）]\s*[。.]?\s*$"
)
_UNIT = pattern(
    r"[部办局委厅院校司处站社会署队馆厂所]$|办公室|宣传部|委员会|中心|供稿|文明办|公司|编辑部|记者|通讯员|供图|撰稿|来源|"
    r"(?:市|县|区|州|省|镇|乡|街道)$|[部办局委]、"
)
CITY = pattern(
    r"[一-鿿]{1,9}?(?:自治州|自治县|自治区|地区|(?<![联同加结])盟|(?<![升国党红锦团校军会彩战降])旗|(?<![城都超全本各省门我该集夜股楼])市(?![场民容委直政级区])|"
    r"(?<=[一-鿿]{2})(?<![全各该自本我])州(?![市县区])|(?<![全各该郡我本])县(?![域级直委区])|(?<![我本该社小景园校地全各城市山库片辖新老街林灾])区(?![域划位间分]))"
)


_NO_AREA = pattern("对于|关于|[的是在与等了被把]")
"""Words no name of an area holds: 外来语言对于苏州话 names none."""


class TitleItems(NamedTuple):
    """A report's title: the items first..last, which may be several lines."""

    first: int
    last: int
    entry: int = -1
    """The item that names it in the contents, or -1."""
    by_order: bool = False
    why: str = ""
    """What it rests on, a key of the guesses; nothing when the source says so."""


def title_key(text: str) -> str:
    """What contents and title have in common: hanzi, letters and figures alone."""
    text = _PAGE.sub("", text.strip())
    return _MARKS.sub("", ENTRY_NUMBER.sub("", text))


def area_at_start(text: str) -> str:
    """Return the name of the administrative area a text opens with; nothing where there is none."""
    match = CITY.match(text)
    return match[0] if match and not _NO_AREA.search(match[0]) else ""


def is_numbered(text: str) -> bool:
    """Whether a line is a heading within a text, by its number, 第一章 and 1.2 among them."""
    return bool(number_level(text) or _CHAPTER.match(text) or _SECTION.match(text))


def is_section(item: MaterialItem) -> bool:
    """Whether a line is a heading within a text, by its number; where its style makes it a heading, 2总体设计 too."""
    if not isinstance(item, Para):
        return False
    text = item.words.strip()
    return is_numbered(text) or bool(item.heading and has_bare_number(text))


def is_short(item: MaterialItem) -> bool:
    """Return what may be a title."""
    if not isinstance(item, Para):
        return False
    text = item.words.strip()
    return (
        len(text) >= 2
        and (len(text) <= MAX_TITLE or is_long_title(text))
        and not _SENTENCE_END.search(text)
        and not _CAPTION.search(text)
        and not item.note
    )


def is_counted(text: str) -> bool:
    """Whether a line opens with a figure and a mark, as headings and entries of lists do."""
    return bool(_COUNTED.match(text))


def has_bare_number(text: str) -> bool:
    """Whether a line opens with a number alone, as headings of papers do: 2总体设计, not 3个聚焦."""
    return bool(_BARE_SECTION.match(text))


def attribution(text: str) -> re.Match[str] | None:
    """Find the contributor in brackets at the end of a report."""
    match = _ATTRIBUTION.search(text, max(len(text) - 200, 0))
    return match if match and _UNIT.search(match[1].strip()) else None


def words_of(item: MaterialItem) -> str:
    """Return the words of a line without blanks at its ends; nothing for a table or a picture."""
    return item.words.strip() if isinstance(item, Para) else ""


def is_subtitle(item: MaterialItem) -> bool:
    """Whether a line opens with the dash of a subtitle."""
    return words_of(item).startswith(("——", "--", "—"))


def usual_size(items: Sequence[MaterialItem]) -> int:
    """Return the size most letters have, in half points; 0 when none is known."""
    letters: Counter[int] = Counter()
    for item in items:
        if isinstance(item, Para):
            letters[item.size] += len(item.words)
    return letters.most_common(1)[0][0] if letters else 0
