"""What pages of news sites, governments and 公众号 put around a text, and what browsers show of it."""

from pathlib import Path

import pytest

from bulletin_pdf.issue.model import Issue
from importers.helpers import import_text
from support.narrowed import prose_of

LONG = "某县坚持以群众需求为导向，扎实推进文明实践中心建设，建成实践所18个、实践站216个，群众满意度不断提升。"
TITLE = "推进移风易俗工作走深走实"


def page(body: str, head: str = "") -> str:
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def text_of(issue: Issue) -> list[str]:
    return [prose_of(element).text for element in issue.reports[0].body if hasattr(element, "prose")]


TITLED = {
    "heading": page(f"<h1>{TITLE}</h1><p>{LONG}"),
    "info": page(f"<h1>{TITLE}</h1><p>2026-05-30 10:00 来源：某报<p>字号 T + -<p>{LONG}"),
    "tools": page(
        f"<h1>{TITLE}</h1><div>发布时间：2026-05-30<div>大 中 小</div><div>分享 ×</div></div><p>{LONG}"
    ),
    "age": page(f"<h1>{TITLE}</h1><div>某地发布 昨天</div><p>{LONG}"),
    "wechat": page(
        f"<h1 id=activity-name>{TITLE}</h1><div id=meta_content><span>原创</span> <em>昨天</em></div>"
        f"<div id=js_content style='visibility: hidden'><p>{LONG}</div>"
    ),
    "government": page(
        f"<div>某市政府</div><div class=t>{TITLE}</div><div>发布日期：2026-05-30</div><p>{LONG}",
        f"<meta name=ArticleTitle content='{TITLE}'><title>{TITLE}-某市政府</title>",
    ),
    "og": page(f"<p>时间：2026-05-30</p><p>{LONG}", f"<meta property=og:title content='{TITLE}'>"),
    "window": page(f"<p>发布时间：2026-05-30</p><p>{LONG}", f"<title>{TITLE}_某新闻网</title>"),
    "site": page(
        f"<h1>某新闻网</h1><h2>{TITLE}</h2><p>发布时间：2026-05-30</p><p>{LONG}",
        f"<title>{TITLE} - 某新闻网</title>",
    ),
    "between": page(
        f"<div>{TITLE}</div><div>2026-05-30 09:00</div><div>打印</div><p>{LONG}", f"<title>{TITLE}</title>"
    ),
}


@pytest.mark.parametrize("kind", TITLED)
def test_the_title_of_a_page(tmp_path: Path, kind: str) -> None:
    _, issue = import_text(TITLED[kind], tmp_path, "a.html")
    assert [report.title[0].text for report in issue.reports] == [TITLE]
    assert text_of(issue) == [LONG]
    assert issue.masthead.name.text == "工作简报"


def test_a_page_says_its_day_and_source_in_its_head(tmp_path: Path) -> None:
    head = "<meta name=PubDate content='2026-05-30 10:00'><meta name=ContentSource content='某市文明办'>"
    _, issue = import_text(page(f"<h1>{TITLE}</h1><p>{LONG}", head), tmp_path, "a.html")
    assert issue.masthead.date.iso == "2026-05-30"
    assert issue.masthead.publishers[0].text == "某市文明办"


SHOWN = {
    "甲5m²，CO₂，10⁻⁶。": "甲5m<sup>2</sup>，CO<sub>2</sub>，10<sup>-6</sup>。",
    "甲x²＋½/乙。": "甲<math><msup><mi>x</mi><mn>2</mn></msup></math>＋½/乙。",
    "甲a/b。": "甲<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>。",
    "甲注[1]。": "甲注<sup>[1]</sup>。",
    "甲“乙‘丙’”丁。": "甲<q>乙<q>丙</q></q>丁。",
    "甲直镇。": "甲<ruby>直<rp>(</rp><rt>zhí</rt><rp>)</rp></ruby>镇。",
    "甲500万元。": "甲<del>100</del><s>200</s><span style='text-decoration: line-through'>300</span>500万元。",
    "甲填写乙和丙。": "甲<input value=填写>乙<select><option>己<option selected>和</select><textarea>丙</textarea>。",
    "甲没有。": "甲<input type=hidden value=密><button>按</button>没有。",
    "1. 甲乙。": "<![if !supportLists]><span>1.&nbsp;</span><![endif]>甲乙。",
}


@pytest.mark.parametrize("shown", SHOWN)
def test_what_a_browser_shows(tmp_path: Path, shown: str) -> None:
    result, issue = import_text(
        page(f"<h1>{TITLE}</h1><p>{LONG}</p><p>{SHOWN[shown]}</p>"), tmp_path, "a.html"
    )
    assert text_of(issue)[-1] == shown
    logged = "".join(edit.before for edit in result.draft.edits)
    for left in ("zhí", "100", "200", "300", "己", "按"):
        assert (left in logged) == (left in SHOWN[shown])


