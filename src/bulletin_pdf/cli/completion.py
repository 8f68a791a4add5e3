"""`bulletin-pdf completion`: the completion script of a shell."""

from collections.abc import Sequence

from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.terminal import Terminal

SHELLS = ("bash", "zsh", "tcsh")


def completion(arguments: Sequence[str], terminal: Terminal) -> int:
    """Print the completions for a shell; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf completion", say_on_terminal(lang, "completion"))
    parser.add_argument("shell", choices=SHELLS, help=say_on_terminal(lang, "help-shell"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    import shtab

    from bulletin_pdf.cli.parsers import whole_parser

    terminal.document(shtab.complete(whole_parser(terminal), options.shell))
    return 0
