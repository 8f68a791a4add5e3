"""The contributors of a report: units and persons named in its 供稿单位.

Units are parted at 、 and the like. A space parts them only where both sides are offices of
their own (州委宣传部 州文明办); it parts nothing inside one name (河口村 党支部, 县委 宣传部,
向 宇). Names are kept as they are written; with and without such a space they are the same.
"""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category

from bulletin_pdf.issue.model import Report
from bulletin_pdf.patterns import pattern
from bulletin_pdf.volume.parts.spellings import short_place, unit_key

_MARKS: Final = "、，,；;/／|｜\n"
_ROLES: Final = r"(?:联合)?(?:供稿|撰稿|来稿|组稿|报送)(?:单位|人)?|执笔人?|作者|来源|通讯员|记者|整理|编辑|摄影|责任单位|文图|图文|文字|图片|文|图"
_ROLE: Final = pattern(rf"^(?:{_ROLES})\s*[：:]\s*|^(?:通讯员|记者)\s+")
_GIVEN: Final = pattern(r"\s*(?:联合)?(?:供稿|报送|提供|组稿)$")
_OFFICE: Final = pattern(
    r"(?:部|办|办公室|局|委|委员会|厅|署|中心|政府|公司|集团|大学|学院|中学|小学|学校|医院|银行|法院|检察院|总队|联合会|协会|学会|工会|妇联"
    r"|团委|总工会|残联|文联|科联|社联|侨联|工商联|红十字会|编办|人大|政协|纪委|监委|工委|党委|办事处|报社|电视台|馆|社)$"
)
_OWNER: Final = pattern(
    r"(?:[省市州县区旗盟镇乡党工]委|政府|公司|集团|大学|学院|医院|银行|人大|政协|学校|中学|小学|办事处)$"
)
_BELOW: Final = pattern(
    r"(?:支队|大队|中队|处|科|室|股|组|支部|总支|小组|分行|支行|分公司|分局|社区|村|居委会|村委会|车间|班|站|所)$"
)
"""Bodies inside another one, named after it."""
_PERSON: Final = pattern(r"[\u4e00-\u9fff]{2,4}")
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_BOTH: Final = pattern(r"(?<=[部办局委厅会])(?:以及|和|与|及)(?=[省市州县区旗盟])")
_NO_LEVEL: Final = pattern(r"市场|市政(?!府|协)|市民|市容|区域|区块|县域|省际|市际|州际")
_NATIONAL: Final = ("中共", "中央", "国家", "全国")
_LOCAL: Final = "省市州县区旗盟"
"""A unit named from where it stands: 州文明办 in a report from 湘西州."""


def contributing_units(report: Report) -> tuple[str, ...]:
    """Name the contributors; a unit named from where it stands gets its place before it."""
    if report.by is None:
        return ()
    names = [_placed(name, short_place(report.city_name)) for name in contributors(report.by.text)]
    return tuple({unit_key(name): name for name in reversed(names)}.values())[::-1]


def contributors(text: str) -> list[str]:
    """Part a 供稿单位 into the names in it, as they are written."""
    names: list[str] = []
    for part in _parted(_unwrapped(text.strip())):
        for name in _by_spaces(_ROLE.sub("", part.strip())):
            name = _without_loose_marks(_GIVEN.sub("", _ROLE.sub("", name)).strip())
            if name:
                names.append(name)
    return names


def _without_loose_marks(name: str) -> str:
    """Leave out combining marks that stood on the separator before a name: alone no face can set them."""
    while name and category(name[0]).startswith("M"):
        name = name[1:].lstrip()
    return name


def _unwrapped(text: str) -> str:
    return text[1:-1] if text[:1] in "（(" and text[-1:] in "）)" and _closes_at_end(text) else text


def _closes_at_end(text: str) -> bool:
    """Whether the bracket a text begins with is closed by its last character."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "（(") - (char in "）)")
        if not depth:
            return place == len(text) - 1
    return False


def _parted(text: str) -> Iterator[str]:
    """Part at marks outside brackets, and at 和 between two offices."""
    depth = start = 0
    for place, char in enumerate(text):
        depth += (char in "（(《“") - (char in "）)》”")
        if not depth and char in _MARKS:
            yield from _BOTH.split(text[start:place])
            start = place + 1
    yield from _BOTH.split(text[start:])


def _by_spaces(text: str) -> Iterator[str]:
    """Part where a space stands between two names; elsewhere it belongs to the name."""
    name = ""
    for word in re.split(r"(\s+)", text):
        if not word.strip():
            space = word
        elif not name:
            name = word
        elif _stands_between(name, word):
            yield name
            name = word
        else:
            name += space + word
    yield name


def _stands_between(before: str, after: str) -> bool:
    """Whether a space parts two names: two persons, or two offices of which none is inside the other."""
    if before[-1].isascii() or after[0].isascii() or min(len(before), len(after)) < 2:
        return False
    if _is_person(after):
        return bool(_OFFICE.search(before)) or _is_person(before)
    if not _is_body(before) or not _is_body(after):
        return False
    if (after[0] in _LOCAL and not _NO_LEVEL.match(after)) or after.startswith(_NATIONAL):
        return True
    return bool(_OFFICE.search(after)) and not (_OWNER.search(before) or _BELOW.search(before))


def _is_body(text: str) -> bool:
    return bool(_OFFICE.search(text) or _BELOW.search(text))


def _is_person(text: str) -> bool:
    return bool(_PERSON.fullmatch(text)) and text[0] in _SURNAMES and not _is_body(text)


def _placed(unit: str, city: str) -> str:
    local = unit[:1] in _LOCAL and len(unit) > 2 and not _NO_LEVEL.match(unit)
    return city + unit[1:] if local and city.endswith(unit[0]) else unit
