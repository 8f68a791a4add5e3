"""Which face sets a character, for each role: worked out once a character, looked up ever after."""

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.layout.lookalikes import is_suspect, unsettable
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import FaceId
from bulletin_pdf.typeset.classes import LATIN, class_alone

LATIN_FACES = LATIN | {"h", "/"}
"""Classes that are set in the Latin face."""
_PAIRED = frozenset("—…")
_FIRST_HANZI, _LAST_HANZI = "一", "鿿"
"""Two of them together may be wider than each alone."""


class FaceChoice(NamedTuple):
    """The face for a character; `plain` unless something is to be said about it."""

    face: FaceId
    drop: float
    plain: bool = True


class RoleChoices(dict[str, "FaceChoice | None"]):
    """Character → face for one role, with the drop that levels a helping face."""

    def __init__(self, book: FontBook, role: str) -> None:
        self._book, self._role = book, role
        self._first = book.face(role)
        self.usual = FaceChoice(self._first.id, 0.0)
        self._known = {" "}
        """Characters known to be set in the role's first face, with nothing to be said about them."""
        self.letters = _Letters(self)

    def sole(self, stretch: str) -> "FaceChoice | None":
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

    def __missing__(self, char: str) -> "FaceChoice | None":
        found = self[char] = None if unsettable(char) else self._find(char)
        return found

    def _find(self, char: str) -> "FaceChoice | None":
        face = self._book.face_for(char, self._role)
        if face is None:
            return None
        first = self._first
        level = face.id == first.id or face.latin or first.latin
        helped = face.id != first.id and char.isalpha()
        return FaceChoice(
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
