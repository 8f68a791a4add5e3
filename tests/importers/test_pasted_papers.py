"""Official papers as they come out of a PDF or a web page: title and text in one line, records, ways to the page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.importers.glued_titles import title_end
from bulletin_pdf.issue.model import Heading, Issue, RightLines
from importers.helpers import import_text, lines_of

TEXT = "为了做好这项工作，结合实际情况，经市政府同意，现就有关事项通知如下，请认真贯彻执行。"


def _read(text: str, directory: Path) -> Issue:
    made, issue = import_text(text, directory)
    assert not made.account.lost
    return issue


def _title(issue: Issue) -> str:
    return issue.reports[0].title[0].text


@pytest.mark.parametrize(
    ("line", "title", "address"),
    [
        (
            "甲市教育局关于印发《校园管理办法（试行）》的通知各县市区教育局，市直学校：",
            "甲市教育局关于印发《校园管理办法（试行）》的通知",
            "各县市区教育局，市直学校：",
        ),
        ("甲省水利厅 乙省财政厅关于抗旱工作的意见", "甲省水利厅 乙省财政厅关于抗旱工作的意见", ""),
        (
            "关于执行《条例》的若干规定一九九三年一月十二日",
            "关于执行《条例》的若干规定",
            "一九九三年一月十二日",
        ),
    ],
)
def test_a_title_is_cut_off_the_line_it_is_in(line: str, title: str, address: str, tmp_path: Path) -> None:
    issue = _read(f"甲市教育局文件\n甲教发〔2022〕5号\n{line}\n{TEXT}\n一、要求\n{TEXT}\n", tmp_path)
    assert _title(issue) == title
    assert issue.reports[0].city is None
    assert not address.endswith("：") or lines_of(issue.reports[0])[0] == address


def test_title_address_and_text_in_one_line_are_three(tmp_path: Path) -> None:
    issue = _read(f"甲市水利局关于防汛工作的通知各县水利局：{TEXT}\n{TEXT}\n", tmp_path)
    assert _title(issue) == "甲市水利局关于防汛工作的通知"
    assert lines_of(issue.reports[0])[:2] == ["各县水利局：", TEXT]


KINDS = st.sampled_from(["通知", "意见", "决定", "通报", "批复", "公告"])
HAN = st.text("甲乙丙丁戊己庚辛山水田土", min_size=2, max_size=12)


@given(HAN, HAN, KINDS, HAN, st.sampled_from(["各县市区：", "为了做好这项工作，结合实际情况制定本办法。"]))
def test_a_glued_title_ends_with_its_kind(office: str, about: str, kind: str, quoted: str, rest: str) -> None:
    title = f"{office}局关于{about}《{quoted}的{kind}》的{kind}"
    assert title_end(title + rest) == len(title)
    assert title_end(f"根据{title}精神，{rest}") == title_end(f"{title}（甲发〔2022〕3号）精神，") == 0


@pytest.mark.parametrize("kind", ["公告", "令"])
@pytest.mark.parametrize("number", ["〔2022〕第3号", "（2022）第 3 号"])
def test_a_paper_without_a_title_is_called_by_head_and_number(kind: str, number: str, tmp_path: Path) -> None:
    for head in (f"甲省财政厅{kind}\n{number}", f"甲省财政厅{kind}{number}"):
        issue = _read(f"{head}\n{TEXT}\n一、{TEXT}\n", tmp_path)
        assert _title(issue) == head.replace("\n", " ")


def test_offices_above_a_notice_and_its_number_are_its_title(tmp_path: Path) -> None:
    issue = _read(f"甲省农业厅乙省财政部\n公告\n（2022）第6号\n{TEXT}\n{TEXT}\n", tmp_path)
    assert _title(issue) == "甲省农业厅乙省财政部 公告 （2022）第6号"


def test_a_paper_without_a_title_is_called_by_what_it_sends_out(tmp_path: Path) -> None:
    text = (
        "各乡镇人民政府，市级各部门：\n《甲市人民政府会议规则》已经市政府第93次会议通过，现予印发，请遵照执行。\n"
        f"甲市人民政府\n2022年11月20日\n（此件公开发布）\n甲市人民政府会议规则\n第一章　总则\n第一条　{TEXT}\n"
    )
    issue = _read(text, tmp_path)
    assert _title(issue) == "甲市人民政府会议规则"
    assert Heading in map(type, issue.reports[0].body)
    assert RightLines in map(type, issue.reports[0].body)


def test_a_traditional_paper_is_known_by_the_same_forms(tmp_path: Path) -> None:
    text = f"甲省人民政府關於\n優化營商環境的若干意見\n甲政發〔2018〕26號\n各市縣人民政府：\n{TEXT}\n{TEXT}\n"
    issue = _read(text, tmp_path)
    assert _title(issue) == "甲省人民政府關於優化營商環境的若干意見"


def test_a_copied_page_loses_its_record_its_way_and_its_foot(tmp_path: Path) -> None:
    text = (
        "返回顶部\n甲县政府工作规则\n• 索引号:\n61/2024-05\n• 主题分类:\n• 发文字号:\n甲政发〔2024〕7号\n• 发布日期:\n2024年4月6日\n"
        f"• 内容概述:\n甲县政府工作规则\n第一章总则\n一、{TEXT}\n二、{TEXT}\n浏览次数 563\n扫一扫在手机打开当前页\n用户登录\n"
    )
    issue = _read(text, tmp_path)
    assert _title(issue) == "甲县政府工作规则"
    assert [text[:4] for text in lines_of(issue.reports[0])] == ["第一章总", "一、为了", "二、为了"]


def test_the_title_of_a_copied_news_page_is_the_line_below_its_way(tmp_path: Path) -> None:
    text = (
        "您当前的位置 : 甲网 > 新闻 > 正文\n今年26件提案聚焦治水\n政协委员走访督办\nhttp://www.example.cn 新闻热线\n"
        f"来源: 甲日报 2022-05-21 10:12:42\n{TEXT}\n{TEXT}\n"
    )
    issue = _read(text, tmp_path)
    assert _title(issue) == "今年26件提案聚焦治水"
    assert [text.text for text in issue.masthead.publishers] == ["甲日报"]


@pytest.mark.parametrize(
    ("title", "text", "city"),
    [
        ("乙沙：一抹红温暖一座城", "乙沙市用雷锋精神引领新风，" + TEXT, "乙沙"),
        ("甲市乙区丙镇：细心守护成果", TEXT, "甲市乙区丙镇"),
        ("观点：守护成果靠大家", TEXT, ""),
    ],
)
def test_a_place_before_a_colon_is_the_city_where_the_text_says_so(
    title: str, text: str, city: str, tmp_path: Path
) -> None:
    report = _read(f"{title}\n{text}\n{TEXT}\n", tmp_path).reports[0]
    assert (report.city.text if report.city else "") == city


def test_two_lines_of_one_list_are_both_kept(tmp_path: Path) -> None:
    issue = _read(
        f"关于防汛工作的通知\n各县市区：\n{TEXT}\n甲局\n2022年5月1日\n抄送：市委办。\n内部发送：办公室，财务科。\n甲局办公室 2022年5月2日印发\n",
        tmp_path,
    )
    assert [text.text for text in issue.distribution.send] == ["市委办", "办公室，财务科"]


def test_urgency_with_blanks_is_urgency(tmp_path: Path) -> None:
    issue = _read(f"加 急\n甲局文件\n甲发〔2022〕5号\n关于防汛工作的通知\n各县市区：\n{TEXT}\n", tmp_path)
    assert issue.masthead.urgency is not None
    assert issue.masthead.urgency.text == "加急"
    assert _title(issue) == "关于防汛工作的通知"
