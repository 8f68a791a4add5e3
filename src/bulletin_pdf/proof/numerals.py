"""Numbers in words and figures (GB/T 15835-2011) and the marks after item numbers (GB/T 15834-2011, annex B)."""

import re
from collections.abc import Callable, Iterator

from bulletin_pdf.han_numerals import DIGITS, han_value, in_figures
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.cited import cited_spans, is_cited
from bulletin_pdf.proof.finding import Finding, Passage, ProofFindings
from bulletin_pdf.proof.numbering_styles import read_number

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_JOIN = "[-－–—~～]"
_ALONE = r"(?<![0-9A-Za-z.%％/+±－\-–—~～])(?<![图表式])(?<!第)"
"""No part of a longer number, nor of the number of a figure: 图1-4所示."""
_HYPHEN = "[-－–~]"

_PERCENT = pattern(f"{_ALONE}({_NUMBER})([%％]?)({_JOIN})({_NUMBER})([%％])")
_PERCENT_TO = pattern(f"{_ALONE}({_NUMBER})(至|到)({_NUMBER})([%％])")
_LARGE = pattern(f"{_ALONE}({_NUMBER})({_JOIN})({_NUMBER})([万亿])(?![0-9])")
_COUNTED = pattern(
    f"{_ALONE}([1-9][0-9]*(?:\\.[0-9]+)?){_HYPHEN}({_NUMBER})"
    "(人|名|个|天|日|月|年|岁|元|户|亩|公里|公斤|千克|公顷|平方米|立方米|吨|℃|斤|次|场|倍|小时|分钟|周|米|件|家|所|支|层|项|条|处|页|章)"
)

_UNITS = {"万": 10_000, "千": 1_000, "百": 100}
_MIXED = pattern(r"(?<![0-9.])(?:[0-9]+万[0-9]+千(?:[0-9]+百)?|[0-9]+千[0-9]+百|[0-9]+[千百][0-9]+)(?![0-9])")
_MIXED_YEAR = pattern(r"(?<![0-9一二三四五六七八九〇零○])([12一二][0-9〇零○一二三四五六七八九]{3})(?=年)")
_ZERO_YEAR = pattern("(?<![一二三四五六七八九〇零○千百十])([一二][〇零○一二三四五六七八九]{3})(?=年)")
_SHORT_YEAR = pattern("(?:^|(?<=[，。；、：（于在从自至到]))([0-2][0-9])年(?=(?:1[0-2]|0?[1-9])月)")
_BARE_YEARS = pattern("(?<=[自从在])((?:19|20)[0-9]{2})(至|到)((?:19|20)[0-9]{2})(?=[连期，、这的])")
_HAN_THEN_FIGURES = pattern(
    "(?<![第初周星期〇一二三四五六七八九十百千万])([一二两三四五六七八九]?[十百千][一二三四五六七八九十百千零]*)([0-9]{1,3})(?=[户人名个件亩家次元万所座场项条])"
)

