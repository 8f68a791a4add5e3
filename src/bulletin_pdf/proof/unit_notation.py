"""Units of measurement as GB 3100 and GB 3101 write them, and numbers grouped wrongly."""

import re

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Passage, ProofFindings

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_SCALE = "(?:[万亿]|千万|百万)?"


class _Form(NamedTuple):
    """A way of writing that is wrong, and the template of what is right."""

    signs: tuple[str, ...]
    """What it has in it, one of them at least."""
    expression: re.Pattern[str]
    right: str


def _form(signs: str, expression: str, right: str) -> _Form:
    return _Form(tuple(signs.split()), pattern(expression), right)


_FORMS = (
    _form("°", rf"({_NUMBER})\s?°[Cc]", r"\1℃"),
    _form("℃度", rf"({_NUMBER})℃度", r"\1℃"),
    _form("摄氏度℃", rf"({_NUMBER})摄氏度℃", r"\1℃"),
    _form("Kg KG kG", rf"({_NUMBER})(?:Kg|KG|kG)(?![A-Za-z])", r"\1kg"),
    _form("Km KM", rf"({_NUMBER})(?:Km|KM)(?![A-Za-z/])", r"\1km"),
    _form("Kw KW kw", rf"({_NUMBER})(?:Kw|KW|kw)(?![A-Za-z])", r"\1kW"),
    _form("兆瓦", rf"({_NUMBER}{_SCALE})(?:MW兆瓦|兆瓦MW)", r"\1兆瓦"),
    _form("千瓦", rf"({_NUMBER}{_SCALE})(?:kW千瓦|千瓦kW)", r"\1千瓦"),
    _form("kg", rf"({_NUMBER}{_SCALE})(?:kg公斤|公斤kg)", r"\1公斤"),
    _form("km", rf"({_NUMBER}{_SCALE})(?:km公里|公里km)", r"\1公里"),
    _form("公斤千克 千克公斤", rf"({_NUMBER}{_SCALE})(?:公斤千克|千克公斤)", r"\1公斤"),
    _form("公里千米 千米公里", rf"({_NUMBER}{_SCALE})(?:公里千米|千米公里)", r"\1公里"),
    _form("公理", rf"({_NUMBER}{_SCALE})公理", r"\1公里"),
    _form("立方", rf"({_NUMBER}{_SCALE})立方(?![米厘分毫千公英])", r"\1立方米"),
    _form("平米", rf"({_NUMBER}{_SCALE})平米", r"\1平方米"),
    _form("平方", rf"({_NUMBER}{_SCALE})平方(?=[，。；、）]|$|的|左右|以上|多)", r"\1平方米"),
    _form("方米方 方米米", rf"({_NUMBER}{_SCALE})(立方米|平方米)[方米](?![\u3400-\u9fff])", r"\1\2"),
    _form("度千瓦时 千瓦时度", rf"({_NUMBER}{_SCALE})(?:度千瓦时|千瓦时度)", r"\1千瓦时"),
    _form("亩地亩 亩亩", rf"({_NUMBER}{_SCALE})亩地?亩", r"\1亩"),
    _form("公倾 公顷亩", rf"({_NUMBER}{_SCALE})(?:公倾|公顷亩)", r"\1公顷"),
    _form("°", rf"((?:气温|温度|高温|低温)[^，。；0-9]{{0,4}}{_NUMBER})°(?![CcF′'0-9])", r"\1℃"),
    _form("公分", rf"({_NUMBER}{_SCALE})公分", r"\1厘米"),
    _form("时速", rf"时速(为|达到|达)?({_NUMBER})(公里|千米)[/／每]小?时", r"时速\1\2\3"),
    _form("/每 ／每", rf"({_NUMBER})(公里|千米|米|元|吨)[/／]每(小时|秒|天|年|人|亩)", r"每\3\1\2"),
    _form("，", r"(?<![0-9])([0-9]{1,3}(?:，[0-9]{3})+)(?![0-9])(?=[万亿元人名户个件亩公])", r"\1"),
    _form(",", r"(?<![0-9,.])([0-9]{1,3},[0-9]{4,})(?![0-9,])", r"\1"),
)
_ANY_SIGN = pattern(
    "°|℃度|摄氏度℃|千克公|公斤千|公里千|千米公|K[gGmMwW]|k[GWwgm]|兆瓦|千瓦|公[理倾顷分]|立方|平[米方]|方米[方米]|亩地?亩|时速|[/／]每"
)
"""What one of the forms but those of groups at least has in it."""
_ANY_GROUP = pattern("[0-9][,，][0-9]{3}")


def units_and_groups(passage: Passage) -> ProofFindings:
    """B464: 38°C, 5Kg, 50MW兆瓦, 300万立方, 时速120公里/小时, 5，000, 1,2000 (GB 3100, GB/T 15835-2011 5.1.1)."""
    text = passage.text
    grouped = _ANY_GROUP.search(text) is not None
    for signs, expression, right in _FORMS if grouped or _ANY_SIGN.search(text) else ():
        if not any(sign in text for sign in signs) or (right == r"\1" and not grouped):
            continue
        for match in expression.finditer(text):
            to = match.expand(right)
            if right == r"\1":
                to = re.sub("[,，]", "", to)
            yield passage.find(Code.UNIT_NOTATION, *match.span(), found=match[0], to=to)
