"""The context of a figure: enough of its sentence to understand it."""

from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.volume.issues.numbers import Number

_STOP: Final = pattern(r"[，。；：！？;!?]|,(?!\d{3})|(?<!\d):|:(?!\d)")
_STRONG: Final = "。；！？!?;\n"
"""Stops beyond which nothing is said of the figure."""
_LEAST: Final = 3
"""Characters next to the figures of a clause that say what they are of; with fewer the clause before is taken in."""
_SAYING: Final = pattern(r"[A-Za-z\u4e00-\u9fff]")
_CUT: Final = "…"


class Clause(NamedTuple):
    """The words around a figure, cut to a length."""

    before: str
    figure: str
    after: str

    @property
    def text(self) -> str:
        """The whole."""
        return self.before + self.figure + self.after


def clause_around(text: str, number: Number, room: int) -> Clause:
    """Return the part of the sentence a figure stands in, at most `room` characters of it."""
    stops = [match.start() for match in _STOP.finditer(text)]
    starts = [at for at in stops if at < number.start]
    end = min((at for at in stops if at >= number.end), default=len(text))
    start = starts.pop() + 1 if starts else 0
    while start and _says_little(text[start : number.start] + text[number.end : end]):
        if text[start - 1] in _STRONG:
            break
        start = starts.pop() + 1 if starts else 0
    return _cut(text, number, start, end, room)


def _says_little(words: str) -> bool:
    return len(_SAYING.findall(words)) < _LEAST


def _cut(text: str, number: Number, start: int, end: int, room: int) -> Clause:
    """Cut a clause to `room` characters; what stands before a figure says more of it than what follows."""
    spare = room - (number.end - number.start)
    left, right = number.start - start, end - number.end
    keep_right, keep_left = right, left
    if left + right > spare:
        keep_right = min(right, max(spare // 3, spare - left))
        keep_left = max(0, min(left, spare - keep_right))
    before = (_CUT if keep_left < left else "") + text[number.start - keep_left : number.start]
    after = text[number.end : number.end + keep_right] + (_CUT if keep_right < right else "")
    return Clause(before.lstrip(), text[number.start : number.end], after.rstrip())
