"""PDFs as paths and as bytes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import bulletin_pdf as bp
from api.material import TEXT
from bulletin_pdf.cli.main import main


@pytest.fixture(scope="module")
def printed() -> bytes:
    return bp.Issue.parse(TEXT).pdf("print").data


def test_bytes_and_paths_are_the_same(
    printed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "document.pdf").write_bytes(printed)
    for form in (printed, bytearray(printed), memoryview(printed), tmp_path / "document.pdf", "document.pdf"):
        report = bp.preflight(form)
        assert (report.verdict, report.problems, report.edition, report.kind) == (
            "pass",
            (),
            "print",
            "issue",
        )
    sheets = bp.impose(printed, "saddle", marks=True)
    assert sheets.data == bp.impose("document.pdf", "saddle", marks=True).data
    assert main(["impose", "-q", "document.pdf", "--scheme", "saddle", "--marks", "-o", "out.pdf"]) == 0
    assert (tmp_path / "out.pdf").read_bytes() == sheets.data
    assert sheets.pages == bp.Issue.parse(TEXT).pdf().pages and sheets.sheets == 1


def test_a_verdict_names_what_was_found(printed: bytes) -> None:
    screen = bp.Issue.parse(TEXT).pdf("screen").data
    assert bp.preflight(screen).verdict == "pass"
    report = bp.preflight(screen, "print", name="web.pdf")
    assert report.verdict == "errors" and report.problems
    assert any("web.pdf" in problem.message("en") + str(problem.details) for problem in report.problems)


def test_an_archive_file_is_verified_from_bytes() -> None:
    archive = bp.Issue.parse(TEXT).pdf("archive")
    report = bp.verify(archive.data)
    assert report.identical and report.pages == archive.pages and not report.problems
    changed = bp.verify(archive.data + b"\n%")
    assert not changed.identical and [problem.code for problem in changed.problems][0] == "B814"
    assert not bp.verify(b"no PDF").identical


@pytest.mark.parametrize("call", [bp.preflight, bp.verify, lambda pdf: bp.impose(pdf, "saddle")])
def test_what_is_no_pdf_is_told(call: Callable[..., object], tmp_path: Path) -> None:
    with pytest.raises(bp.BulletinError) as missing:
        call(tmp_path / "none.pdf")
    assert missing.value.problems[0].code == "B701"
    with pytest.raises(TypeError, match="a path or as bytes"):
        call(None)
    if call is bp.preflight:
        assert bp.preflight(b"").verdict == "errors"
    elif call is not bp.verify:
        with pytest.raises(bp.BulletinError):
            call(b"")


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"scheme": "star"}, ValueError, "scheme must be one of 'saddle'"),
        ({"sheet": "A9"}, ValueError, "sheet must be one of 'auto'"),
        ({"up": 3}, ValueError, "up must be one of"),
        ({"creep": 2}, ValueError, "from 0 to 1"),
        ({"creep": "thick"}, ValueError, "number of mm"),
    ],
)
def test_sheets_that_do_not_exist_are_refused(
    printed: bytes, options: dict[str, str] | dict[str, int], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        given: dict[str, Any] = {"scheme": "nup", **options}
        bp.impose(printed, **given)


def test_an_edition_that_does_not_exist_is_refused(printed: bytes) -> None:
    with pytest.raises(ValueError, match="edition must be one of 'print'"):
        bp.preflight(printed, "prnit")
