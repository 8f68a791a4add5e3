"""Levels of problems, and the lookup of every sentence shown to users.

The words stand in `locale/`, Chinese and English each in a gettext catalogue. A text is found by its
kind (the context: problem, hint, term, cli …) and its key, and names its details in braces.
"""

import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal

from bulletin_pdf.named_tuples import NamedTuple

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = Literal["zh", "en"]

_CATALOGUES: Mapping[Language, str] = {"zh": "zh_CN", "en": "en"}


class Term(NamedTuple):
    """A word of the program among the details of a text, said in the user's language."""

    key: str
    """Of the catalogue, kind `term`."""


class KeyName(NamedTuple):
    """The name of a key among the details of a text, said in the user's language."""

    english: str
    chinese: str


Detail = str | int | Term | KeyName | tuple[str | int | Term | KeyName, ...]
"""What fills a placeholder: a text of the material or a name, shown as it is; a number; a word of the program; a
key; a list."""

Details = tuple[tuple[str, Detail], ...]
"""The details of a text by the names of its placeholders, as a value."""

_LOCALE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")


def say(lang: Language, kind: str, key: str, /, **details: object) -> str:
    """Return a text of the catalogue with its details filled in; the key itself where there is no text.

    Where a language has several forms for a number, `count` among the details chooses.
    """
    text = find(lang, kind, key, details.get("count")) or key
    if not details:
        return text
    return text.format_map({name: _worded(lang, value) for name, value in details.items()})


def _worded(lang: Language, value: object) -> object:
    """Put terms into the reader's language, and its comma between the members of a list."""
    if isinstance(value, Term):
        return find(lang, "term", value.key) or value.key
    if isinstance(value, KeyName):
        return value.chinese if lang == "zh" else value.english
    if isinstance(value, tuple):
        return find(lang, "shown", "and").join(str(_worded(lang, each)) for each in value)
    return value


def on_one_line(name: str) -> str:
    """Return a name or a value as one line: its own line ends, which names of files may have, are shown."""
    return name.replace("\r", "\\u000d").replace("\n", "\\u000a")


def on_lines_of_their_own(value: object) -> object:
    """Return a detail, or each member of a list, on one line; numbers and terms are on one already."""
    if isinstance(value, str):
        return on_one_line(value)
    if isinstance(value, tuple) and not isinstance(value, Term | KeyName):
        return tuple(map(on_lines_of_their_own, value))
    return value


def say_noted(lang: Language, kind: str, key: str, details: Details) -> str:
    """The same for details that were noted before the language was known, each on one line."""
    return say(lang, kind, key, **{name: on_lines_of_their_own(value) for name, value in details})


def detail_texts(detail: Detail) -> tuple[str, ...]:
    """Return a detail as it is in no language: its texts and numbers, the keys of its terms."""
    if isinstance(detail, Term):
        return (detail.key,)
    if isinstance(detail, KeyName):
        return (detail.english,)
    if isinstance(detail, tuple):
        return tuple(text for each in detail for text in detail_texts(each))
    return (str(detail),)


def find(lang: Language, kind: str, key: str, count: object = None) -> str:
    """Return a text as the catalogue has it; nothing where it has none."""
    catalogue = _catalogue(lang)
    number = str(count)
    numbered = catalogue.npgettext(kind, key, key, int(number)) if number.isdecimal() else ""
    return numbered or catalogue.pgettext(kind, key)


@cache
def _catalogue(lang: Language) -> "NullTranslations":
    """Read a catalogue on first need; a run with nothing to say never does."""
    if lang not in _CATALOGUES:
        raise ValueError(f"lang must be one of 'zh', 'en', not {lang!r}")
    from gettext import GNUTranslations, NullTranslations

    class Silence(NullTranslations):
        def pgettext(self, context: str, message: str) -> str:
            return ""

        def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
            return ""

    with open(os.path.join(_LOCALE, _CATALOGUES[lang], "LC_MESSAGES", "bulletin_pdf.mo"), "rb") as file:
        catalogue = GNUTranslations(file)
    catalogue.add_fallback(Silence())
    return catalogue
