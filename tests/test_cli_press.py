"""The command line for the printer: options, editions, head, copies, ticket."""

import hashlib
import json
import re
from pathlib import Path

import pypdf
import pytest

from bulletin_pdf.cli.main import main

ISSUE = "issues/2022-zk30.yaml"


def build(*arguments: object) -> int:
    return main(["build", "-q", ISSUE, *map(str, arguments)])


def test_editions_of_a_pair(tmp_path: Path) -> None:
    assert build("--edition", "print", "overprint", "head", "-o", tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "2022-zk30.head.pdf", "2022-zk30.overprint.pdf", "2022-zk30.pdf",
    ]  # fmt: skip


def test_the_head_and_its_sheet(tmp_path: Path) -> None:
    assert main(["head", "-q", ISSUE, "-o", str(tmp_path / "out")]) == 0
    assert main(["head", "-q", ISSUE, "--registration", "-o", str(tmp_path / "r.pdf")]) == 0
    assert len(pypdf.PdfReader(tmp_path / "out" / "2022-zk30.head.pdf").pages) == 1
    assert "--offset" in pypdf.PdfReader(tmp_path / "r.pdf").pages[0].extract_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--copies", "300-1"),
        ("--copies", "many"),
        ("--copies", "1-3", "--copies-from", "x.csv"),
        ("--offset", "3"),
        ("--offset", "a,b"),
        ("--offset", "100,0"),
        ("--offset", "nan,0"),
        ("--red", "pink"),
    ],
)
def test_what_cannot_be_meant(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert build(*arguments, "-o", tmp_path) == 2
    assert not list(tmp_path.iterdir())


def test_what_is_wrong_with_the_material_stops_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build("--intent", tmp_path / "none.icc", "-o", tmp_path) == 1
    assert build("--copies-from", tmp_path / "none.csv", "-o", tmp_path) == 1
    err = capsys.readouterr().err
    assert "B601" in err
    assert "B608" in err
    assert not list(tmp_path.iterdir())


def test_copies_from_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("份号,单位\n1-2,省委办公厅\n9,文明办\n", "gb18030")
    assert build("--copies-from", path, "-o", tmp_path / "a.pdf") == 0
    assert len(pypdf.PdfReader(tmp_path / "a.pdf").pages) == 24


def test_print_options_leave_the_screen_alone(tmp_path: Path) -> None:
    assert build("--edition", "screen", "-o", tmp_path / "a.pdf") == 0
    assert (
        build("--edition", "screen", "--red", "spot", "--marks", "--copies", "1-3", "-o", tmp_path / "b.pdf")
        == 0
    )
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_ticket_says_what_the_file_is(tmp_path: Path) -> None:
    assert build("--ticket", "--red", "spot", "--copies", "1-40", "-o", tmp_path / "a.pdf") == 0
    ticket = json.loads((tmp_path / "a.ticket.json").read_text("utf-8"))
    assert ticket["sha256"] == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    assert ticket["plates"] == ["Black", "BulletinRed"]
    assert (ticket["pages"], ticket["leaves"], ticket["sheets"], ticket["run"]) == (8, 4, 2, 40)
    assert ticket["total_sheets"] == 80
    (page,) = pypdf.PdfReader(tmp_path / "a.ticket.pdf").pages
    text = "".join(page.extract_text().split())
    assert ticket["sha256"] in text
    assert "骑马订" in text
    assert "40份，共A380张" in text


def test_the_ticket_is_the_same_each_time(tmp_path: Path) -> None:
    for directory in ("a", "b"):
        assert build("--ticket", "-o", tmp_path / directory / "x.pdf") == 0
    for name in ("x.pdf", "x.ticket.pdf", "x.ticket.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_what_is_printed_for_people_speaks_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build("--lang", "en", "--ticket", "--edition", "print", "proof", "-o", tmp_path)
    (ticket,) = pypdf.PdfReader(tmp_path / "2022-zk30.ticket.pdf").pages
    own = "湖南精神文明建设 新时代文明实践工作专刊 第30期"
    assert not re.search("[㐀-鿿]", ticket.extract_text().replace(own, ""))
    assert json.loads((tmp_path / "2022-zk30.ticket.json").read_text("utf-8"))["binding"] == "saddle-stitched"
    *_, notes = pypdf.PdfReader(tmp_path / "2022-zk30.proof.pdf").pages
    assert "is misspelt" in notes.extract_text() and "错误" not in notes.extract_text()
    # No locale changes the bytes of a file: unasked, they speak Chinese everywhere.
    for locale in ("zh_CN.UTF-8", "C"):
        monkeypatch.setenv("LC_ALL", locale)
        build("--ticket", "--edition", "print", "proof", "-o", tmp_path / locale)
    for name in ("2022-zk30.ticket.pdf", "2022-zk30.ticket.json", "2022-zk30.proof.pdf"):
        assert (tmp_path / "C" / name).read_bytes() == (tmp_path / "zh_CN.UTF-8" / name).read_bytes()


def test_spines() -> None:
    # the worked example, 240 pages of 80 g/m².
    from bulletin_pdf.press.ticket import spine_of

    assert spine_of(240, 80, glued=False) == pytest.approx(12.92, abs=0.01)
    assert spine_of(240, 80, glued=True) == pytest.approx(13.42, abs=0.01)
