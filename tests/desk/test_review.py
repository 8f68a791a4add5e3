"""Marked papers dropped on the page: what they ask for stands beside the text, and is accepted, refused, taken back."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

import bulletin_pdf as bp
from desk.browser import Look
from desk.conftest import MODEL, ROOT, Served
from desk.test_page import judged
from review.edited_word import WordFile, edited

ORIGINAL = (ROOT / "issues" / MODEL).read_text("utf-8")


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The model issue as two leaders give it back: changes in text and title, a contradiction, a comment."""
    folder = tmp_path_factory.mktemp("returned")
    review = bp.Review.open(ROOT / "issues" / MODEL)
    word = review.paper()
    lines = review._paper.lines
    first = next(line for line in lines if line.kind == "text" and line.text.startswith("湘西州"))
    title = next(line for line in lines if line.kind == "title")

    def change(file: WordFile, who: str, new: str) -> None:
        rest = first.text.removeprefix("湘西州紧盯")
        file.put(first.number, [("湘西州", ""), ("紧盯", "del"), (new, "ins"), (rest, "")], who)

    def zhang(file: WordFile) -> None:
        change(file, "张三", "聚焦")
        file.put(title.number, [(title.text, ""), ("（试行）", "ins")], "张三")
        file.comment(first.number + 1, "数字请再核一遍。", "张三")

    (folder / "张三.docx").write_bytes(edited(word, zhang))
    (folder / "李四.docx").write_bytes(edited(word, lambda file: change(file, "李四", "瞄准")))
    return folder / "张三.docx", folder / "李四.docx"


@pytest.fixture
def look(browser: Browser, place: Served, cookie: str) -> Iterator[Look]:
    found = Look(browser, place, cookie)
    found.page.locator(".page svg").first.wait_for()
    yield found
    found.close()


