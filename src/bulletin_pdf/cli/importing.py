"""`bulletin-pdf import`: web pages, Word documents and texts as the draft of an issue."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_problems, show_trouble
from bulletin_pdf.cli.streams import STREAM
from bulletin_pdf.cli.targets import refuse_no_yaml, refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.messages import Language
from bulletin_pdf.option_words import LANGUAGES, spoken
from bulletin_pdf.problem_codes import Level

if TYPE_CHECKING:
    from bulletin_pdf.api.importing import ImportedIssue

_MAX_PASTED = 16 << 20
"""Bytes of text taken from standard input."""


def import_file(arguments: Sequence[str], terminal: Terminal) -> int:
    """Import one file, or several as one issue; return the exit code."""
    parser = _parser(terminal.lang)
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    if options.like and options.into:
        raise WrongUsage(terminal.say("like-and-into"))
    sources: list[str] = []
    with caught() as found:
        sources = _sources(options.source)
    if not sources:
        show_trouble(found.status(), terminal)
        return found.status().code
    if options.output == STREAM:
        return _to_stdout(sources, options, terminal)
    refuse_no_yaml(options.output or "", terminal)
    refuse_reserved(options.output or "", terminal)
    output = _target(sources, options, terminal)
    _keep_apart([*sources, options.like], output, options.log, terminal)
    with caught() as found:
        imported = _convert(sources, output, options, terminal)
        _write(imported, options, terminal)
        return _read_back(imported, terminal)
    show_trouble(found.status(), terminal)
    return found.status().code


def _to_stdout(sources: Sequence[str], options: argparse.Namespace, terminal: Terminal) -> int:
    """Write the draft alone to standard output; return the exit code."""
    from bulletin_pdf.api.importing import default_output
    from bulletin_pdf.api.importing import import_file as imported_from

    if options.into or options.certificate:
        raise WrongUsage(terminal.say("stream-draft"))
    pasted = sys.stdin.buffer.read(_MAX_PASTED) if "-" in sources else b""
    given = [("-", pasted) if source == "-" else source for source in sources]
    place = default_output(sources[0])
    with caught() as found:
        imported = imported_from(
            *given, output=place, like=options.like, keys=options.keys or "", lang=terminal.lang
        )
        if imported.pictures:
            raise WrongUsage(terminal.say("stream-draft"))
        _write_log(imported, options, terminal)
        sys.stdout.buffer.write(imported.text.encode("utf-8"))
        found.problems = imported.problems
    show_trouble(found.status(), terminal)
    return found.status().code


def _write_log(imported: "ImportedIssue", options: argparse.Namespace, terminal: Terminal) -> None:
    """Write every change, where a log is requested."""
    from bulletin_pdf.safe_files import replace_file

    if options.log:
        os.makedirs(os.path.dirname(options.log) or ".", exist_ok=True)
        log = imported.log(json=terminal.json)
        replace_file(options.log, log.encode("utf-8", "backslashreplace"))


def _parser(lang: Language) -> CommandParser:
    parser = CommandParser(lang, "bulletin-pdf import", say_on_terminal(lang, "import"))
    parser.add_argument(
        "source",
        nargs="+",
        metavar=say_on_terminal(lang, "SOURCE"),
        help=say_on_terminal(lang, "help-papers"),
    )
    parser.add_argument(
        "-o", "--output", metavar=say_on_terminal(lang, "OUT"), help=say_on_terminal(lang, "help-draft")
    )
    parser.add_argument(
        "--like", metavar=say_on_terminal(lang, "ISSUE"), help=say_on_terminal(lang, "help-import-like")
    )
    parser.add_argument(
        "--into", metavar=say_on_terminal(lang, "ISSUE"), help=say_on_terminal(lang, "help-into")
    )
    parser.add_argument(
        "--keys", choices=("zh", "en"), type=spoken(LANGUAGES), help=say_on_terminal(lang, "help-keys")
    )
    parser.add_argument(
        "--log", metavar=say_on_terminal(lang, "FILE"), help=say_on_terminal(lang, "help-import-log")
    )
    parser.add_argument(
        "--certificate", action="store_true", help=say_on_terminal(lang, "help-import-certificate")
    )
    parser.add_argument("--force", action="store_true", help=say_on_terminal(lang, "help-force"))
    parser.common()
    return parser


def _sources(named: Sequence[str]) -> list[str]:
    """The files to import, those of folders among them."""
    from bulletin_pdf.api.importing import spread

    return spread(named)


def _target(sources: Sequence[str], options: argparse.Namespace, terminal: Terminal) -> str:
    """The draft's path: the source's name + .yaml, here or in the directory named."""
    output: str | None = options.output
    if options.into and output is None:
        return str(options.into)
    if (len(sources) > 1 or options.like) and output is None:
        raise WrongUsage(terminal.say("needs-output"))
    from bulletin_pdf.api.importing import default_output

    name = default_output(sources[0])
    if output is None:
        return name
    if not (os.path.isdir(output) or output.endswith(("/", os.sep))):
        return output
    if len(sources) > 1:
        raise WrongUsage(terminal.say("needs-output"))
    return os.path.join(output, name)


def _keep_apart(sources: Sequence[str | None], output: str, log: str | None, terminal: Terminal) -> None:
    """An input is never written, and one result not over another."""
    named = [path for path in (output, log) if path]
    for path in named:
        if any(
            source and os.path.exists(source) and os.path.realpath(path) == os.path.realpath(source)
            for source in sources
        ):
            raise WrongUsage(terminal.say("overwrites-input", path=path))
    if len({os.path.realpath(path) for path in named}) < len(named):
        raise WrongUsage(terminal.say("overwrites-draft", path=output))


def _convert(
    sources: Sequence[str], output: str, options: argparse.Namespace, terminal: Terminal
) -> "ImportedIssue":
    from bulletin_pdf.api.importing import import_file, refuse_existing

    refuse_existing(output, options.force or output == options.into)
    pasted = sys.stdin.buffer.read(_MAX_PASTED) if "-" in sources else b""

    def made() -> Iterator["ImportedIssue"]:
        yield import_file(
            *(("-", pasted) if source == "-" else source for source in sources),
            output=output,
            like=options.like,
            into=options.into,
            keys=options.keys or "",
            lang=terminal.lang,
        )

    (imported,) = terminal.watched(made(), 1, "importing")
    imported.refuse_existing(options.force or output == options.into)
    return imported


def _write(imported: "ImportedIssue", options: argparse.Namespace, terminal: Terminal) -> None:
    """The log first: when the draft is there, everything is."""
    _write_log(imported, options, terminal)
    imported.write(force=options.force or imported.path == options.into, certificate=options.certificate)
    counts = {
        "reports": imported.reports,
        "guesses": imported.guesses,
        "changes": len(imported.changes),
    }
    pictures = len(imported.pictures)
    if terminal.json:
        terminal.result(
            to_json_line({"path": imported.path, **counts, "pictures": pictures, "log": options.log})
        )
        return
    said = {name: terminal.count(name, count) for name, count in counts.items()}
    terminal.result(terminal.say("imported", path=imported.path, **said))
    if pictures:
        counted = terminal.count("pictures", pictures)
        terminal.result(terminal.say("imported-pictures", path=imported.pictures_folder, pictures=counted))
    if options.log:
        terminal.result(terminal.say("imported-log", path=options.log))


def _read_back(imported: "ImportedIssue", terminal: Terminal) -> int:
    """Show what was noticed, and what a first reading of the draft finds; text that was lost is an error."""
    from bulletin_pdf.issue.read import read_issue

    with caught() as found:
        found.problems = tuple(read_issue(imported.path).problems)
    status = found.status()
    show_problems(imported.problems, terminal)
    show_trouble(status, terminal)
    return status.code or int(any(problem.level is Level.ERROR for problem in imported.problems))