_ABOUT = "(?<![节预合签违条履制公邀相特失隐俭简集毁解续赴])约|(?<![附最靠邻临亲远迫贴就新])近|大约|将近|接近"
_COUNT = r"(?:[0-9][0-9.,]*[万亿千百]{0,2}|[一二三四五六七八九两]?[十百千万][一二三四五六七八九十百千万]*|[兩][十百千萬]+)"
_TIME = "[年月天日周]"
_SPOKEN = "(?:[一二两三四五六七八九十]|[0-9.]+)个?半?(?:小时|钟头|分钟|天|个月|月|年|周|公里|里|米|人|户)"
_RANGE = "[0-9.]+[万亿]?[%％]?(?:[-－–—~～至]|到)[0-9.]+[万亿]?[%％]?"
_ROUND = ("左右", "上下")
_TWICE_ABOUT = (
    (
        ("以上",),
        pattern(
            f"((?:至少|最少|起码|不少于|不低于)[^，。；0-9]{{0,4}}){_COUNT}()([元人名户个件亩吨次天]{{0,2}}以上)"
        ),
    ),
    (_ROUND, pattern(f"({_ABOUT}|(?<=[大约])近)({_SPOKEN})(左右|上下)")),
    (_ROUND, pattern(f"(?<![0-9.])()({_RANGE}[^，。；、！？：0-9（）“”《》]{{0,3}}?)(左右|上下(?![㐀-鿿]))")),
    (("不足", "不到"), pattern(f"((?:不足|不到)){_COUNT}()(多|余)(?=[元人名户个件亩])")),
    (
        ("以上",),
        pattern(f"((?:最多|最高|至多|不超过)[^，。；0-9]{{0,4}}){_COUNT}()([元人名户个件亩吨]?以上)"),
    ),
    (
        ("以下",),
        pattern(f"((?:最少|至少|不少于|不低于)[^，。；0-9]{{0,4}}){_COUNT}()([元人名户个件亩吨]?以下)"),
    ),
    (("以上",), pattern(f"((?:超过|突破)[^，。；0-9]{{0,2}}){_COUNT}()([元人名户个件亩吨]?以上)")),
    (_ROUND, pattern(f"((?:约有|大约有|大概有)){_COUNT}([元人名户个件亩吨]?)(左右|上下)")),
    (
        ("余", "多"),
        pattern(
            f"({_ABOUT}|逾|超过|(?<![高赶])超)({_COUNT})(余|多)(?![年月天日周%个种元]?[年月天日周])(?!样|元化)"
        ),
    ),
    (
        _ROUND,
        pattern(
            f"({_ABOUT})({_COUNT}(?:余|多)?(?:%|[^，。；、！？：0-9（）“”《》]{{0,4}}?))(左右|上下(?![㐀-鿿]))(?!岸|联|两|班|游|为)"
        ),
    ),
    (
        _ROUND,
        pattern(
            f"(?<![0-9])()({_COUNT})(余|多)([^，。；、！？：0-9（）“”《》]{{0,3}}?)(左右|上下(?![㐀-鿿]))(?!岸|联|两|班|游|为)"
        ),
    ),
)
"""Each with what it has in it, one of them at least."""
_NEIGHBOURS = pattern(
    "(?<![第十百千万初周0-9一二三四五六七八九、])([一二三四五六七八])、([二三四五六七八九])(?=[个名次天条件位户岁项家里辆只年百千万十](?!级|季|月))"
)
_NEIGHBOUR_FIGURES = pattern("(?<![第0-9.、])([1-9])、([2-9])(?=[个次名条户岁家里辆只](?!级|季|月))")
_FEWER = pattern(
    "(?:减少|降低|下降|缩小|缩短|少)了?(?:近|约|超过)?(?:[0-9]+(?:\\.[0-9]+)?|[一二两三四五六七八九十]+)倍"
)
_YEARS = pattern("(?<![0-9])((?:19|20)[0-9]{2})年?[—–～至-]((?:19|20)[0-9]{2})年(?!度?[级届])")
_FALLING = pattern(
    f"{_ALONE}(?<![高低降减从由])([0-9]+)～([0-9]+)(?=℃|[A-Za-z㎡㎏]|万|亿|元|人|名|个|天|户|亩|岁|公里|米|吨|次|场|小时|分钟|件|家|所|%)"
)
_BETWEEN = pattern("(?<=[在于])([0-9]+)(?:至|到|—)([0-9]+)(?=[元人名个天户亩岁吨次场家件所%]{1,2}之间)")
_CENTURY = pattern("上个?世纪(?:([二三四五六七八九])十|([2-9])0)?(年代)?")

