"""Every issue of the corpus, in every edition, says what its source says; outside readers agree with ours."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

import bulletin_pdf as bp
from bulletin_pdf.build import publish
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.readback.file_text import read_back
from bulletin_pdf.press.copies import copies_in_range
from bulletin_pdf.press.options import PrintOptions
from conformance.corpus import NAMES, source_of
from support.measured import pages_by_readers, squashed

EVERY = [*NAMES, "model"]


@pytest.mark.parametrize("name", EVERY)
def test_every_edition_is_proved(name: str, tmp_path: Path) -> None:
    """The build itself compares; its certificate counts what outside readers find."""
    counts = set()
    issue = bp.Session().read(source_of(name))
    for edition in PROFILES:
        target = tmp_path / f"{name}.{edition}.pdf"
        made = issue.pdf(edition, PrintOptions(certificate=True))
        target.write_bytes(made.data)
        certificate = json.loads(made.certificate or b"")
        pages = pages_by_readers(target, "pdftotext")
        assert [page["characters"] for page in certificate["pages"]] == list(map(len, pages)), edition
        assert [page["sha256"] for page in certificate["pages"]] == [_digest(page) for page in pages], edition
        if edition in ("print", "screen", "archive"):
            counts.add(certificate["text"]["sha256"])
    assert len(counts) == 1


@pytest.mark.parametrize("reader", ["mutool", "pypdf"])
@pytest.mark.parametrize("name", ["latin", "rare-names", "tables", "traditional", "model"])
def test_outside_readers_agree_with_ours(name: str, reader: str, tmp_path: Path) -> None:
    target = tmp_path / "issue.pdf"
    publish(str(source_of(name)), str(target), "archive")
    ours = [squashed(page.text) for page in read_back(target.read_bytes()).pages]
    assert pages_by_readers(target, reader) == ours


@pytest.mark.parametrize("edition", ["print", "overprint", "head"])
def test_printers_marks_are_told_from_text(edition: str, tmp_path: Path) -> None:
    target = tmp_path / "一份名字很长很长的文件，长得连印刷标记的那一行都放不下它后面的字，放不下.pdf"
    publish(str(source_of("secret")), str(target), edition, PrintOptions(marks=True))
    assert read_back(target.read_bytes()).pages[0].text.count("一份名字很长") == 1


def test_numbered_copies_are_proved_one_by_one(tmp_path: Path) -> None:
    target = tmp_path / "copies.pdf"
    copies = copies_in_range("1-60")
    publish(str(source_of("secret")), str(target), "print", PrintOptions(marks=True, copies=copies))
    pages = read_back(target.read_bytes()).pages
    assert [page.contents[-1].text for page in pages if len(page.contents) > 1] == [c.number for c in copies]


def test_the_sheet_that_adjusts_printers_says_nothing_of_an_issue(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    options = PrintOptions(registration=True, certificate=True)
    publish(str(source_of("secret")), str(target), "overprint", options)
    assert not target.with_suffix(".certificate.json").exists()


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
