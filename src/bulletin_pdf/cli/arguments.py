"""The syntax of commands: one small parser per command, in the user's language."""

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn

from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.messages import Language, find
from bulletin_pdf.option_words import EDITIONS, FORMATS, LANGUAGES, spoken, values_shown


class WrongUsage(BaseException):
    """A command line that cannot be meant; worded for the reader.

    No `Exception`, for each of those that is raised over a file becomes trouble of that file (`caught`).
    """


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

    def log(self) -> None:
        """Add the option that names a file for the log of changes."""
        lang = self.lang
        self.add_argument(
            "--log", metavar=say_on_terminal(lang, "FILE"), help=say_on_terminal(lang, "help-log")
        )

    def verbose(self) -> None:
        """Add the option that unfolds what is counted otherwise."""
        self.add_argument(
            "-v", "--verbose", action="store_true", help=say_on_terminal(self.lang, "help-verbose")
        )

    def common(self) -> None:
        """Add the options that every command has; after the command's own."""
        lang = self.lang
        self.add_argument(
            "--format",
            choices=("text", "json"),
            type=spoken(FORMATS),
            default="text",
            help=say_on_terminal(lang, "help-format"),
        )
        self.add_argument("-q", "--quiet", action="store_true", help=say_on_terminal(lang, "help-quiet"))
        self.add_argument(
            "--lang", choices=("zh", "en"), type=spoken(LANGUAGES), help=say_on_terminal(lang, "help-lang")
        )
        self.add_argument("-h", "--help", action="help", help=say_on_terminal(lang, "help-help"))

    def format_help(self) -> str:
        """Return the help in the user's language."""
        if self.lang is None:
            raise WrongUsage
        from bulletin_pdf.cli.help_text import columned_help

        return columned_help(self, self.lang)

    def parse_intermixed_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """Read the arguments; a file whose name begins with a hyphen is a file, a mistyped option is reported first."""
        given = [self._as_file(name) for argument in args or () for name in _matching(argument)]
        options = given[: given.index("--")] if "--" in given else given
        if "-h" in options or "--help" in options:
            self.print_help()  # argparse itself lays usage out before columns can be counted
            self.exit()
        self._refuse_unknown(options)
        return super().parse_intermixed_args(given, namespace)

    def _as_file(self, argument: str) -> str:
        """Write `-x.yaml`, if there is such a file and no such option, so that it cannot be taken for an option."""
        is_option = argument.partition("=")[0] in self._option_string_actions or argument[:2] == "-o"
        looks = argument.startswith("-") and "." in argument and not is_option
        return os.path.join(".", argument) if looks and os.path.isfile(argument) else argument

    def _refuse_unknown(self, arguments: Sequence[str]) -> None:
        for argument in arguments:
            name = argument.partition("=")[0]
            if name.startswith("--") and name not in self._option_string_actions:
                unknown = vars(argparse)["_"]("unrecognized arguments: %s") % argument
                self.error(unknown + nearest(name, self._option_string_actions, self.lang))

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse a value that is none of the choices: with their Chinese names, and the one most like it."""
        if action.choices is None or value in action.choices:
            return
        words = getattr(action.type, "words", {})
        names = [str(choice) for choice in action.choices]
        shown = ", ".join(values_shown(names, words, self.lang))
        said = say_on_terminal(self.lang, "unknown-value", value=value, choices=shown)
        raise argparse.ArgumentError(action, said + nearest(str(value), [*names, *words], self.lang))

    def error(self, message: str) -> NoReturn:
        """Refuse a command line."""
        raise WrongUsage(message)


_PATTERN = frozenset("*?[")


def _matching(argument: str) -> list[str]:
    """Return the files a pattern stands for, in order: the shell of Windows leaves that to the program."""
    if argument.startswith("-") or not _PATTERN.intersection(argument) or os.path.exists(argument):
        return [argument]
    import glob

    return sorted(glob.glob(argument)) or [argument]


def nearest(name: str, known: Iterable[str], lang: Language | None) -> str:
    """Return “did you mean” with the known name most like a mistyped one; nothing where none is."""
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1)
    return say_on_terminal(lang, "nearest", name=near[0]) if near and lang else ""


def _teach_argparse(lang: Language | None) -> None:
    """Have argparse look its messages up in our catalogue, by its own English text."""
    vars(argparse)["_"] = lambda message: (lang and find(lang, "argparse", message)) or message


def parsed(
    parser_for: Callable[[Language | None], CommandParser], arguments: Sequence[str], lang: Language
) -> argparse.Namespace:
    """Read the arguments; words are looked up only for errors and help."""
    try:
        return parser_for(None).parse_intermixed_args(arguments)
    except WrongUsage:
        return parser_for(lang).parse_intermixed_args(arguments)


def one_edition(name: str, known: Sequence[str], lang: Language) -> str:
    """Return an edition's name, which may be given in Chinese; refuse one that is not known."""
    meant = spoken(EDITIONS)(name)
    if meant not in known:
        words = say_on_terminal(
            lang, "unknown-edition", name=name, known=tuple(values_shown(known, EDITIONS, lang))
        )
        raise WrongUsage(words + nearest(name, [*known, *EDITIONS], lang))
    return meant


def editions_chosen(asked: Sequence[str] | None, known: Sequence[str], lang: Language) -> tuple[str, ...]:
    """Return the editions requested, each once; `print` where none is."""
    return tuple(dict.fromkeys(one_edition(name, known, lang) for name in asked or ("print",)))


def terminal_columns(arguments: Sequence[str], option: str, names: Sequence[str]) -> list[str]:
    """Repeat `option` before each of the `names` that follow it, so that file names may stand after them."""
    spread_out: list[str] = []
    taking = False
    for argument in arguments:
        if taking and (argument in names or argument in EDITIONS) and spread_out[-1] != option:
            spread_out.append(option)
        elif argument == option:
            taking = True
        elif spread_out and spread_out[-1] != option:
            taking = False
        spread_out.append(argument)
    return spread_out


def issues_among(files: Sequence[str]) -> list[str]:
    """Leave out what a shell's pattern brings along and is no issue: bulletin.yaml, records of reviews; named alone, it stays."""
    from bulletin_pdf.issue.paths import BULLETIN_FILE, REVIEW_ENDING

    issues = [
        file
        for file in files
        if os.path.basename(file) != BULLETIN_FILE and not file.lower().endswith(REVIEW_ENDING)
    ]
    return issues or list(files)