_ANY_ABOUT = pattern("[0-9.,万亿千百十萬][多余]|左右|上下|以[上下]")
"""What one of the patterns of doubled words for about at least has in it."""
_ANY_NEIGHBOURS = pattern("[一二三四五六七八1-9]、[二三四五六七八九2-9]")
_ANY_SHORT_YEAR = pattern("[0-2][0-9]年[01]?[0-9]月")
_ANY_JOIN = pattern(f"{_JOIN}[0-9]")
_ANY_MIX = pattern("[0-9][万千百][0-9]|[〇零○一二三四五六七八九][0-9]|[0-9][〇零○一二三四五六七八九]")
_ANY_ORDINAL = pattern("[0-9一二三四五六七八九十先次后）]、|）[，.．]|[一二三四五六七八九十][.．]")

_ITEM = "(?:^|(?<=[。；：]))"
_ORDINALS = (
    (pattern(f"{_ITEM}([0-9]{{1,2}})、(?=[^0-9])"), "{}."),
    (pattern(f"{_ITEM}(（(?:[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})）)[、，.．](?=[^0-9])"), "{}"),
    (pattern("^([一二三四五六七八九十]{1,3})[.．](?=[㐀-鿿“《])"), "{}、"),
    (pattern(f"{_ITEM}((?:第|其)[一二三四五六七八九十])、(?![一二三四五六七八九十第其])"), "{}，"),
    (pattern(f"{_ITEM}(首先|其次|再次|最后)、"), "{}，"),
)


def ranges(passage: Passage) -> ProofFindings:
    """B440: 10%～20%, 9亿～16亿, 5～8人, 2021—2023年 (GB/T 15835-2011 5.1.4; GB/T 15834-2011 4.13)."""
    found = list(_ranges(passage))
    cited = cited_spans(passage.text) if found else []
    for finding, start, end in found:
        if not is_cited(cited, start, end):
            yield finding


def _ranges(passage: Passage) -> Iterator[tuple[Finding, int, int]]:
    text = passage.text
    done: set[int] = set()
    has_percent = "%" in text or "％" in text
    for match in _PERCENT_TO.finditer(text) if has_percent else ():
        to = f"{match[1]}%{match[2]}{match[3]}{match[4]}"
        yield passage.find(Code.RANGE_NOTATION, *match.span(), found=match[0], to=to), *match.span()
    for match in _PERCENT.finditer(text) if has_percent else ():
        first, sign, join, second, unit = match.groups()
        if not sign or join not in "～—":
            done.add(match.start())
            yield (
                passage.find(
                    Code.RANGE_NOTATION, *match.span(), found=match[0], to=f"{first}{unit}～{second}{unit}"
                ),
                *match.span(),
            )
    for match in _LARGE.finditer(text) if _ANY_JOIN.search(text) else ():
        first, _, second, unit = match.groups()
        done.add(match.start())
        yield (
            passage.find(
                Code.RANGE_NOTATION, *match.span(), found=match[0], to=f"{first}{unit}～{second}{unit}"
            ),
            *match.span(),
        )
    for match in _COUNTED.finditer(text) if _ANY_JOIN.search(text) else ():
        first, second, unit = match.groups()
        if match.start() not in done and float(first) < float(second):
            join = "—" if unit in "年月日" else "～"
            yield (
                passage.find(
                    Code.RANGE_NOTATION, *match.span(), found=match[0], to=f"{first}{join}{second}{unit}"
                ),
                *match.span(),
            )


def falling_ranges(passage: Passage) -> ProofFindings:
    """B455: 2023—2019年, 3800～3200元: a range goes from the smaller to the greater."""
    for expression in (_YEARS, _FALLING, _BETWEEN):
        for match in expression.finditer(passage.text):
            first, second = match[1], match[2]
            if int(first) > int(second):
                to = match[0].replace(first, "\0", 1).replace(second, first, 1).replace("\0", second, 1)
                yield passage.find(Code.RANGE_REVERSED, *match.span(), found=match[0], to=to)


