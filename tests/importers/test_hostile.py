"""Input nobody means well by: a clear problem or a draft, within bounds of time and memory."""

import os
import resource
import signal
import sys
import traceback
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from bulletin_pdf.cli.main import main

TEXT = "文明实践工作取得成效，群众满意度持续提升，各项任务有序推进，形成上下联动、齐抓共管的工作格局，推动中心建设迈上新台阶。"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SECONDS = 60

TEXTS = {
    "deep.html": "<html><body>" + "<div>" * 10_000 + TEXT + "</div>" * 10_000,
    "bold.html": "<html><body>" + "<b><p>" * 3_000 + TEXT,
    "tables.html": "<html><body>" + "<table><tr><td>" * 3_000 + TEXT,
    "cells.html": "<html><table>" + "<tr><td>甲<td>乙" * 10_000,
    "comments.html": "<html>" + "<!--" * 200_000,
    "tags.html": "<html>" + "<a " * 300_000,
    "quotes.html": "<html>" + '<a x="' * 100_000,
    "attribute.html": "<html><body><p " + "a" * 2_000_000 + f" align=center>{TEXT}",
    "references.html": "<html>" + "&" * 200_000,
    "scripts.html": "<html>" + "<script>" * 200_000,
    "entities.html": f'<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]><html><body><p>&b;{TEXT}',
    "paragraphs.html": "<html><body>" + "<p>" * 300_000 + TEXT,
    "spaces.txt": TEXT + " " * 1_000_000 + TEXT,
    "lines.txt": "短行标题\n" * 100_000,
    "brackets.txt": "（" * 1_000_000,
    "dots.txt": "…" * 6_000 + "\n" + ("第" + " " * 60 + "期\n") * 300 + "1 " * 3_000,
    "invisible.txt": "\u200b" * 1_000_000 + TEXT,
    "stars.txt": "a**b" * 4_000,
}
BYTES = {
    "random.txt": bytes(range(256)) * 2000,
    "zeros.html": bytes(100_000),
    "empty.txt": b"",
    "pdf.html": b"%PDF-1.4\n",
    "picture.docx": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "cut.docx": b"PK\x03\x04" + bytes(range(256)),
    "locked.docx": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
}
PARTS = {
    "bomb.docx": "<a>" + "0" * (100 << 20),
    "laughs.docx": f'<!DOCTYPE l [<!ENTITY a "{"a" * 1000}">]><w:document {WORD}><w:body>&a;</w:body></w:document>',
    "deep.docx": f"<w:document {WORD}><w:body>" + "<w:tbl><w:tr><w:tc>" * 5000,
    "long.docx": f"<w:document {WORD}><w:body>"
    + f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>" * 10_000
    + "</w:body></w:document>",
    "bodyless.docx": f"<w:document {WORD}/>",
    "empty.docx": f"<w:document {WORD}><w:body/></w:document>",
    "other.docx": "<html><body>x</body></html>",
}

GIVEN = 1 << 30
"""Bytes of address space an import may take."""


class Done(NamedTuple):
    returncode: int
    stderr: str


def run(path: Path) -> Done:
    """Import as the command does, in a process of its own that has what this one has loaded."""
    said = path.parent / "said"
    child = os.fork()
    if not child:
        # What this process holds of other tests is not the import's.
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + GIVEN, held + GIVEN))
        signal.alarm(SECONDS)
        os.chdir(path.parent)
        sys.stdout = sys.stderr = said.open("w", encoding="utf-8")
        code = 99
        try:
            code = main(["import", path.name, "--lang", "en"])
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    return Done(os.waitstatus_to_exitcode(status), said.read_text("utf-8"))


def judge(path: Path, done: Done) -> None:
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    draft = path.with_suffix(".yaml")
    if done.returncode == 1:
        assert "error B9" in done.stderr
        assert not draft.exists()
    else:
        assert draft.exists()


@pytest.mark.parametrize("name", TEXTS)
def test_texts(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[name], "utf-8")
    judge(path, run(path))


@pytest.mark.parametrize("name", BYTES)
def test_bytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BYTES[name])
    done = run(path)
    judge(path, done)
    assert done.returncode == 1


@pytest.mark.parametrize("name", PARTS)
def test_documents(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", PARTS[name])
    done = run(path)
    judge(path, done)
    assert done.returncode == 1


def test_a_document_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "half.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {WORD}><w:body/></w:document>")
    path.write_bytes(path.read_bytes()[:-30])
    judge(path, run(path))


def test_a_path_that_is_none(tmp_path: Path) -> None:
    done = run(tmp_path / "nothing.html")
    assert done.returncode == 1
    assert "B701" in done.stderr
