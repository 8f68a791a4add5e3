"""How commands are written: one small parser a command, in the reader's language."""

import argparse
import os
from collections.abc import Callable, Sequence
from typing import NoReturn

from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.messages import Language, find


class WrongUsage(Exception):
    """The command line asks for something that cannot be meant; worded for the reader."""


class CommandParser(argparse.ArgumentParser):
    """A parser for one command; help and errors speak `lang`. Without one it only reads, and refuses help."""

    def __init__(self, lang: Language | None, program: str, about: str) -> None:
        """Start a command's parser with the options every command has."""
        self.lang: Language | None = lang
        _teach_argparse(lang)
        super().__init__(
            prog=program,
            description=about,
            epilog=say_on_terminal(lang, "codes"),
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=30, width=100),
        )
        self._positionals.title = say_on_terminal(lang, "files")
        self._optionals.title = say_on_terminal(lang, "options")

    def common(self) -> None:
        """Add the options that every command has; after the command's own."""
        lang = self.lang
        self.add_argument(
            "--format", choices=("text", "json"), default="text", help=say_on_terminal(lang, "help-format")
        )
        self.add_argument("-q", "--quiet", action="store_true", help=say_on_terminal(lang, "help-quiet"))
        self.add_argument("--lang", choices=("zh", "en"), help=say_on_terminal(lang, "help-lang"))
        self.add_argument("-h", "--help", action="help", help=say_on_terminal(lang, "help-help"))

    def format_help(self) -> str:
        """Return the help in the reader's language."""
        if self.lang is None:
            raise WrongUsage
        return _localised(super().format_help(), self.lang)

    def error(self, message: str) -> NoReturn:
        """Refuse a command line."""
        raise WrongUsage(message)


def _localised(text: str, lang: Language) -> str:
    text = say_on_terminal(lang, "usage") + text.removeprefix("usage: ")
    if lang == "zh":
        for title in ("files", "options", "commands"):
            text = text.replace(
                f"\n{say_on_terminal(lang, title)}:\n", f"\n{say_on_terminal(lang, title)}：\n"
            )
    return text


def _teach_argparse(lang: Language | None) -> None:
    """Have argparse look its messages up in our catalogue, by its own English text."""
    vars(argparse)["_"] = lambda message: (lang and find(lang, "argparse", message)) or message


def parsed(
    parser_for: Callable[[Language | None], CommandParser], arguments: Sequence[str], lang: Language
) -> argparse.Namespace:
    """Read the arguments; words are looked up only for who errs or asks for help."""
    try:
        return parser_for(None).parse_intermixed_args(arguments)
    except WrongUsage:
        return parser_for(lang).parse_intermixed_args(arguments)


def terminal_columns(arguments: Sequence[str], option: str, names: Sequence[str]) -> list[str]:
    """Repeat `option` before each of the `names` that follow it, so that file names may stand after them."""
    spread_out: list[str] = []
    taking = False
    for argument in arguments:
        if taking and argument in names and spread_out[-1] != option:
            spread_out.append(option)
        elif argument == option:
            taking = True
        elif spread_out and spread_out[-1] != option:
            taking = False
        spread_out.append(argument)
    return spread_out


def issues_among(files: Sequence[str]) -> list[str]:
    """Leave out the bulletin.yaml that a shell's `*.yaml` brings along; asked for alone, it stays."""
    from bulletin_pdf.issue.paths import BULLETIN_FILE

    issues = [file for file in files if os.path.basename(file) != BULLETIN_FILE]
    return issues or list(files)
