"""The office's work from the page: a clerk's path without a word of English, printing, the volume, search, gallery."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from desk.browser import Look
from desk.conftest import MODEL, Served, Server
from desk.test_papers import papers


@pytest.fixture
def look(browser: Browser, place: Served, cookie: str) -> Iterator[Look]:
    found = Look(browser, place, cookie).ready()
    yield found
    found.close()


class Clicks:
    """Counts what a clerk clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.evaluate(
            "window.clicks = 0; addEventListener('click', e => { if (e.isTrusted) window.clicks += 1 }, true)"
        )

    @property
    def count(self) -> int:
        return int(self.page.evaluate("window.clicks"))


def test_a_clerks_path(browser: Browser, tmp_path: Path) -> None:
    """From three papers to archived files in at most twelve clicks, in a folder without an issue."""
    server = Server()
    folder = tmp_path / "2026年"
    folder.mkdir()
    try:
        look = Look(browser, server(folder))
        page = look.page
        expect(page.locator(".start")).to_contain_text("拖到这里")
        clicks = Clicks(page)
        (tmp_path / "稿").mkdir()
        made = papers(tmp_path / "稿")
        made[1].write_text(made[1].read_text("utf-8").replace("今年以来", "截止目前", 1), "utf-8")
        page.locator(".bar input[type=file]").set_input_files(made)
        page.get_by_role("button", name="做成新的一期").click()
        page.get_by_role("button", name="确定").click()
        for label, words in (
            ("刊名", "青河简报"),
            ("期号", "3"),
            ("编发单位", "青河市文明办"),
            ("印发日期", "2026-11-30"),
        ):
            page.locator(".card.fields").get_by_label(label, exact=True).fill(words)
        page.locator(".page svg text", has_text="青河简报").first.wait_for()
        card = page.locator(".finding-card", has_text="截至目前")
        card.get_by_role("button", name="采纳").click()
        expect(card).to_have_count(0)
        page.get_by_role("button", name="版式").click()
        page.locator(".gallery button", has_text="简报").nth(1).click()
        expect(page.locator("dialog")).to_have_count(0)
        page.get_by_role("button", name="付印").click()
        page.get_by_role("button", name="制作").click()
        expect(page.locator(".made .verdict.good")).to_have_text("通过")
        page.locator("dialog").get_by_role("button", name="关上").click()
        page.get_by_role("button", name="归档", exact=True).click()
        expect(page.locator(".made .verdict.good")).to_have_text("通过")
        page.locator("dialog").get_by_role("button", name="关上").click()
        expect(page.locator(".year small.done")).to_have_text("已归档")
        assert clicks.count <= 12
        assert {path.name for path in (folder / "out").iterdir()} == {"长沙.pdf", "长沙.archive.pdf"}
        said = page.evaluate("document.body.innerText")
        assert re.findall("[A-Za-z]{3,}|/", re.sub("PDF|svg", "", said)) == []
        assert look.faults == []
        ours = f"http://127.0.0.1:{look.served.port}/"
        assert [address for address in look.asked if not address.startswith((ours, "data:", "blob:"))] == []
    finally:
        server.end()


def test_what_the_printer_gets(look: Look) -> None:
    look.page.get_by_role("button", name="付印").click()
    dialog = look.page.locator("dialog")
    dialog.get_by_label("套红").check()
    dialog.get_by_label("附付印单").check()
    dialog.get_by_label("份号").fill("1-3")
    dialog.get_by_label("拼版").select_option("骑马订")
    dialog.get_by_role("button", name="制作").click()
    kinds = dialog.locator(".made strong")
    expect(kinds).to_have_text(["套红（黑字）", "拼好的大版", "付印单", "红头", "拼好的大版"])
    out = look.served.folder / "out"
    pages = {path.name: len(pypdfium2.PdfDocument(path)) for path in sorted(out.glob("*.pdf"))}
    assert pages["2022-zk30.overprint.copies.pdf"] == 24 and pages["2022-zk30.head.pdf"] >= 1
    assert pages["2022-zk30.overprint.copies.ticket.pdf"] == 1
    with look.context.expect_page() as opened:
        dialog.get_by_role("button", name="打开").nth(2).click()
    assert opened.value.url.startswith(
        f"http://127.0.0.1:{look.served.port}/made/2022-zk30.overprint.copies.ticket.pdf"
    )


