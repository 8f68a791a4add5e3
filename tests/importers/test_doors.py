"""Web archives, mails, RTF, workbooks, CSV; and files that are something else, which are named."""

import datetime
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from bulletin_pdf.build import publish
from bulletin_pdf.cli.main import main
from bulletin_pdf.importers.convert import convert
from bulletin_pdf.importers.file_formats import file_format
from bulletin_pdf.issue.model import Figure, Issue, Table
from bulletin_pdf.problems import BulletinError
from importers.helpers import import_text
from support.narrowed import prose_of

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("striprtf")

LONG = "某县坚持以群众需求为导向，扎实推进文明实践中心建设，建成实践所18个、实践站216个，群众满意度不断提升。"
TITLE = "推进移风易俗树立文明新风"


def texts(issue: Issue) -> list[str]:
    return [prose_of(element).text for element in issue.reports[0].body if hasattr(element, "prose")]


def rows(issue: Issue) -> list[list[str]]:
    (table,) = (e for report in issue.reports for e in report.body if isinstance(e, Table))
    return [[cell.prose.text for cell in row] for row in table.rows]


def png() -> bytes:
    data = io.BytesIO()
    Image.effect_noise((300, 200), 50).save(data, "PNG")
    return data.getvalue()


def archive(charset: str, transfer: str) -> bytes:
    """A web archive as browsers write it."""
    message = EmailMessage()
    message["Subject"] = "存下的网页"
    page = (
        f"<html><body><h1>{TITLE}</h1><p>{LONG}</p><img src='http://a.example.invalid/1.png'></body></html>"
    )
    message.set_content(page, "html", charset, cte=transfer)
    message.add_related(png(), "image", "png", headers=["Content-Location: http://a.example.invalid/1.png"])
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
def test_a_web_archive(tmp_path: Path, charset: str, transfer: str) -> None:
    result, issue = import_text(archive(charset, transfer), tmp_path, "a.mht")
    assert issue.reports[0].title[0].text == TITLE
    assert texts(issue) == [LONG]
    assert [type(element) for element in issue.reports[0].body].count(Figure) == 1
    assert "Subject: 存下的网页" in [edit.before for edit in result.draft.edits]
    assert not result.account.lost


def test_a_mail_of_plain_text_with_a_paper_attached(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = (
        TITLE,
        "甲 <a@a.example.invalid>",
        "b@b.example.invalid",
    )
    message.set_content(f"{LONG}\n\n{LONG[4:]}\n", cte="base64")
    message.add_attachment(b"PK\x03\x04", "application", "octet-stream", filename="附件.docx")
    result, issue = import_text(message.as_bytes(), tmp_path, "a.eml")
    assert issue.reports[0].title[0].text == TITLE
    assert texts(issue) == [LONG, LONG[4:]]
    assert [dict(p.details)["file"] for p in result.problems if p.code == "B970"] == ["附件.docx"]
    assert not result.account.lost


def test_text_that_only_looks_like_a_mail(tmp_path: Path) -> None:
    assert file_format(f"来源: 甲\n{TITLE}\n{LONG}".encode()) == "text"
    assert file_format(b"Subject: a\nthis goes on without fields\n") == "text"


RTF = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}{\b " + "".join(f"\\u{ord(c)}?" for c in TITLE) + r"}\par "
    + "".join(f"\\'{byte:02x}" for byte in LONG.encode("gbk")) + r"\par "
    + r"\trowd\intbl A\cell 1\cell\row\trowd\intbl B\cell 2\cell\row\pard "
    + "".join(f"\\u{ord(c)}?" for c in LONG[4:]) + r"\par}"
)  # fmt: skip


