"""`bulletin-pdf check`: read and judge, write nothing."""

from collections.abc import Sequence

from bulletin_pdf.cli.arguments import CommandParser, issues_among
from bulletin_pdf.cli.faults import Trouble, caught, show_trouble
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say
from bulletin_pdf.words import Level


def check(arguments: Sequence[str], terminal: Terminal) -> int:
    """Check the files named in `arguments`; give the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf check", say(lang, "check"))
    parser.add_argument("files", nargs="+", metavar=say(lang, "YAML"), help=say(lang, "help-checked"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.obey(options)
    files = issues_among(list(dict.fromkeys(options.files)))
    code = 0
    for path, trouble in terminal.watched(
        ((path, _check_one(path)) for path in files), len(files), "checking"
    ):
        show_trouble(trouble, terminal)
        _show_verdict(path, trouble, terminal)
        code = max(code, trouble.code)
    return code


def _check_one(path: str) -> Trouble:
    from bulletin_pdf.build import inspect

    with caught() as found:
        found.problems = tuple(inspect(path))
    return found.trouble()


def _show_verdict(path: str, trouble: Trouble, terminal: Terminal) -> None:
    if trouble.machine or trouble.unexpected:
        return
    levels = [problem.level for problem in trouble.problems]
    counts = {
        "errors": levels.count(Level.ERROR),
        "warnings": levels.count(Level.WARNING),
        "notes": levels.count(Level.NOTE),
    }
    if terminal.json:
        terminal.result(as_json({"path": path, **counts}))
    elif levels:
        terminal.result(terminal.say("counted", path=path, **counts))
    else:
        terminal.result(terminal.say("clean", path=path))
