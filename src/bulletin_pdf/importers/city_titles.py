"""The city a report's title opens with, where the city is what acts."""

import re

from bulletin_pdf.importers.form import is_labelled, is_paper_title
from bulletin_pdf.importers.line_kinds import CITY, area_at_start
from bulletin_pdf.issue.character_kinds import BLANKS
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_NO_CITY = pattern("关于|对于?|致|向|在|给|为|中共|中国|转发|印发|报送|全|各|省|我|本")
_OFFICE = pattern(
    "政府|[党市县区州省]委|人大|政协|办公?[室厅]?$|办|[局厅署院校社馆所站]$|办公|小学|中学|学校|学院|大学|医院|公司|集团|中心|街道|社区|"
    "[乡镇村](?!村)|支队|大队|总队|协会|学会|联合会|总工会|委员会|指挥部|领导|班子|人民|法院|检察|部门"
)
_VERB = pattern(
    "推|抓|开展|开启|扎实|着力|坚持|创|聚|强化|加强|打造|构建|建[成立设]|突出|积极|持续|深[化入耕]|认真|[全奋大]力|全面|多|以|让|用|把|将|为|从|"
    "出台|获|召|举[办行]|启动|组织|落实|做|探索|加|紧|严|精|高[质标效位]|稳|切实|促|优化|提升|激|走|织|擦|点|绘|绣|铺|筑|"
    '[“‘《"0-9]|[一二三四五六七八九十]{1,2}[个项措举招向维步]'
)
_TOWN = pattern(f"(?:{CITY.pattern})[一-鿿]{{1,5}}(?:镇|乡|街道)")
_MAKES = pattern(
    "出台|制[定订]|发布|印发|推[行出]|建立|实施|实行|公布|启动|创新|完善|健全|探索|召开|举办|编制|编印|签[订署]|修订|开出|列出|亮出|晒出|用好|落实|以.{2,10}(?:推|促|带|破|助|强|提)"
)
"""What an area does to a paper of a kind, which is then the object: 甲市出台十条意见; 甲市推进…方案 is the plan's whole name."""
_THING = pattern(
    "(?:公司|[大双选展交博晚峰年]会|预告|简介|标准|概况|概览|地图|史|志)(?:[（(][^（()）]*[)）])?$"
)
"""What a title may be the name of: an area before it is part of the name."""
_LABELLED = pattern("[一-鿿]{1,14}[：:]")
_MAX_OFFICE = 12
"""Characters of a title in which the name of an office ends."""


class SplitTitle(NamedTuple):
    """A title taken apart: city and what it did."""

    city: str
    title: str
    heading: str
    """How the source prints it, when city and title alone would print otherwise."""
    guessed: bool


def split_title(text: str, entry: str, by: str, said: str = "") -> SplitTitle:
    """Find the city a title opens with; the contents, the contributor or the text below (`said`) confirm it."""
    text = text.strip()
    for line in (text, entry):
        match = re.match(r"([一-鿿]{2,12})\s?[:：]\s?(?=.)", line)
        if (
            match
            and (by.startswith(match[1]) or line is entry or is_place(match[1], said))
            and len(match[1]) <= 9
            and not is_labelled(line)
            and "的" not in match[1]
        ):
            city = match[1]
            if text.startswith(city):
                rest = text[len(city) :].lstrip(" 　:：")
                if rest:
                    printed = city + rest
                    return SplitTitle(city, rest, "" if printed == text else text, False)
    city = area_at_start(text)
    if city and len(city) <= 9 and len(text) > len(city) + 3 and _is_subject(city, text):
        rest = text[len(city) :]
        printed = rest.lstrip(" 　")
        return SplitTitle(city, printed, "" if printed == rest else text, not by.startswith(city))
    return SplitTitle("", text, "", False)


def is_place(name: str, said: str) -> bool:
    """Whether a name is that of an area or a town, by its form or because the text calls it a city, a county …."""
    named = CITY.fullmatch(name) or _TOWN.fullmatch(name)
    return bool(named) or len(name) > 1 and any(name + kind in said for kind in "市县区州盟省")


def _is_subject(city: str, text: str) -> bool:
    """Whether an area a title opens with is what acts: not part of an office's name, nor of a larger one's.

    关于甲市…, 甲市人民政府…, 甲市文明办：…, 长沙市雨花区… stay whole, as does any paper of a kind: …的通知.
    """
    rest = text[len(city) :].lstrip(f"{BLANKS}")
    if not rest or rest[0] in "、和与及等委的在党" or rest.startswith("关于") or _NO_CITY.match(city):
        return False
    if is_paper_title(text) and ("关于" in text or not _MAKES.match(rest)):
        return False
    if _THING.search(text) and not _VERB.match(rest):
        return False
    before_verb = _VERB.split(rest[:_MAX_OFFICE])[0]
    return not (_OFFICE.search(before_verb) or CITY.match(before_verb) or _LABELLED.match(rest))
