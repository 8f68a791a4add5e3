"""The typesetter: font book, rules and collector of problems that text is set with, and what it has worked out before."""

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.layout.block import Piece
from bulletin_pdf.layout.face_choices import FaceChoice, RoleChoices
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.pages import FaceId
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.typeset.paragraph import Rules

LabelKey = tuple[str, TextStyle, tuple[Piece, ...], Rules]


class _ChoicesOfRoles(dict[str, RoleChoices]):
    """Role → its choices, made when it is first asked for."""

    def __init__(self, book: FontBook) -> None:
        self._book = book

    def __missing__(self, role: str) -> RoleChoices:
        found = self[role] = RoleChoices(self._book, role)
        return found


class TypesettingTables:
    """What is worked out from a font book once, for all documents that are set from it.

    Kept from issue to issue they save 2.5 of the 14 ms that setting the model issue takes.
    """

    def __init__(self, book: FontBook) -> None:
        """Begin with nothing."""
        self.book = book
        self.choices = _ChoicesOfRoles(book)
        self.labels: dict[LabelKey, SetText] = {}
        """Single lines about which there is nothing to say, under no tag."""


class Typesetter:
    """What setting text needs: the font book, a document's rules, a collector of problems."""

    def __init__(
        self, book: FontBook, rules: Rules, problems: Problems, tables: TypesettingTables | None = None
    ) -> None:
        """Take the tables kept for the book; without any they are made anew."""
        self.book, self.rules, self.problems = book, rules, problems
        self.tables = tables or TypesettingTables(book)
        self._helps = 0
        self._helped: set[tuple[str, FaceId]] = set()

    def quiet(self) -> "Typesetter":
        """Return one for trials, of which nothing is told."""
        return Typesetter(self.book, self.rules, Problems(), self.tables)

    def choices(self, role: str) -> RoleChoices:
        """Return the faces that set each character for `role`."""
        return self.tables.choices[role]

    @property
    def remarks(self) -> tuple[int, int]:
        """Count what was said so far of what is set; a block that changes it must be set anew each time."""
        return self.problems.count, self._helps

    def note_help(self, char: str, choice: FaceChoice, place: Span | None) -> None:
        """Say once which character is set in a helping face, and where it first stands."""
        self._helps += 1
        if (char, choice.face) not in self._helped:
            self._helped.add((char, choice.face))
            face = self.book.by_id(choice.face).postscript_name
            self.problems.add(
                Code.CHARACTER_IN_FALLBACK_FONT, place, char=char, code=f"U+{ord(char):04X}", face=face
            )
