"""Web pages of several layouts, and the model issue's own."""

import html
from pathlib import Path

import pytest

from bulletin_pdf.importers.convert import Imported
from bulletin_pdf.importers.log import log_as_text
from bulletin_pdf.issue.model import Figure, Issue, Paragraph, Table
from bulletin_pdf.issue.printed_form import attribution, printed_heading
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.messages import Term
from importers.helpers import DATA, ROOT, bare, import_copy, import_text, imported, visible
from support.narrowed import of_kind, present, prose_of

MODEL = ROOT / "issues/2022-zk30.yaml"

LONG = "甲县坚持以群众需求为导向，扎实推进新时代文明实践中心建设，建成实践所18个、实践站216个，群众满意度不断提升。"


def test_the_model_issue_needs_no_hand(tmp_path: Path) -> None:
    """The raw page becomes the issue, with nothing to put right."""
    _, issue = import_copy("2022-zk30.html", tmp_path)
    assert bare(issue) == bare(read_issue(MODEL).issue)


def test_the_model_is_written_as_it_stands(tmp_path: Path) -> None:
    """Beside its bulletin.yaml even the text of the file is the same, comments aside."""
    (tmp_path / "bulletin.yaml").write_bytes((ROOT / "issues/bulletin.yaml").read_bytes())
    result, issue = import_copy("2022-zk30.html", tmp_path)
    written = [line.split("  # ")[0] for line in result.text.split("\n") if not line.strip().startswith("#")]
    model = [line for line in MODEL.read_text("utf-8").split("\n") if not line.startswith("#")]
    assert written == model
    assert issue.masthead.name.text == "湖南精神文明建设"


def model_lines() -> list[str]:
    """The model page as its lines, junk at the top and blank ones aside."""
    lines = (DATA / "2022-zk30.html").read_text("utf-8").split("\n")[19:]
    return [html.escape(line.strip(" "), quote=False) for line in lines if line.strip(" \xa0")]


def page(before: str, between: str, after: str) -> str:
    return f"<html><body>{before}{between.join(model_lines())}{after}</body></html>"


