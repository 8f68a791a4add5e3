"""How many things a sentence says there are, and how many it then names."""

import re

from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Finding, Passage, ProofFindings
from bulletin_pdf.proof.numbering_styles import in_han, read_number

_COUNT = "([2-9]|1[0-9]|[二三四五六七八九两]|十[一二三]?)"
_ANNOUNCED = pattern(
    f"(?<![0-9一二三四五六七八九十第、和与])(?P<count>{_COUNT})(?P<unit>个方面|个|项|大|点|条|类|种|件|步|方面|个环节|个问题)"
    f"[\u3400-\u9fff“”]{{0,14}}[：:](?=(?P<form>一是|一要|第一|其一|首先))"
)
_FORMS = {
    "一是": "(?:^|[：:；。，、])({n})是",
    "一要": "(?:^|[：:；。，、])({n})要",
    "第一": "(?:^|[：:；。，、])第({n})(?=[，、是])",
    "其一": "(?:^|[：:；。，、])其({n})(?=[，、是])",
}
_HAN = "[一二三四五六七八九十]{1,2}"
_KINDS = "结合|维度|层次|抓手|短板|关键|重点|同步|转变|部门|单位|阶段|环节|方面|中心|公园|工程|行动|项目|荣誉|关口|渠道|平台|系统|领域|层面|步骤|级|方|家单位"
_ENUMERATED = pattern(
    f"(?P<names>(?:[\u3400-\u9fff（）A-Za-z“”]{{1,16}}、)+[\u3400-\u9fff（）A-Za-z“”]{{1,12}}?(?:(?:和|及|与)[\u3400-\u9fff]{{1,8}}?)?)"
    f"(?P<count>{_COUNT})(?P<unit>个|大|项|座|所|家)?(?P<kind>{_KINDS})(?![\u3400-\u9fff]?[、])"
)
_COUNTED_ITSELF = pattern("[二三四五六七八九两十百千][㐀-鿿]{1,2}$")
_JOINED = pattern("[和及与]")
"""What parts the last name from the others, or belongs to a name."""
_SHORT_NAME = 3
_COUNTED = pattern(f"[0-9二三四五六七八九两十](?:个|大|项|座|所|家)?(?:{_KINDS})")
"""What stands behind every list that is counted."""
_LEVELS = pattern(
    "(?:[^、，]*?(?:国家|部|省|市|州|县|区|旗|乡|镇|街道|村|社区|组|屯|班|校|院|厅|局|处|科|所|站|队|连|营|团))$"
)
"""What is counted as 级 is one of these: 省、市、县三级, but not 南运河、宿连三级航道."""
_NO_LIST = pattern(
    "[市县区镇乡州省村]$|[0-9一二三四五六七八九十两]个|等$|等[0-9一二三四五六七八九十两]|[不以至从对把将被向第]|^[的了]"
)
_TITLED = pattern(
    "“?(?P<count>[二两三四五六七八九十])(?:大|个)(?P<kind>工程|行动|中心|平台|体系|任务|目标|项目|举措|阶段|环节|步骤|专班|小组)”?[：:](?P<names>[^。；]{4,120})"
)

_QUOTED = pattern(
    "“(?P<names>[^“”，。；：]{1,12}(?:、[^“”，。；：]{1,12})+)”(?P<count>[二三四五六七八九十])(?:大|个)?(?:要素|位一体|字诀|步法|环节)"
)


def announced(passage: Passage) -> ProofFindings:
    """B468: 三项工作：一是…二是… — as many items follow as were announced."""
    text = passage.text
    for match in _ANNOUNCED.finditer(text):
        form = _FORMS.get(match["form"])
        said = _value(match["count"])
        if form is None or not said:
            continue
        pattern = re.compile(form.format(n=_HAN))
        items = [read_number(found[1]) for found in pattern.finditer(text, match.end() - 1)]
        if items and _is_run(items) and len(items) != said and not _goes_on(text, items):
            yield _finding(passage, match.start("count"), match.end("unit"), said, len(items))


def _is_run(items: list[int]) -> bool:
    return items == list(range(1, len(items) + 1)) and len(items) > 1


def _goes_on(text: str, items: list[int]) -> bool:
    """Whether a further item is named in other words, so that the count may be right."""
    further = in_han(len(items) + 1)
    return re.search(f"{further}[、要来]|另外|此外|最后|同时", text) is not None


def enumerated(passage: Passage) -> ProofFindings:
    """B468: 东湖、西湖、南湖四个公园 — as many are named as are counted; with 等 they need not be."""
    for match in _ENUMERATED.finditer(passage.text) if _COUNTED.search(passage.text) else ():
        names = re.split("[、和及与]", re.sub("（[^（）]*）", "", match["names"]))
        said = _value(match["count"])
        if not said or any(_NO_LIST.search(name) for name in names[1:]) or not all(names):
            continue
        if match["names"][-1] in "数几上":
            continue  # 液压、电气等数十个领域
        if match["names"].endswith("“"):
            continue  # “九项工程” is a name.
        # 省、市、县三级; but 欧盟委员会主席举行中法欧三方会晤, 设立产品二级市场.
        if match["kind"] in ("级", "方") and not all(len(name) <= _SHORT_NAME for name in names[1:]):
            continue
        if match["kind"] == "级" and not all(map(_LEVELS.match, names)):
            continue
        if match["count"] + match["kind"] in ("四方", "八方"):
            continue  # 惠通四方
        # 三、抓好七项重点工作 is a heading; 横跨五市、纵贯五级 counts each by itself.
        if not names[0].strip("一二三四五六七八九十") or _COUNTED_ITSELF.search(names[0]):
            continue
        if len(_JOINED.findall(match["names"])) > 1:
            continue
        pauses = match["names"].count("、") + 1
        # In 甲、乙与丙三市 it is open whether 与 parts the names or belongs to one of them.
        if said not in (len(names), pauses) and abs(len(names) - said) <= max(2, said):
            yield _finding(passage, match.start("count"), match.end("kind"), said, len(names))


def named_after(passage: Passage) -> ProofFindings:
    """B468: “三大工程”：路网工程、水网工程、电网工程、气网工程."""
    for match in _TITLED.finditer(passage.text):
        names = match["names"].split("、")
        kind = match["kind"]
        said = _value(match["count"])
        if (
            len(names) > 1
            and all(name.endswith(kind) and len(name) <= 12 for name in names)
            and len(names) != said
        ):
            yield _finding(passage, match.start("count"), match.end("kind"), said, len(names))


def quoted(passage: Passage) -> ProofFindings:
    """B468: “吃、住、行、游、购、娱”六要素."""
    for match in _QUOTED.finditer(passage.text):
        names = match["names"].split("、")
        if "等" not in names[-1] and all(names) and len(names) != _value(match["count"]):
            start = match.start("count")
            yield _finding(passage, start, match.end(), _value(match["count"]), len(names))


def _value(text: str) -> int:
    return read_number(text.replace("两", "二"))


def _finding(passage: Passage, start: int, end: int, said: int, count: int) -> Finding:
    found = passage.text[start:end]
    return passage.find(Code.LISTED_COUNT_DIFFERS, start, end, found=found, said=said, count=count)
