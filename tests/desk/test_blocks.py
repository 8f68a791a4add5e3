"""Tables, pictures and further fields in the page: edited as what they are, and nothing else of the file changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from desk.browser import Look
from desk.conftest import Served
from desk.test_page import changed_lines, put_blocks


@pytest.fixture
def look(browser: Browser, place: Served, cookie: str) -> Iterator[Look]:
    put_blocks(place.model)
    found = Look(browser, place, cookie).ready()
    yield found
    assert found.faults == []
    found.close()


def drop(at: Locator, picture: bytes, name: str) -> None:
    """Let a picture fall on an element, as a file manager does."""
    at.evaluate(
        """(at, {bytes, name}) => {
            const dataTransfer = new DataTransfer()
            dataTransfer.items.add(new File([new Uint8Array(bytes)], name, {type: 'image/png'}))
            const {left, top, width, height} = at.getBoundingClientRect()
            const where = {clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true}
            for (const type of ['dragover', 'drop']) at.dispatchEvent(new DragEvent(type, {dataTransfer, ...where}))
        }""",
        {"bytes": list(picture), "name": name},
    )


def png(folder: Path, red: int) -> bytes:
    Image.new("RGB", (640, 400), (red, 130, 160)).save(folder / "p.png", dpi=(300, 300))
    data = (folder / "p.png").read_bytes()
    (folder / "p.png").unlink()
    return data


def test_cells_rows_and_columns(look: Look) -> None:
    before = look.served.model.read_text("utf-8")
    table = look.page.locator(".block.table")
    table.get_by_role("textbox", name="第 2 排第 2 格").fill("17")
    gone, come = changed_lines(before, look.wait_for_file("'17'"))
    assert (gone, come) == (
        ["          - [{text: 长沙, rowspan: 2}, '1', 2]  # 待核"],
        ["          - [{text: 长沙, rowspan: 2}, '17', 2]  # 待核"],
    )
    expect(look.page.locator(".page svg text", has_text="17").first).to_be_attached()
    table.get_by_role("button", name="下加一行").click()
    expect(table.locator("tr")).to_have_count(4)
    text = look.wait_for_file("rowspan: 3")
    table.get_by_role("textbox", name="第 3 排第 2 格").fill("新")
    assert changed_lines(text, look.wait_for_file("[新, ")) == (
        ['          - ["", ""]'],
        ['          - [新, ""]'],
    )
    table.get_by_role("button", name="删去这行").click()
    expect(table.locator("tr")).to_have_count(3)
    table.get_by_role("textbox", name="第 2 排第 2 格").fill("1")
    assert look.wait_for_file("'1', 2]", without="rowspan: 3") == before


def test_a_picture_falls_where_it_belongs(look: Look, tmp_path: Path) -> None:
    before = look.served.model.read_text("utf-8")
    drop(look.page.locator(".block.figure"), png(tmp_path, 10), "乙.png")
    assert look.wait_for_file("乙.png") == before.replace(
        "figure: a.png", "figure: 2022-zk30-pictures/乙.png"
    )
    look.page.locator(".block.figure").get_by_label("图题").fill("图1 新的现场")
    look.wait_for_file("caption: 图1 新的现场")
    expect(look.page.locator(".page svg image")).to_have_count(1)
    paragraph = look.page.locator(".ProseMirror").nth(1).locator("p").first
    paragraph.scroll_into_view_if_needed()
    words = paragraph.inner_text()
    drop(paragraph, png(tmp_path, 200), "丙.png")
    expect(look.page.locator(".block.figure")).to_have_count(2)
    text = look.wait_for_file("丙.png")
    assert words[-12:] in text[: text.index("丙.png")].splitlines()[-2]
    expect(look.page.locator(".page svg image")).to_have_count(2)
    look.page.locator(".block.figure").last.get_by_role("button", name="删去").click()
    look.wait_for_file(without="丙.png")


def test_what_is_no_picture_is_told(look: Look) -> None:
    before = look.served.model.read_text("utf-8")
    drop(look.page.locator(".block.figure"), b"\x89PNG no picture", "坏.png")
    expect(look.page.locator(".message")).to_contain_text("不是能印的图片")
    look.faults.clear()
    assert look.served.model.read_text("utf-8") == before


def test_a_table_is_put_behind_the_paragraph_with_the_caret(look: Look) -> None:
    text = look.page.locator(".ProseMirror").last
    text.locator("p").first.click()
    report = look.page.locator(".card.report").last
    report.get_by_role("button", name="表格").click()
    expect(report.locator(".block.table td")).to_have_count(9)
    expect(report.locator(".ProseMirror")).to_have_count(2)
    report.locator(".block.table").get_by_role("textbox", name="第 1 排第 1 格").fill("甲乙丙")
    look.wait_for_file("[甲乙丙, ")
    expect(look.page.locator(".page svg text", has_text="甲乙丙").first).to_be_attached()


def test_further_fields_and_the_foot(look: Look) -> None:
    before = look.served.model.read_text("utf-8")
    look.page.locator(".card.fields").get_by_label("加一项").select_option("serial")
    look.page.get_by_label("总期号").fill("120")
    assert changed_lines(before, look.wait_for_file("serial: 120")) == ([], ["serial: 120"])
    look.page.get_by_label("总期号").fill("")
    look.page.get_by_label("总期号").blur()
    assert look.wait_for_file(without="serial") == before
    look.page.locator("summary", has_text="报尾").click()
    look.page.get_by_label("印数").fill("300")
    text = look.wait_for_file("copies: 300")
    assert text.rstrip().endswith("distribution:\n  copies: 300")
    expect(look.page.locator(".page svg text", has_text="300").first).to_be_attached()


def test_the_caret_is_shown_on_the_page(look: Look) -> None:
    word = look.page.locator(".ProseMirror").first.locator("p").nth(2)
    word.scroll_into_view_if_needed()
    box: Any = word.bounding_box()
    look.page.mouse.click(box["x"] + 220, box["y"] + box["height"] / 2)
    mark = look.page.locator(".sheets > .caret")
    expect(mark).to_be_visible()
    behind = look.page.evaluate(
        "() => { const s = getSelection(); return s.focusNode.textContent.slice(s.focusOffset, s.focusOffset + 1) }"
    )
    at: Any = mark.bounding_box()
    shown = look.page.evaluate(
        """({x, y}) => {
            const text = document.elementsFromPoint(x, y).find(e => e.tagName === 'text')
            const point = new DOMPoint(x, y).matrixTransform(text.getScreenCTM().inverse())
            return text.textContent[text.getCharNumAtPosition(point)]
        }""",
        {"x": at["x"] + 3, "y": at["y"] + at["height"] / 2},
    )
    assert shown == behind


def paste(text: Locator, html: str) -> None:
    text.evaluate(
        """(text, html) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData('text/html', html)
            text.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}))
        }""",
        html,
    )


def test_tables_pasted_among_other_text_stand_between_its_paragraphs(look: Look) -> None:
    report = look.page.locator(".card.report").last
    text = report.locator(".ProseMirror").first
    text.focus()
    look.page.keyboard.press("Control+Home")
    one, two = (
        f"<table><tr><td>{a}</td><td>1</td></tr><tr><td>{a}{a}</td><td>2</td></tr></table>" for a in "甲乙"
    )
    paste(text, f"<p>表前的话。</p>{one}<p>两表之间。</p><p>又一段。</p>{two}<p>表后的话。</p>")
    expect(report.locator(".block.table")).to_have_count(2)
    expect(report.locator(".block.table textarea").first).to_have_value("甲")
    shown = report.locator(".ProseMirror, .block.table").evaluate_all(
        "all => all.map(e => e.matches('.block') ? '表' : [...e.children].map(p => p.textContent.slice(0, 5)))"
    )
    assert shown[:4] == [["表前的话。"], "表", ["两表之间。", "又一段。"], "表"]
    assert shown[4][0] == "表后的话。"
    written = look.wait_for_file("[甲甲, 2]", "[乙乙, 2]", without="\ue000")
    assert (
        written.index("表前的话")
        < written.index("[甲, 1]")
        < written.index("又一段")
        < written.index("[乙, 1]")
    )


def test_what_word_says_by_formatting_alone_is_pasted_in_characters(look: Look) -> None:
    text = look.page.locator(".card.report").last.locator(".ProseMirror").first
    text.focus()
    mark = "<span style='{}mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span>"
    paste(
        text,
        f"<p class=MsoListParagraph>{mark.format('font-family:Wingdings;', 'l')}<span>推进项目。</span></p>"
        f"<p>{mark.format('', '1.')}<span>第一条。</span></p>"
        "<p>面积5m<sup>2</sup>，<s>三十</s><span style='text-decoration:line-through'>四十</span>五十元。</p>",
    )
    written = look.wait_for_file("面积5m²，五十元。", "1.第一条。", without="三十五十")
    assert any(line.strip() == "推进项目。" or line.endswith("- 推进项目。") for line in written.splitlines())


def test_a_table_that_is_pasted_by_itself_is_a_table(look: Look) -> None:
    report = look.page.locator(".card.report").last
    report.locator(".ProseMirror p").first.click()
    rows = "<tr><td rowspan=2>市州</td><td colspan=2>甲&nbsp;乙</td></tr><tr><td>1</td><td><p>2</p></td></tr>"
    paste(report.locator(".ProseMirror").first, f"<style>p {{}}</style><table>{rows}</table>")
    expect(report.locator(".block.table td")).to_have_count(4)
    look.wait_for_file("- text: 甲 乙", "colspan: 2", "rowspan: 2", "- [1, 2]")
    paste(
        report.locator(".ProseMirror").first,
        "<table><tr><td colspan=3>丙</td><td>丁</td></tr><tr><td>戊</td></tr></table>",
    )
    look.wait_for_file('[戊, ""]')
