"""The pages of an open issue: typeset after each edit, drawn as SVG, with fonts subset on demand."""

import base64
import hashlib
import os
import threading
import unicodedata
from collections import Counter

from bulletin_pdf.api.issue import Issue
from bulletin_pdf.api.session import Session
from bulletin_pdf.desk.shown import FontUse, ShownPage, family, show_page
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.fonts.run_glyphs import Glyph
from bulletin_pdf.fonts.webfont import web_font
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, ForeignPdfPage, Page, Picture, TextRun, every_mark
from bulletin_pdf.problems import BulletinError, Problem

_BLANK = ("Zs", "Cf", "Cc")
"""Categories of characters that draw nothing."""

_MAX_SLICES = 24
"""Font files of one face; characters that are typed come one by one."""

_SMALL = 1 << 15
"""Bytes of a font that goes with the pages, so that they need not wait for one more answer."""

_COMMON = tuple(
    char
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF)
    for char in bytes((row, cell)).decode("gb2312", "ignore")
)
"""The 3,755 characters of the first level of GB/T 2312: hardly another is typed."""


class Shown(NamedTuple):
    """An issue as the browser shows it; `pages` is None when its text has errors."""

    pages: tuple[tuple[ShownPage, Page], ...] | None
    problems: tuple[Problem, ...]
    sheets: int = 0
    last_lines: int = 0
    rare: int = 0


class Slice(NamedTuple):
    """A font file of some characters of one font of the page."""

    family: str
    characters: str
    data: bytes

    @property
    def name(self) -> str:
        """The name in its address, which no other content has."""
        return hashlib.sha256(self.data).hexdigest()[:20]

    def record(self) -> dict[str, str]:
        """Return it as the page has it: a small one whole, of a large one where it is to be had.

        Its characters are written as in CSS: `U+4E00,U+4E8C`.
        """
        is_small = len(self.data) <= _SMALL
        return {
            "family": self.family,
            "range": ",".join(f"U+{ord(char):X}" for char in self.characters),
            "data": base64.b64encode(self.data).decode("ascii") if is_small else "",
            "address": "" if is_small else f"/font/{self.name}",
        }


class Stage:
    """Sets issues with one session and keeps what was drawn."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self.session = Session()
        self._lock = threading.RLock()
        """Pages are drawn one issue after the other: what was drawn and cut is kept for all of them."""
        self._use = FontUse()
        self._cut: dict[tuple[str, int], set[str]] = {}
        self.fonts: dict[int, Slice] = {}
        """The font files by the order they were cut in; a page asks for those cut since it asked last."""
        self._slices = 0
        self.pictures: dict[str, str] = {}
        """Paths of pictures by the name in their address."""
        self._drawn: dict[Page, ShownPage] = {}

    def show(self, data: bytes, path: str) -> Shown:
        """Set a text as it would lie at `path`, and draw its pages."""
        base, name = os.path.split(path)
        try:
            made = self.session.parse(data, base=base, name=name).pages("screen")
        except BulletinError as error:
            return Shown(None, tuple(error.problems))
        with self._lock:
            pages = tuple((self._draw(page, made.book), page) for page in made.document.pages)
            self._drawn = {page: drawn for drawn, page in pages}
            self._cut_fonts(made.book)
        count = len(made.document.pages)
        return Shown(
            pages,
            made.problems,
            (count + 1) // 2,
            _lines(made.document),
            _rare(made.document, made.book),
        )

    def first_page(self, data: bytes, path: str) -> tuple[ShownPage, Page] | None:
        """Set a text and draw its first page; None when it has errors."""
        base, name = os.path.split(path)
        try:
            made = Issue.parse(data, base=base, name=name).pages("screen")
        except BulletinError:
            return None
        page = made.document.pages[0]
        with self._lock:
            drawn = show_page(page, made.book, self._use, self._addresses(page))
            self._cut_fonts(made.book)
        return drawn, page

    def _draw(self, page: Page, book: FontBook) -> ShownPage:
        known = self._drawn.get(page)
        if known is None:
            known = show_page(page, book, self._use, self._addresses(page))
        return known

    def _addresses(self, page: Page) -> dict[str, str]:
        named = {}
        for mark in every_mark(page.marks):
            if isinstance(mark, Picture | ForeignPdfPage):
                name = f"{len(self.pictures)}"
                name = next((known for known, path in self.pictures.items() if path == mark.path), name)
                self.pictures[name] = mark.path
                named[mark.path] = f"/picture/{name}"
        return named

    def _cut_fonts(self, book: FontBook) -> None:
        """Cut one slice a face for the characters that no slice has yet; many small ones become one."""
        for (face, number), glyphs in self._use.glyphs.items():
            known = self._cut.setdefault((face, number), set())
            new = {char: glyph for char, glyph in glyphs.items() if char not in known}
            # Browsers refuse a font without any outline; blanks come with the next characters, and need none till then.
            if any(unicodedata.category(char) not in _BLANK for char in new):
                known.update(new)
                name = family(face, number)
                before = [place for place, cut in self.fonts.items() if cut.family == name]
                if len(before) >= _MAX_SLICES:
                    new = {char: glyphs[char] for char in known}
                    for place in before:
                        del self.fonts[place]
                self.fonts[self._slices] = Slice(name, "".join(sorted(new)), web_font(book.by_id(face), new))
                self._slices += 1

    def ready_common(self, data: bytes, path: str) -> None:
        """Cut the common characters of the face that most of a text is set in, before they are typed.

        A font that comes with a character makes the browser lay out all text once more.
        """
        base, name = os.path.split(path)
        try:
            made = self.session.parse(data, base=base, name=name).pages("screen")
        except BulletinError:
            return
        lengths: Counter[str] = Counter()
        for page in made.document.pages:
            for mark in page.marks:
                if isinstance(mark, TextRun) and not mark.text.isascii():
                    lengths[mark.face] += len(mark.text)
        with self._lock:
            for used, _ in lengths.most_common(1):
                face = made.book.by_id(used)
                for char in filter(face.covers, _COMMON):
                    self._use.number(used, Glyph(char, face.glyphs[char], 0.0))
            self._cut_fonts(made.book)

    def font(self, name: str) -> bytes | None:
        """Return a font file by its name; None when there is none."""
        return next((cut.data for cut in list(self.fonts.values()) if cut.name == name), None)

    def fonts_since(self, number: int) -> tuple[int, list[Slice]]:
        """Return the font files from a number on, and the number of the next one."""
        with self._lock:
            return self._slices, [cut for place, cut in self.fonts.items() if place >= number]


def _lines(document: Document) -> int:
    """Return how many lines of text the last page has, the folio left out."""
    page = document.pages[-1]
    return len(
        {
            round(mark.y)
            for mark in every_mark(page.marks)
            if isinstance(mark, TextRun) and mark.tag is not None
        }
    )


def _rare(document: Document, book: FontBook) -> int:
    """Return how many characters are set in the face of rare ones."""
    faces = {entry.id for entry in book.chain("rare")} if "rare" in book.roles() else set()
    runs = (mark for page in document.pages for mark in every_mark(page.marks) if isinstance(mark, TextRun))
    return sum(len(run.text) for run in runs if run.face in faces)
