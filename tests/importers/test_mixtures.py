"""Random mixtures of what pages hold: every character in the draft or the log, and the draft builds."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin_pdf.build import publish
from bulletin_pdf.issue.model import Paragraph
from importers.helpers import import_text

LONG = "某县坚持以群众需求为导向，扎实推进文明实践中心建设，建成实践所18个、实践站216个，群众满意度不断提升。"

PIECES = (
    f"<p>{LONG}</p>", "<h1>推进移风易俗</h1>", "<h2>健全工作机制</h2>", "<div>字号 T + -</div>", "<div>分享 ×</div>",
    "<div>发布时间：2026-05-30 来源：某报</div>", "<p align=center>某政发〔2026〕5号</p>", "<p>各县区：</p>", "<p>短行</p>",
    "<table><tr><td>县区<td>数量<tr><td>甲县<td>12</table>", "<table><tr><td>外<table><tr><td>内<td>1<tr><td>乙<td>2</table></table>",
    "<table><caption>表题</caption><tr><th colspan=2>合计<tr><td>甲<td><img src=no.png alt=替代></table>",
    "<ol start=3><li>丙<li value=9>丁<ul><li>戊</ul></ol>", "<ol reversed type=a><li>己<li>庚</ol>", "<p>甲<q>乙<q>丙</q></q></p>",
    "<p>面积5m<sup>2</sup>、CO<sub>2</sub>、注<sup>①甲</sup></p>", "<p><del>删</del><s>去</s>留</p>",
    "<p><ruby>甪<rp>(</rp><rt>lù</rt><rp>)</rp></ruby>直</p>", "<p>填<input value=值><select><option>一<option selected>二</select></p>",
    "<input value=独><textarea>框</textarea><button>钮</button>", "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>",
    "<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span "
    "style='font:7.0pt Arial'>&nbsp; </span></span></span><![endif]>点项</p>", "<p><span style='mso-list:Ignore'>（一）&nbsp;</span>数项</p>",
    "<p>选<span style='font-family:\"Wingdings 2\"'>R</span><font face=Symbol size=5>a</font>号</p>", "<p style='font-size:22pt'>大字行</p>",
    "<svg><text>矢</text></svg>", "<![if !supportLists]>·<![endif]>项", "<p style='display:none'>藏</p>", "<nav><a href=#>首页</a></nav>",
    "<a href=#>链接一</a> <a href=#>链接二</a>", "<div>上一篇：某事</div>", "<p>附件：1.某表</p>", "<p align=right>某市政府</p>",
    "<p align=right>2026年5月30日</p>", "<p>送：某厅。</p>", "<p>（某县文明办）</p>", "<b>整行粗体</b><br>", "<pre>行一\n行二</pre>",
    "裸字", "<!-- 注 -->", "<p>&#xE000;&nbsp;&lt;b&gt;𠀀</p>", "<figure><img src=no.png><figcaption>图为某事</figcaption></figure>",
    "<details><summary>摘</summary>详</details>", "<marquee>滚动</marquee>", "<noscript>无脚本</noscript>", "<dl><dt>词<dd>义</dl>",
)  # fmt: skip


def page(pieces: list[str]) -> str:
    return f"<html><head><meta charset=utf-8><title>窗口_某网</title></head><body>{''.join(pieces)}</body></html>"


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_every_character_of_a_page_is_in_the_draft_or_the_log(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    result, issue = import_text(page([*pieces, f"<p>{LONG}</p>"]), tmp_path_factory.mktemp("page"), "a.html")
    assert not result.account.lost, pieces
    for report in issue.reports:
        texts = [element.prose.text for element in report.body if isinstance(element, Paragraph)]
        assert texts != ["……"] or not result.draft.unplaced, pieces


@pytest.mark.parametrize("turn", range(3))
def test_drafts_of_pages_build(tmp_path: Path, turn: int) -> None:
    import_text(page([*PIECES[turn::3], f"<p>{LONG}</p>"]), tmp_path, "a.html")
    publish(tmp_path / "a.yaml", str(tmp_path / "a.pdf"), "print")


@pytest.mark.parametrize("piece", PIECES)
def test_a_construct_alone(tmp_path: Path, piece: str) -> None:
    result, _ = import_text(page(["<h1>推进移风易俗</h1>", piece, f"<p>{LONG}</p>"]), tmp_path, "a.html")
    assert not result.account.lost
