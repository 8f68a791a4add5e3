"""Returned files that are damaged, foreign or made to harm: each is told what it is, and nothing changes."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.review.paper_maker import paper_of
from bulletin_pdf.review.pdf_out import pdf_paper
from bulletin_pdf.review.returned_file import take
from bulletin_pdf.review.sent_proof import read_sent
from bulletin_pdf.review.word_out import word_paper
from bulletin_pdf.yamldoc.source import SourceText
from review.edited_word import WordFile
from review.test_word import ISSUE

PAPER = paper_of(read_issue(SourceText("issue.yaml", ISSUE.encode()), "")[0])
WORD = word_paper(PAPER)
REFUSED = {
    Code.RETURNED_FILE_UNREADABLE,
    Code.RETURNED_FILE_FOREIGN,
    Code.RETURNED_FILE_OF_OTHER_ISSUE,
    Code.RETURNED_FILE_UNLIKE,
    Code.RETURNED_PDF_WITHOUT_PLACES,
}


def with_part(name: str, content: bytes) -> bytes:
    file = WordFile(WORD)
    parts = {**file.parts, name: content}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for part, data in parts.items():
            out.writestr(part, data)
    return made.getvalue()


def with_text(old: str, new: str) -> bytes:
    document = WordFile(WORD).parts["word/document.xml"].decode()
    assert old in document
    return with_part("word/document.xml", document.replace(old, new).encode())


def documents() -> Iterator[tuple[str, bytes]]:
    head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    foot = "</w:body></w:document>"
    yield "empty", b""
    yield "text", "这是文字".encode()
    yield "old word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    yield "rtf", b"{\\rtf1 a}"
    yield "html", b"<html><body>a</body></html>"
    yield "only a zip's mark", b"PK\x03\x04"
    yield "nothing but zeros", bytes(4096)
    for share in (0.1, 0.5, 0.9, 0.99):
        yield f"cut at {share}", WORD[: int(len(WORD) * share)]
    yield (
        "no main part",
        with_part("[Content_Types].xml", b"<Types/>").replace(b"word/document.xml", b"word/documenx.xml"),
    )
    yield "no XML", with_part("word/document.xml", b"\x00\x01\x02")
    yield "XML left open", with_part("word/document.xml", head.encode())
    yield "entities", with_part("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    yield (
        "too deep",
        with_part("word/document.xml", (head + "<w:p>" * 4000 + "</w:p>" * 4000 + foot).encode()),
    )
    yield "a bomb", with_part("word/document.xml", head.encode() + b" " * (40 << 20) + foot.encode())
    yield "no body", with_part("word/document.xml", b"<a/>")
    yield "damaged properties", with_part("docProps/custom.xml", b"<a")
    yield "no properties", with_part("docProps/custom.xml", b"<a/>")
    yield "not a pdf", b"%PDF-1.7\n%%EOF"
    yield "pdf without pages", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    yield "a zip of something else", _zip({"a.txt": b"a"})
    yield "a workbook", _zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"})


def _zip(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return made.getvalue()


FILES = dict(documents())


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(BulletinError) as caught:
        take(PAPER, "a.docx", FILES[name])
    assert {each.code for each in caught.value.problems} <= REFUSED
    if name == "no properties":  # its text is that of the issue
        assert take(PAPER, "a.docx", FILES[name], foreign=True).foreign
        return
    with pytest.raises(BulletinError):
        take(PAPER, "a.docx", FILES[name], foreign=True)


ODD = {
    "ids of lines there are none of": with_text("bp_12_", "bp_999999_"),
    "an id twice": with_text("bp_12_", "bp_13_"),
    "paragraph ids of another program": with_text("4B5000", "3B5000"),
    "a comment that is not there": with_text(
        "<w:bookmarkStart", '<w:commentRangeStart w:id="77"/><w:bookmarkStart'
    ),
    "a change without author": with_text(
        "<w:body>", "<w:body><w:p><w:ins><w:r><w:t>甲</w:t></w:r></w:ins></w:p>"
    ),
    "a change within a change": with_text(
        "<w:body>",
        '<w:body><w:p><w:ins w:author="a"><w:del w:author="b"><w:r><w:delText>甲</w:delText></w:r></w:del></w:ins></w:p>',
    ),
    "a table within a table": with_text(
        "<w:body>",
        "<w:body><w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
    ),
    "digests of nothing": with_part(
        "docProps/custom.xml", WordFile(WORD).parts["docProps/custom.xml"].replace(b"lines", b"lanes")
    ),
    "a picture outside": with_text("<w:body>", "<w:body><w:p><w:r><w:drawing/></w:r></w:p>"),
    "a field left open": with_text(
        "<w:body>", '<w:body><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    ),
    "a paragraph within a paragraph": with_text(
        "<w:body>", "<w:body><w:p><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:p>"
    ),
    "nothing left": with_part(
        "word/document.xml",
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>',
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_paper_of_the_issue_is_read_as_far_as_it_goes(name: str) -> None:
    for proposal in take(PAPER, "a.docx", ODD[name]).proposals:
        assert proposal.kind
        assert all(0 <= part.line < len(PAPER.lines) for part in proposal.parts)


@pytest.mark.parametrize("change", ["source", "texts", "passages", "form", "not json"])
def test_places_that_were_tampered_with_are_refused(change: str) -> None:
    good = b'{"form":1,"source":"a","issue":"b","texts":["c"],"passages":[[0]],"pages":[{"height":9,"runs":[[0,0,1,1,[1,2]]]}]}'
    assert read_sent(good) is not None
    bad = {
        "source": good.replace(b'"source":"a",', b""),
        "texts": good.replace(b'["c"]', b"7"),
        "passages": good.replace(b"[[0]]", b"[[0,0]]"),
        "form": good.replace(b'"form":1', b'"form":2'),
        "not json": good[:-3],
    }
    assert read_sent(bad[change]) is None


def test_a_proof_cut_short_is_told_apart() -> None:
    proof = pdf_paper(PAPER)
    for share in (0.2, 0.6):
        with pytest.raises(BulletinError) as caught:
            take(PAPER, "a.pdf", proof[: int(len(proof) * share)])
        assert {each.code for each in caught.value.problems} <= REFUSED
