"""Older material from paths, folders and bytes."""
# Calls that a type checker refuses are part of what is tested.
# mypy: disable-error-code="arg-type, dict-item, list-item"

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import bulletin_pdf as bp
from bulletin_pdf.cli.main import main

PAPER = "长沙市：文明实践进社区\n\n长沙市推动文明实践活动进社区,取得明显成效。\n"


def test_it_is_what_the_command_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(PAPER, "utf-8")
    assert main(["import", "-q", "a.txt", "--lang", "zh", "--certificate", "--log", "a.log"]) == 0
    draft = bp.import_file("a.txt")
    assert draft.text == (tmp_path / "a.yaml").read_text("utf-8") and draft.path == "a.yaml"
    assert draft.log() == (tmp_path / "a.log").read_text("utf-8")
    assert draft.certificate() == (tmp_path / "a.import.json").read_bytes()
    with pytest.raises(bp.BulletinError) as taken:
        draft.write()
    assert taken.value.problems[0].code == "B907"
    draft.write(force=True)


def test_bytes_are_imported_like_a_file_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(PAPER, "utf-8")
    by_name = bp.import_file(("a.txt", PAPER.encode()))
    assert by_name.text == bp.import_file("a.txt").text
    assert json.loads(by_name.certificate())["source"]["sha256"]
    bare = bp.import_file(PAPER.encode(), lang="en", keys="zh")
    assert bare.path == "pasted.yaml" and "标题: 文明实践进社区" in bare.text
    assert bare.issue.check().can_be_built


def test_several_make_one_issue_also_when_they_are_called_alike() -> None:
    other = PAPER.replace("长沙市", "株洲市")
    draft = bp.import_file(
        PAPER.encode(), other.encode(), ("x.txt", PAPER.replace("长沙市", "湘潭市").encode())
    )
    assert draft.reports == 3 and draft.guesses
    assert all(city in draft.text for city in ("长沙市", "株洲市", "湘潭市"))
    assert "湘潭市" in draft.issue.text


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: bp.import_file(), TypeError, "at least one source"),
        (lambda: bp.import_file(7), TypeError, "source must be a path"),
        (lambda: bp.import_file(("a", "b")), TypeError, "its name and its bytes"),
        (lambda: bp.import_file(b"x", lang="fr"), ValueError, "lang must be one of 'zh', 'en'"),
        (lambda: bp.import_file(b"x", keys="fr"), ValueError, "keys must be one of"),
        (lambda: bp.import_file(b"x", like="a.yaml", into="b.yaml"), ValueError, "exclude each other"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused(
    call: Callable[..., object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        call()


def test_what_cannot_be_imported_is_told(tmp_path: Path) -> None:
    for source in (tmp_path / "none.docx", b"%PDF-1.4", b"", ("a.docx", b"PK\x03\x04")):
        with pytest.raises(bp.BulletinError):
            bp.import_file(source)
