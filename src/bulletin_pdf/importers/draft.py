"""A draft: a guess at the issue, with everything about it that needs confirmation."""

from collections.abc import Mapping, Sequence

from bulletin_pdf.importers.material import Remark, SourceEdit
from bulletin_pdf.importers.remarks import guess
from bulletin_pdf.issue.model import Issue, Paragraph, Prose
from bulletin_pdf.issue.yaml_lines import CommentPlace, Notes
from bulletin_pdf.messages import Details, Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_UNWRITABLE = pattern(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)

NO_FACE = "no-face"
"""Why 〓 stands for a character, a key of the log's reasons."""
NO_TEXT = "……"
"""Stands for the text of a report that has none."""
_NOT_IN_SOURCE = frozenset(("no-title", "title-page", "file-name"))
"""Guesses that rest on something else than the text of the source."""
_MAX_PLACES = 20


class Guess(NamedTuple):
    """Something that was not written in so many words; `key` is one of `remarks.GUESSES`."""

    key: str
    details: Details = ()


class Draft(NamedTuple):
    """What an import makes of a file."""

    issue: Issue
    guesses: Mapping[CommentPlace, tuple[Guess, ...]]
    edits: tuple[SourceEdit, ...]
    remarks: tuple[Remark, ...]
    unplaced: tuple[str, ...]
    """Lines of the head that fit no field."""
    pictures: tuple[tuple[str, bytes], ...]
    """Files to lie beside the draft."""
    lost: tuple[str, ...] = ()
    """What the proof found nowhere: a fault of the program, reported at the draft's head (whole.py)."""


def inserted_texts(draft: Draft, said: Sequence[str]) -> tuple[str, ...]:
    """Return what a draft says that no paper of its source need say: names of files and of properties, （标题）, ……."""
    texts: list[str] = []
    for number, report in enumerate(draft.issue.reports):
        for field, value in (("title", report.title[0].text), ("city", report.city_name)):
            keys = {guess.key for guess in draft.guesses.get(("reports", number, field), ())}
            texts += [value] if keys & _NOT_IN_SOURCE else []
        empty = len(report.body) == 1 and report.body[0] == Paragraph(Prose(NO_TEXT))
        texts += [NO_TEXT] if empty and not any(NO_TEXT in text for text in said) else []
    return tuple(texts)


def notes_of(draft: Draft, file: str, lang: Language) -> Notes:
    """Word a draft's guesses as comments."""
    head = [guess("origin", lang, (("file", file),))]
    if draft.unplaced:
        head += [guess("unplaced", lang), *(f"  {_in_comment(line)}" for line in draft.unplaced)]
    if draft.lost:
        head += [guess("unaccounted", lang), *(f"  {_in_comment(line)}" for line in draft.lost)]
    head += _faceless(draft.edits, lang)
    at = {place: _worded(guesses, lang) for place, guesses in draft.guesses.items()}
    return Notes(head, at)


def _faceless(edits: Sequence[SourceEdit], lang: Language) -> list[str]:
    """Name each character that no face has, for which 〓 stands, once, with its count and its places in the source."""
    places: dict[str, list[str]] = {}
    for edit in edits:
        if edit.why == NO_FACE and not _UNWRITABLE.search(edit.before):
            places.setdefault(edit.before, []).append(f"{edit.place.line}:{edit.place.column}")
    if not places:
        return []
    lines = (
        f"  {char} U+{ord(char):04X} ×{len(at)}: {' '.join(at[:_MAX_PLACES])}" for char, at in places.items()
    )
    return [guess("no-face", lang), *lines]


def _worded(guesses: tuple[Guess, ...], lang: Language) -> str:
    said = ("；" if lang == "zh" else "; ").join(guess(key, lang, details) for key, details in guesses)
    return guess("guess", lang, (("what", _in_comment(" ".join(said.split()))),))


def _in_comment(text: str) -> str:
    """Return a text without what ends a line, what YAML allows in no file, and what turns the direction of reading."""
    return _UNWRITABLE.sub("", text)
