"""What steers a terminal is shown, wherever it comes from: names of files, values, metadata."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from bulletin_pdf.cli.main import main
from bulletin_pdf.cli.terminal import escaped

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
ISSUE = "bulletin: 简报\nnumber: 1\npublisher: 某办\ndate: 2022-01-16\nreports:\n  - title: 动态\n    text: 正文。\n"
NASTY = "\x1b]0;stolen\x07\x1b[31m\u202e\x9b2J\u2066"

unix = pytest.mark.skipif(sys.platform == "win32", reason="such names are Unix's")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def pdf_called(title: str) -> bytes:
    import pypdf

    writer, stream = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": title})
    writer.write(stream)
    return stream.getvalue()


def docx_called(title: str) -> bytes:
    import docx

    word, stream = docx.Document(), io.BytesIO()
    word.core_properties.title = "".join(char for char in title if char >= " ")
    word.add_paragraph(f"甲县组织干部下田，{title[-1]}帮助农户备足种子、化肥，春耕进度快于往年。")
    word.save(stream)
    return stream.getvalue()


CASES = {
    "a name of an issue": (f"{NASTY}.yaml", ISSUE, "build"),
    "a name that is not there": (None, "", f"check {NASTY}.yaml"),
    "a command": (None, "", NASTY),
    "an option": (None, "", f"build a.yaml --edition {NASTY}"),
    "a value quoted": ("a.yaml", ISSUE + 'secrecy: "\\e[31m\\x9b\\u202e"\n', "check"),
    "a value raw": ("a.yaml", ISSUE + f"secrecy: {NASTY}\n", "check"),
    "a key": ("a.yaml", ISSUE + '"\\e[31m": 甲\n', "check"),
    "a path in a value": ("a.yaml", ISSUE + 'design: {artwork: "\\e[31m\\u202e.svg"}\n', "check"),
    "a face": ("a.yaml", ISSUE + 'fonts: {song: "\\e[31m.ttf"}\n', "build"),
    "a title of a PDF": ("a.pdf", pdf_called(NASTY), "preflight"),
    "a title of a Word file": ("a.docx", docx_called(NASTY), "import"),
    "a page": (
        "a.html",
        f"<html><title>{NASTY}</title><body><img src='{NASTY}'><p>{'正文。' * 40}",
        "import",
    ),
}


@unix
@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(("name", "data", "command"), CASES.values(), ids=CASES)
def test_nothing_steers_the_terminal(
    name: str | None, data: str | bytes, command: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name is not None:
        Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())
    code = main([*command.split(" "), *([name] if name else []), "--format", form])
    assert code in (0, 1, 2)
    said = capsys.readouterr()
    assert not STEERING.search(said.out + said.err)
    if form == "json":
        for line in (said.out + said.err).splitlines():
            json.loads(line)


@unix
def test_a_line_end_in_a_name_begins_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\nerror B999: made up.yaml"
    main(["check", name, "--lang", "en"])
    Path(name).write_text(ISSUE.replace("number: 1", "number: 一x"), "utf-8")
    main(["check", name, "--lang", "en"])
    main(["build", name, "--lang", "en"])
    said = capsys.readouterr()
    assert "\\u000aerror B999" in said.err
    assert not [line for line in (said.out + said.err).splitlines() if line.startswith("error B999: made up")]


def test_json_stays_json() -> None:
    value = {"path": NASTY}
    assert json.loads(escaped(json.dumps(value, ensure_ascii=False))) == value
