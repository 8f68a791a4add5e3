"""Figures in a text: a number with the unit it counts, and what only looks like one.

Dates, years, ordinals (第3期), ranks (前3名), document numbers (〔2022〕8号), house and line
numbers, times of day and formulas (“1+3”) are no figures. Numbers in Arabic digits are
found, as GB/T 15835 asks for quantities, and large ones in hanzi (三千余人).
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_UNITS: Final = (
    # 比率
    "个百分点", "％", "%", "‰", "倍", "成(?![为立员功果长绩都熟效品])", "折(?![扣合算])",
    # 钱
    "(?:美|欧|日|港)元", "元(?:/[亩人月年天吨平方米]+)?(?![旦月宵件素])", "块钱", "角(?![度落色逐])",
    # 时间
    "个(?:多)?(?:月|小时|工作日|年头|学期|季度|星期)", "小时", "分钟", "秒", "天", "周年", "年(?![代级度货底初末])",
    "岁", "课时", "学时", "夜(?![间市校])",
    # 面积、长度、容积、重量、能量
    "平方(?:公里|千米|米)", "立方米", "公顷", "亩", "公里", "千米", "海里", "里(?![程面])", "米", "厘米", "毫米",
    "吨", "公斤", "千克", "斤", "克(?![服难扣])", "升(?![级学温旗起至国])", "毫升", "千瓦时", "千瓦", "度(?![假过])",
    "km²|km|m²|kg|kWh|kW|MW|GB|TB|MB|℃",
    # 人
    "人次", "人份", "人(?![大民才员物社均工]|次)", "名(?![单录称副列])", "位(?![于置居列])", "户次", "户(?![外籍主均厕])",
    "口(?![号岸罩碑头味子])",
    # 事物
    "个", "家(?![庭园乡长风访教家门具])", "项(?![链])", "件", "条(?![件例款])", "篇(?![章幅])", "场次",
    "场(?![所地馆景合面])", "次(?![序日年])", "期(?![间末待望限盼])", "批次", "批(?![评准示复改])", "处(?![理置于长级室])",
    "座(?![谈位])", "栋", "幢", "间(?![断隔接])", "套(?![路餐用])", "台(?![阶账风湾])", "辆", "部(?![门委队长分])",
    "本(?![地市县省级期年月次人身])", "册", "份(?![额内])", "张(?![家贴扬])", "幅(?![度员])", "块", "根(?![据本源治植除])",
    "棵", "株(?![洲])", "头(?![衔条脑部])", "只(?![要有能是为])", "匹(?![配])", "盏", "支(?![部持付出撑援教委书])",
    "组(?![织成建])", "队(?![伍员长])", "班(?![级子组])", "类", "种(?![植])", "层(?![面次层])", "步(?![骤伐])", "道(?![路德理])",
    "门(?![口户店诊票面前])", "节(?![日目约水能假])", "堂(?![屋])", "课(?![题程堂])", "桌", "餐(?![厅饮馆])", "段(?![落])",
    "句", "首(?![批次个创届家先府都席部任日要条期例发站])", "枚", "面(?![向对临积貌])", "把(?![关好手握])", "顶", "扇", "箱",
    "袋", "瓶", "盒", "盆", "床", "对(?![口接象于])", "双(?![拥])", "副(?![书主市县厅局处秘省会院校总部科所站队乡镇食])",
    "起(?![来到草步诉点初码])", "宗(?![旨教地祠])", "例(?![如会外])", "笔(?![记者])", "届", "任(?![务何职期命教])",
    "轮(?![流值训候胎])", "遍(?![布及])", "趟", "圈", "艘", "架(?![构空设])", "字(?![方诀形段号经])", "页", "所(?![有在以谓需属长得])",
    "眼(?![睛镜])", "声", "杯", "碗", "片(?![区面])", "版(?![本面块])", "单(?![位元一独人身项])", "股(?![份权东金长级])",
    "车次", "班次", "航次", "万卷", "卷(?![烟入])",
)  # fmt: skip
"""Units, the longer before the shorter; what follows one must not make another word of it."""

_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_LARGE: Final = r"(?:[余多来几]?(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)[余多来]?|[余多来几])?"
_HAN: Final = r"[一二两三四五六七八九](?=[一二三四五六七八九十零〇]*[百千万亿])[一二三四五六七八九十百千万亿零〇]+[余多]?"
_UNIT: Final = "|".join(_UNITS)

_FIGURE = re.compile(
    rf"(?P<number>{_DIGITS}{_LARGE}(?:[%‰]?(?:[—–~～至到-]|——){_DIGITS}{_LARGE})?) ?(?P<unit>{_UNIT})"
    rf"|(?P<han>{_HAN})(?P<han_unit>(?!个(?!月)){_UNIT}|(?<=[余多])个)"
)
_NOT_BEFORE = re.compile(r"(?:[第+＋:：/〔\[#×.\d]|[A-Za-z])$")
"""Ordinals, formulas, document numbers, and the middle of something longer."""
_HAN_NOT_BEFORE = re.compile(r"[第一二两三四五六七八九十百千万亿零〇每]$")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d$")


class Number(NamedTuple):
    """A figure: text[start:end] is its number and its unit."""

    start: int
    end: int
    number: str
    unit: str


def numbers_in(text: str) -> Iterator[Number]:
    """Find the figures of a text, in its order."""
    for match in _FIGURE.finditer(text):
        number = match["number"] or match["han"]
        unit = match["unit"] or match["han_unit"]
        before = text[: match.start()]
        barred = _HAN_NOT_BEFORE if match["han"] else _NOT_BEFORE
        if barred.search(before) or _is_no_quantity(number, unit, before, text[match.end() :]):
            continue
        yield Number(match.start(), match.end(), number, unit)


def _is_no_quantity(number: str, unit: str, before: str, after: str) -> bool:
    if re.match(r"0\d", number):  # a telephone number, a code
        return True
    if unit == "年":
        return bool(_YEAR.search(number)) or bool(re.match(r"\d{1,2}月", after))
    if unit in ("届", "版", "度", "期"):
        return bool(_YEAR.search(number))
    if unit in ("名", "位"):
        return before.endswith(("前", "后"))
    return unit == "次" and after.startswith("全会")


class Clause(NamedTuple):
    """The words around a figure, cut to a length."""

    before: str
    figure: str
    after: str

    @property
    def text(self) -> str:
        """The whole."""
        return self.before + self.figure + self.after


_STOPS: Final = "，。；：！？,;!?"
_CUT: Final = "…"


def clause_around(text: str, number: Number, room: int) -> Clause:
    """Give the part of the sentence a figure stands in, at most `room` characters of it."""
    start = max((text.rfind(stop, 0, number.start) for stop in _STOPS), default=-1) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, number.end)) >= 0]
    end = min(ends, default=len(text))
    spare = room - (number.end - number.start)
    left, right = number.start - start, end - number.end
    if left + right > spare:
        # What stands before a figure says more of it than what follows.
        keep_right = min(right, max(spare // 3, spare - left))
        keep_left = min(left, spare - keep_right)
        before = (_CUT if keep_left < left else "") + text[number.start - keep_left : number.start]
        after = text[number.end : number.end + keep_right] + (_CUT if keep_right < right else "")
    else:
        before, after = text[start : number.start], text[number.end : end]
    return Clause(before.lstrip(), text[number.start : number.end], after.rstrip())
