"""Pages of a dozen content systems: the text whole and in order, what stands around it gone."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bulletin_pdf.importers.convert import Imported
from bulletin_pdf.issue.model import Figure, Issue, Table
from bulletin_pdf.issue.printed_form import attribution, printed_heading
from bulletin_pdf.issue.read import read_issue
from importers.helpers import bare, import_text, visible
from importers.layouts import ARTICLE, BY, ENCODINGS, LAYOUTS, PARAS, TITLE, WORDS
from importers.test_html import MODEL, model_lines
from support.narrowed import present, prose_of

MASTHEAD = "湖南精神文明建设2022年专刊第30期"


def read(
    layout: str, directory: Path, title: str = TITLE, paras: Sequence[str] = ARTICLE
) -> tuple[str, Imported, Issue]:
    page = LAYOUTS[layout](title, paras)
    return page, *import_text(page.encode(ENCODINGS.get(layout, "utf-8")), directory, "page.html")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_article(tmp_path: Path, layout: str) -> None:
    _, result, issue = read(layout, tmp_path)
    (report,) = issue.reports
    assert printed_heading(report)[0].text == TITLE
    assert [prose_of(element).text for element in report.body] == list(PARAS)
    assert present(attribution(report)).text == f"（{BY}）"
    assert issue.masthead.date.iso == ("1900-01-01" if layout == "word" else "2024-03-12")
    assert not [word for word in WORDS if word in result.text]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_model_issue(tmp_path: Path, layout: str) -> None:
    _, _, issue = read(layout, tmp_path, MASTHEAD, model_lines())
    assert bare(issue) == bare(read_issue(MODEL).issue)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "entities"])
def test_every_change_has_its_place(tmp_path: Path, layout: str) -> None:
    """What the log says stood somewhere did stand there, however the page was put together."""
    page, result, _ = read(layout, tmp_path)
    lines = page.replace("\r\n", "\n").split("\n")
    for edit in result.draft.edits:
        rest = lines[edit.place.line - 1][edit.place.column - 1 :]
        first = edit.before.split("\n")[0][:4]
        assert not first.strip() or rest.startswith((first, first[:1], "&")), edit


def test_the_text_or_the_log_has_every_character(tmp_path: Path) -> None:
    for layout in LAYOUTS:
        directory = tmp_path / layout
        directory.mkdir()
        _, result, _ = read(layout, directory)
        kept = visible(result.text) + visible("".join(edit.before for edit in result.draft.edits))
        assert not visible("".join(ARTICLE)) - kept, layout


def in_page(inside: str) -> str:
    return (
        f"<html><body><h1>{TITLE}</h1><p>发布时间：2024-03-12</p>"
        f"<p>{PARAS[0]}</p>{inside}<p>{PARAS[2]}</p></body></html>"
    )


def test_pictures_a_script_would_load(tmp_path: Path) -> None:
    """The picture stands in data-src; src holds a dot in its place, or a copy saved beside the page."""
    from PIL import Image

    Image.effect_noise((640, 480), 50).save(tmp_path / "640.jpg")
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    inside = (
        f'<p><img src="{dot}" data-src="https://mmbiz.example/1.jpg"></p>'
        '<p><img src="640.jpg" data-src="https://mmbiz.example/2.jpg"></p><p style="text-align:center">图为议事现场（王五 摄）</p>'
    )
    result, issue = import_text(in_page(inside), tmp_path, "page.html")
    (figure,) = (element for element in issue.reports[0].body if isinstance(element, Figure))
    assert (figure.caption.text, figure.credit.text) == ("图为议事现场", "王五 摄")
    (problem,) = (problem for problem in result.problems if problem.code == "B912")
    assert "mmbiz.example/1.jpg" in problem.message("zh")


def test_numbers_a_browser_counts(tmp_path: Path) -> None:
    """The numbers of a list are not in its text: they are written out and logged."""
    inside = f"<ol start=3><li>{PARAS[2]}</li><li>{PARAS[4]}</li></ol><ul><li>{PARAS[0].replace('今年', '去年')}</li></ul>"
    result, issue = import_text(in_page(inside), tmp_path, "page.html")
    texts = [prose_of(element).text for element in issue.reports[0].body]
    assert [text[:4] for text in texts] == ["今年以来", "3.依托", "4.制定", "去年以来", "依托村（"]
    assert [edit.after for edit in result.draft.edits if edit.why == "numbering"] == ["3.", "4."]


def test_a_table_with_spans_and_unclosed_cells(tmp_path: Path) -> None:
    inside = (
        "<table border=1><tr><th rowspan=2>乡镇<th colspan=2>议事（场）<tr><th>上半年<th>全年"
        "<tr><td>桥头镇<td>120<td>260<tr><td>江口镇<td>98<td>204</table>"
    )
    _, issue = import_text(in_page(inside), tmp_path, "page.html")
    (table,) = (element for element in issue.reports[0].body if isinstance(element, Table))
    assert [[(cell.prose.text, cell.colspan, cell.rowspan) for cell in row] for row in table.rows] == [
        [("乡镇", 1, 2), ("议事（场）", 2, 1)],
        [("上半年", 1, 1), ("全年", 1, 1)],
        [("桥头镇", 1, 1), ("120", 1, 1), ("260", 1, 1)],
        [("江口镇", 1, 1), ("98", 1, 1), ("204", 1, 1)],
    ]
    assert table.header_rows == 2


def test_text_a_browser_moves_out_of_a_table(tmp_path: Path) -> None:
    """Text between the rows stands before the table, with the place it came from."""
    inside = (
        f"<table><tr><td>甲镇</td><td>1</td></tr>{PARAS[4]}\u200b<tr><td>乙镇</td><td>2</td></tr></table>"
    )
    page = in_page(inside)
    result, issue = import_text(page, tmp_path, "page.html")
    assert PARAS[4] in [
        prose_of(element).text for element in issue.reports[0].body if hasattr(element, "prose")
    ]
    (edit,) = (edit for edit in result.draft.edits if edit.why == "invisible")
    assert edit.place.column == page.index("\u200b") + 1


def test_bold_type_that_is_never_ended(tmp_path: Path) -> None:
    page = f"<html><body><b><p>{TITLE}</p><p>发布时间：2024-03-12</p><p>{PARAS[0]}</p><p>{PARAS[4]}</p>"
    result, issue = import_text(page, tmp_path, "page.html")
    assert not any(prose_of(element).styles for element in issue.reports[0].body)
    assert "bold-off" in {edit.why for edit in result.draft.edits}


def test_readings_above_hanzi_are_left_out_and_logged(tmp_path: Path) -> None:
    ruby = "<ruby>砼<rp>(</rp><rt>tóng</rt><rp>)</rp></ruby>"
    result, issue = import_text(
        in_page(f"<p>本段说明{ruby}结构的施工要求，各单位要认真执行。</p>"), tmp_path, "a.html"
    )
    assert prose_of(issue.reports[0].body[1]).text == "本段说明砼结构的施工要求，各单位要认真执行。"
    assert "tóng" in {edit.before for edit in result.draft.edits}


def test_a_page_of_frames_says_so(tmp_path: Path) -> None:
    from bulletin_pdf.problems import BulletinError

    page = "<html><head><title>简报</title></head><frameset cols='20%,*'><frame src=a.htm><frame src=b.htm></frameset></html>"
    with pytest.raises(BulletinError) as caught:
        import_text(page, tmp_path, "a.html")
    assert [problem.code for problem in caught.value.problems] == ["B932", "B932"]
    assert "a.htm" in next(iter(caught.value.problems)).message("zh")


SUMMARY = "近日，邻县组织应急、消防等部门开展夏季安全大检查，发现隐患120处，已整改96处，其余限期整改。"


def test_other_articles_with_long_summaries_are_left_out(tmp_path: Path) -> None:
    """However much of them there is: what stands under 相关推荐 is not of the article."""
    others = f"<h4><a>邻县开展检查</a></h4><p>{SUMMARY}</p>" * 5
    page = (
        f"<html><body><h1>{TITLE}</h1><div>2024-06-01 08:30 来源：融媒</div><p>{PARAS[0]}</p><p>{PARAS[2]}</p><p>（{BY}）</p>"
        f"<p>责编：赵六　一审：钱七</p><h3>相关推荐</h3>{others}</body></html>"
    )
    result, issue = import_text(page, tmp_path, "a.html")
    assert [prose_of(element).text for element in issue.reports[0].body] == [PARAS[0], PARAS[2]]
    assert present(attribution(issue.reports[0])).text == f"（{BY}）"
    assert SUMMARY in {edit.before for edit in result.draft.edits}


def test_the_line_above_date_and_source_is_the_title(tmp_path: Path) -> None:
    page = (
        "<html><head><title>社工部-工作动态</title></head><body><div>我县为社区“松绑减负”</div>"
        f"<div>时间：2024/05/08　点击：88</div><p>{PARAS[0]}</p></body></html>"
    )
    _, issue = import_text(page, tmp_path, "a.html")
    assert (issue.reports[0].city_name, printed_heading(issue.reports[0])[0].text) == (
        "",
        "我县为社区“松绑减负”",
    )


def test_an_attachment_below_does_not_hide_the_end_of_a_bulletin(tmp_path: Path) -> None:
    page = (
        f"<html><body><h2>工作简报第8期</h2><div>发布日期：2024-05-20</div><p align=center>基层工作简报</p><p align=center>（第8期）</p>"
        f"<p align=center><b>{TITLE}</b></p><p>{PARAS[0]}</p><p>报：市委、市政府领导</p><p>编辑：王某　　审核：李某</p>"
        "<p align=right>（共印150份）</p><p>附件：<a href=x.pdf>工作简报第8期.pdf</a></p></body></html>"
    )
    _, issue = import_text(page, tmp_path, "a.html")
    assert (issue.distribution.copies, issue.distribution.report[0].text) == (150, "市委、市政府领导")
    assert [label for label, _ in issue.colophon.entries] == ["编辑", "审核"]
    assert len(issue.reports[0].body) == 1