def drop(look: Look, *paths: Path) -> None:
    """Drop files on the page, as a file manager does."""
    files = [[path.name, base64.b64encode(path.read_bytes()).decode()] for path in paths]
    look.page.evaluate(
        """files => {
            const data = new DataTransfer();
            for (const [name, text] of files)
                data.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], name));
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        files,
    )


def proposal(look: Look, words: str) -> Locator:
    return look.page.locator(".proposal", has_text=words)


def test_what_was_dropped_is_accepted_beside_its_words(look: Look, returned: tuple[Path, Path]) -> None:
    """Contradictions stand side by side and are the user's choice; each decision is one step that can be taken back."""
    drop(look, *returned)
    expect(look.page.locator(".round")).to_contain_text("4 条待定，共 4 条，1 处互相矛盾")
    assert look.served.model.read_text("utf-8") == ORIGINAL
    sides = look.page.locator(".against .proposal")
    expect(sides).to_have_count(2)
    expect(sides.first).to_contain_text("张三")
    expect(sides.first).to_contain_text("紧盯 → 聚焦")
    expect(sides.last).to_contain_text("李四")
    expect(sides.last).to_contain_text("2024-03-06 09:30")
    # All at once leaves the contradiction open.
    look.page.locator(".round").get_by_role("button", name="全部采纳（1 条）").click()
    text = look.wait_for_file("（试行）")
    assert text.replace("（试行）", "") == ORIGINAL
    expect(look.page.locator(".round")).to_contain_text("3 条待定")
    expect(look.page.locator(".message.offer")).to_contain_text("采纳 1 条，不采纳 0 条")
    look.page.locator(".message.offer").get_by_role("button", name="撤销").click()
    assert look.wait_for_file(without="（试行）") == ORIGINAL
    expect(look.page.locator(".round")).to_contain_text("4 条待定")
    # One of two, the other refused with it.
    sides.last.get_by_role("button", name="采纳，第 2 条不采纳").click()
    assert look.wait_for_file("湘西州瞄准") == ORIGINAL.replace("湘西州紧盯", "湘西州瞄准", 1)
    expect(look.page.locator(".round")).to_contain_text("2 条待定，共 4 条")
    expect(look.page.locator(".page svg text", has_text="湘西州瞄准").first).to_be_visible()
    proposal(look, "数字请再核一遍").get_by_role("button", name="已处理").click()
    proposal(look, "（试行）").get_by_role("button", name="不采纳").click()
    expect(look.page.locator(".proposal")).to_have_count(0)
    states = {each.entry.id: each.entry.state for each in bp.Review.open(look.served.model).proposals()}
    assert sorted(states.values()) == ["accepted", "accepted", "refused", "refused"]
    assert look.faults == []


def test_a_proposal_leads_to_its_place(look: Look, returned: tuple[Path, Path]) -> None:
    """With the keyboard alone, in the text, in a field and on the page."""
    drop(look, *returned)
    words = look.page.locator(".against .proposal .words").first
    words.focus()
    look.page.keyboard.press("Enter")
    expect(look.text).to_be_focused()
    behind = look.page.evaluate(
        """() => {
            const { focusNode, focusOffset } = getSelection();
            const range = document.createRange();
            range.setStart(focusNode, focusOffset);
            range.setEndAfter(focusNode.parentElement.closest('p').lastChild);
            return range.toString();
        }"""
    )
    assert behind.startswith("紧盯")
    assert look.page.locator(".finding.review", has_text="紧盯").count() == 1
    caret = look.page.locator(".sheets > .caret")
    expect(caret).to_be_visible()
    look.page.locator(".sheets").evaluate("box => box.scrollTo(0, 5000)")
    title = proposal(look, "（试行）")
    title.locator(".words").click()
    assert look.page.evaluate("document.activeElement.id").endswith("title")
    expect(caret).to_be_in_viewport()
    look.page.get_by_role("button", name="下一条").click()
    assert look.page.evaluate("document.activeElement.closest('.proposal') !== null")


def test_axe_finds_nothing_in_a_round(
    browser: Browser, place: Served, cookie: str, returned: tuple[Path, Path]
) -> None:
    """Neither beside the text nor in the dialog, and nothing is wider than a window at 200 %."""
    bp.Review.open(place.model).take(*returned)
    found = Look(browser, place, cookie, color_scheme="dark", bypass_csp=True).ready()
    found.page.add_script_tag(path=ROOT / "web/node_modules/axe-core/axe.min.js")
    found.page.locator(".against").wait_for()
    assert judged(found) == []
    found.page.get_by_role("button", name="审签").click()
    found.page.locator("dialog .record").wait_for()
    assert judged(found) == []
    found.page.keyboard.press("Escape")
    found.page.set_viewport_size({"width": 683, "height": 384})
    assert found.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found.close()


def test_what_has_changed_meanwhile_is_told(look: Look, returned: tuple[Path, Path]) -> None:
    look.caret_to_start()
    for _ in range(5):
        look.page.keyboard.press("Delete")
    look.wait_for_file(without="湘西州紧盯")
    drop(look, returned[0])
    expect(look.page.locator(".round .told")).to_contain_text("张三.docx")
    expect(look.page.locator(".proposal .warning").first).to_contain_text("放不进现在的文字")
    expect(proposal(look, "聚焦").get_by_role("button", name="采纳", exact=True)).to_have_count(0)


def test_papers_go_out_and_other_files_are_told_apart(look: Look, tmp_path: Path) -> None:
    look.page.get_by_role("button", name="审签").click()
    dialog = look.page.locator("dialog")
    dialog.get_by_role("button", name="做审签稿").click()
    expect(dialog.get_by_role("link", name="打开")).to_have_count(2)
    word = look.served.folder / "out" / "2022-zk30.review.docx"
    assert word.read_bytes() == bp.Review.open(look.served.model).paper()
    with look.page.expect_download() as download:
        dialog.get_by_role("link", name="打开").first.click()
    assert download.value.path().read_bytes() == word.read_bytes()
    look.page.keyboard.press("Escape")
    # One that was typed anew is compared by its text when that is asked for.
    import docx

    typed = docx.Document()
    for line in bp.Review.open(look.served.model)._paper.lines:
        typed.add_paragraph(line.text.replace("湘西州紧盯", "湘西州聚焦"))
    typed.save(str(tmp_path / "重打.docx"))
    drop(look, tmp_path / "重打.docx")
    look.page.locator("dialog").get_by_role("button", name="这是审签回来的稿").click()
    look.page.get_by_role("button", name="按文字比对收回").click()
    expect(proposal(look, "聚焦")).to_have_count(1)
    # The page of the round.
    look.page.get_by_role("button", name="审签").click()
    expect(dialog.locator(".record")).to_contain_text("重打.docx")
    dialog.get_by_role("button", name="做修改情况").click()
    expect(dialog.get_by_role("link", name="打开")).to_have_count(1)
    assert (look.served.folder / "out" / "2022-zk30.修改情况.pdf").read_bytes().startswith(b"%PDF")
