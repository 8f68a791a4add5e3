"""The parser of each command, without running it: for help, completion and the manual page."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest import mock

from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.terminal import Terminal


class _Caught(Exception):
    """Carries a parser that was about to read."""

    def __init__(self, parser: CommandParser) -> None:
        self.parser = parser


def _catch(parser: CommandParser, args: Sequence[str] | None = None, namespace: object = None) -> None:
    if parser.lang is None:
        raise WrongUsage  # A parser without words: the one with words comes next.
    raise _Caught(parser)


@contextmanager
def _caught() -> Iterator[None]:
    with mock.patch.object(CommandParser, "parse_intermixed_args", _catch):
        yield


def parser_of(command: str, terminal: Terminal) -> CommandParser:
    """Return the parser of a command."""
    from bulletin_pdf.cli import command_named

    with _caught():
        try:
            command_named(command)((), terminal)
        except _Caught as caught:
            return caught.parser
    raise ValueError(f"{command} reads no arguments")


def whole_parser(terminal: Terminal) -> argparse.ArgumentParser:
    """Return one parser with a subparser for each command."""
    from bulletin_pdf.cli import COMMANDS

    whole = argparse.ArgumentParser("bulletin-pdf", description=say_on_terminal(terminal.lang, "about"))
    whole.add_argument("--version", action="store_true", help=say_on_terminal(terminal.lang, "help-version"))
    commands = whole.add_subparsers(dest="command", metavar=say_on_terminal(terminal.lang, "COMMAND"))
    for name in COMMANDS:
        commands.add_parser(name, help=say_on_terminal(terminal.lang, name))
        commands.choices[name] = parser_of(name, terminal)
    return whole
