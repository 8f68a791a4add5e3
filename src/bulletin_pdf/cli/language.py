"""The language of the command line, and its sentences."""

import os
import sys
from collections.abc import Sequence

from bulletin_pdf import messages
from bulletin_pdf.messages import Language
from bulletin_pdf.option_words import LANGUAGES, spoken


def say_on_terminal(lang: Language | None, key: str, /, **values: object) -> str:
    """Return the command line's words for `key` with `values` filled in; in no language the key itself."""
    return key if lang is None else messages.say(lang, "cli", key, **values)


def language(arguments: Sequence[str]) -> Language:
    """Return the language of the output: `--lang` in the arguments, else the locale's."""
    return asked_language(arguments) or ("zh" if _locale().startswith("zh") else "en")


def asked_language(arguments: Sequence[str]) -> Language | None:
    """Return the language `--lang` names. It alone decides for files, whose bytes no locale may change."""
    asked = ""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    meant = spoken(LANGUAGES)(asked)
    return "zh" if meant == "zh" else "en" if meant == "en" else None


def _locale() -> str:
    """Return the language of messages as gettext finds it: LANGUAGE counts before the locale, but not in C."""
    locales = (os.environ.get(variable) for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    value = next(filter(None, locales), "").lower()
    if value not in ("c", "posix"):
        for preferred in os.environ.get("LANGUAGE", "").lower().split(":"):
            if preferred.startswith(("zh", "en")):
                return preferred
    if value:
        return value
    if sys.platform == "win32":
        import locale

        name = (locale.getlocale()[0] or "").lower()
        return "zh" if name.startswith("chinese") else name
    return ""
