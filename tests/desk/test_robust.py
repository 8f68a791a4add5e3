"""Composition at every boundary, closing, many tabs, random edits, kills, a full disk."""

import random
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bulletin_pdf.desk.form import form_of
from bulletin_pdf.desk.issue_answers import Desk
from desk.browser import Look
from desk.conftest import MODEL, ROOT, Served, Server
from desk.test_page import changed_lines, put_blocks


@pytest.fixture
def look(browser: Browser, place: Served, cookie: str) -> Iterator[Look]:
    found = Look(browser, place, cookie).ready()
    yield found
    found.close()


def compose(look: Look, *letters: str, done: str) -> None:
    """Type with an input method: letters first, then what was chosen."""
    session = look.context.new_cdp_session(look.page)
    for text in letters:
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    look.page.wait_for_function("text => document.body.innerText.includes(text)", arg=letters[-1])
    session.send("Input.insertText", {"text": done})
    session.detach()


def test_composition_at_every_boundary(look: Look) -> None:
    """In an empty paragraph, at both edges of a mark, beside a finding, in a field."""
    before = look.served.model.read_text("utf-8")
    asked: list[str] = []
    look.page.on(
        "request",
        lambda request: asked.append(request.post_data or "") if request.url.endswith("/edit") else None,
    )
    look.caret_to_start()
    look.page.keyboard.press("End")
    look.page.keyboard.press("Enter")
    compose(look, "x", "xin", done="新段")
    text = look.wait_for_file("\n      新段")
    for place, edge in (("head of a mark", 0), ("foot of a mark", -1)):
        look.page.evaluate(
            """edge => {
                const strong = document.querySelector('.ProseMirror strong').firstChild
                getSelection().collapse(strong, edge < 0 ? strong.length : 0)
            }""",
            edge,
        )
        compose(look, "b", "bian", done=f"边{edge}")
        assert f"边{edge}" in look.wait_for_file(f"边{edge}"), place
    finding = look.page.locator(".finding.error", has_text="截止目前")
    finding.evaluate("mark => getSelection().collapse(mark.firstChild, mark.firstChild.length)")
    compose(look, "p", "pang", done="旁")
    text = look.wait_for_file("截止目前旁")
    gone, come = changed_lines(before, text)
    assert len(gone) <= 3 and all("bian" not in line and "xin" not in line for line in come)
    field = look.page.locator("input[id=theme]")
    field.focus()
    look.page.keyboard.press("End")
    compose(look, "t", "ti", done="题")
    look.wait_for_file("标准题")
    assert not any("xin" in body or "bian" in body or "pang" in body for body in asked)
    assert look.faults == []


def test_closing_asks_while_something_is_not_saved(look: Look) -> None:
    asks = "() => { const e = new Event('beforeunload', {cancelable: true}); dispatchEvent(e); return e.defaultPrevented }"
    assert look.page.evaluate(asks) is False
    look.served.model.chmod(0o400)
    look.caret_to_start()
    look.page.keyboard.insert_text("甲")
    expect(look.page.locator(".saving")).to_contain_text("只读")
    assert look.page.evaluate(asks) is True
    look.served.model.chmod(0o600)
    look.wait_for_file("甲湘西州")
    expect(look.page.locator(".saving")).to_contain_text("已保存")
    assert look.page.evaluate(asks) is False


def test_what_can_be_undone_stays_with_its_issue(look: Look) -> None:
    before = look.served.model.read_text("utf-8")
    (look.served.folder / "2022-zk31.yaml").write_text(before.replace("number: 30", "number: 31"), "utf-8")
    look.page.reload()
    look.ready().caret_to_start()
    look.page.keyboard.insert_text("试")
    look.wait_for_file("      试湘西州")
    look.page.locator(".year li button", has_text="第31期").click()
    expect(look.page.locator("input[id=number]")).to_have_value("31")
    look.page.locator(".year li button", has_text="第30期").click()
    expect(look.page.locator("input[id=number]")).to_have_value("30")
    look.caret_to_start()
    look.page.keyboard.press("Control+z")
    assert look.wait_for_file(without="试湘西州") == before


def test_a_field_is_undone_after_it_was_saved(look: Look) -> None:
    theme = look.page.get_by_label("专题", exact=True)
    before = theme.input_value()
    for words in ("文明实践", "移风易俗"):
        theme.fill(words)
        look.wait_for_file(words)
        look.page.wait_for_timeout(750)
    look.page.keyboard.press("Control+z")
    look.wait_for_file("文明实践", without="移风易俗")
    opened: list[str] = []
    look.page.on("response", lambda answer: opened.append(answer.url) if "/api/issue" in answer.url else None)
    # Opening an issue ends with its findings; what is pressed before that would be pressed in the form that goes.
    with look.page.expect_response(lambda answer: bool(opened) and answer.url.endswith("/api/check")):
        look.page.locator(".year li button").first.click()
    theme.focus()
    look.page.keyboard.press("Control+z")
    expect(theme).to_have_value(before)
    look.page.keyboard.press("Control+Shift+z")
    look.wait_for_file("文明实践", without="移风易俗")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are set as Linux has it")