LISTS = {
    "<ol start=3><li>甲<li value=7>乙<li>丙</ol>": ["3.甲", "7.乙", "8.丙"],
    "<ol reversed><li>甲<li>乙</ol>": ["2.甲", "1.乙"],
    "<ol reversed start=9><li>甲<li>乙</ol>": ["9.甲", "8.乙"],
    "<ol type=I><li>甲<ol type=a><li>乙</ol><li>丙</ol>": ["I.甲", "a.乙", "II.丙"],
    "<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>": ["一、甲", "二、乙"],
    "<ol start=0><li>甲<li>乙</ol>": ["0.甲", "1.乙"],
    "<ol style='list-style: none'><li>甲</ol>": ["甲"],
    "<ul><li>甲</ul>": ["甲"],
}


@pytest.mark.parametrize("source", LISTS)
def test_numbers_of_lists(tmp_path: Path, source: str) -> None:
    _, issue = import_text(page(f"<h1>{TITLE}</h1><p>{LONG}</p>{source}<p>{LONG}"), tmp_path, "a.html")
    texts = text_of(issue)
    assert texts[1:-1] == LISTS[source]


def test_what_cannot_be_shown_is_in_the_log(tmp_path: Path) -> None:
    body = f"<h1>{TITLE}</h1><p>{LONG}</p><img src=no.png alt=说明文字><svg><text>矢量</text></svg><p>{LONG}"
    result, _ = import_text(page(body, "<title>窗口_某网</title>"), tmp_path, "a.html")
    logged = {edit.before: edit.why for edit in result.draft.edits}
    assert (logged["说明文字"], logged["矢量"], logged["窗口_某网"]) == ("alt", "hidden", "window")


def test_headings_below_the_title_are_headings(tmp_path: Path) -> None:
    body = f"<h1>{TITLE}</h1><h2>健全工作机制</h2><p>{LONG}</p><h2>强化宣传引导</h2><p>{LONG}</p>"
    _, issue = import_text(page(body, f"<title>{TITLE}_某网</title>"), tmp_path, "a.html")
    assert [report.title[0].text for report in issue.reports] == [TITLE]
    assert text_of(issue) == ["健全工作机制", LONG, "强化宣传引导", LONG]


def test_chapters_are_no_reports(tmp_path: Path) -> None:
    bold = "<p align=center><b>{}</b></p>"
    parts = [
        bold.format(TITLE),
        bold.format("第一章　总则"),
        f"<p>{LONG}</p>",
        bold.format("第二章　职责"),
        f"<p>{LONG}</p>",
    ]
    _, issue = import_text(page("".join(parts)), tmp_path, "a.html")
    assert [report.title[0].text for report in issue.reports] == [TITLE]
    assert text_of(issue) == ["第一章 总则", LONG, "第二章 职责", LONG]


RECORD = (
    "<table><tr><td>索 引 号：</td><td>0001/2019-7</td><td>主题分类：</td><td>教育</td></tr>"
    "<tr><td>发文机关：</td><td>甲市人民政府</td><td>成文日期：</td><td>2019年01月16日</td></tr></table><p>主 题 词：</p>"
)


@pytest.mark.parametrize("number", ["甲政发〔2019〕5号", "第12号"])
def test_a_government_page_with_the_record_of_its_paper(number: str, tmp_path: Path) -> None:
    """A title in two lines, one of them spread out; 索引号 and 主题词 are no text and no name."""
    body = (
        RECORD
        + f"<p style='text-align:center'>甲市人民政府令</p><p style='text-align:center'>{number}</p>"
        + "<p style='text-align:center'><b>甲市人民政府关于<br>开 展 全 民 阅 读 的 意 见</b></p>"
        + f"<p>各县市区人民政府：</p><p>{LONG}</p><p>{LONG}</p>"
    )
    source = page(body, "<title>甲市人民政府关于开展全民阅读的意见_信息公开</title>")
    result, issue = import_text(source, tmp_path, "page.html")
    (report,) = issue.reports
    assert report.title[0].text == "甲市人民政府关于开展全民阅读的意见"
    assert (issue.masthead.name.text, issue.masthead.date.iso) == ("工作简报", "2019-01-16")
    assert [prose_of(element).text for element in report.body] == ["各县市区人民政府：", LONG, LONG]
    assert "索 引 号：" in {edit.before for edit in result.draft.edits if edit.why == "meta"}
    assert not result.account.lost


def test_a_title_may_end_like_a_red_head(tmp_path: Path) -> None:
    title = "<title>甲市关于全面推行规范性文件审核的意见</title>"
    source = page(f"<p>甲市关于全面推行规范性文件<br>审核的意见</p><p>{LONG}</p>", title)
    _, issue = import_text(source, tmp_path, "page.html")
    assert "".join(issue.reports[0].title[0].text.split()) == "甲市关于全面推行规范性文件审核的意见"


def test_a_name_wants_a_number_or_the_form_of_one(tmp_path: Path) -> None:
    """A line above the title that is only short is no bulletin's name."""
    for line, name in (("总理　李某某", "工作简报"), ("文明甲市快报", "文明甲市快报")):
        source = page(f"<p>{line}</p><h1>甲市开展全民阅读活动</h1><p>{LONG}</p>")
        _, issue = import_text(source, tmp_path, "page.html")
        assert issue.masthead.name.text == name
