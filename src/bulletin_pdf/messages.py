"""What the program says: how grave each problem is, and the way to the words of all that it shows people.

The words stand in `locale/`, Chinese and English each in a gettext catalogue. A text is found by its
kind (the context: problem, hint, term, cli …) and its key, and names its details in braces.
"""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = Literal["zh", "en"]

_CATALOGUES: Mapping[Language, str] = {"zh": "zh_CN", "en": "en"}
BETWEEN = "\x1f"
"""Stands between the texts of a detail that are a list; no text of the material has it in it."""

_LOCALE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")


def say(lang: Language, kind: str, key: str, /, **details: object) -> str:
    """Return a text of the catalogue with its details filled in; the key itself where there is no text.

    Where a language has several forms for a number, `count` among the details chooses.
    """
    text = find(lang, kind, key, details.get("count")) or key
    if not details:
        return text
    return text.format_map({name: _joined(lang, value) for name, value in details.items()})


def listed(texts: Iterable[str]) -> str:
    """Make one detail of several; they are said with the comma of the reader's language between."""
    return BETWEEN.join(texts)


def _joined(lang: Language, value: object) -> object:
    if isinstance(value, str) and BETWEEN in value:
        return value.replace(BETWEEN, find(lang, "shown", "and"))
    return value


def on_one_line(name: str) -> str:
    """Return a name or a value as one line: its own line ends, which names of files may have, are shown."""
    return name.replace("\r", "\\u000d").replace("\n", "\\u000a")


def say_noted(lang: Language, kind: str, key: str, details: Mapping[str, str]) -> str:
    """The same for details that were noted before the language was known.

    One that begins with `@` is a term and is put into the reader's language; all others are shown as
    they are, so that a field keeps the name it has in the editor's own file.
    """
    return say(lang, kind, key, **{name: _term(lang, value) for name, value in details.items()})


def find(lang: Language, kind: str, key: str, count: object = None) -> str:
    """Return a text as the catalogue has it; nothing where it has none."""
    catalogue = _catalogue(lang)
    number = str(count)
    numbered = catalogue.npgettext(kind, key, key, int(number)) if number.isdecimal() else ""
    return numbered or catalogue.pgettext(kind, key)


def _term(lang: Language, value: str) -> str:
    known = find(lang, "term", value[1:]) if value.startswith("@") else ""
    return known or on_one_line(value)


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
