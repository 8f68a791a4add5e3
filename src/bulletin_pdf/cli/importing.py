"""`bulletin-pdf import`: a web page, Word document or text as the draft of an issue."""

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.batch.trouble import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.faults import show_problems, show_trouble
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say

if TYPE_CHECKING:
    from bulletin_pdf.importers.convert import Imported


def import_file(arguments: Sequence[str], terminal: Terminal) -> int:
    """Import one file; give the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf import", say(lang, "import"))
    parser.add_argument("source", metavar=say(lang, "SOURCE"), help=say(lang, "help-source"))
    parser.add_argument("-o", "--output", metavar=say(lang, "OUT"), help=say(lang, "help-draft"))
    parser.add_argument("--log", metavar=say(lang, "FILE"), help=say(lang, "help-import-log"))
    parser.add_argument("--certificate", action="store_true", help=say(lang, "help-import-certificate"))
    parser.add_argument("--force", action="store_true", help=say(lang, "help-force"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.obey(options)
    output = _target(options.source, options.output)
    _keep_apart(options.source, output, options.log, terminal)
    with caught() as found:
        _refuse_existing(output, options.force)
        imported = _convert(options.source, output, terminal)
        _write(imported, output, options, terminal)
        return _read_back(imported, output, terminal)
    show_trouble(found.trouble(), terminal)
    return found.trouble().code


def _target(source: str, output: str | None) -> str:
    """The draft's path: the source's name + .yaml, here or in the directory named."""
    name = os.path.splitext(os.path.basename(source))[0] + ".yaml"
    if output is None:
        return name
    return os.path.join(output, name) if os.path.isdir(output) or output.endswith(("/", os.sep)) else output


def _keep_apart(source: str, output: str, log: str | None, terminal: Terminal) -> None:
    """An input is never written, and one result not over another."""
    named = [path for path in (output, log) if path]
    for path in named:
        if os.path.realpath(path) == os.path.realpath(source):
            raise WrongUsage(terminal.say("overwrites-input", path=path))
    if len({os.path.realpath(path) for path in named}) < len(named):
        raise WrongUsage(terminal.say("overwrites-draft", path=output))


def _refuse_existing(output: str, force: bool) -> None:
    from bulletin_pdf.diagnostics import BulletinError, Problems
    from bulletin_pdf.importers.convert import pictures_directory

    problems = Problems()
    if os.path.isdir(output):
        problems.add("B702", file=output)
    for path in (output, os.path.join(os.path.dirname(output), pictures_directory(output))):
        if os.path.lexists(path) and not force:
            problems.add("B907", file=path)
    if problems.errors:
        raise BulletinError(problems)


def _convert(source: str, output: str, terminal: Terminal) -> "Imported":
    from bulletin_pdf.importers.convert import convert

    (imported,) = terminal.watched((convert(source, output, terminal.lang) for _ in range(1)), 1, "importing")
    return imported


def _write(imported: "Imported", output: str, options: argparse.Namespace, terminal: Terminal) -> None:
    """Pictures and log first: when the draft is there, everything is."""
    from bulletin_pdf.files import replace_file
    from bulletin_pdf.importers.convert import count_guesses, pictures_directory
    from bulletin_pdf.importers.log import as_text

    draft = imported.draft
    os.makedirs(os.path.dirname(output) or ".", exist_ok=True)
    folder = os.path.join(os.path.dirname(output), pictures_directory(output))
    if draft.pictures:
        os.makedirs(folder, exist_ok=True)
    for name, data in draft.pictures:
        replace_file(os.path.join(folder, name), data)
    if options.log:
        os.makedirs(os.path.dirname(options.log) or ".", exist_ok=True)
        log = as_text(draft.edits, terminal.lang, json=terminal.json)
        replace_file(options.log, log.encode("utf-8", "backslashreplace"))
    replace_file(output, imported.text.encode("utf-8"))
    counts = {
        "reports": len(draft.issue.reports),
        "guesses": count_guesses(draft),
        "changes": len(draft.edits),
    }
    _certify(imported, output, options, terminal)
    if terminal.json:
        terminal.result(
            as_json({"path": output, **counts, "pictures": len(draft.pictures), "log": options.log})
        )
        return
    said = {name: terminal.count(name, count) for name, count in counts.items()}
    terminal.result(terminal.say("imported", path=output, **said))
    if draft.pictures:
        pictures = terminal.count("pictures", len(draft.pictures))
        terminal.result(terminal.say("imported-pictures", path=folder, pictures=pictures))
    if options.log:
        terminal.result(terminal.say("imported-log", path=options.log))


def _certify(imported: "Imported", output: str, options: argparse.Namespace, terminal: Terminal) -> None:
    """Write what was proved of the draft, when that is asked for."""
    from bulletin_pdf.files import replace_file
    from bulletin_pdf.importers.certificate import certificate_path, write_certificate

    if options.certificate:
        draft = output, imported.text.encode("utf-8")
        edits = imported.draft.edits
        record = write_certificate(options.source, draft, imported.account, edits, terminal.lang)
        replace_file(certificate_path(output), record)


def _read_back(imported: "Imported", output: str, terminal: Terminal) -> int:
    """Show what was noticed, and what a first reading of the draft finds."""
    from bulletin_pdf.issue.read import read_issue

    with caught() as found:
        found.problems = tuple(read_issue(output).problems)
    trouble = found.trouble()
    show_problems(imported.problems, terminal)
    show_trouble(trouble, terminal)
    return trouble.code
