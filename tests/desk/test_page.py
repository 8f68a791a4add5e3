"""The page in a real browser: what is typed is set, saved and found, and nothing else of the file changes."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from bulletin_pdf.build import publish
from desk.browser import Look
from desk.conftest import MODEL, ROOT, Served


@pytest.fixture
def look(browser: Browser, place: Served, cookie: str) -> Iterator[Look]:
    found = Look(browser, place, cookie).ready()
    yield found
    found.close()


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def put_blocks(path: Path) -> str:
    """Give the first report of the model issue a table and a picture; return the text of the file."""
    Image.new("RGB", (640, 400), (90, 130, 160)).save(path.with_name("a.png"), dpi=(300, 300))
    text = ORIGINAL
    begin, end = text.index("    text: |\n"), text.index("\n  - city: 湘潭市")
    lines = [f"  {line}" if line else "" for line in text[begin:end].rstrip().splitlines()[1:]]
    block = "\n".join(["    body:", "      - |", *lines, *BLOCKS.splitlines()])
    text = text[:begin] + block + "\n" + text[end:]
    path.write_text(text, "utf-8")
    return text


BLOCKS = """\
      - table:  # 据各地上报
          - [市州, {text: 数, colspan: 2}]
          - [{text: 长沙, rowspan: 2}, '1', 2]  # 待核
          - [3, 4]
        caption: 表1 各地情况
      - figure: a.png
        caption: 图1 现场"""

ORIGINAL = (ROOT / "issues" / MODEL).read_text("utf-8")


def test_opening_changes_nothing(look: Look) -> None:
    assert look.served.model.read_text("utf-8") == ORIGINAL
    assert look.faults == []


def test_what_is_typed_is_set_and_saved(look: Look) -> None:
    look.caret_to_start()
    look.page.keyboard.insert_text("试排")
    expect(look.page.locator(".page svg text", has_text="试排湘西州").first).to_be_visible()
    gone, come = changed_lines(ORIGINAL, look.wait_for_file("试排湘西州"))
    assert len(gone) == len(come) == 1
    assert come[0] == gone[0].replace("湘西州", "试排湘西州", 1)
    assert look.faults == []


def test_nothing_is_taken_while_an_input_method_composes(look: Look) -> None:
    look.caret_to_start()
    session = look.context.new_cdp_session(look.page)
    for text in ("w", "we", "wen"):
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    expect(look.text).to_contain_text("wen湘西州")
    session.send("Input.insertText", {"text": "文明"})
    expect(look.page.locator(".page svg text", has_text="文明湘西州").first).to_be_visible()
    assert "wen" not in look.wait_for_file("      文明湘西州紧盯")
    look.page.keyboard.press("Control+z")
    expect(look.text).not_to_contain_text("wen")
    expect(look.page.locator(".page svg text", has_text="文明湘西州")).to_have_count(0)
    assert look.wait_for_file(without="文明湘西州紧盯") == ORIGINAL


def test_a_click_on_the_page_leads_to_its_words(look: Look) -> None:
    line = look.page.locator(".page svg text", has_text="展实际困难").first
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    assert box is not None
    look.page.mouse.click(box["x"] + 2, box["y"] + box["height"] / 2)
    expect(look.text).to_be_focused()
    first = (line.text_content() or "")[0]
    after = look.page.evaluate(
        "() => { const s = getSelection(); return s.focusNode.textContent.slice(s.focusOffset, s.focusOffset + 6) }"
    )
    assert after.startswith(first) and after[:4] in ORIGINAL


def test_a_finding_is_accepted_beside_its_words(look: Look) -> None:
    card = look.page.locator(".finding-card", has_text="截至目前").first
    assert look.page.locator(".finding.error", has_text="截止目前").count() == 1
    card.get_by_role("button", name="采纳").click()
    expect(look.page.locator(".finding-card", has_text="截至目前")).to_have_count(0)
    assert look.wait_for_file("截至目前") == ORIGINAL.replace("截止目前", "截至目前")


def test_a_finding_is_ignored_with_a_reason(look: Look) -> None:
    card = look.page.locator(".finding-card", has_text="卫建").first
    card.get_by_role("button", name="忽略").click()
    card.get_by_role("textbox").fill("原文就是这样")
    card.get_by_role("button", name="确定").click()
    expect(look.page.locator(".finding-card", has_text="卫建")).to_have_count(0)
    assert look.wait_for_file("原文就是这样").startswith(ORIGINAL)
    look.page.get_by_role("button", name="撤销").click()
    assert look.wait_for_file(without="原文就是这样") == ORIGINAL
    expect(look.page.locator(".finding-card", has_text="卫建")).to_have_count(1)


def test_an_error_keeps_the_last_good_pages(look: Look) -> None:
    number = look.page.locator("input[id=number]")
    number.fill("三十")
    expect(look.page.locator(".field.number .remark.error")).to_be_visible()
    expect(look.page.locator(".stale")).to_be_visible()
    assert look.page.locator(".page svg").count() == 8
    number.fill("30")
    expect(look.page.locator(".stale")).to_have_count(0)
    assert look.wait_for_file("number: 30\n") == ORIGINAL


def test_a_refresh_moves_neither_focus_nor_place(look: Look) -> None:
    """While one types, the pages stay where they were scrolled to, as wide as they were."""
    look.caret_to_start()
    expect(look.page.locator(".sheets > .caret")).to_be_visible()
    look.page.locator(".page").nth(4).scroll_into_view_if_needed()
    look.page.get_by_role("button", name="放大").click()
    look.text.focus()
    look.page.wait_for_timeout(200)
    state = "() => { const s = document.querySelector('.sheets'); return [s.scrollTop, s.scrollLeft, document.querySelector('.page').offsetWidth] }"
    look.page.evaluate("document.querySelector('.sheets').scrollTop = 2000")
    before = look.page.evaluate(state)
    look.page.keyboard.insert_text("甲")
    expect(look.page.locator(".page svg text", has_text="甲湘西州").first).to_be_attached()
    assert look.page.evaluate(state) == before
    expect(look.text).to_be_focused()


def test_a_file_changed_elsewhere_is_not_written_over(look: Look) -> None:
    look.caret_to_start()
    theirs = ORIGINAL.replace("number: 30", "number: 31")
    with look.page.expect_response(lambda answer: answer.url.endswith("/api/edit")):
        look.page.keyboard.insert_text("甲")
    look.served.model.write_text(theirs, "utf-8")
    expect(look.page.locator(".banner")).to_be_visible()
    assert look.served.model.read_text("utf-8") == theirs
    look.page.get_by_role("button", name="用这里的").click()
    assert "number: 30\n" in look.wait_for_file("甲湘西州")


def test_two_pages_at_one_issue_lose_nothing(look: Look) -> None:
    second = look.open(look.page.url)
    other = second.locator(".ProseMirror").nth(1)
    other.wait_for()
    look.caret_to_start()
    look.page.keyboard.insert_text("甲")
    look.wait_for_file("      甲湘西州")
    # At once, before this page has heard of that.
    other.focus()
    second.keyboard.press("Control+Home")
    second.keyboard.insert_text("乙")
    gone, come = changed_lines(ORIGINAL, look.wait_for_file("      甲湘西州", "      乙湘潭市"))
    assert len(gone) == len(come) == 2
    expect(second.locator(".ProseMirror").first).to_contain_text("甲湘西州")
    expect(look.page.locator(".ProseMirror").nth(1)).to_contain_text("乙湘潭市")


def test_what_is_typed_outlives_its_file(look: Look) -> None:
    look.served.model.unlink()
    look.caret_to_start()
    look.page.keyboard.insert_text("甲")
    expect(look.page.locator(".saving")).to_contain_text("文件不见了")
    look.page.get_by_role("button", name="重新写入").click()
    expect(look.page.locator(".banner")).to_have_count(0)
    assert look.wait_for_file("甲湘西州") == ORIGINAL.replace("湘西州紧盯", "甲湘西州紧盯", 1)


def test_a_pasted_table_keeps_its_cells_apart(look: Look) -> None:
    """One that merely places text beside text: its rows become paragraphs."""
    html = "<p>前</p><table><tr><td><p>甲</p></td><td>乙</td></tr></table><table><tr><td>丙</td><td>丁</td></tr></table><p>一<br>甲<b>乙<br>二</b></p>"
    look.caret_to_start()
    look.text.evaluate(
        """(text, html) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData('text/html', html)
            text.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}))
        }""",
        html,
    )
    text = look.wait_for_file("**二**湘西州")
    body = [line.strip(" ") for line in text[text.index("text: |") :].splitlines()[1:] if line.strip()]
    assert body[:5] == ["前", "甲　　乙", "丙　　丁", "一", "甲**乙**"] and body[5].startswith("**二**湘西州")


def test_an_issue_that_is_no_yaml_is_told_with_its_line(look: Look) -> None:
    look.served.model.write_text(ORIGINAL.replace("number: 30", "number: [30"), "utf-8")
    message = look.page.locator(".message.error")
    expect(message).to_contain_text("有一处写法无法读取")
    expect(message.locator("pre")).to_have_text("number: [30")
    assert not re.search("YAML|行|缩进", message.locator("p").inner_text())
    look.served.model.write_text(ORIGINAL, "utf-8")
    expect(message).to_have_count(0)
    expect(look.text).to_contain_text("湘西州紧盯")


def test_a_report_that_was_removed_comes_back(look: Look) -> None:
    look.page.get_by_role("button", name="删去这一篇").nth(1).click()
    look.wait_for_file(without="city: 湘潭市")
    look.page.get_by_role("button", name="撤销").click()
    assert look.wait_for_file("city: 湘潭市") == ORIGINAL


def test_reports_are_added_and_moved(look: Look) -> None:
    look.page.get_by_role("button", name="下移").first.click()
    expect(look.page.locator("input[id='reports/0/city']")).to_have_value("湘潭市")
    look.page.get_by_role("button", name="加一篇").click()
    look.page.locator("input[id='reports/4/city'], textarea[id='reports/4/city']").fill("常德市")
    text = look.wait_for_file("常德市")
    assert (
        text.index("city: 湘潭市") < text.index("city: 湘西州")
        and text.rstrip().splitlines()[-3] == "  - city: 常德市"
    )


def test_the_pdf_is_the_one_that_build_makes(look: Look, tmp_path: Path) -> None:
    look.page.get_by_role("button", name="付印").click()
    look.page.get_by_role("button", name="制作").click()
    expect(look.page.locator(".made .verdict.good")).to_have_text("通过")
    made = look.served.folder / "out/2022-zk30.pdf"
    publish(str(look.served.model), str(tmp_path / "2022-zk30.pdf"))
    assert made.read_bytes() == (tmp_path / "2022-zk30.pdf").read_bytes()
    with look.context.expect_page() as opened:
        look.page.locator(".made").get_by_role("button", name="打开").click()
    assert opened.value.url.endswith(f"/made/2022-zk30.pdf?file={look.served.file}")


def test_the_browser_puts_every_character_where_the_page_says(look: Look) -> None:
    """Marks of letters, blanks at the ends of a run and characters outside the first plane among them."""
    words = "Vie̋t ê̌ r̃ and é A̐B̲C̲。葛\U000e0100城𠮷野家，㐂 Ẓ́ "
    look.served.model.write_text(ORIGINAL.replace("田间地头", words, 1), "utf-8")
    look.page.locator(".page svg text", has_text="𠮷").wait_for()
    astray = look.page.evaluate("""() => [...document.querySelectorAll(".page svg text")].flatMap(element => {
        const places = element.getAttribute("x").split(" ").map(Number)
        let unit = 0
        return [...element.textContent].filter((char, at) => {
            const found = element.getStartPositionOfChar(unit).x
            unit += char.length
            return Math.abs(found - places[at]) > 0.005
        })
    })""")
    assert astray == []


def test_nothing_leaves_the_machine(look: Look) -> None:
    look.caret_to_start()
    look.page.keyboard.insert_text("甲")
    look.wait_for_file("甲湘西州")
    assert {
        address.partition(f":{look.served.port}/")[0]
        for address in look.asked
        if not address.startswith("data:")
    } == {"http://127.0.0.1"}


def test_what_is_typed_survives_a_killed_server(browser: Browser, desk: Served) -> None:
    look = Look(browser, desk).ready()
    look.caret_to_start()
    look.page.keyboard.insert_text("甲")
    look.wait_for_file("甲湘西州")
    look.served.process.kill()
    expect(look.page.locator(".saving.failed")).to_be_visible()


def test_a_whole_issue_by_keyboard(look: Look) -> None:
    """Every control can be reached with the tab key, and has a name."""
    nameless = look.page.locator("button, input, textarea, [role=textbox]").evaluate_all(
        "all => all.filter(e => !(e.innerText || e.getAttribute('aria-label') || e.labels?.length || e.title)).length"
    )
    assert nameless == 0
    look.page.keyboard.press("Tab")
    assert look.page.evaluate("document.activeElement.tagName") == "BUTTON"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, place: Served, cookie: str, scheme: str) -> None:
    """Neither in the form with a table, a picture and findings nor in its dialogs."""
    put_blocks(place.model)
    found = Look(browser, place, cookie, color_scheme=scheme, bypass_csp=True).ready()
    found.page.add_script_tag(path=ROOT / "web/node_modules/axe-core/axe.min.js")
    assert judged(found) == []
    dialogs = ("导入稿件", "下一期", "版式", "历史", "付印", "合订本") if scheme == "light" else ("付印",)
    for name in dialogs:
        if name == "导入稿件":
            found.page.locator(".bar input[type=file]").set_input_files(
                {"name": "a.txt", "mimeType": "", "buffer": b"a"}
            )
        else:
            found.page.get_by_role("button", name=name, exact=True).click()
        found.page.locator("dialog .tools button").last.wait_for()
        assert judged(found) == [], name
        found.page.keyboard.press("Escape")
    found.close()


def judged(look: Look) -> list[tuple[str, list[str]]]:
    found = look.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(each["id"], [node["html"][:100] for node in each["nodes"]][:3]) for each in found["violations"]]


def test_nothing_is_wider_than_the_window(look: Look) -> None:
    for width, height in ((1366, 768), (1920, 1080), (1000, 700), (683, 384)):
        look.page.set_viewport_size({"width": width, "height": height})
        assert look.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        assert look.page.evaluate("document.documentElement.scrollHeight <= innerHeight"), width
    look.page.set_viewport_size({"width": 1366, "height": 768})
    look.page.get_by_role("button", name="大字").click()
    expect(look.page.locator("body")).to_have_css("font-size", "18px")
    assert look.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_wheel_serves_the_page() -> None:
    """What a wheel without node has: the built files, and the licences of what is in them."""
    static = ROOT / "src/bulletin_pdf/desk/static"
    assert {path.name for path in static.iterdir()} >= {"app.js", "style.css", "index.html", "NOTICE"}
    assert "prosemirror-view" in (static / "NOTICE").read_text("utf-8")
    assert (
        shutil.which("git") is None
        or subprocess.run(["git", "ls-files", str(static)], cwd=ROOT, capture_output=True, check=True).stdout
        == b""
    )
