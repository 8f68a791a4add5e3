"""An old paper dropped on the gallery: its design is shown beside it, saved, used, or dropped."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bulletin_pdf.desk.proposal_words import about_key, value_words
from bulletin_pdf.messages import Language
from desk.browser import Look
from desk.conftest import Served
from proposal.word_papers import HEAD, REPORT, word_paper


@pytest.fixture
def look(browser: Browser, place: Served, cookie: str) -> Iterator[Look]:
    found = Look(browser, place, cookie)
    found.page.locator(".page svg").first.wait_for()
    yield found
    found.close()


def test_an_old_paper_becomes_the_design_of_the_issue(look: Look, tmp_path: Path) -> None:
    (tmp_path / "旧简报.docx").write_bytes(word_paper(HEAD + REPORT))
    look.page.get_by_role("button", name="版式").click()
    look.page.get_by_label("从旧简报量…").set_input_files(tmp_path / "旧简报.docx")
    dialog = look.page.get_by_role("dialog", name="量出的版式")
    row = dialog.locator("tr", has=look.page.get_by_role("cell", name="版心 · 行距", exact=True))
    expect(row).to_contain_text("28 磅")
    expect(row).to_contain_text("6 段中的 6 段")
    expect(dialog.locator("figure svg text").first).to_be_visible()
    assert not (look.served.folder / "旧简报.yaml").exists()
    name = dialog.get_by_label("版式名称")
    expect(name).to_have_value("旧简报")
    name.fill("bulletin")
    dialog.get_by_role("button", name="只存版式文件").click()
    expect(dialog.get_by_role("alert")).to_contain_text("已有同名的文件")
    name.fill("本局")
    dialog.get_by_role("button", name="存好并用于这一期").click()
    expect(look.page.locator("dialog")).to_have_count(0)
    assert "./本局.yaml" in look.wait_for_file("./本局.yaml")
    text = (look.served.folder / "本局.yaml").read_text("utf-8")
    assert "design: 本局" in text and "pitch: 28pt  #" in text
    look.page.get_by_role("button", name="版式").click()
    own = look.page.locator(".gallery button", has_text="本局.yaml")
    expect(own).to_have_attribute("aria-pressed", "true")
    assert all("409" in fault for fault in look.faults)  # the name that was taken


def test_what_is_no_old_paper_is_told_and_the_gallery_comes_back(look: Look, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 no document")
    look.page.get_by_role("button", name="版式").click()
    look.page.get_by_label("从旧简报量…").set_input_files(tmp_path / "坏.docx")
    expect(look.page.get_by_role("alert")).to_contain_text("坏.docx")
    look.page.get_by_role("button", name="返回").click()
    expect(look.page.locator(".gallery button").first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "value", "zh", "en"),
    [
        ("page.inner", "28mm", "页面 · 订口：28 毫米", "page inner: 28mm"),
        ("styles.title.face", "xbs", "标题 · 字体：小标宋", "title face: xbs"),
        ("mirror", False, "对称页边：否", "mirror: no"),
        ("folio.place", "outer", "页码 · 位置：外侧", "folio place: outer"),
        ("head.rows", [{"left": "date"}], "报头 · 行：1 行", "head rows: 1 rows"),
        (
            "foot.rows",
            [["report", "send"], ["imprint"]],
            "报尾 · 行：报、送／印发",
            "foot rows: [[report, send], [imprint]]",
        ),
        ("styles.title.lines", [2, 4], "标题 · 占行：2、4", "title lines: [2, 4]"),
    ],
)
def test_settings_are_in_words_of_the_office(path: str, value: object, zh: str, en: str) -> None:
    key = tuple(path.split("."))

    def said(lang: Language) -> str:
        between = "：" if lang == "zh" else ": "
        return about_key(key, lang) + between + value_words(key, value, lang)  # type: ignore[arg-type]

    assert (said("zh"), said("en")) == (zh, en)
    assert not re.search("[a-z]{2}", said("zh"))
