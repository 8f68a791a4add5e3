"""Numbers that can be worked out from others beside them: sums, shares, growth, differences.

Each rule requires that the parts are named beyond doubt: the words around the numbers say what is added
to what, and all have one unit. What fits only perhaps is left alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.amounts import Amount, Sentence, plain_number, sentences
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.numbering_styles import read_number

_TOTAL = pattern("(?:共计|合计|总计|共|累计)$")
_ROUGH = pattern("[约近超逾过余]$|不足$|达到$|以上$")
_CHANGE = pattern("增|减|提高|下降|超|升|降|涨|比|差|余")
"""An amount by which something changed is no total of what follows."""
_MEAN = pattern("平均|年均|每年|人均|实际|可比|同口径|扣除|剔除")
_AMONG = pattern("其中|分别[是为]")
_HALVES = (
    ("上半年", "下半年", "全年"),
    ("一季度", "二季度", "上半年"),
    ("三季度", "四季度", "下半年"),
)
_EXCLUSIVE = (
    pattern("男"),
    pattern("女"),
    pattern("^[特一二三四五]等奖$"),
    pattern("^(?:已|正在|正|未|尚未|待|还有)"),
    pattern("满意$|优秀$|合格$|称职$"),
)
"""Kinds of parts that have nothing in common; any others may overlap, as 党员 and 女干部 do."""
_SHORT_BY = Decimal("1.15")
"""Parts that make up less of a total are some of them."""
_WEIGHTS = {"公斤": Decimal(1), "千克": Decimal(1), "吨": Decimal(1000)}
_MONEY = ("元", "美元", "亩", "公里", "平方米", "吨")

_FROM = pattern("(?:从|由)[^，。；]*$")
_ANY = pattern("其中|分别|[合总共累]计|共[0-9]|半年|亩产|[从由][^，。；]|[占已]|完成|率|应[到参缴交收检办]")
"""What one of the rules at least needs."""
_TO = pattern(
    "^[^，。；0-9]{0,6}(?:增加|增长|提高|提升|上升|扩大|发展|增|升|涨|减少|下降|降低|缩短|压减|压缩|降|减)[^，。；0-9]{0,4}(?:到|至|为)$"
)
_BY = pattern(
    "^，?[^，。；0-9]{0,8}(?:增长|增加|提高|提升|上升|增幅|涨幅|下降|降低|减少|压减|降幅|减幅|缩短|增|升|降|减|涨)(?:率|了|达到|达|为|约)?$"
)
_SHARE = pattern("^，[^，。；0-9]{0,4}(?:占|完成)[^，。；0-9]{0,12}$")
_OF = pattern("^的$")
_EXPECTED = pattern("应(?:到|参加|参会|缴|交|收|检|办)[^，。；0-9]*$")
_ACTUAL = pattern("^，[^，。；0-9]{0,4}实(?:到|际参加|际参会|际|缴|交|收|检|办)[^，。；0-9]{0,4}$")
_RATE = pattern("^，[^，。；0-9]{0,8}率(?:为|达到|达)?$")
_TWO_NUMBERS = pattern("[0-9][^0-9.,][^。；！？]*?[0-9]")
_TAKEN = pattern("受理|接到|接收|收到|收集|排查|发现|交办|登记|征集|梳理|立案|下达|应[\u3400-\u9fff]{1,2}$")
"""What is counted whole before what became of it."""
_DONE = pattern(
    "(?:已|其中|其中已|已经|实际|成功)?(办结|化解|整改|完成|答复|回复|解决|调解|结案|销号|采纳|处置)"
)
_FOLD = pattern("番")
_DOUBLED = pattern("，?[^，。；0-9]{0,6}翻了?([一二两三四1-4])番")


def sums(passage: Passage) -> ProofFindings:
    """B460: parts and their total; B461: shares and growth; B462: points of a percentage."""
    for sentence in sentences(passage.text, _ANY) if _TWO_NUMBERS.search(passage.text) else ():
        if len(sentence.amounts) < 2:
            continue
        for rule in _RULES:
            for wrong in rule(sentence, passage.text):
                yield passage.find(
                    wrong.code,
                    wrong.amount.start,
                    wrong.amount.end,
                    found=_written(passage, wrong),
                    to=wrong.right,
                )


class _Wrong(NamedTuple):
    """An amount that does not fit, and what would."""

    code: str
    amount: Amount
    right: str


def _written(passage: Passage, wrong: _Wrong) -> str:
    return passage.text[wrong.amount.start : wrong.amount.end]


def _total_after(sentence: Sentence, text: str) -> Iterator[_Wrong]:
    """新建20座，改建15座，合计45座."""
    for at, total in enumerate(sentence.amounts):
        if not _TOTAL.search(total.label) or not total.is_exact:
            continue
        parts = _run_before(sentence.amounts[:at], total, text)
        if len(parts) > 1 and len(total.label) <= 6:
            yield from _compare(parts, total)


def _run_before(amounts: Sequence[Amount], total: Amount, text: str) -> list[Amount]:
    """Return the amounts of one unit that lead up to a total, each in a clause of its own."""
    parts: list[Amount] = []
    after = total
    for amount in reversed(amounts):
        between = text[amount.end : after.start - len(after.label)]
        if amount.unit != total.unit or not amount.is_exact or between not in ("，", "、", "和", ""):
            break
        if _TOTAL.search(amount.label) or _ROUGH.search(amount.label):
            break
        parts.append(amount)
        after = amount
    return parts[::-1] if not parts or after.label else []


def _halves(sentence: Sentence, text: str) -> Iterator[_Wrong]:
    """上半年3亿元，下半年4.5亿元，全年8.5亿元."""
    for names in _HALVES:
        found = [
            next((amount for amount in sentence.amounts if name in amount.label), None) for name in names
        ]
        first, second, total = found
        if first and second and total and len({first.unit, second.unit, total.unit}) == 1:
            yield from _compare([first, second], total)


def _parts_after(sentence: Sentence, text: str) -> Iterator[_Wrong]:
    """党员5000名，其中男党员3200名、女党员1900名; 收到35件，已办结30件，正在办理6件."""
    for at, total in enumerate(sentence.amounts[:-2]):
        parts = list(_run_after(sentence.amounts[at + 1 :], total, text))
        if (
            len(parts) < 2
            or _CHANGE.search(total.label)
            or _TOTAL.search(parts[-1].label)
            or _ROUGH.search(total.label)
            or not total.is_exact
        ):
            continue
        labels = [re.sub("其中|分别[是为]", "", part.label) for part in parts]
        among = _AMONG.search(parts[0].label) is not None
        exclusive = _are_exclusive(labels)
        added = sum((part.value for part in parts), Decimal(0))
        if (exclusive and added != total.value and (among or _is_status(labels))) or (
            among and added > total.value and (total.unit in _MONEY or _are_of_one_kind(labels))
        ):
            yield from _compare(parts, total)
        elif among and _falls_short(added, total, labels) and _closes(sentence, parts[-1], text):
            yield _Wrong(Code.PARTS_FALL_SHORT, total, total.shown(added))


def _falls_short(added: Decimal, total: Amount, labels: Sequence[str]) -> bool:
    """Whether parts of one kind come near a total and do not reach it."""
    return _are_of_one_kind(labels) and added < total.value <= added * _SHORT_BY


def _closes(sentence: Sentence, last: Amount, text: str) -> bool:
    """Whether nothing follows the last part in its sentence."""
    return last.end == sentence.start + len(sentence.text)


def _run_after(amounts: Sequence[Amount], total: Amount, text: str) -> Iterator[Amount]:
    before = total
    for amount in amounts:
        between = text[before.end : amount.start - len(amount.label)]
        if (
            amount.unit != total.unit
            or not amount.is_exact
            or between not in ("，", "、", "和", "（", "：", "，其中")
        ):
            return
        yield amount
        before = amount


def _are_exclusive(labels: Sequence[str]) -> bool:
    """Whether all parts are of kinds that cannot overlap, and no two of the same."""
    sexes = [("男" in label, "女" in label) for label in labels]
    if sorted(sexes) == [(False, True), (True, False)]:
        return True
    return len(set(labels)) == len(labels) and any(
        all(pattern.search(label) for label in labels) for pattern in _EXCLUSIVE[2:]
    )


def _are_of_one_kind(labels: Sequence[str]) -> bool:
    """Whether parts are named as kinds of one thing: 集中宣讲, 入户宣讲; 助人为乐类, 孝老爱亲类."""
    ends = {label[-1:] if label.endswith(("类", "型")) else label[-2:] for label in labels}
    return len(ends) == 1 and len(set(labels)) == len(labels) and all(len(label) > 3 for label in labels)


def _yield(sentence: Sentence, text: str) -> Iterator[_Wrong]:
    """种植面积500亩，亩产800公斤，合计400吨."""
    for area, rate, total in zip(sentence.amounts, sentence.amounts[1:], sentence.amounts[2:], strict=False):
        if (
            area.unit != "亩"
            or not rate.label.endswith("亩产")
            or rate.unit not in _WEIGHTS
            or total.unit not in _WEIGHTS
        ):
            continue
        if not (_TOTAL.search(total.label) or re.search("总?产量?(?:达|为)?$", total.label)):
            continue
        if _is_rough(text, area, rate) or _ROUGH.search(total.label) or not total.is_exact:
            continue
        weight = area.value * rate.value * _WEIGHTS[rate.unit] / _WEIGHTS[total.unit]
        if abs(weight - total.value) > weight / 20:
            yield _Wrong(Code.RESULT_DIFFERS, total, total.shown(weight))


def _is_status(labels: Sequence[str]) -> bool:
    return labels[0].startswith("已") and labels[-1].startswith(("正", "未", "尚", "待", "还"))


def _compare(parts: Sequence[Amount], total: Amount) -> Iterator[_Wrong]:
    added = sum((part.value for part in parts), Decimal(0))
    if added != total.value:
        yield _Wrong(Code.SUM_DIFFERS, total, total.shown(added))


def _growth(sentence: Sentence, text: str) -> Iterator[_Wrong]:
    """由62%提高到75%，提高了13%; 由2000人增加到2600人，增长35%."""
    amounts = sentence.amounts
    for old, new, rate in zip(amounts, amounts[1:], amounts[2:], strict=False):
        head = text[sentence.start : old.start]
        if not (
            _FROM.search(head)
            and _TO.match(text[old.end : new.start])
            and _BY.match(text[new.end : rate.start])
        ):
            continue
        if (
            rate.unit != "%"
            or _MEAN.search(text[new.end : rate.start])
            or not old.value
            or _is_rough(text, old, new, rate)
            or old.unit not in (new.unit, "")
        ):
            continue
        difference = abs(new.value - old.value)
        if old.unit == "%" and difference == rate.value:
            yield _Wrong(Code.PERCENTAGE_POINTS, rate, f"{plain_number(rate.value)}个百分点")
        elif not _is_near(difference / old.value * 100, rate):
            yield _Wrong(Code.RESULT_DIFFERS, rate, f"{_rounded(difference / old.value * 100, rate)}%")


_UP = pattern("[从由][^，。；0-9]{0,8}$")
_RISES = pattern(
    "^(?:稳步|逐步|大幅|快速|持续|进一步)?(?:提高|提升|上升|增长|增加|扩大|攀升|增|升|涨)(?:到|至|为)(?:了)?$"
)
_FALLS = pattern(
    "^(?:稳步|逐步|大幅|快速|持续|进一步)?(?:降低|下降|减少|缩减|压减|压缩|缩短|回落|降|减)(?:到|至|为)(?:了)?$"
)


def _direction(sentence: Sentence, text: str) -> Iterator[_Wrong]:
    """由95%提升至92%: what is said to rise has fallen."""
    for old, new in zip(sentence.amounts, sentence.amounts[1:], strict=False):
        between = text[old.end : new.start]
        rises, falls = _RISES.match(between), _FALLS.match(between)
        if not (rises or falls) or old.unit not in (new.unit, "") or not _UP.search(text[: old.start]):
            continue
        if (rises and new.value < old.value) or (falls and new.value > old.value):
            yield _Wrong(Code.DIRECTION_DIFFERS, new, old.shown(old.value))


def _share(sentence: Sentence, text: str) -> Iterator[_Wrong]:
    """完成6亿元，占计划8亿元的85%; 应到120人，实到108人，到会率95%."""
    amounts = sentence.amounts
    for first, second, rate in zip(amounts, amounts[1:], amounts[2:], strict=False):
        if rate.unit != "%" or first.unit != second.unit or _is_rough(text, first, second, rate):
            continue
        between, after = text[first.end : second.start], text[second.end : rate.start]
        if _SHARE.match(between) and _OF.match(after):
            part, whole = first, second
        elif _EXPECTED.search(text[: first.start]) and _ACTUAL.match(between) and _RATE.match(after):
            part, whole = second, first
        else:
            continue
        if whole.value and not _is_near(part.value / whole.value * 100, rate):
            yield _Wrong(Code.RESULT_DIFFERS, rate, f"{_rounded(part.value / whole.value * 100, rate)}%")


def _rate_of(sentence: Sentence, text: str) -> Iterator[_Wrong]:
    """受理诉求480件，办结450件，办结率96.5%."""
    amounts = sentence.amounts
    for whole, part, rate in zip(amounts, amounts[1:], amounts[2:], strict=False):
        done = _DONE.fullmatch(part.label)
        if not done or rate.unit != "%" or whole.unit != part.unit or _is_rough(text, whole, part, rate):
            continue
        if text[whole.end : part.start - len(part.label)] != "，" or not _TAKEN.search(whole.label):
            continue
        if rate.label not in (f"{done[1]}率", f"{done[1]}率达", f"{done[1]}率为", f"{done[1]}率达到"):
            continue
        if part.value <= whole.value and not _is_near(part.value / whole.value * 100, rate):
            yield _Wrong(Code.RESULT_DIFFERS, rate, f"{_rounded(part.value / whole.value * 100, rate)}%")


def _is_rough(text: str, *amounts: Amount) -> bool:
    return any(not amount.is_exact or _ROUGH.search(text[: amount.start]) for amount in amounts[:2])


def _is_near(value: Decimal, rate: Amount) -> bool:
    """Whether a rate is the value rounded, or cut, to as many places as are written."""
    return abs(value - rate.value) < Decimal(1).scaleb(-rate.decimals)


def _rounded(value: Decimal, rate: Amount) -> str:
    return plain_number(round(value, max(rate.decimals, 0 if value == int(value) else 1)))


_RULES: tuple[Callable[[Sentence, str], Iterator[_Wrong]], ...] = (
    _total_after,
    _halves,
    _parts_after,
    _growth,
    _direction,
    _share,
    _rate_of,
    _yield,
)


def doublings(passage: Passage) -> ProofFindings:
    """B461: 由4元涨到8元，翻了两番 — twice as much is 翻一番."""
    text = passage.text
    for sentence in sentences(text, _FOLD):
        for old, new in zip(sentence.amounts, sentence.amounts[1:], strict=False):
            said = _DOUBLED.match(text, new.end)
            between = text[old.end : new.start]
            if not (said and old.value and re.search("(?:到|至)$", between)):
                continue
            times = read_number(said[1].replace("两", "二"))
            if abs(new.value / old.value - 2**times) > Decimal(2) ** times / 4:
                right = next(
                    (n for n in range(1, 5) if abs(new.value / old.value - 2**n) < Decimal("0.1") * 2**n), 0
                )
                to = (
                    f"翻了{'〇一两三四'[right]}番"
                    if right
                    else f"{plain_number(round(new.value / old.value, 1))}倍"
                )
                start = said.start() + said[0].index("翻")
                yield passage.find(
                    Code.RESULT_DIFFERS, start, said.end(), found=text[start : said.end()], to=to
                )
