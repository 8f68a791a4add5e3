"""Papers dropped on the page, the next issue, earlier states, and two people at one issue."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, expect

from desk.browser import Look
from desk.conftest import MODEL, ROOT, Served, Server

ORIGINAL = (ROOT / "issues" / MODEL).read_text("utf-8")
PARAGRAPH = "今年以来，我市坚持为民惠民，建成文明实践所十二个、站一百三十个，开展志愿服务活动六百余场，群众满意度不断提升。"


def papers(folder: Path) -> list[Path]:
    """Three papers of three cities, each in another format."""
    word = docx.Document()
    word.add_heading("长沙市：建强阵地 服务群众", 0)
    word.add_paragraph(PARAGRAPH)
    word.add_paragraph(PARAGRAPH)
    word.save(str(folder / "长沙.docx"))
    (folder / "湘潭.txt").write_text(f"湘潭市：用好平台 汇聚力量\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n", "utf-8")
    (folder / "邵阳.html").write_text(
        f"<html><head><meta charset=utf-8></head><body><h1>邵阳市：培育队伍 打造品牌</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></body></html>",
        "utf-8",
    )
    return [folder / name for name in ("长沙.docx", "湘潭.txt", "邵阳.html")]


@pytest.fixture
def look(browser: Browser, place: Served, cookie: str) -> Iterator[Look]:
    found = Look(browser, place, cookie)
    found.page.locator(".page svg").first.wait_for()
    yield found
    found.close()


def test_three_papers_become_an_issue(look: Look, tmp_path: Path) -> None:
    look.page.locator(".bar input[type=file]").set_input_files(papers(tmp_path))
    look.page.get_by_role("button", name="做成新的一期").click()
    rows = look.page.locator("dialog .rows li")
    expect(rows).to_have_count(3)
    for row, words in zip(
        rows.all(),
        ("长沙市 建强阵地 服务群众", "湘潭市 用好平台 汇聚力量", "邵阳市 培育队伍 打造品牌"),
        strict=True,
    ):
        expect(row).to_contain_text(words)
    assert {path.name for path in look.served.folder.iterdir()} <= {MODEL, "bulletin.yaml", ".desk"}
    look.page.locator("dialog").get_by_role("button", name="确定").click()
    expect(
        look.page.locator("input[id='reports/2/city'], input[id='报告/2/地区'], input[id='稿件/2/地区']")
    ).to_have_value("邵阳市")
    expect(look.page.locator("dialog")).to_have_count(0)
    expect(look.page.locator(".year li")).to_have_count(2)
    made = look.served.folder / "长沙.yaml"
    assert made.read_text("utf-8").count(PARAGRAPH) == 6
    assert look.faults == []


def test_guesses_are_shown_one_by_one_and_put_right(look: Look, tmp_path: Path) -> None:
    look.page.locator(".bar input[type=file]").set_input_files(papers(tmp_path))
    look.page.get_by_role("button", name="做成新的一期").click()
    guesses = look.page.locator("dialog .guess")
    expect(guesses.filter(has_text="原文没有期号")).to_have_count(1)
    title = guesses.filter(has_text="第 2 篇标题")
    expect(title.locator("small")).to_contain_text("按字数和位置猜是标题")
    expect(title.locator("textarea")).to_have_value("用好平台 汇聚力量")
    title.locator("textarea").fill("用活平台 汇聚力量")
    guesses.filter(has_text="原文没有印发日期").locator("textarea").fill("2026-11-30")
    look.page.locator("dialog").get_by_role("button", name="确定").click()
    expect(look.page.locator("dialog")).to_have_count(0)
    text = (look.served.folder / "长沙.yaml").read_text("utf-8")
    assert (
        "标题: 用活平台 汇聚力量\n" in text.replace("  # 猜测：按字数和位置猜是标题", "")
        and "2026-11-30" in text
    )


def test_a_paper_goes_into_the_issue_that_is_open(look: Look, tmp_path: Path) -> None:
    look.page.locator(".bar input[type=file]").set_input_files(papers(tmp_path)[1])
    look.page.get_by_role("button", name="加进当前这一期").click()
    expect(look.page.locator("dialog .rows li")).to_contain_text("用好平台 汇聚力量")
    assert look.served.model.read_text("utf-8") == ORIGINAL
    look.page.locator("dialog").get_by_role("button", name="确定").click()
    text = look.wait_for_file("用好平台 汇聚力量")
    assert text.startswith(ORIGINAL.rstrip("\n")) or ORIGINAL in text
    expect(look.page.locator(".page svg text", has_text="用好平台").first).to_be_visible()


def test_a_paper_that_cannot_be_read_is_told(look: Look, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 no document")
    look.page.locator(".bar input[type=file]").set_input_files(tmp_path / "坏.docx")
    look.page.get_by_role("button", name="做成新的一期").click()
    expect(look.page.locator("dialog .message.error")).to_contain_text("坏.docx")
    look.page.keyboard.press("Escape")
    assert not (look.served.folder / "坏.yaml").exists()


def test_the_next_issue_is_shown_before_it_is_made(look: Look) -> None:
    look.page.get_by_role("button", name="下一期").click()
    dialog = look.page.locator("dialog")
    expect(dialog).to_contain_text("第 31 期")
    expect(dialog).to_contain_text("新时代文明实践工作专刊")
    expect(dialog.locator("dd", has=look.page.locator("del"))).to_have_text(["期号：30 → 31"])
    target = look.served.folder / "2022-zk31.yaml"
    assert not target.exists()
    dialog.get_by_role("button", name="新建").click()
    expect(look.page.locator("input[id=number]")).to_have_value("31")
    assert target.is_file()
    expect(look.page.locator(".year li")).to_have_count(2)


def test_without_an_earlier_state_there_is_nothing_to_restore(look: Look) -> None:
    look.page.get_by_role("button", name="历史").click()
    dialog = look.page.locator("dialog")
    expect(dialog).to_contain_text("还没有更早的版本")
    expect(dialog.get_by_role("button")).to_have_text(["关上"])


def test_an_earlier_state_comes_back(look: Look) -> None:
    look.caret_to_start()
    look.page.keyboard.insert_text("试排")
    look.wait_for_file("试排湘西州")
    look.page.get_by_role("button", name="历史").click()
    look.page.locator(".history .rows button").first.click()
    expect(look.page.locator(".history .come")).to_contain_text("试排湘西州")
    look.page.get_by_role("button", name="恢复成这一份").click()
    assert look.wait_for_file(without="试排湘西州") == ORIGINAL
    expect(look.text).not_to_contain_text("试排")


def test_the_file_is_shown_and_changed_as_it_is_written(look: Look) -> None:
    """Line ends stay; what is no YAML is told with its line and not taken."""
    look.served.model.write_bytes(ORIGINAL.replace("\n", "\r\n").encode())
    look.page.reload()
    look.ready()
    look.page.get_by_role("button", name="源文件").click()
    text = look.page.locator("textarea.source")
    expect(text).to_have_value(ORIGINAL)
    text.fill(ORIGINAL.replace("number: 30", "number: [30"))
    look.page.get_by_role("button", name="用这份文字").click()
    expect(look.page.locator("dialog .remark.error").first).to_contain_text("第 4 行")
    expect(text).to_be_focused()
    text.fill("# 按模板\n" + ORIGINAL.replace("number: 30", "number: 31"))
    look.page.get_by_role("button", name="用这份文字").click()
    expect(look.page.locator("dialog")).to_have_count(0)
    expect(look.page.locator("input[id=number]")).to_have_value("31")
    look.wait_for_file("number: 31")
    written = ("# 按模板\n" + ORIGINAL.replace("number: 30", "number: 31")).replace("\n", "\r\n")
    assert look.served.model.read_bytes() == written.encode()
    look.page.get_by_role("button", name="撤销").click()
    look.wait_for_file("number: 30")
    assert look.served.model.read_bytes() == ORIGINAL.replace("\n", "\r\n").encode()


def test_a_design_is_chosen_from_pages_of_this_issue(look: Look) -> None:
    look.page.get_by_role("button", name="版式").click()
    gallery = look.page.locator(".gallery button")
    expect(gallery.first.locator("svg text", has_text="湖南精神文明建设")).to_have_count(1)
    assert look.served.model.read_text("utf-8") == ORIGINAL
    expect(gallery.filter(has_text="正在用")).to_contain_text("公文")
    other = gallery.filter(has_text="人大简报")
    expect(other.locator("svg text").first).to_be_attached()
    other.click()
    assert look.wait_for_file("design: renda") == ORIGINAL + "design: renda\n"
    expect(look.page.locator(".page svg text", has_text="湖南精神文明建设").first).to_be_visible()


def test_a_second_person_reads_only_until_they_take_over(browser: Browser, look: Look) -> None:
    server = Server()
    try:
        other = Look(browser, server(look.served.folder))
        expect(other.page.locator(".banner")).to_contain_text("您自")
        expect(other.page.locator(".banner")).to_contain_text("只能看")
        assert other.page.locator("input[id=number]").get_attribute("readonly") is not None
        other.page.get_by_role("button", name="接手").click()
        expect(other.page.locator(".banner")).to_have_count(0)
        expect(look.page.locator(".banner")).to_contain_text("只能看")
        other.caret_to_start()
        other.page.keyboard.insert_text("乙")
        look.wait_for_file("乙湘西州")
        expect(look.text).to_contain_text("乙湘西州")
    finally:
        server.end()
