"""Which line above a paper's text is its title: cases as offices, schools and firms write them, without a document around."""

from typing import Any

import pytest

from bulletin_pdf.importers.infer import infer
from bulletin_pdf.importers.material import (
    ImportedCell,
    ImportedTable,
    Material,
    MaterialItem,
    Para,
    ParaAlign,
)
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText

LONG = "为加强和改进各项工作，现将有关情况通报如下，请各单位结合实际认真抓好落实，重要情况及时报告。"
GRID = "表"
Line = Any
"""A text, or a text with its place in the line, its size and its rank."""


def para(number: int, text: str, align: ParaAlign = "", size: int = 32, heading: int = 0) -> Para:
    return Para(PlacedText(text, SourceMap.start("p", number)), align=align, size=size, heading=heading)


def titles(*lines: Line) -> list[tuple[str, str]]:
    items: list[MaterialItem] = []
    for number, given in enumerate(lines, 1):
        line = (given,) if isinstance(given, str) else given
        cells = tuple(
            ImportedCell(PlacedText(text, SourceMap.start("p", number))) for text in ("序号", "单位")
        )
        items.append(
            ImportedTable((cells, cells), Span("p", number, 1)) if line == (GRID,) else para(number, *line)
        )
    draft = infer(Material("word", "p", tuple(items)))
    return [(report.city_name, report.title[0].text) for report in draft.issue.reports]


def center(text: str, size: int = 44) -> tuple[str, ParaAlign, int]:
    return text, "center", size


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["附件1", center("项目课程内容", 36), GRID], "项目课程内容"),
        (["附件2：", center("作品征集登记表", 32), GRID, "注：每件一张"], "作品征集登记表"),
        (["附件1", "青年学术论坛报名表", GRID], "青年学术论坛报名表"),
        ([("附件A：等值模型", "center", 28, 2), LONG], "附件A：等值模型"),
        (["上级大学硕士学位论文答辩决议书", GRID, LONG], "上级大学硕士学位论文答辩决议书"),
        ([("大纲1", "left", 32, 1), ("公共科目笔试考试大纲", "center", 44, 1), LONG], "公共科目笔试考试大纲"),
        (["第一次讨论情况", "时间：2025年10月14日", "地点：514会议室", "内容：讨论选题", LONG], "第一次讨论情况"),
        (["舍长例会", "主题:招新宣传", "主讲:某某", "摘要:到场情况", LONG], "舍长例会"),
        (["光伏产业出海策略研究", "引言", LONG], "光伏产业出海策略研究"),
        (["匹配问题的新算法", "某某和某某", "2017年3月14日", "摘要", LONG], "匹配问题的新算法"),
        ([center("优化设计", 28), center("摘　要", 28), LONG], "优化设计"),
        ([center("西山牌冰箱"), center("功能介绍", 32), LONG], "西山牌冰箱"),
        ([center("政策发布平台", 52), center("需求说明书"), center("某科技公司", 32), center("2019年1月", 32), LONG],
         "政策发布平台 需求说明书"),
        ([center("三种摩擦力的分析"), center("张三", 24), LONG], "三种摩擦力的分析"),
        ([center("赴企业调研", 72), center("策", 72), center("划", 72), center("书", 72), center("某学院"), LONG],
         "赴企业调研 策划书"),
        ([LONG, center("结题报告格式要求"), LONG, LONG, LONG], "结题报告格式要求"),
        (["【作品名称】某地调查和研究", "【关键字】调查，研究", "【作品简介】", LONG], "某地调查和研究"),
        (["参赛组别：设计类", "作品名称：充电站", "参赛高校：某大学", LONG], "充电站"),
        (["https://example.org/a", center("接口说明"), LONG], "接口说明"),
        (["自我评价", "我的优势", LONG, "我的缺点", LONG], "自我评价"),
        ([center("村史", 52), center("张三编著", 52), LONG], "村史"),
        ([center("甲市精神文明建设指导委员会办公室", 0), center("推动志愿服务走深走实", 0), LONG], "推动志愿服务走深走实"),
        ([center("某局"), center("会议纪要"), LONG], "某局 会议纪要"),
        ([center("某小学", 48), "编号：", center("采购项目"), *(center(char, 52) for char in "需求书"), LONG],
         "采购项目 需求书"),
        (["1、基本情况", center("设计方案"), LONG], "设计方案"),
        (["情况通报", center("关于某某工作的通报"), LONG], "关于某某工作的通报"),
    ],
)  # fmt: skip
def test_the_title(lines: list[Line], title: str) -> None:
    assert titles(*lines)[0][1] == title


@pytest.mark.parametrize(
    "below",
    [
        center("图4.1 流程图", 44),
        center("Fig. 2 Error", 44),
        center("表A1 参数", 44),
        center("（此处有图）", 44),
        ("1、用电行为分析", "center", 44, 1),
        center("关键词：规划；算法", 44),
        ("阶段二、数据处理", "center", 44),
        center("制冷系统部件介绍", 32),
    ],
)
def test_what_is_no_second_title(below: Line) -> None:
    assert len(titles(center("优化设计研究"), LONG, below, LONG, LONG)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "尊敬的各位评委老师，大家好",
        "甲市委宣传部",
        "（请先读完）",
        "主题词：编辑",
        "算法：一种剪边压缩的方法",
        "时间：周四",
    ],
)
def test_a_line_that_explains_or_addresses_is_none(line: str) -> None:
    assert titles(line, LONG) == [("", "（标题）")]


@pytest.mark.parametrize(
    "title",
    [
        "甲州旗帜公司",
        "广州某某有限公司2018届招聘简章",
        "番禺区规范化幼儿园评估标准（试行）",
        "金水区专场双选会预告",
        "周一升旗仪式流程",
        "两岸结盟纪念活动",
        "某村党旗飘扬展新貌",
    ],
)
def test_what_is_no_area_or_does_not_act(title: str) -> None:
    assert titles(center(title), LONG)[0] == ("", title)
