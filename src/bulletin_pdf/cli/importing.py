"""`bulletin-pdf import`: web pages, Word documents and texts as the draft of an issue."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.batch.trouble import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.faults import show_problems, show_trouble
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say
from bulletin_pdf.words import Tongue

if TYPE_CHECKING:
    from bulletin_pdf.importers.convert import Imported

_MOST_PASTED = 16 << 20
"""Bytes of text taken from standard input."""


def import_file(arguments: Sequence[str], terminal: Terminal) -> int:
    """Import one file, or several as one issue; give the exit code."""
    parser = _parser(terminal.lang)
    options = parser.parse_intermixed_args(arguments)
    terminal.obey(options)
    if options.like and options.into:
        raise WrongUsage(terminal.say("like-and-into"))
    sources: list[str] = []
    with caught() as found:
        sources = _sources(options.source)
    if not sources:
        show_trouble(found.trouble(), terminal)
        return found.trouble().code
    output = _target(sources, options, terminal)
    _keep_apart([*sources, options.like], output, options.log, terminal)
    with caught() as found:
        _refuse_existing(output, options.force or output == options.into)
        imported = _convert(sources, output, options, terminal)
        _write(imported, sources, output, options, terminal)
        return _read_back(imported, output, terminal)
    show_trouble(found.trouble(), terminal)
    return found.trouble().code


def _parser(lang: Tongue) -> CommandParser:
    parser = CommandParser(lang, "bulletin-pdf import", say(lang, "import"))
    parser.add_argument("source", nargs="+", metavar=say(lang, "SOURCE"), help=say(lang, "help-papers"))
    parser.add_argument("-o", "--output", metavar=say(lang, "OUT"), help=say(lang, "help-draft"))
    parser.add_argument("--like", metavar=say(lang, "ISSUE"), help=say(lang, "help-import-like"))
    parser.add_argument("--into", metavar=say(lang, "ISSUE"), help=say(lang, "help-into"))
    parser.add_argument("--keys", choices=("zh", "en"), help=say(lang, "help-keys"))
    parser.add_argument("--log", metavar=say(lang, "FILE"), help=say(lang, "help-import-log"))
    parser.add_argument("--certificate", action="store_true", help=say(lang, "help-import-certificate"))
    parser.add_argument("--force", action="store_true", help=say(lang, "help-force"))
    parser.common()
    return parser


def _sources(named: Sequence[str]) -> list[str]:
    """The files to import, those of folders among them."""
    from bulletin_pdf.diagnostics import Problems
    from bulletin_pdf.importers.sources import spread_folders

    problems = Problems()
    sources = spread_folders(named, problems)
    problems.raise_if_errors()
    return sources


def _target(sources: Sequence[str], options: argparse.Namespace, terminal: Terminal) -> str:
    """The draft's path: the source's name + .yaml, here or in the directory named."""
    output: str | None = options.output
    if options.into and output is None:
        return str(options.into)
    if (len(sources) > 1 or options.like) and output is None:
        raise WrongUsage(terminal.say("needs-output"))
    name = "pasted" if sources[0] == "-" else os.path.splitext(os.path.basename(sources[0]))[0]
    name += ".yaml"
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
        if any(source and os.path.realpath(path) == os.path.realpath(source) for source in sources):
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


def _convert(
    sources: Sequence[str], output: str, options: argparse.Namespace, terminal: Terminal
) -> "Imported":
    from bulletin_pdf.importers.convert import convert
    from bulletin_pdf.importers.gather import Wanted, gather

    keys, lang = _keys(options, output, terminal), terminal.lang
    pasted = {"-": sys.stdin.buffer.read(_MOST_PASTED)} if "-" in sources else {}

    def made() -> Iterator["Imported"]:
        if len(sources) == 1 and not options.like and not options.into:
            yield convert(sources[0], output, lang, keys, pasted.get(sources[0]))
        else:
            wanted = Wanted(output, options.like or "", options.into or "", keys)
            yield gather(sources, wanted, lang, pasted)

    (imported,) = terminal.watched(made(), 1, "importing")
    return imported


def _keys(options: argparse.Namespace, output: str, terminal: Terminal) -> str:
    """The language of the fields' names: as asked; as a model, a target or the bulletin.yaml has them; the reader's."""
    from bulletin_pdf.importers.beside import look_beside

    if options.keys or options.like or options.into or look_beside(output).found:
        return options.keys or ""
    return terminal.lang


def _write(
    imported: "Imported",
    sources: Sequence[str],
    output: str,
    options: argparse.Namespace,
    terminal: Terminal,
) -> None:
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
    _certify(imported, sources, output, options, terminal)
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


def _certify(
    imported: "Imported",
    sources: Sequence[str],
    output: str,
    options: argparse.Namespace,
    terminal: Terminal,
) -> None:
    """Write what was proved of the draft, when that is asked for."""
    from bulletin_pdf.files import replace_file
    from bulletin_pdf.importers.certificate import certificate_path, write_certificate

    if options.certificate:
        draft = output, imported.text.encode("utf-8")
        edits = imported.draft.edits
        record = write_certificate(sources, draft, imported.account, edits, terminal.lang)
        replace_file(certificate_path(output), record)


def _read_back(imported: "Imported", output: str, terminal: Terminal) -> int:
    """Show what was noticed, and what a first reading of the draft finds; text that was lost is an error."""
    from bulletin_pdf.issue.read import read_issue

    with caught() as found:
        found.problems = tuple(read_issue(output).problems)
    trouble = found.trouble()
    show_problems(imported.problems, terminal)
    show_trouble(trouble, terminal)
    return trouble.code or int(bool(imported.problems.errors))
