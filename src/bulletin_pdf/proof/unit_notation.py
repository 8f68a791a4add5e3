"""Units of measurement as GB 3100 and GB 3101 write them, and numbers grouped wrongly."""

import re

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Passage, ProofFindings

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_SCALE = "(?:[万亿]|千万|百万)?"


class _Form(NamedTuple):
    """A way of writing that is wrong, and the template of what is right."""

    pattern: re.Pattern[str]
    right: str


def _form(pattern: str, right: str) -> _Form:
    return _Form(re.compile(pattern), right)


_FORMS = (
    _form(rf"({_NUMBER})\s?°[Cc]", r"\1℃"),
    _form(rf"({_NUMBER})℃度", r"\1℃"),
    _form(rf"({_NUMBER})摄氏度℃", r"\1℃"),
    _form(rf"({_NUMBER})(?:Kg|KG|kG)(?![A-Za-z])", r"\1kg"),
    _form(rf"({_NUMBER})(?:Km|KM)(?![A-Za-z/])", r"\1km"),
    _form(rf"({_NUMBER})(?:Kw|KW|kw)(?![A-Za-z])", r"\1kW"),
    _form(rf"({_NUMBER}{_SCALE})(?:MW兆瓦|兆瓦MW)", r"\1兆瓦"),
    _form(rf"({_NUMBER}{_SCALE})(?:kW千瓦|千瓦kW)", r"\1千瓦"),
    _form(rf"({_NUMBER}{_SCALE})(?:kg公斤|公斤kg)", r"\1公斤"),
    _form(rf"({_NUMBER}{_SCALE})(?:km公里|公里km)", r"\1公里"),
    _form(rf"({_NUMBER}{_SCALE})公理", r"\1公里"),
    _form(rf"({_NUMBER}{_SCALE})立方(?![米厘分毫千公英])", r"\1立方米"),
    _form(rf"({_NUMBER}{_SCALE})平米", r"\1平方米"),
    _form(rf"({_NUMBER}{_SCALE})公分", r"\1厘米"),
    _form(rf"时速(为|达到|达)?({_NUMBER})(公里|千米)[/／每]小?时", r"时速\1\2\3"),
    _form(r"(?<![0-9])([0-9]{1,3}(?:，[0-9]{3})+)(?![0-9])(?=[万亿元人名户个件亩公])", r"\1"),
    _form(r"(?<![0-9,.])([0-9]{1,3},[0-9]{4,})(?![0-9,])", r"\1"),
)


_ANY = re.compile("[°度]|[Kk][GgMmWw]|公[斤里理分]|MW|立方|平米|时速|[,，][0-9]{3}")
"""What one of them at least has in it."""


def units_and_groups(passage: Passage) -> ProofFindings:
    """B464: 38°C, 5Kg, 50MW兆瓦, 300万立方, 时速120公里/小时, 5，000, 1,2000 (GB 3100, GB/T 15835-2011 5.1.1)."""
    text = passage.text
    for pattern, right in _FORMS if _ANY.search(text) else ():
        for match in pattern.finditer(text):
            to = match.expand(right)
            if right == r"\1":
                to = re.sub("[,，]", "", to)
            yield passage.find(Code.UNIT_NOTATION, *match.span(), found=match[0], to=to)