def test_rtf_without_an_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin_pdf.importers.office._find", lambda: "")
    result, issue = import_text(RTF, tmp_path, "a.rtf")
    assert issue.reports[0].title[0].text == TITLE
    assert texts(issue) == [LONG, LONG[4:]]
    assert rows(issue) == [["A", "1"], ["B", "2"]]
    assert "B971" in {problem.code for problem in result.problems}
    assert not result.account.lost


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "各县区文明实践情况统计表"
    sheet.merge_cells("A1:D1")
    sheet.append(["县区", "实践站", "完成率", "日期"])
    sheet.append(["甲县", 1200, 0.985, datetime.date(2026, 5, 30)])
    sheet.append(["乙县", 8.5, "=B3*2", None])
    sheet["B3"].number_format, sheet["C3"].number_format = "#,##0", "0.0%"
    sheet["A3"].comment = openpyxl.comments.Comment("批注的话", "丙")
    sheet["A6"] = "注：数据截至五月底。"
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "不给人看"
    hidden.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook(tmp_path: Path) -> None:
    result, issue = import_text(workbook(), tmp_path, "a.xlsx")
    assert rows(issue) == [
        ["县区", "实践站", "完成率", "日期"],
        ["甲县", "1,200", "98.5%", "2026-05-30"],
        ["乙县", "8.5", "=B3*2", ""],
    ]
    assert "各县区文明实践情况统计表" in result.text
    assert "注：数据截至五月底。" in result.text
    logged = {edit.before: edit.why for edit in result.draft.edits}
    assert (logged["批注的话"], logged["不给人看"]) == ("comment", "hidden-sheet")
    assert "B973" in {problem.code for problem in result.problems}
    assert not result.account.lost
    publish(tmp_path / "a.yaml", str(tmp_path / "a.pdf"), "print")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_of_values(tmp_path: Path, mark: str, encoding: str) -> None:
    text = f'县区{mark}数量\r\n甲县{mark}"1{mark}200"\r\n乙县{mark}8\r\n'
    result, issue = import_text(text.encode(encoding), tmp_path, "a.csv")
    assert rows(issue)[0] == ["县区", "数量"]
    assert rows(issue)[2] == ["乙县", "8"]
    assert not result.account.lost


def package(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200)
OTHERS = {
    "PDF": b"%PDF-1.7\n",
    "图片": b"\xff\xd8\xff\xe0",
    "压缩包": package("a.txt"),
    "OFD": package("OFD.xml"),
    "演示文稿": package("[Content_Types].xml", "ppt/presentation.xml"),
    "旧版表格": OLE + "Workbook".encode("utf-16-le"),
    "录音": b"ID3\x04",
    "电子书": package("x")[:30] + b"mimetypeapplication/epub+zip",
}


@pytest.mark.parametrize("said", OTHERS)
def test_what_cannot_be_imported_is_called_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.docx").write_bytes(OTHERS[said])
    assert main(["import", "a.docx", "--lang", "zh"]) == 1
    told = capsys.readouterr().err
    assert "B901" in told
    assert said in told
    assert not (tmp_path / "a.yaml").exists()


def test_an_old_document_without_an_office_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bulletin_pdf.importers.office._find", lambda: "")
    with pytest.raises(BulletinError) as caught:
        import_text(OLE + "WordDocument".encode("utf-16-le"), tmp_path, "a.doc")
    assert [problem.code for problem in caught.value.problems] == ["B905"]


def test_a_damaged_workbook_is_told(tmp_path: Path) -> None:
    with pytest.raises(BulletinError) as caught:
        import_text(package("xl/workbook.xml"), tmp_path, "a.xlsx")
    assert [problem.code for problem in caught.value.problems] == ["B972"]


def _package(*parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for part in parts:
            package.writestr(part, "x" * 300)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (_package("[Content_Types].xml", "xl/workbook.xml")[:700], "B972", "xlsx"),
        (_package("[Content_Types].xml", "word/document.xml")[:700], "B902", "Word"),
        (_package("[Content_Types].xml", "ppt/presentation.xml")[:700], "B901", "slides"),
        (_package("甲.txt")[:200], "B901", "damaged package"),
        (_package("ppt/presentation.xml"), "B901", "slides"),
        (_package("OFD.xml"), "B901", "OFD"),
        (b"\x05admin" + bytes(156), "B901", "~$"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(90), "B901", "shortcut"),
        (b"\xd0\xcf\x11\xe0" + "__properties_version1.0".encode("utf-16-le"), "B901", "Outlook"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "B909", "password"),
    ],
)
def test_what_a_file_is_whatever_its_name(data: bytes, code: str, said: str, tmp_path: Path) -> None:
    """Named as a Word file: the message names what it is."""
    source = tmp_path / "来稿.docx"
    source.write_bytes(data)
    with pytest.raises(BulletinError) as caught:
        convert(str(source), str(tmp_path / "draft.yaml"), "en")
    told = [(problem.code, problem.message("en")) for problem in caught.value.problems]
    assert [code for code, _ in told] == [code]
    assert said in told[0][1]


@pytest.mark.parametrize(("name", "title"), [("各县区实践站统计", "各县区实践站统计"), ("Sheet1", None)])
def test_the_name_of_a_sheet_is_its_title(name: str, title: str | None, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = name
    for row in (("县区", "实践站"), ("甲县", 18)):
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    made = convert(str(tmp_path / "book.xlsx"), str(tmp_path / "book.yaml"), "zh")
    assert (made.draft.issue.reports[0].title[0].text == title) == (title is not None)
