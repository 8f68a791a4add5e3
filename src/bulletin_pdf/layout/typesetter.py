"""The typesetter: font book, rules, problems, and cached results."""

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.layout.block import Piece
from bulletin_pdf.layout.lookalikes import is_suspect, unsettable
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import FaceId
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.typeset.classes import LATIN, class_alone
from bulletin_pdf.typeset.paragraph import Rules

LATIN_FACES = LATIN | {"h", "/"}
"""Classes that are set in the Latin face."""
_PAIRED = frozenset("—…")
_FIRST_HANZI, _LAST_HANZI = "一", "鿿"
"""Two of them together may be wider than each alone."""


class CharacterFace(NamedTuple):
    """The face for a character; `plain` unless something is to be said about it."""

    face: FaceId
    drop: float
    plain: bool = True


class RoleChoices(dict[str, "CharacterFace | None"]):
    """Character → face for one role, with the drop that levels a helping face."""

    def __init__(self, book: FontBook, role: str) -> None:
        self._book, self._role = book, role
        self._first = book.face(role)
        self.usual = CharacterFace(self._first.id, 0.0)
        self._known = {" "}
        """Characters known to be set in the role's first face, with nothing to be said about them."""
        self.letters = _Letters(self)

    def sole(self, stretch: str) -> "CharacterFace | None":
        """Return the one face that sets a whole stretch as a matter of course; spaces go with it."""
        if self._known.issuperset(stretch):
            return self.usual
        found = {self[char] for char in set(stretch) if char != " "}
        choice = found.pop() if len(found) == 1 else None
        if choice == self.usual:
            self._known.update(stretch)
        return choice if choice is not None and choice.plain else None

    def is_square(self, char: str) -> bool:
        """Whether the first face sets a character as a matter of course and one em wide, whatever follows."""
        if _FIRST_HANZI <= char <= _LAST_HANZI:
            # Nothing is ever said of these: the first face has them or it has not.
            return self._first.covers(char) and self._first.advances[char] == 1.0
        return self[char] == self.usual and self._first.advances[char] == 1.0 and char not in _PAIRED

    def __missing__(self, char: str) -> "CharacterFace | None":
        found = self[char] = None if unsettable(char) else self._find(char)
        return found

    def _find(self, char: str) -> "CharacterFace | None":
        face = self._book.face_for(char, self._role)
        if face is None:
            return None
        first = self._first
        level = face.id == first.id or face.latin or first.latin
        helped = face.id != first.id and char.isalpha()
        return CharacterFace(
            face.id, 0.0 if level else face.centre - first.centre, not (helped or is_suspect(char))
        )


class _Letters(dict[int, str]):
    """Code point → class, for `str.translate`; beyond ASCII for what a Chinese face does not set in a square.

    So one pass over a text tells its classes and which stretches need no further look.
    """

    def __init__(self, choices: RoleChoices) -> None:
        self._choices = choices

    def __missing__(self, code: int) -> str:
        char = chr(code)
        letter = class_alone(char)
        plain = letter in LATIN_FACES or self._choices.is_square(char)
        found = self[code] = letter if plain else chr(ord(letter) + _MARKED)
        return found


_MARKED = 0x80
UNMARKED = {code + _MARKED: code for code in range(_MARKED)}


LabelKey = tuple[str, TextStyle, tuple[Piece, ...], Rules]


class _ChoicesOfRoles(dict[str, RoleChoices]):
    """Role → its choices, made at first use."""

    def __init__(self, book: FontBook) -> None:
        self._book = book

    def __missing__(self, role: str) -> RoleChoices:
        found = self[role] = RoleChoices(self._book, role)
        return found


_MAX_TITLES = 512


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
        self.titles: dict[tuple[object, ...], tuple[int, ...]] = {}
        """Where the lines of titles end about which there is nothing to say."""

    def keep_title(self, key: tuple[object, ...], ends: tuple[int, ...]) -> None:
        """Keep where the lines of a title end; all are dropped when they become many."""
        if len(self.titles) >= _MAX_TITLES:
            self.titles.clear()
        self.titles[key] = ends


class Typesetter:
    """What setting text needs: the font book, a document's rules, a collector of problems."""

    def __init__(
        self, book: FontBook, rules: Rules, problems: Problems, tables: TypesettingTables | None = None
    ) -> None:
        """Take the tables kept for the book; without any they are made again."""
        self.book, self.rules, self.problems = book, rules, problems
        self.tables = tables or TypesettingTables(book)
        self._helps = 0
        self._helped: set[tuple[str, FaceId]] = set()

    def quiet(self) -> "Typesetter":
        """Return one for trials, which report nothing."""
        return Typesetter(self.book, self.rules, Problems(), self.tables)

    def choices(self, role: str) -> RoleChoices:
        """Return the faces that set each character for `role`."""
        return self.tables.choices[role]

    @property
    def remarks(self) -> tuple[int, int]:
        """Count what was said so far of what is set; a block that changes it must be typeset again each time."""
        return self.problems.count, self._helps

    def note_help(self, char: str, choice: CharacterFace, place: Span | None) -> None:
        """Report once that a character is set in a fallback face, with its first place."""
        self._helps += 1
        if (char, choice.face) not in self._helped:
            self._helped.add((char, choice.face))
            face = self.book.by_id(choice.face).postscript_name
            self.problems.add(
                Code.CHARACTER_IN_FALLBACK_FONT, place, char=char, code=f"U+{ord(char):04X}", face=face
            )
