"""What a session keeps between runs: open fonts, galleys of paragraphs, fonts already written.

Everything kept is known by all that decides it, so that nothing of it changes what comes out.
"""

from bulletin_pdf.build import Tools
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.input_states import file_state
from bulletin_pdf.issue.kept_reports import KeptReports
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.layout.galley_cache import GalleyCache
from bulletin_pdf.layout.typesetter import TypesettingTables
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset_issue import open_fonts


class OpenBooks:
    """Font books kept open from issue to issue, as long as their files stay the same."""

    _MOST = 4
    """One is what nearly every run needs: an office has one bulletin.yaml."""

    def __init__(self) -> None:
        """Begin with none."""
        self._books: dict[tuple[tuple[str, str, str], ...], FontBook] = {}
        self._tables: dict[FontBook, TypesettingTables] = {}

    def of(self, issue: Issue, problems: Problems) -> FontBook:
        """Return the book an issue is set from; what is wrong with its faces is reported each time."""
        key = tuple((face.role, file_state(face.path), face.chosen) for face in issue.fonts)
        book = self._books.get(key)
        if book is None:
            found = Problems()
            book = open_fonts(issue, found)
            problems.extend(found)
            if not len(found):
                if len(self._books) == self._MOST:
                    self._books.clear()
                    self._tables.clear()
                self._books[key] = book
        return book

    def tables(self, book: FontBook) -> TypesettingTables:
        """Return what is kept of a book that is kept open."""
        if book not in self._books.values():
            return TypesettingTables(book)
        return self._tables.setdefault(book, TypesettingTables(book))


class Retained:
    """The faces of some issues, and for each of the issues set last what its setting left."""

    MAX_ISSUES = 8
    """Issues that are worked on at once; what is kept of another is dropped, the oldest first."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._books = OpenBooks()
        self._issues: dict[str, Tools] = {}

    def tools_for(self, path: str) -> Tools:
        """Return what is kept for the issue of this path."""
        from bulletin_pdf.pdf.write.font_cache import KeptParts

        tools = self._issues.pop(path, None) or Tools(
            self._books.of, GalleyCache(), KeptParts(), self._books.tables, KeptReports()
        )
        self._issues[path] = tools
        if tools.reports is not None:
            tools.reports.begin()
        if len(self._issues) > self.MAX_ISSUES:
            del self._issues[next(iter(self._issues))]
        return tools
