"""Whether words may be the name of a person or a place, which the dictionary cannot know."""

from collections.abc import Iterable
from functools import lru_cache

from bulletin_pdf.compose.dictionary import words_in
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proof.spelling_tables import LONGEST

_OF_PLACES = frozenset(
    "镇乡村组屯街道社区县市州河湖江山岭路桥港岛集团公司厂店酒大学中小寺庙省旗盟苑园沟坪塘湾洲庄堡寨坝坡"
)
"""What stands in front of these may be a name."""
_OF_AREAS = frozenset("区乡镇村县州")
"""What ends like these may be a name that no list has: 县城区, 驶区."""
_ENDS_OF_NAMES = frozenset(
    [
        "大学",
        "中学",
        "小学",
        "公司",
        "集团",
        "街道",
        "社区",
        "大道",
        "大街",
        "大厦",
        "大桥",
        "大厅",
        "桥头",
        "河道",
        "湖区",
        "山区",
        "路口",
        "厂房",
        "酒店",
        "寺庙",
        "屯子",
        "长江大桥",
        "大桥",
        "铁路",
        "高铁",
        "高速",
        "高速公路",
        "公路",
        "隧道",
        "机场",
        "航道",
        "水库",
        "城际",
        "地铁",
        "运河",
        "枢纽",
        "特大桥",
        "组织部",
    ]
)
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱郭何林罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪姜范姚谭廖邹熊陆郝崔邱秦侯邵孟龙段汤尹黎乔赖龚翁殷葛聂章岳庞樊兰倪严牛温芦俞詹欧柯翟毕阮柳霍莫冉丛骆蒲"
    "虞蓝覃霞曲戚佟甄"
)
_OF_FOREIGNERS = frozenset(
    "赫塞契茨恩丁森伦顿宾逊乌帕穆默桑佐佩岑贾纳努埃斯尔特克德拉兹姆瑟蒂杜布鲁卡塔萨洛罗格伊埃奥诺莱科夫娃维佩莉丽娜琳妮雅莎茜菲奇基米戈弗哈沃霍图迪坦亚"
)
_POST = pattern(
    "(?:书记|主任|县长|市长|省长|部长|局长|村民|同志|院长|教授|记者|党员|农民|委员|校长|主席|总理|队长|医生|护士|老师|作者"
    "|编辑|科长|处长|镇长|乡长|选手|居民|老人|大爷|大妈|法官|律师|警官|民警|总统|首相|防长|外长|国王|大使|总裁|议长|元首|发言人|代表"
    "|司令|大臣|总书记|副主任|模范|师傅|博士|先生|女士|队员|馆长|行长|社长|团长|校友|同学).?$"
)
_POST_AFTER = pattern(
    "副?(?:书记|主任|[县市省部局院校科处镇乡队所站]长|教授|经理|主席|记者|老师|医生|同志|先生|女士)"
)
_NUMERALS = frozenset("一二两三四五六七八九十几")
_COUNTED = pattern(
    "(?m)(?:^|[一二三四五六七八九十百千万亿两])[个项名条户家次位件所座场期批处册套台辆]|[这那每该]口"
)
"""A measure word behind its number, which in figures is no part of the run: 7项|政府 is no 县政府."""


def _names_a_place(word: str) -> bool:
    """Whether a word is one that names of places and bodies end with: 村, 镇政府, 大学."""
    return (
        word in _ENDS_OF_NAMES
        or word[:1] in _OF_PLACES
        and (len(word) == 1 or word[0] in _OF_AREAS or word in _ENDS_OF_NAMES)
    )


def may_be_name(text: str, tokens: list[str], starts: list[int], first: int, last: int) -> bool:
    """Whether the words first..last may be the name of a person or a place, or part of one."""
    start, end = starts[first], starts[last + 1]
    after = text[end : end + 2]
    if (
        _POST.search(text[max(start - 4, 0) : start])
        or _names_a_place(tokens[last + 1] if last + 1 < len(tokens) else "")
        or text[end - 1] in _OF_AREAS
        or after[1:] in ("镇", "村", "乡", "县")
        or after[:1] == "某"
        # 条法司、会计司 of a ministry; no other word than 公司, 上司, 官司 ends so.
        or (text[end - 1] == "司" and text[end - 2] not in "公上官")
        or _COUNTED.search(text, max(start - 1, 0), start + 1)
    ):
        return True
    if end - start == LONGEST:
        # 张一雁|一行
        return first > 0 and len(tokens[first - 1]) == 1 and tokens[first - 1] in SURNAMES
    if end - start == 2 and text[start] in "最很" and _is_kind(text[start + 1], "a"):
        return True  # 最厚的地方
    if text[start] in _NUMERALS and text[start + 1] in _NUMERALS:
        return True  # 七八份
    if text[end - 1] in SURNAMES and _POST_AFTER.match(text, end):
        return True  # 经信委|袁|副主任
    if text[start] in "小老阿" and text[start + 1] in SURNAMES | {"肖"}:
        return True  # 大学生小肖|的
    if _says_the_same_again(text, start, end) or _is_result(text[start:end]):
        return True
    if end - start == 2 and (_is_parallel(text, start) or _has_short_name(tokens[first : last + 1])):
        return True
    begin = first
    while begin and first - begin < 2 and len(tokens[begin - 1]) == 1:
        begin -= 1
    if any(len(token) == 1 and token in SURNAMES for token in tokens[begin : first + 1]):
        return True
    stop = last + 1
    while stop < len(tokens) and stop - last < 3 and len(tokens[stop]) == 1:
        stop += 1
    return sum(char in _OF_FOREIGNERS for char in text[starts[begin] : starts[stop]]) > 1


def _is_parallel(text: str, start: int) -> bool:
    """Whether two characters are built like the two beside them, so that both are meant: 失能失智, 事实办实."""
    here = text[start : start + 2]
    return any(
        side and (side[0] == here[0]) != (side[1] == here[1])
        for side in (text[max(start - 2, 0) : start], text[start + 2 : start + 4])
        if len(side) == 2 and "\n" not in side
    )


def _says_the_same_again(text: str, start: int, end: int) -> bool:
    """Whether a character is said again beside a stretch, as is done on purpose: 应改尽改, 早发先发, 一根根拾."""
    before = text[max(start - 1, 0) : start]
    return text[end : end + 1] == text[end - 2] or before in (text[start + 1], text[start])


@lru_cache(maxsize=10_000)
def _is_result(text: str) -> bool:
    """Whether characters are a verb and what comes of it: 吐出, 治出, 锁不上."""
    if text[-1] not in _RESULTS or not (len(text) == 2 or text[1:-1] in ("不", "得")):
        return False
    return _is_kind(text[0], "v")


@lru_cache(maxsize=10_000)
def _is_kind(char: str, kind: str) -> bool:
    """Whether a character by itself is a word of a kind: v a verb, a an adjective."""
    return any(word.text == char and word.kind == kind for word in words_in(char))


_RESULTS = frozenset("出上下起掉住开来去了到")
_OF_PROVINCES = frozenset("津冀晋辽吉沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕秦甘陇青宁")
"""Short names of provinces: 鲁剧, 津融."""


def _has_short_name(words: Iterable[str]) -> bool:
    """Whether one of the words is the short name of a province."""
    return not _OF_PROVINCES.isdisjoint(words)