def test_wrong_numbers_of_copies_are_told(look: Look) -> None:
    look.page.get_by_role("button", name="付印").click()
    look.page.locator("dialog").get_by_label("份号").fill("三百")
    look.page.get_by_role("button", name="制作").click()
    expect(look.page.locator("dialog .message.error")).to_contain_text("1-300")
    assert not (look.served.folder / "out").exists()


def test_the_volume(browser: Browser, desk: Served) -> None:
    look = Look(browser, desk)
    look.page.get_by_role("button", name="合订本").click()
    dialog = look.page.locator("dialog")
    expect(dialog.locator("h3")).to_contain_text("湖南精神文明建设 2022 年")
    plan = desk.folder / "2022年合订本.yaml"
    assert not plan.exists()
    look.page.set_viewport_size({"width": 683, "height": 384})  # 200 %
    bind, close = (dialog.get_by_role("button", name=name).bounding_box() for name in ("装订", "关上"))
    assert bind is not None and close is not None
    assert bind["y"] + bind["height"] <= close["y"], "under the row that stays at the foot"
    look.page.set_viewport_size({"width": 1366, "height": 768})
    for part in ("供稿单位索引", "统计", "页码对照表", "归档文件目录", "封面", "扉页"):
        dialog.get_by_label(part, exact=True).uncheck()
    dialog.get_by_role("button", name="装订").click()
    expect(dialog.get_by_role("status")).to_contain_text("正在装订")
    # What is being bound goes on when the page is loaded again, and can be ended.
    look.page.reload()
    look.page.get_by_role("button", name="合订本").click()
    dialog.get_by_role("button", name="取消").click()
    expect(dialog.get_by_role("status")).to_contain_text("没有动")
    assert not (desk.folder / "out/2022年合订本.pdf").exists()
    dialog.get_by_role("button", name="装订").click()
    expect(dialog.get_by_role("status")).to_contain_text("已装订", timeout=90_000)
    expect(dialog.get_by_role("button", name="归档文件", exact=True)).to_be_visible()
    assert "组成: [编辑说明, 总目录, 各期, 地区索引, 专题索引, 篇名索引, 勘误表]" in plan.read_text("utf-8")
    assert len(pypdfium2.PdfDocument(desk.folder / "out/2022年合订本.pdf")) > 8
    dialog.get_by_label("勘误表", exact=True).uncheck()
    dialog.get_by_role("button", name="关上").click()
    expect(look.page.locator(".year li")).to_have_count(1)
    assert look.faults == []


def test_words_are_found_in_the_texts(look: Look) -> None:
    (look.served.folder / "散页.yaml").write_text("作者: 张三\n", "utf-8")
    (look.served.folder / "草稿.yaml").write_text("期号: 31\n", "utf-8")
    (look.served.folder / MODEL.replace(".yaml", ".review.yml")).write_text("rounds: []\n", "utf-8")
    look.page.reload()
    expect(look.page.locator(".year li")).to_have_count(2)
    expect(look.page.locator(".year .others p")).to_contain_text(["散页.yaml"])  # and no record of a review
    expect(look.page.locator(".year .others p")).to_have_count(1)
    look.page.get_by_role("searchbox").fill("截止目前")
    expect(look.page.locator(".year mark")).to_have_text("截止目前")
    expect(look.page.locator(".year li")).to_have_count(1)
    look.page.get_by_role("searchbox").fill("没有这些字")
    expect(look.page.locator(".year .empty")).to_have_text("没有找到。")


def test_designs_say_where_they_leave_the_standard(look: Look) -> None:
    look.page.get_by_role("button", name="版式").click()
    card = look.page.locator(".gallery button", has_text="人大简报")
    expect(card).to_contain_text("每页行数 20（标准22）")
    expect(card).not_to_contain_text("pt")
