"""Which line above a paper's text is its title: cases as offices, schools and firms write them, without a document around."""

import itertools
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

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


def para(
    number: int,
    text: str,
    align: ParaAlign = "",
    size: int = 32,
    heading: int = 0,
    mark: str = "",
) -> Para:
    """Make a line; `mark` is "bold", or "titled" for Word's style of titles."""
    placed = PlacedText(text, SourceMap.start("p", number))
    bold = ((0, len(text)),) if mark == "bold" else ()
    return Para(placed, bold, align, heading, titled=mark == "titled", size=size)


def titles(*lines: Line) -> list[tuple[str, str]]:
    items: list[MaterialItem] = []
    for number, written in enumerate(lines, 1):
        line = (written,) if isinstance(written, str) else written
        cells = tuple(
            ImportedCell(PlacedText(text, SourceMap.start("p", number))) for text in ("序号", "单位")
        )
        items.append(
            ImportedTable((cells, cells), Span("p", number, 1)) if line == (GRID,) else para(number, *line)
        )
    draft = infer(Material("word", "p", tuple(items)))
    return [(report.city_name, report.title[0].text) for report in draft.issue.reports]


def bold(text: str) -> tuple[str, ParaAlign, int, int, str]:
    return text, "", 32, 0, "bold"


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
        # One title in lines of two sizes: the upper one does not end, or the lower one is the kind alone.
        ([center("关于申请开展“文明实践”"), center("案例梳理工作的请示", 32), "各科室：", LONG],
         "关于申请开展“文明实践”案例梳理工作的请示"),
        ([center("在“文明实践”传播素材整"), center("理工作会上的讲话稿", 32), LONG], "在“文明实践”传播素材整理工作会上的讲话稿"),
        ([center("甲大楼标识制作安装项目", 36), center("招标文件", 84), "招标人：甲公司", LONG], "甲大楼标识制作安装项目 招标文件"),
        ([("某镇综合管理服务项目（工业园区北", "right", 52), ("园区）", "", 52), ("竞 争 性 磋 商 文 件", "", 59), LONG],
         "某镇综合管理服务项目（工业园区北园区）竞争性磋商文件"),
        # What stands out more, above, is stronger than the kind of a line below.
        ([("张三简历", "", 52), "基本信息", "精通甲、熟悉乙", "了解丙配置、熟悉丁常用命令", "戊", LONG], "张三简历"),
        ([("某地方言│走进乡音", "", 32), bold("某地方言简介"), LONG, bold("某地方言的由来"), LONG, bold("某地方言的特点"), LONG],
         "某地方言│走进乡音"),
        ([("赛事规则说明会实录", "", 44), ("第一部分概况", "", 36, 1), LONG], "赛事规则说明会实录"),
        ([*(center(char, 52) for char in "团学组织换届竞选"), center("主办：甲学院团委", 28), LONG], "团学组织换届竞选"),
        ([center("甲学院", 52), center("学生干部档案", 52), "姓    名       张 三", "电子邮箱      a@b.cn",
          center("学生干部登记表", 44), GRID], "甲学院 学生干部档案"),
        ([*(center(char, 84) for char in "项目计划书"), center("某某系统", 30), LONG], "项目计划书"),
        (["老师们，同学们大家好，我汇报的是某某工作", LONG], "（标题）"),
        ([center("2.4可以复用的代码", 44), LONG], "2.4可以复用的代码"),
        ([center("1.1概述", 32), LONG, center("1.2目的", 32), LONG], "（标题）"),
        ([bold("两种安装的方法："), "先装甲，再装乙", LONG], "两种安装的方法"),
        ([bold("标题："), "某某系统", bold("简介："), LONG], "某某系统"),
        (["邮件主题：课堂签到情况调查", "正文：", LONG], "课堂签到情况调查"),
        (["请写出思想：", ("请你写出算法的思想：", "", 32, 1, "titled"), LONG], "（标题）"),
        ([center("服务采购", 52), center("招标文件", 52), LONG, ("合同资料表", "center", 32, 1, "titled"), LONG], "服务采购 招标文件"),
        ([center("Statement of Work (SOW) 文件"), center("概况", 32), LONG], "Statement of Work (SOW) 文件"),
        ([center("军队服务类项目公开招标文件（2.0版）"), center("通用文件", 60), LONG],
         "军队服务类项目公开招标文件（2.0版）"),
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
        center("项目编号 项目名称 任务起止时间", 0),
        "外来语言对于苏州话的影响",
        "若是想要了解更多苏州话的知识，请跟上小组的步伐",
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


ABOUT = st.text("加强推进开展城市文明实践志愿服务工作", min_size=6, max_size=20)


@given(ABOUT, st.sampled_from(["通知", "意见", "请示", "报告", "方案", "函"]), st.data())
def test_a_title_broken_anywhere_is_one(about: str, kind: str, data: st.DataObject) -> None:
    """A title of an official paper set in two or three centred lines, of one size or two, at any place."""
    title = f"关于{about}的{kind}"
    cuts = data.draw(st.sets(st.integers(4, len(title) - 2), min_size=1, max_size=2))
    stops = [0, *sorted(cuts), len(title)]
    lines = [title[start:stop] for start, stop in itertools.pairwise(stops)]
    size = data.draw(st.sampled_from([44, 36]))
    assume(all(len(line) > 1 for line in lines))
    assert titles(*(center(line, size) for line in lines), "各县市区文明办：", LONG) == [("", title)]
