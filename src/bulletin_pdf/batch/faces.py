"""Faces kept open from task to task: opening them and measuring their glyphs is a tenth of setting an issue."""

from bulletin_pdf.build import open_fonts
from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.fonts.book import FontBook
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.witness import file_state


class OpenBooks:
    """Font books kept open from issue to issue, as long as their files stay the same."""

    _MOST = 4
    """One is what nearly every run needs: an office has one bulletin.yaml."""

    def __init__(self) -> None:
        """Begin with none."""
        self._books: dict[tuple[tuple[str, str], ...], FontBook] = {}

    def of(self, issue: Issue, problems: Problems) -> FontBook:
        """Give the book an issue is set from; what is wrong with its faces is told each time."""
        key = tuple((role, file_state(path)) for role, path in issue.fonts)
        book = self._books.get(key)
        if book is None:
            found = Problems()
            book = open_fonts(issue, found)
            problems.extend(found)
            if not len(found):
                if len(self._books) == self._MOST:
                    self._books.clear()
                self._books[key] = book
        return book