LAYOUTS = {
    "paragraphs": page("<p>", "</p><p>", "</p>"),
    "breaks": page("<div>　　", "<br/>\n&nbsp;&nbsp;&nbsp;&nbsp;", "</div>"),
    "word": page(
        "<p class=MsoNormal style='text-indent:32pt'><span lang=EN-US>",
        "</span><o:p></o:p></p>\n<p class=MsoNormal><span>",
        "</span></p>",
    ),
    "table": page("<table><tr><td>", "</td></tr>\n<tr><td>", "</td></tr></table>"),
    "unclosed": page("<font size=3><p>", "<p><span>", ""),
    "text": "\n".join("    " + html.unescape(line) for line in model_lines()),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_model_issue_in_other_layouts(tmp_path: Path, layout: str) -> None:
    _, issue = import_text(LAYOUTS[layout], tmp_path, "a.html")
    assert bare(issue) == bare(read_issue(MODEL).issue)


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    _, issue = import_text((DATA / "2022-zk30.html").read_bytes(), tmp_path, "saved.txt")
    assert bare(issue) == bare(read_issue(MODEL).issue)


def test_the_source_stays(tmp_path: Path) -> None:
    import_copy("2022-zk30.html", tmp_path)
    assert (tmp_path / "2022-zk30.html").read_bytes() == (DATA / "2022-zk30.html").read_bytes()


def test_every_change_has_its_place(tmp_path: Path) -> None:
    """What the log says stood somewhere did stand there."""
    result, _ = import_copy("2022-zk30.html", tmp_path)
    lines = (DATA / "2022-zk30.html").read_text("utf-8").split("\n")
    for edit in result.draft.edits:
        line = lines[edit.place.line - 1]
        assert line[edit.place.column - 1 :].startswith(edit.before), edit
    log = log_as_text(result.draft.edits, "zh", json=False)
    assert "2022-zk30.html:95:9: 「\\u00a0 上一篇:」 → 「」" in log
    assert log.count("\n") == len(result.draft.edits)


def test_the_log_leads_back(tmp_path: Path) -> None:
    """No character of the page is lost: it is in the draft or in the log."""
    result, _ = import_copy("2022-zk30.html", tmp_path)
    page = (DATA / "2022-zk30.html").read_text("utf-8")
    start = page.index("您的位置")
    source = visible(page[start:])
    dropped = sum((visible(edit.before) for edit in result.draft.edits if edit.why != "bold"), visible(""))
    lines = [line for line in result.text.split("\n") if not line.strip().startswith("#")]
    draft = visible("\n".join(line.split("  # ")[0] for line in lines))
    # What the printed form brings by itself need not be written.
    assert set(source - dropped - draft) <= set("【】〔〕第期年月日")


def test_guesses_are_marked(tmp_path: Path) -> None:
    result, _ = import_copy("2022-zk30.html", tmp_path)
    assert "# 猜测：第 2、3、4、5 段的首句标成黑体" in result.text
    assert result.text.count("# 猜测：文末括号里像是供稿单位") == 4


def test_old_tables_in_gb2312(tmp_path: Path) -> None:
    """A page laid out by tables; data tables stay tables."""
    page = (DATA / "tables.html").read_text("utf-8").encode("gb18030")
    _, issue = import_text(page, tmp_path, "tables.html")
    assert issue.masthead.name.text == "文明创建工作简报"
    assert (issue.number, issue.serial, issue.masthead.date.iso) == (12, 156, "2021-03-08")
    assert [name.text for name in issue.masthead.publishers] == ["某市精神文明建设指导委员会办公室"]
    assert [report.city_name for report in issue.reports] == ["甲县", "乙区"]
    assert [present(attribution(report)).text for report in issue.reports] == [
        "（甲县文明办）",
        "（乙区宣传部）",
    ]
    kinds = [type(element).__name__ for element in issue.reports[0].body]
    assert kinds == ["Paragraph", "Paragraph", "Paragraph", "Table"]
    assert [cell.prose.text for cell in of_kind(Table, issue.reports[0].body[3]).rows[1]] == [
        "城关镇",
        "1200",
    ]
    # A bold number is a run-in head by itself.
    assert prose_of(issue.reports[0].body[1]).styles[0].style == "level1"


def test_pictures_lie_beside_the_draft(tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "a_files").mkdir()
    Image.effect_noise((800, 600), 50).save(tmp_path / "a_files/p1.png")
    _, issue = import_copy("tables.html", tmp_path)
    (figure,) = (element for element in issue.reports[1].body if isinstance(element, Figure))
    assert figure.files == (str(tmp_path.resolve() / "tables-pictures/1.png"),)
    assert (figure.caption.text, figure.credit.text) == ("图为志愿者在整治背街小巷", "张三 摄")


def test_a_picture_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    result, issue = import_copy("tables.html", tmp_path)
    assert not any(isinstance(element, Figure) for element in issue.reports[1].body)
    assert "B912" in {problem.code for problem in result.problems}
    assert "图片没有取到：a_files/p1.png" in result.text


def test_indented_paragraphs(tmp_path: Path) -> None:
    result, issue = import_copy("indented.html", tmp_path)
    assert (issue.masthead.name.text, issue.year, issue.number) == ("情况反映", 2024, 7)
    assert [report.city_name for report in issue.reports] == ["丙县", "丁区"]
    assert [printed_heading(report)[0].text for report in issue.reports] == [
        "丙县：小积分撬动大治理",
        "丁区：“网格+”打通服务最后一米",
    ]
    assert issue.distribution.copies == 200
    assert issue.distribution.issue[0].text == "各县市区委，市直各单位"
    (table,) = (element for element in issue.reports[1].body if isinstance(element, Table))
    assert [[(cell.colspan, cell.rowspan) for cell in row] for row in table.rows] == [
        [(1, 1), (2, 1)],
        [(1, 2), (1, 1), (1, 1)],
        [(1, 1), (1, 1)],
    ]
    assert "上一篇" not in result.text


def test_one_article(tmp_path: Path) -> None:
    """No masthead at all: what is missing is held open, marked and named."""
    result, issue = import_copy("article.html", tmp_path)
    (report,) = issue.reports
    assert (report.city_name, printed_heading(report)[0].text) == ("湘南市", "湘南市：打造“15分钟文明实践圈”")
    assert [prose_of(element).styles != () for element in report.body] == [False, True, True]
    assert prose_of(report.body[2]).text.endswith("……")
    assert issue.masthead.date.iso == "2024-02-18"
    fields = {dict(problem.details)["field"] for problem in result.problems if problem.code == "B920"}
    assert fields == {Term("bulletin name"), Term("issue number")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_pages(tmp_path: Path, encoding: str) -> None:
    text = (DATA / "article.html").read_text("utf-8").replace('charset="utf-8"', 'charset="gbk"')
    _, issue = import_text(text.encode(encoding), tmp_path, "article.html")
    assert issue.reports[0].city_name == "湘南市"


def test_what_a_page_hides_is_left_out(tmp_path: Path) -> None:
    text = f"<html><body><h1>甲县推进志愿服务</h1><p>{LONG}<span style='display:none'>密</span></p><script>x</script></body>"
    result, issue = import_text(text, tmp_path, "a.html")
    assert prose_of(issue.reports[0].body[0]).text == LONG
    assert "hidden" in {edit.why for edit in result.draft.edits}


def test_an_unclosed_hiding_element_hides_nothing(tmp_path: Path) -> None:
    text = f"<html><body><nav><a href=1>首页</a><h1>甲县推进志愿服务</h1><p>{LONG}</p></body>"
    _, issue = import_text(text, tmp_path, "a.html")
    assert LONG in [prose_of(element).text for element in issue.reports[0].body]


def test_uneven_tables_are_filled_up(tmp_path: Path) -> None:
    table = "<table><tr><td>甲<td>乙<td>丙<tr><td rowspan=9>一<td>二<tr><td>三<td>四<td>五<td>六</table>"
    text = f"<html><body><h1>甲县推进志愿服务</h1><p>{LONG}</p>{table}<p>{LONG}</p></body>"
    _, issue = import_text(text, tmp_path, "a.html")
    assert any(isinstance(element, Table) for element in issue.reports[0].body)


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """Names that lead out of the page's directory bring nothing."""
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "sub").mkdir()
    text = f"<html><body><h1>甲县推进志愿服务</h1><p>{LONG}</p><img src='../secret.png'><img src='file:///etc/passwd'>"
    result, _ = imported_in(tmp_path / "sub", text)
    assert result.draft.pictures == ()


def imported_in(directory: Path, page: str) -> tuple[Imported, Issue]:
    (directory / "a.html").write_text(page, "utf-8")
    return imported(directory / "a.html", directory)


def test_paragraphs_are_text(tmp_path: Path) -> None:
    _, issue = import_copy("indented.html", tmp_path)
    assert all(isinstance(element, Paragraph) for element in issue.reports[0].body)
