"""`bulletin-pdf new`: the next issue's skeleton, or a first one."""

import os
from collections.abc import Sequence

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.targets import refuse_no_yaml, refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.problem_codes import Code


def new(arguments: Sequence[str], terminal: Terminal) -> int:
    """Write a skeleton; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf new", say_on_terminal(lang, "new"))
    parser.add_argument(
        "--like", metavar=say_on_terminal(lang, "ISSUE"), help=say_on_terminal(lang, "help-like")
    )
    parser.add_argument(
        "-o", "--output", metavar=say_on_terminal(lang, "OUT"), help=say_on_terminal(lang, "help-new")
    )
    parser.add_argument("--force", action="store_true", help=say_on_terminal(lang, "help-force"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    if options.like and options.output and os.path.realpath(options.output) == os.path.realpath(options.like):
        raise WrongUsage(terminal.say("overwrites-input", path=options.output))
    if options.output != "-":
        refuse_no_yaml(options.output or "", terminal)
        refuse_reserved(options.output or "", terminal)
    with caught() as found:
        return _make(options.like, options.output, options.force, terminal)
    show_trouble(found.status(), terminal)
    return found.status().code


def _make(like: str | None, output: str | None, force: bool, terminal: Terminal) -> int:
    from bulletin_pdf.importers.shared_file import look_beside
    from bulletin_pdf.importers.skeleton import first_issue, next_issue
    from bulletin_pdf.problems import BulletinError, Problems
    from bulletin_pdf.safe_files import replace_file

    if like:
        skeleton = next_issue(like, terminal.lang)
        directory = os.path.dirname(like)
    else:
        directory = "" if output is None else os.path.dirname(output)
        beside = look_beside(os.path.join(directory, "issue.yaml"))
        skeleton = first_issue(
            terminal.lang, beside.given, beside.chinese if beside.found else terminal.lang == "zh"
        )
    if output == "-":
        terminal.document(skeleton.text.rstrip("\n"))
        return 0
    target = output if output is not None else os.path.join(directory, skeleton.stem + ".yaml")
    if output is not None and (os.path.isdir(output) or output.endswith(("/", os.sep))):
        target = os.path.join(output, skeleton.stem + ".yaml")
    if os.path.lexists(target) and not force:
        problems = Problems()
        problems.add(Code.OUTPUT_EXISTS, file=target)
        raise BulletinError(problems)
    os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
    replace_file(target, (_schema_line(target) + skeleton.text).encode("utf-8"))
    _tell(target, skeleton.number, skeleton.date_key, bool(like), terminal)
    return 0


SCHEMA_FILE = "issue.schema.json"


def _schema_line(target: str) -> str:
    """Return the line by which editors find the schema that lies next to an issue; none where there is none."""
    there = os.path.isfile(os.path.join(os.path.dirname(target), SCHEMA_FILE))
    return f"# yaml-language-server: $schema={SCHEMA_FILE}\n" if there else ""


def _tell(path: str, number: int, date: str, like: bool, terminal: Terminal) -> None:
    if terminal.json:
        terminal.result(to_json_line({"path": path, "number": number, "blank": [date]}))
    elif like:
        terminal.result(terminal.say("made-new", path=path, number=number, date=date))
    else:
        terminal.result(terminal.say("made-skeleton", path=path))
