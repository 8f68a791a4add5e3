"""A small document with all kinds of marks, and the outside programs that read files back."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.geometry import A4, Rect, mm
from bulletin_pdf.inks import BLACK, OFFICIAL_RED
from bulletin_pdf.pages import Anchor, Box, Document, Link, Mark, OutlineItem, Page, Rule, Tag, TextRun

TAGS = (
    Tag("Document", -1),
    Tag("H1", 0),
    Tag("TOC", 0),
    Tag("TOCI", 2),
    Tag("Link", 3),
    Tag("P", 0),
    Tag("Table", 0),
    Tag("TR", 6),
    Tag("TH", 7),
    Tag("TD", 7),
    Tag("TD", 7, spans=(2, 1)),
    Tag("P", 0),
)

LINES = (
    "“好”，‘是’——真的……·一二三",
    "他说：“湖南省”——不错（见附件）。",
    "\U00020bb7\U00020bb7山 2022 年",
)
"""What body text is hard with: quotes, joined dashes, characters above U+FFFF, Latin."""


@pytest.fixture(scope="session")
def book() -> FontBook:
    return open_book()


@pytest.fixture(scope="session")
def typesetter(book: FontBook) -> Callable[..., list[Mark]]:
    """Set text on one baseline, each character in the first face of the role's chain that has it."""

    def set_text(x: float, y: float, text: str, role: str = "fangsong", **more: Any) -> list[Mark]:
        runs: list[Mark] = []
        size = float(str(more.pop("size", 16)))
        for char in text:
            face = book.face_for(char, "latin" if char.isascii() else role)
            assert face is not None
            last = runs[-1] if runs else None
            if isinstance(last, TextRun) and last.face == face.id:
                runs[-1] = last._replace(text=last.text + char)
            else:
                runs.append(TextRun(x, y, char, face.id, size, more.get("ink", BLACK), tag=more.get("tag")))
            x += face.advance(char) * size
        return runs

    return set_text


@pytest.fixture(scope="session")
def document(typesetter: Callable[..., list[Mark]]) -> Document:
    """Two pages: masthead, red rule, contents line with a link, body, a table row, folio."""
    first: list[Mark] = [
        *typesetter(80, 120, "湖南精神文明建设", "xbs", size=36, ink=OFFICIAL_RED, tag=1),
        Rule(80, 140, 520, 140, 2, OFFICIAL_RED),
        *typesetter(80, 180, "湘西州：突出“四字”要诀", tag=4),
        Link(Rect(80, 165, 300, 20), "report", "湘西州：突出“四字”要诀", tag=4),
        Rule(300, 178, 480, 178, 1, BLACK, dots=4),
    ]
    for place, line in enumerate(LINES):
        first += typesetter(80, 220 + 29 * place, line, tag=5)
    first += [Box(Rect(80, 300, 100, 0.5), BLACK), *typesetter(80, 320, "县市", "hei", size=10, tag=8)]
    first += typesetter(200, 320, "10", size=10, tag=9)
    first += typesetter(280, 790, "— 1 —", size=14)
    second = [*typesetter(80, 120, "一个目标", "kai", tag=11), *typesetter(280, 790, "— 2 —", size=14)]
    return Document(
        (
            Page(A4, tuple(first), (Anchor("top", 80),), "1", mm(3)),
            Page(A4, tuple(second), (Anchor("report", 100),), "2", mm(3)),
        ),
        TAGS,
        (OutlineItem(1, "湖南精神文明建设", "top"), OutlineItem(2, "湘西州", "report")),
        title="湖南精神文明建设 第30期",
        author="湖南省精神文明建设指导委员会办公室",
        subject="《全面落实》<五有> & 标准",
        keywords=("湘西州", "长沙市"),
        date="2022-06-16",
    )


@pytest.fixture(scope="session")
def run() -> Callable[..., str]:
    """Run an outside program and give what it prints; a missing program skips the test."""

    def run_program(*command: str | Path) -> str:
        if shutil.which(str(command[0])) is None:
            pytest.skip(f"{command[0]} is not installed")
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout.decode("utf-8")

    return run_program
