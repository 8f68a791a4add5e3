"""What Word, WPS and public accounts put on the clipboard, given to `import -` as it is."""

from pathlib import Path

import pytest

from bulletin_pdf.importers.convert import Imported, convert
from bulletin_pdf.importers.sources import PASTED
from importers.helpers import lines_of

TEXT = "近年来，甲县坚持问题导向，建立县、乡、村三级联动机制，实行清单管理、销号办结，切实把问题解决在基层。"
OFFICE = 'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"'
SHEET = """<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!--
 @font-face {font-family:宋体;}
 p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm;font-size:16.0pt;mso-bidi-font-size:12.0pt;}
 p.MsoTitle, li.MsoTitle {text-align:center;font-size:22.0pt;}
 @list l0:level1 {mso-level-text:%1、;}
--></style>"""


def _paragraph(text: str, kind: str = "MsoNormal", style: str = "") -> str:
    return f"<p class={kind} style='{style}'><span>{text}<span lang=EN-US><o:p></o:p></span></span></p>\n"


def _item(mark: str, text: str, font: str = "黑体") -> str:
    ignored = f"<span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>"
    number = f"<![if !supportLists]><span lang=EN-US style='font-family:{font}'>{ignored}</span><![endif]>"
    return (
        f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{number}<span lang=ZH>{text}</span></p>\n"
    )


def _page(fragment: str) -> str:
    return f"<html {OFFICE}><head>{SHEET}</head><body><!--StartFragment-->{fragment}<!--EndFragment--></body></html>"


def _with_header(page: str) -> bytes:
    """The page with what Windows puts before it."""
    form = "Version:1.0\r\nStartHTML:{:010d}\r\nEndHTML:{:010d}\r\nSourceURL:file:///C:/甲.docx\r\n"
    start = len(form.format(0, 0).encode())
    return form.format(start, start + len(page.encode())).encode() + page.replace("\n", "\r\n").encode()


def _pasted(data: bytes | str, tmp_path: Path) -> Imported:
    raw = data.encode() if isinstance(data, str) else data
    made = convert(PASTED, str(tmp_path / "draft.yaml"), "zh", "zh", data=raw)
    assert not made.account.lost
    return made


@pytest.mark.parametrize("header", [False, True])
def test_a_notice_from_word(header: bool, tmp_path: Path) -> None:
    """The title by the size that stands at its letters, numbers without the blanks behind them, no line of the header."""
    page = _page(
        _paragraph("关于做好防火工作", style="text-align:center").replace(
            "<span>", "<span style='font-size:22.0pt'>", 1
        )
        + _paragraph("各乡镇、街道：")
        + _item("一、", "健全机制")
        + _paragraph(TEXT)
        + _item("l", TEXT, "Wingdings")
    )
    made = _pasted(_with_header(page) if header else page, tmp_path)
    report = made.draft.issue.reports[0]
    assert report.title[0].text == "关于做好防火工作"
    assert lines_of(report) == ["各乡镇、街道：", "一、健全机制", TEXT, TEXT]
    assert "StartHTML" not in made.text
    assert {"bullet-list"} <= {edit.why for edit in made.draft.edits}


def test_classes_of_word_say_how_text_looks(tmp_path: Path) -> None:
    """The title of the class for titles alone is larger and centred, though nothing of it stands at the paragraph."""
    made = _pasted(
        _page(_paragraph("山乡新事", "MsoTitle") + _paragraph("县委办公室") + _paragraph(TEXT)), tmp_path
    )
    assert made.draft.issue.reports[0].title[0].text == "山乡新事"


def test_signs_of_symbol_fonts(tmp_path: Path) -> None:
    sign = "<span style='font-family:Wingdings;mso-char-type:symbol'>&#252;</span>"
    made = _pasted(_page(_paragraph("甲县清单") + f"<p class=MsoNormal>{sign}{TEXT}</p>"), tmp_path)
    assert f"✓{TEXT}" in made.text or f"√{TEXT}" in made.text


def test_an_article_of_a_public_account(tmp_path: Path) -> None:
    """What stands around the text of an article goes to the log; its day and its title are used."""
    text = "\n".join(
        ["甲县：文明实践进乡村", "原创 张三 文明甲县 2022-05-18 17:30 发表于湖南", "收录于合集", "#文明实践 12个", "点击蓝字 关注我们", "",
         TEXT, "", TEXT.replace("近年来", "今年以来"), "", "往期推荐", "阅读原文", "阅读 1024"]
    )  # fmt: skip
    made = _pasted(text, tmp_path)
    issue = made.draft.issue
    assert issue.reports[0].title[0].text == "文明实践进乡村"
    assert lines_of(issue.reports[0]) == [TEXT, TEXT.replace("近年来", "今年以来")]
    assert issue.masthead.date.iso == "2022-05-18"
