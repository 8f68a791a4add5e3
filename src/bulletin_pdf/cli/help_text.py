"""Help in columns: argparse counts characters, a terminal gives a Han character two columns."""

import argparse
import re

from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.messages import Language
from bulletin_pdf.problems import display_width

_FILLER = "\x00"
"""Stands behind a wide character until argparse has counted."""


def columned_help(parser: argparse.ArgumentParser, lang: Language) -> str:
    """Return a parser's help with its columns as a terminal shows them."""
    for action in parser._actions:
        action.help = action.help and _filled(action.help)
        if isinstance(action.metavar, str):
            action.metavar = _filled(action.metavar)
    parser.description = parser.description and _filled(parser.description)
    parser.epilog = parser.epilog and _filled(parser.epilog)
    return _localised(argparse.ArgumentParser.format_help(parser).replace(_FILLER, ""), lang)


def _filled(text: str) -> str:
    return "".join(char + _FILLER if display_width(char) == 2 else char for char in text)


def _localised(text: str, lang: Language) -> str:
    text = say_on_terminal(lang, "usage") + text.removeprefix("usage: ")
    # The titles of groups stand alone at the beginning of a line.
    return re.sub(r"^(\S[^\n:]*):$", r"\1：", text, flags=re.MULTILINE) if lang == "zh" else text