def mixed_digits(passage: Passage) -> ProofFindings:
    """B441: 3千5百, 二0二二年 (GB/T 15835-2011 4.3, 5.1.3)."""
    if not _ANY_MIX.search(passage.text):
        return
    for match in _MIXED.finditer(passage.text):
        yield passage.find(Code.MIXED_NUMERALS, *match.span(), found=match[0], to=_plain(match[0]))
    for match in _MIXED_YEAR.finditer(passage.text):
        digits = match[1]
        if re.search("[0-9]", digits) and re.search("[^0-9]", digits):
            to = in_figures(digits)
            yield passage.find(
                Code.MIXED_NUMERALS, match.start(), match.end() + 1, found=f"{digits}年", to=f"{to}年"
            )


def short_years(passage: Passage) -> ProofFindings:
    """B415: a year is written in full: 22年6月 (GB/T 15835-2011 5.1.5)."""
    for match in _SHORT_YEAR.finditer(passage.text) if _ANY_SHORT_YEAR.search(passage.text) else ():
        yield passage.find(Code.YEAR_SHORTENED, *match.span(), found=match[0], to=f"20{match[0]}")


def years_without_word(passage: Passage) -> ProofFindings:
    """B416: 自2019至2021连续三年 lacks the word 年."""
    for match in _BARE_YEARS.finditer(passage.text):
        to = f"{match[1]}年{match[2]}{match[3]}年"
        yield passage.find(Code.YEAR_WORD_MISSING, *match.span(), found=match[0], to=to)


def han_then_figures(passage: Passage) -> ProofFindings:
    """B441: 三百二十6户 (GB/T 15835-2011 4.3)."""
    for match in _HAN_THEN_FIGURES.finditer(passage.text):
        value = _value(match[1].replace("两", "二"))
        if value:
            yield passage.find(
                Code.MIXED_NUMERALS, *match.span(), found=match[0], to=str(value + int(match[2]))
            )


def _value(text: str) -> int:
    """Read 三百二十 and 三千二百, which need not be a whole way of writing a number; 0 when it is none."""
    return 0 if text[-1:] in DIGITS[1:] else han_value(text)


def _plain(mixed: str) -> str:
    """3千5百 → 3500, 3万5千 → 3.5万."""
    value = sum(int(count) * _UNITS[unit] for count, unit in re.findall("([0-9]+)([万千百])", mixed))
    return f"{value / 10_000:g}万" if "万" in mixed else str(value)


def zero_of_years(passage: Passage) -> ProofFindings:
    """B447: a year in Han has 〇, not 零 or a circle (GB/T 15835-2011 5.2.3)."""
    for match in _ZERO_YEAR.finditer(passage.text):
        year = match[1]
        to = year.replace("零", "〇").replace("○", "〇")
        if to != year:
            zero = next(char for char in year if char in "零○")
            yield passage.find(
                Code.ZERO_OF_YEAR, *match.span(), fix=to, found=f"{year}年", zero=zero, to=f"{to}年"
            )


def item_marks(passage: Passage) -> ProofFindings:
    """B442: 1. and not 1、; （一） and not （一）、; 第一， and not 第一、 (GB/T 15834-2011 B.2)."""
    if passage.kind not in ("paragraph", "heading", "quote", "note"):
        return
    for expression, template in _ORDINALS if _ANY_ORDINAL.search(passage.text) else ():
        for match in expression.finditer(passage.text):
            to = template.format(match[1])
            yield passage.find(Code.NUMBER_MARK_UNUSUAL, *match.span(), fix=to, found=match[0], to=to)


def doubled_about(passage: Passage) -> ProofFindings:
    """B443: 近1万余, 约50人左右: one of the two is enough."""
    text = passage.text
    done: set[int] = set()
    for number, (signs, expression) in enumerate(_TWICE_ABOUT if _ANY_ABOUT.search(text) else ()):
        for match in expression.finditer(text) if any(sign in text for sign in signs) else ():
            if match.start() in done or number == 5 and any(at in done for at in _before(match.start())):
                continue
            done.add(match.start())
            to = match[0][: len(match[0]) - len(match.groups()[-1])]
            yield passage.find(Code.DOUBLE_APPROXIMATION, *match.span(), found=match[0], to=to)


