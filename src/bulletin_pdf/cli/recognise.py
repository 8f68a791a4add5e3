"""`bulletin-pdf recognise`: add searchable text to scanned pages."""

from collections.abc import Sequence

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.targets import refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line


def recognise(arguments: Sequence[str], terminal: Terminal) -> int:
    """Recognise the files named in `arguments`; return the exit code."""
    options = _parser(terminal).parse_intermixed_args(arguments)
    terminal.take_options(options)
    refuse_reserved(options.output or "", terminal)
    from bulletin_pdf.api.archives import recognise as recognise_scan

    code = 0
    for path in terminal.watched(iter(options.scans), len(options.scans), "recognising"):
        outcome = None
        with caught() as found:
            outcome = recognise_scan(path, output=options.output)
            found.problems = outcome.problems
        status = found.status()
        show_trouble(status, terminal)
        code = max(code, status.code)
        if outcome is None or not outcome.pages:
            continue
        if terminal.json:
            terminal.result(to_json_line({"file": outcome.path, "pages": outcome.pages}))
        else:
            pages = terminal.count("pages", len(outcome.pages))
            terminal.result(terminal.say("recognised", path=outcome.path, pages=pages))
    return code


def _parser(terminal: Terminal) -> CommandParser:
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf recognise", say_on_terminal(lang, "recognise"))
    parser.add_argument(
        "scans", nargs="+", metavar=say_on_terminal(lang, "FILE"), help=say_on_terminal(lang, "help-scans")
    )
    parser.add_argument(
        "-o",
        "--output",
        default="recognised",
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-recognise-output"),
    )
    parser.common()
    return parser