def test_a_disk_that_takes_no_more_is_told_until_it_does(browser: Browser, desk: Served) -> None:
    """The system refuses to write, as it does for a full disk or quota; nothing that was typed is lost."""
    import resource

    look = Look(browser, desk).ready()
    before = desk.model.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (0, limits[1]))
    look.caret_to_start()
    look.page.keyboard.insert_text("装不下的字")
    expect(look.page.locator(".saving")).to_contain_text("未能保存")
    assert desk.model.read_bytes() == before
    assert not [path for path in desk.folder.iterdir() if path.suffix not in (".yaml", "")]
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, limits)
    look.wait_for_file("装不下的字")
    expect(look.page.locator(".saving")).to_contain_text("已保存")


def test_lines_of_a_pdf_are_joined_on_request(look: Look) -> None:
    look.caret_to_start()
    lines = "第一行的文字到这里断\n开，接着写第二行，然后\n又断开了一次，最后才是\n一段的末尾。\n另起一段也断成了两行，\n到这里完。\n"
    look.text.evaluate(
        """(text, words) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData('text/plain', words)
            text.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}))
        }""",
        lines,
    )
    look.page.locator(".message.offer").get_by_role("button", name="合并断行").click()
    text = look.wait_for_file("断开，接着写第二行，然后又断开了一次，最后才是一段的末尾。\n")
    assert "      另起一段也断成了两行，到这里完。" in text


def test_a_tab_beyond_the_connections_of_the_browser_works(
    browser: Browser, place: Served, cookie: str
) -> None:
    """A browser opens six connections to one place: what tabs wait on must not use them up."""
    text = place.model.read_text("utf-8")
    place.model.write_text(text[: text.index("\n  - city: 湘潭市")] + "\n", "utf-8")
    look = Look(browser, place, cookie).ready()
    tabs = [look.open(look.page.url, wait_until="commit") for _ in range(7)]
    last = tabs[-1]
    last.locator(".page svg").first.wait_for()
    last.locator("input[id=theme]").fill("第八页")
    look.wait_for_file("theme: 第八页")
    expect(look.page.locator("input[id=theme]")).to_have_value("第八页")
    look.close()


def test_ctrl_c_ends_it_with_pages_open(browser: Browser, desk: Served) -> None:
    look = Look(browser, desk)
    look.page.locator(".page svg").first.wait_for()
    desk.process.send_signal(signal.SIGINT)
    assert desk.process.wait(10) in (0, 130)


def test_random_edits_change_their_own_lines_alone(tmp_path: Path) -> None:
    """Edits as the page sends them, made from its own form: the saved file differs in the values that were edited."""
    folder = tmp_path / "简报"
    shutil.copytree(ROOT / "issues", folder)
    model = folder / MODEL
    put_blocks(model)
    desk = Desk(str(folder), lambda: None)
    draw = random.Random(9704)
    for _ in range(60):
        before = model.read_text("utf-8")
        form = form_of(str(model), before, "zh")
        assert form is not None
        texts = {path: node.value for path, node in form.texts}
        path, value = draw.choice([(path, value) for path, value in texts.items() if path[-1] != "figure"])
        at = draw.randrange(len(value.rstrip("\n")) + 1)
        new = (
            value[:at]
            + draw.choice(["甲", "：", " #", "“乙”", "'", '"', "- ", "a: b", "{", "&c"])
            + value[at:]
        )
        edit = {"op": "set", "path": list(path), "value": new}
        desk.edit({"file": MODEL, "version": desk.working(MODEL).version, "edits": [edit]})
        desk.save_texts()
        after = model.read_text("utf-8")
        changed = form_of(str(model), after, "zh")
        assert changed is not None
        said = {path: node.value for path, node in changed.texts}
        assert said.pop(path).rstrip("\n") == new.rstrip("\n")
        texts.pop(path)
        assert said == texts
        gone, _ = changed_lines(before, after)
        assert len(gone) <= 1, f"{path}: {gone}"
    desk.save_all()


def test_a_kill_at_any_moment_leaves_a_whole_file(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "简报"
    server = Server()
    try:
        for moment in (0, 500):
            served = server(folder)
            look = Look(browser, served)
            look.page.locator(".page svg").first.wait_for()
            before = served.model.read_text("utf-8")
            look.caret_to_start()
            look.page.keyboard.insert_text("杀")
            look.page.wait_for_timeout(moment)
            served.process.kill()
            served.process.wait()
            after = served.model.read_text("utf-8")
            at = before.index("      ", before.index("text: |")) + 6
            assert after in (before, before[:at] + "杀" + before[at:])
            look.close()
    finally:
        server.end()


def test_an_old_browser_is_told_what_is_needed(browser: Browser, place: Served, cookie: str) -> None:
    look = Look(browser, place, cookie)
    look.context.add_init_script("delete HTMLElement.prototype.inert")
    look.page.reload()
    expect(look.page.locator("#app")).to_contain_text("Chrome 或 Edge 109")
    assert look.page.locator(".desk").count() == 0
    look.close()