def _before(at: int) -> range:
    return range(at - 2, at + 1)


def approximate(passage: Passage) -> ProofFindings:
    """B459: 三四个 and not 三、四个, which is two numbers (GB/T 15835-2011 5.2.2)."""
    for match in _NEIGHBOURS.finditer(passage.text) if _ANY_NEIGHBOURS.search(passage.text) else ():
        first, second = match[1], match[2]
        if DIGITS.index(second) - DIGITS.index(first) == 1:
            yield passage.find(
                Code.COMMA_IN_APPROXIMATION,
                match.start(),
                match.end(2),
                fix=first + second,
                found=match[0],
                to=first + second,
            )


def approximate_in_figures(passage: Passage) -> ProofFindings:
    """B459: 五六次 and not 5、6次 (GB/T 15835-2011 5.2.2)."""
    for match in _NEIGHBOUR_FIGURES.finditer(passage.text) if _ANY_NEIGHBOURS.search(passage.text) else ():
        first, second = int(match[1]), int(match[2])
        if second - first == 1:
            to = DIGITS[first] + DIGITS[second]
            yield passage.find(
                Code.COMMA_IN_APPROXIMATION, match.start(), match.end(2), found=match[0], to=to
            )


def fewer_by_times(passage: Passage) -> ProofFindings:
    """B463: nothing becomes fewer by a multiple: 减少3倍."""
    for match in _FEWER.finditer(passage.text):
        yield passage.find(Code.DECREASE_BY_MULTIPLE, *match.span(), found=match[0])


def figures_and_hanzi(passage: Passage) -> ProofFindings:
    """B466: 第3季度, 元月, 20世纪九十年代, 4十多名, 5百多人, 十月一日至7日 (GB/T 15835-2011 4.1, 4.2)."""
    for sign, expression, right in _IN_HANZI_OR_FIGURES:
        for match in expression.finditer(passage.text) if sign.search(passage.text) else ():
            to = right(match)
            if to:
                yield passage.find(Code.NUMERAL_STYLE, *match.span(), found=match[0], to=to)


def _decade(match: re.Match[str]) -> str:
    return f"{match[1]}世纪{DIGITS.index(match[2])}0年代"


def _hundreds(match: re.Match[str]) -> str:
    return f"{int(match[1]) * {'十': 10, '百': 100, '千': 1000}[match[2]]}{match[3]}"


def _days(match: re.Match[str]) -> str:
    month, day = read_number(match[1]), read_number(match[2])
    return f"{month}月{day}日{match[3]}{match[4]}日" if month and day else ""


_IN_HANZI_OR_FIGURES: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (pattern("季度"), pattern("第([1-4])季度"), lambda match: f"第{DIGITS[int(match[1])]}季度"),
    (pattern("元月"), pattern("(?<=[0-9]年)元月(?=[0-9]{1,2}日)"), lambda _: "1月"),
    (pattern("世纪"), pattern("([12][0-9])世纪([二三四五六七八九])十年代"), _decade),
    (pattern("[十百千][多余]"), pattern("(?<![0-9.])([1-9])(十|百|千)(多|余)(?![0-9])"), _hundreds),
    (
        pattern("日(?:至|到|—)"),
        pattern(
            "(?<![年0-9])([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日(至|到|—)([0-9]{1,2})日"
        ),
        _days,
    ),
)


def last_century(passage: Passage) -> ProofFindings:
    """B444: 20世纪80年代 says which, 上世纪80年代 does not."""
    for match in _CENTURY.finditer(passage.text):
        han, digit, _ = match.groups()
        decade = f"{'一二三四五六七八九'.index(han) + 1}0" if han else f"{digit}0" if digit else ""
        to = f"20世纪{decade}{match[3] or ''}"
        yield passage.find(Code.DECADE_WITHOUT_CENTURY, *match.span(), found=match[0], to=to)
