"""The file as a whole: its form, its promises, and that nothing is lost on the way to disk."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import A4, mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.pages import Document, OutlineItem, Page, Rule
from bulletin_pdf.pdf.objects import ObjectTable, name, number, text_string
from bulletin_pdf.pdf.profile import PRINT, PROFILES, SCREEN, Profile
from bulletin_pdf.pdf.write.navigation import page_labels
from bulletin_pdf.pdf.write.pdf_file import render, write_pdf
from bulletin_pdf.safe_files import replace_file
from support.narrowed import present

FORMS = [profile._replace(object_streams=packed) for profile in PROFILES.values() for packed in (True, False)]


@pytest.mark.parametrize("profile", FORMS, ids=lambda form: f"{form.name}-{form.object_streams}")
def test_qpdf_and_ghostscript_find_nothing(
    profile: Profile, document: Document, book: FontBook, tmp_path: Path, run: Callable[..., str]
) -> None:
    target = tmp_path / "issue.pdf"
    write_pdf(document, profile, book, str(target))
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", target)
    assert run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", target) == ""


@pytest.mark.parametrize("edition", sorted(PROFILES))
def test_two_runs_give_the_same_bytes_anywhere(edition: str, tmp_path: Path) -> None:
    script = (
        "import sys, hashlib; from bulletin_pdf.fonts.font_book import open_book\n"
        "from bulletin_pdf.geometry import A4; from bulletin_pdf.inks import BLACK\n"
        "from bulletin_pdf.pages import *; from bulletin_pdf.pdf.write.pdf_file import render\n"
        "from bulletin_pdf.pdf.profile import PROFILES\n"
        "book = open_book()\n"
        "faces = [book.face(role).id for role in ('kai', 'hei')]\n"
        "runs = tuple(TextRun(80, 100, '“好”——湖南省' * 3, face, 16, BLACK) for face in faces)\n"
        "page = Page(A4, runs, label='1')\n"
        "data = render(Document((page,), (), (), '题', date='2022-06-16'), PROFILES[sys.argv[1]], book)\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    digests = set()
    for zone, seed, place in (
        ("UTC", "0", "/"),
        ("Asia/Shanghai", "1", tmp_path),
        ("America/Lima", "77", "/"),
    ):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LANG": "C"}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, map(os.path.abspath, sys.path)))
        done = subprocess.run(
            [sys.executable, "-c", script, edition],
            cwd=place,
            env=environment,
            capture_output=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_different_issues_have_different_ids(document: Document, book: FontBook) -> None:
    other = document._replace(date="2022-06-17")
    ids = {present(re.search(rb"/ID \[<(\w+)>", render(each, PRINT, book)))[1] for each in (document, other)}
    assert len(ids) == 2


@pytest.fixture
def print_file(document: Document, book: FontBook, tmp_path: Path) -> pypdf.PdfReader:
    target = tmp_path / "print.pdf"
    write_pdf(document, PRINT, book, str(target))
    return pypdf.PdfReader(target)


@pytest.fixture
def screen_file(document: Document, book: FontBook, tmp_path: Path) -> pypdf.PdfReader:
    target = tmp_path / "screen.pdf"
    write_pdf(document, SCREEN, book, str(target))
    return pypdf.PdfReader(target)


def test_print_is_pdf_x_4_by_structure(print_file: Any) -> None:
    #
    assert print_file.pdf_header == "%PDF-1.6"
    assert len(print_file.trailer["/ID"]) == 2
    assert "/Encrypt" not in print_file.trailer
    (intent,) = print_file.root_object["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFX"
    assert intent.get_object()["/OutputConditionIdentifier"] == "FOGRA47"
    icc = intent.get_object()["/DestOutputProfile"].get_object().get_data()
    assert (icc[12:16], icc[16:20], icc[36:40]) == (b"prtr", b"CMYK", b"acsp")
    for page in print_file.pages:
        assert "/Annots" not in page
        assert "/TrimBox" in page
        assert "/ArtBox" not in page


def test_boxes_lie_inside_each_other(print_file: Any) -> None:
    # the trim is the page, the bleed 3 mm around it.
    page = print_file.pages[0]
    assert [float(x) for x in page.trimbox] == pytest.approx(
        [mm(3), mm(3), mm(3) + A4.width, mm(3) + A4.height], abs=0.001
    )
    assert page.bleedbox == page.mediabox
    assert [float(x) for x in page.mediabox] == pytest.approx(
        [0, 0, A4.width + mm(6), A4.height + mm(6)], abs=0.001
    )


def test_xmp_and_info_agree(print_file: Any) -> None:
    #
    info, xmp = print_file.metadata, print_file.xmp_metadata
    assert info is not None
    assert xmp is not None
    assert info.title == xmp.dc_title["x-default"] == xmp.dc_title["zh-CN"] == "湖南精神文明建设 第30期"
    assert [info.author] == xmp.dc_creator
    assert info.subject == xmp.dc_description["x-default"] == "《全面落实》<五有> & 标准"
    assert info["/Keywords"] == xmp.pdf_keywords == "湘西州; 长沙市"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20220616000000+08'00'"
    assert info["/Trapped"] == "/False"
    packet = print_file.root_object["/Metadata"].get_object().get_data().decode()
    assert packet.count("2022-06-16T00:00:00+08:00") == 3
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in packet
    assert "<pdf:Trapped>False</pdf:Trapped>" in packet


def test_language_labels_and_title_are_shown(print_file: Any) -> None:
    assert print_file.root_object["/Lang"] == "zh-CN"
    assert print_file.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert print_file.page_labels == ["1", "2"]


@pytest.mark.parametrize("edition", ["print_file", "screen_file"])
def test_the_outline_leads_to_its_pages(edition: str, request: pytest.FixtureRequest) -> None:
    reader: pypdf.PdfReader = request.getfixturevalue(edition)
    outline: list[Any] = reader.outline
    top, below = outline
    assert top.title == "湖南精神文明建设"
    assert below[0].title == "湘西州"
    assert reader.get_destination_page_number(below[0]) == 1


def test_screen_links_lead_to_their_anchor(screen_file: Any) -> None:
    (note,) = screen_file.pages[0]["/Annots"]
    link = note.get_object()
    assert link["/Dest"][0].get_object() == screen_file.pages[1].get_object()
    assert link["/F"] == 4
    assert link["/Contents"] == "湘西州：突出“四字”要诀"


def test_a_link_to_nowhere_is_refused(document: Document, book: FontBook) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        render(document._replace(outline=(OutlineItem(1, "x", "nowhere"),)), PRINT, book)


@pytest.mark.parametrize("date", ["2022年6月16日", "2022-6-16", "20220616"])
def test_a_date_in_another_form_is_refused(document: Document, book: FontBook, date: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        render(document._replace(date=date), PRINT, book)


# Safety of the file on disk


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    document: Document, book: FontBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "issue.pdf"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_pdf(document, PRINT, book, str(target))
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["issue.pdf"]


def test_an_interrupt_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "issue.pdf"
    target.write_bytes(b"old")

    def interrupted(*_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(str(target), b"new")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["issue.pdf"]


def test_material_that_cannot_be_written_leaves_the_old_file(
    document: Document, book: FontBook, tmp_path: Path
) -> None:
    target = tmp_path / "issue.pdf"
    target.write_bytes(b"old")
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        write_pdf(document._replace(date="x"), PRINT, book, str(target))
    assert target.read_bytes() == b"old"


def test_a_name_as_long_as_the_file_system_takes(tmp_path: Path) -> None:
    target = tmp_path / ("简" * 83 + ".pdf")
    replace_file(str(target), b"new")
    assert target.read_bytes() == b"new"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "issue.pdf").write_bytes(b"old")
    (tmp_path / "latest.pdf").symlink_to(tmp_path / "issue.pdf")
    replace_file(str(tmp_path / "latest.pdf"), b"new")
    assert (tmp_path / "latest.pdf").is_symlink()
    assert (tmp_path / "issue.pdf").read_bytes() == b"new"


def test_a_directory_that_is_not_there_is_the_machines_fault(document: Document, book: FontBook) -> None:
    with pytest.raises(FileNotFoundError):
        write_pdf(document, PRINT, book, "/no/such/directory/issue.pdf")


def test_the_length_given_is_the_files(document: Document, book: FontBook, tmp_path: Path) -> None:
    target = tmp_path / "issue.pdf"
    assert write_pdf(document, SCREEN, book, str(target)) == target.stat().st_size


# Values


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-0.0001, "0"),
        (1.0, "1"),
        (841.8898, "841.89"),
        (1190.55118, "1190.551"),
        (-3.5, "-3.5"),
        (1e-7, "0"),
    ],
)
def test_numbers_are_plain_decimals(value: float, written: str) -> None:
    assert number(value) == written


def test_names_are_utf_8_with_every_odd_byte_escaped() -> None:
    #
    assert name("专red 1") == "/#E4#B8#93red#201"


def test_text_strings_escape_what_would_end_them() -> None:
    assert text_string("a(b)\\") == "(a\\(b\\)\\\\)"
    assert text_string("国\U00020bb7") == "<FEFF56FDD842DFB7>"


def test_an_object_never_written_is_refused() -> None:
    table = ObjectTable()
    table.reserve()
    with pytest.raises(ValueError, match="never written"):
        table.to_bytes("1.6", 1, 1, compressed=True)


@pytest.mark.parametrize(
    ("labels", "tree"),
    [
        (["1", "2", "3"], "<</Nums [0 <</S /D /St 1>>]>>"),
        (["封面", "1", "2"], "<</Nums [0 <</P <FEFF5C019762>>> 1 <</S /D /St 1>>]>>"),
        (["A-1", "A-2", "7"], "<</Nums [0 <</P (A-) /S /D /St 1>> 2 <</S /D /St 7>>]>>"),
        (["", ""], "<</Nums [0 <<>> 1 <<>>]>>"),
    ],
)
def test_pages_that_count_on_share_one_label(labels: list[str], tree: str) -> None:
    assert page_labels(labels) == tree


def test_a_long_document_passes_too(book: FontBook, tmp_path: Path, run: Callable[..., str]) -> None:
    # More objects than one object stream holds.
    pages = tuple(Page(A4, (Rule(1, 1, 9, 9, 1, BLACK),), label=str(n)) for n in range(1, 301))
    target = tmp_path / "long.pdf"
    write_pdf(Document(pages, (), (), "t"), PRINT, book, str(target))
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", target)
    assert len(pypdf.PdfReader(target).pages) == 300
