"""A long file read back by several processes says what it says to one."""

import json
import subprocess
import sys
from pathlib import Path

from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.geometry import A4
from bulletin_pdf.inks import BLACK
from bulletin_pdf.pages import Document, Page, TextRun
from bulletin_pdf.pdf.profile import PRINT
from bulletin_pdf.pdf.write.pdf_file import render

# In a process of its own: one with threads, as a test runner's, is not forked from.
SCRIPT = """
import json, os, sys
from bulletin_pdf import parallel
from bulletin_pdf.pdf.readback.file_text import UnreadableError, read_back

forked = []
os.register_at_fork(after_in_parent=lambda: forked.append(1))

def said(jobs):
    try:
        back = read_back(open(sys.argv[1], "rb").read(), jobs)
    except UnreadableError as error:
        return str(error)
    pages = [
        [(content.text, content.shown, content.stream().hex(), sorted(map(bytes.decode, content.fonts)), content.on_page)
         for content in page.contents]
        for page in back.pages
    ]
    return pages, [(font.name, sorted(b"".join(font.shown))) for font in back.fonts]

one = said(1)
assert not forked
print(json.dumps([one == said(3), len(forked), one if isinstance(one, str) else ""]))
"""
PAGES = 280
"""More than two processes take at once."""


def _file(path: Path) -> Path:
    book = open_book()
    face = book.face("kai").id
    pages = tuple(
        Page(A4, (TextRun(80, 100, f"第{number}页〔２０２２〕", face, 16, BLACK),)) for number in range(PAGES)
    )
    path.write_bytes(render(Document(pages, (), (), "多页"), PRINT, book))
    return path


def _outcome(path: Path) -> list[object]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)], capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


def test_several_processes_read_the_same(tmp_path: Path) -> None:
    same, forked, _ = _outcome(_file(tmp_path / "long.pdf"))
    assert same
    assert forked == 1, "nobody else read"


def test_damage_is_told_by_whoever_meets_it(tmp_path: Path) -> None:
    path = _file(tmp_path / "long.pdf")
    data = bytearray(path.read_bytes())
    at = data.index(b"stream\n", len(data) // 8) + 9
    data[at : at + 8] = bytes(8)
    path.write_bytes(data)
    same, _, why = _outcome(path)
    assert same
    assert "error" in str(why)
