"""The structure tree of tagged files (docs/rules/archive.md §3)."""

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import A4
from bulletin_pdf.inks import BLACK
from bulletin_pdf.pages import Document, Page, Rule, Tag, TextRun
from bulletin_pdf.pages import Path as Outline
from bulletin_pdf.pdf.profile import PRINT, SCREEN
from bulletin_pdf.pdf.write.pdf_file import write_pdf
from support.narrowed import untyped


@pytest.fixture
def reader(document: Document, book: FontBook, tmp_path: Path) -> pypdf.PdfReader:
    target = tmp_path / "screen.pdf"
    write_pdf(document, SCREEN, book, str(target))
    return pypdf.PdfReader(target)


def shape(element: Any) -> Any:
    """The tree as nested lists of roles; content as numbers, links as OBJR."""
    element = element.get_object()
    if isinstance(element, int):
        return int(element)
    if element.get("/Type") in ("/MCR", "/OBJR"):
        return element["/Type"]
    kids = [shape(kid) for kid in element.get("/K", [])]
    return [element["/S"], *kids] if "/S" in element else kids


def test_the_tree_has_the_documents_tags_in_reading_order(reader: pypdf.PdfReader) -> None:
    assert shape(reader.root_object["/StructTreeRoot"]) == [
        [
            "/Document",
            ["/H1", 0],
            ["/TOC", ["/TOCI", ["/Link", 1, "/OBJR"]]],
            ["/P", 2],
            ["/Table", ["/TR", ["/TH", 3], ["/TD", 4], ["/TD"]]],
            ["/P", 0],
        ]
    ]
    assert untyped(reader.root_object["/MarkInfo"])["/Marked"]


def test_all_content_is_tagged_or_artifact_and_nothing_nests(reader: pypdf.PdfReader) -> None:
    #
    for page in reader.pages:
        depth = 0
        contents = page.get_contents()
        assert contents is not None
        for line in contents.get_data().decode("ascii").splitlines():
            depth += line.endswith("BDC")
            depth -= line == "EMC"
            assert 0 <= depth <= 1
            if re.search(r"(Tj|TJ|S|f|Do)$", line):
                assert depth == 1
        assert depth == 0


def test_text_objects_and_marked_content_never_overlap(reader: pypdf.PdfReader) -> None:
    contents = reader.pages[0].get_contents()
    assert contents is not None
    in_text = False
    for line in contents.get_data().decode("ascii").splitlines():
        if line in ("BT", "ET"):
            in_text = line == "BT"
        if line.endswith("BDC") or line == "EMC":
            assert not in_text


def test_folios_are_pagination_and_rules_layout(reader: pypdf.PdfReader) -> None:
    contents = reader.pages[0].get_contents()
    assert contents is not None
    stream = contents.get_data().decode("ascii")
    assert stream.count("/Artifact <</Type /Pagination>> BDC") == 1
    assert stream.count("/Artifact <</Type /Layout>> BDC") == 3


def test_the_parent_tree_leads_back_from_content(reader: pypdf.PdfReader) -> None:
    # Trap 15: pages first, then annotations, strictly ascending.
    nums = untyped(reader.root_object["/StructTreeRoot"])["/ParentTree"]["/Nums"]
    assert nums[::2] == [0, 1, 2]
    assert [owner.get_object()["/S"] for owner in nums[1]] == ["/H1", "/Link", "/P", "/TH", "/TD"]
    link = untyped(reader.pages[0])["/Annots"][0].get_object()
    assert nums[5].get_object()["/S"] == "/Link"
    assert link["/StructParent"] == 2
    assert [str(page["/StructParents"]) for page in reader.pages] == ["0", "1"]
    assert str(reader.pages[0]["/Tabs"]) == "/S"


def test_cells_have_scope_and_spans(reader: pypdf.PdfReader) -> None:
    #
    table = untyped(reader.root_object["/StructTreeRoot"])["/K"][0]["/K"][3]
    head, _, wide = table["/K"][0]["/K"]
    assert head.get_object()["/A"]["/Scope"] == "/Column"
    assert wide.get_object()["/A"]["/ColSpan"] == 2


def test_neighbouring_marks_of_one_tag_share_one_marked_content(book: FontBook, tmp_path: Path) -> None:
    face = book.face("song").id
    runs = tuple(TextRun(50, 100 + 20 * n, "文", face, 16, BLACK, tag=1) for n in range(5))
    document = Document((Page(A4, runs),), (Tag("Document", -1), Tag("P", 0)), (), "t")
    assert stream_of(tmp_path, document, book, SCREEN).count("BDC") == 1
    assert stream_of(tmp_path, document, book, PRINT).count("BDC") == 0


@pytest.mark.parametrize("profile", [PRINT, SCREEN], ids=lambda profile: profile.name)
def test_artwork_says_its_actual_text(book: FontBook, tmp_path: Path, profile: Any) -> None:
    steps = (("M", 10.0, 10.0), ("L", 90.0, 10.0), ("L", 90.0, 50.0), ("Z",))
    tags = (Tag("Document", -1), Tag("H1", 0, actual_text="湖南"))
    document = Document((Page(A4, (Outline(steps, BLACK, tag=1),)),), tags, (), "t")
    assert "/ActualText <FEFF6E565357>" in stream_of(tmp_path, document, book, profile)


def test_a_tag_may_go_on_over_pages(book: FontBook, tmp_path: Path) -> None:
    run = TextRun(50, 100, "文", book.face("song").id, 16, BLACK, tag=1)
    rule = Rule(0, 0, 9, 9, 1, BLACK)
    document = Document(
        (Page(A4, (rule, run)), Page(A4, (run,))), (Tag("Document", -1), Tag("P", 0)), (), "t"
    )
    target = tmp_path / "over.pdf"
    write_pdf(document, SCREEN, book, str(target))
    tree = pypdf.PdfReader(target).root_object["/StructTreeRoot"]
    assert shape(tree) == [["/Document", ["/P", "/MCR", "/MCR"]]]


def stream_of(directory: Path, document: Document, book: FontBook, profile: Any) -> str:
    target = directory / "tags.pdf"
    write_pdf(document, profile, book, str(target))
    contents = pypdf.PdfReader(target).pages[0].get_contents()
    assert contents is not None
    return contents.get_data().decode("ascii")
