"""One font book over the font books of all issues, so that a volume has one subset per face."""

from collections.abc import Callable, Collection
from functools import cache

from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.font_book import FontBook, FontEntry
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.layout.typesetter import TypesettingTables
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset_issue import open_fonts


class IssueFonts:
    """The font books of a volume's issues; issues with the same faces share one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._books: dict[tuple[tuple[str, str], ...], FontBook] = {}
        self._tables: dict[FontBook, TypesettingTables] = {}
        self._joined: JoinedFontBook | None = None

    def __reduce__(self) -> tuple[Callable[[], "IssueFonts"], tuple[()]]:
        """Faces are not sent to other processes: each opens its own, once."""
        return books_here, ()

    def of(self, issue: Issue, problems: Problems) -> FontBook:
        """Return the book an issue is set from."""
        named = tuple((face.role, face.named) for face in issue.fonts)
        if named not in self._books:
            self._books[named] = open_fonts(issue, problems)
        return self._books[named]

    def tables(self, book: FontBook) -> TypesettingTables:
        """Return what is kept of one of the books."""
        return self._tables.setdefault(book, TypesettingTables(book))

    def open_faces(self) -> None:
        """Open the first face of every role, so that processes forked from this one have them."""
        for book in self._books.values():
            for role in book.roles():
                book.face(role)

    def joined(self) -> FontBook:
        """Return one book with the faces of all, those of issues still to come too."""
        if self._joined is None:
            self._joined = JoinedFontBook(self._books.values())
        return self._joined


@cache
def books_here() -> IssueFonts:
    """Return the books of a process that works for another one."""
    return IssueFonts()


class JoinedFontBook(FontBook):
    """The first book's roles, and the faces of all; a face's id is the same in every book."""

    def __init__(self, books: Collection[FontBook]) -> None:
        """Take the books, one at least; it may grow."""
        first = next(iter(books))
        super().__init__({role: first.chain(role) for role in first.roles()}, {})
        self._books = books

    def by_id(self, face_id: str) -> Face:
        """Return a face by its id from the book that has it."""
        return self._book_of(face_id).by_id(face_id)

    def entry(self, face_id: str) -> FontEntry:
        """Return the font file behind an id from the book that has it."""
        return self._book_of(face_id).entry(face_id)

    def named(self, name: str) -> dict[str, Face]:
        """Return the faces of a PostScript name from all books."""
        return {one: face for book in self._books for one, face in book.named(name).items()}

    def _book_of(self, face_id: str) -> FontBook:
        for book in self._books:
            try:
                book.entry(face_id)
            except KeyError:
                continue
            return book
        raise KeyError(face_id)
