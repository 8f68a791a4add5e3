"""Forms of official writing: numbers of documents, names in brackets, marks in lists, bodies renamed."""

import re
from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Passage, ProofFindings

_NUMBER = pattern(r"(?<=[\u3400-\u9fff字函发])[（(\[［【]((?:19|20)[0-9]{2})[）)\]］】](?=第?[0-9]{1,4}号)")
_NO_TITLE = pattern(
    "《([^《》]{1,20})》(?=(?:主题|系列|专项|公益|志愿服务|宣传|教育|评选|创建|征集|推荐|实践|竞赛)*(?:活动|证书|称号|奖|奖项|荣誉|奖状|奖章|品牌|行动)(?:[，。、；：！？”）]|的|了|$))"
)
_ETC_MARK = pattern("、(?=等(?![高级下待候号式同次额闲于价差效]|[红绿]灯|[客电]梯|公交|结果|消息))")
_BETWEEN = pattern("(?<=[”》])、(?=[“《])")


class _Renamed(NamedTuple):
    """A body that has another name since a year."""

    expression: re.Pattern[str]
    right: str
    since: int


def _renamed(names: str, right: str, since: int) -> _Renamed:
    level = "(?:省|市|州|县|区|旗|[\u3400-\u9fff]{2}[省市州县区旗])"
    # 原县环保局 names the body of that time.
    return _Renamed(
        pattern(
            f"(?<!原)(?<!原[\u3400-\u9fff])(?<!原[\u3400-\u9fff]{{2}})({level})({names})(?![\u3400-\u9fff]?旧址)"
        ),
        right,
        since,
    )


_RENAMED = (
    _renamed("国土资源局|国土资源厅|国土局|国土厅", "自然资源局（厅）", 2019),
    _renamed("环境保护局|环境保护厅|环保局|环保厅", "生态环境局（厅）", 2019),
    _renamed(
        "工商行政管理局|工商局|质监局|质量技术监督局|食药监局|食品药品监督管理局|食药局",
        "市场监督管理局",
        2019,
    ),
    _renamed("农业局|农业厅", "农业农村局（厅）", 2019),
    _renamed("安监局|安全生产监督管理局", "应急管理局", 2019),
    _renamed(
        "卫计局|卫计委|卫生计生局|卫生计生委|卫生和计划生育局|卫生和计划生育委员会", "卫生健康局（委）", 2019
    ),
    _renamed("文广新局|文化广电新闻出版局|旅游局|文体广新局", "文化和旅游（广电体育）局", 2019),
    _renamed("扶贫办|扶贫开发办公室|扶贫开发办", "乡村振兴局", 2021),
    _renamed("国税局|地税局", "税务局", 2018),
)


def document_numbers(passage: Passage) -> ProofFindings:
    """B470: 湘政办发（2022）5号 → 〔2022〕 (GB/T 9704-2012 7.2.5)."""
    for match in _NUMBER.finditer(passage.text):
        yield passage.find(
            Code.DOCUMENT_YEAR_BRACKETS,
            *match.span(),
            fix=f"〔{match[1]}〕",
            found=match[0],
            to=f"〔{match[1]}〕",
        )


def titles_of_works(passage: Passage) -> ProofFindings:
    """B471: 《…》 is for works; activities, certificates and honours stand in “…” (GB/T 15834-2011, A.13)."""
    for match in _NO_TITLE.finditer(passage.text):
        yield passage.find(Code.TITLE_MARKS_NOT_NEEDED, *match.span(), found=match[0], to=f"“{match[1]}”")


def marks_of_lists(passage: Passage) -> ProofFindings:
    """B469: no 、 before 等."""
    for match in _ETC_MARK.finditer(passage.text):
        yield passage.find(Code.COMMA_BEFORE_ETC, *match.span(), found="、等", to="等")


def marks_between(passages: Sequence[Passage]) -> ProofFindings:
    """B414: no 、 between “” “” and 《》 《》; usage differs, so it is reported once, with how often (GB/T 15834-2011 4.5.3.5)."""
    found = [(passage, match) for passage in passages for match in _BETWEEN.finditer(passage.text)]
    for passage, match in found[:1]:
        around = passage.text[match.start() - 1 : match.end() + 1]
        yield passage.find(
            Code.COMMA_BETWEEN_QUOTED,
            *match.span(),
            found=around,
            to=around.replace("、", ""),
            count=str(len(found)),
        )


_ANY_RENAMED = pattern(
    "国土|环境?保护?[局厅]|工商|质监|质量技术|食品?药|农业[局厅]|安监|安全生产监|卫计|卫生和?计|文广|广电|旅游局|文体|扶贫|税局"
)
"""What stands in all of them, so that most texts need not be looked at more closely."""


def bodies_renamed(passage: Passage, issued: str) -> ProofFindings:
    """B473: a body by the name it had before the reform of 2018 or of 2021, in an issue of later years."""
    year = int(issued[:4]) if issued else 0
    if not _ANY_RENAMED.search(passage.text):
        return
    for expression, right, since in _RENAMED:
        for match in expression.finditer(passage.text) if year >= since else ():
            before = passage.text[max(match.start() - 30, 0) : match.start()]
            if re.search("(?:19|20)[0-9]{2}年|当时|时任|原|曾|前身", before):
                continue
            yield passage.find(
                Code.FORMER_NAME, match.start(2), match.end(2), found=match[2], to=right, year=since
            )
