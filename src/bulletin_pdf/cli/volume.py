"""`bulletin-pdf volume`: a year of issues → one bound volume."""

import os
from collections.abc import Sequence

from bulletin_pdf.batch.volume_task import VolumeTask, bind_volume
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage, editions_chosen, terminal_columns
from bulletin_pdf.cli.batch_options import add_batch_options, run_options
from bulletin_pdf.cli.changes import show_changes, write_log
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.print_options import add_certificate_option, add_plate_options, plate_options
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.targets import refuse_other_kind, refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.option_words import EDITIONS as EDITION_WORDS
from bulletin_pdf.option_words import values_shown
from bulletin_pdf.parallel import processors
from bulletin_pdf.safe_files import is_taken
from bulletin_pdf.volume.files.outcome import EDITIONS, VolumeOutcome, VolumeTarget, WrittenFile

_DEFAULT_DIRECTORY = "out"


def volume(arguments: Sequence[str], terminal: Terminal) -> int:
    """Bind the volume named in `arguments`; return the exit code."""
    options = _parser(terminal).parse_intermixed_args(terminal_columns(arguments, "--edition", EDITIONS))
    terminal.take_options(options)
    editions = editions_chosen(options.edition, EDITIONS, terminal.lang)
    refuse_other_kind(options.output or "", terminal)
    refuse_reserved(options.output or "", terminal)
    targets = _targets(options.source, options.output, editions, terminal)
    package = options.package or ""
    if package and is_taken(package):
        raise WrongUsage(terminal.say("package-taken", path=package))
    jobs = run_options(options, terminal).jobs
    asked = plate_options(options)._replace(certificate=options.certificate)
    task = VolumeTask(options.source, targets, asked, package)
    bound = bind_volume(task, jobs or processors(), force=options.force)
    show_trouble(bound.status, terminal)
    if bound.outcome is not None:
        _show(options.source, bound.outcome, bound.unchanged, options.log, terminal)
        if package and not terminal.json:
            terminal.result(terminal.say("packed", path=package))
    return bound.status.code


def _parser(terminal: Terminal) -> CommandParser:
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf volume", say_on_terminal(lang, "volume"))
    parser.add_argument(
        "source", metavar=say_on_terminal(lang, "VOLUME"), help=say_on_terminal(lang, "help-volume")
    )
    parser.add_argument(
        "-o", "--output", metavar=say_on_terminal(lang, "OUTPUT"), help=say_on_terminal(lang, "help-output")
    )
    parser.add_argument(
        "--edition",
        action="append",
        metavar=say_on_terminal(lang, "EDITION"),
        help=say_on_terminal(
            lang, "help-edition", editions=tuple(values_shown(EDITIONS, EDITION_WORDS, lang))
        ),
    )
    add_batch_options(parser, "help-volume-jobs")
    parser.add_argument(
        "--package", metavar=say_on_terminal(lang, "DIRECTORY"), help=say_on_terminal(lang, "help-package")
    )
    add_certificate_option(parser)
    add_plate_options(parser)
    parser.log()
    parser.verbose()
    parser.common()
    return parser


def _targets(
    source: str, output: str | None, editions: Sequence[str], terminal: Terminal
) -> tuple[VolumeTarget, ...]:
    """Return what is to be written where; an input is never written over."""
    place = _DEFAULT_DIRECTORY if output is None else output
    into_file = place.lower().endswith(".pdf") and not os.path.isdir(place)
    if not into_file and os.path.exists(place) and not os.path.isdir(place):
        raise WrongUsage(terminal.say("not-a-directory", path=place))
    name = os.path.splitext(os.path.basename(source))[0]
    stem = place[:-4] if into_file else os.path.join(place, name)
    if into_file and os.path.realpath(place) == os.path.realpath(source):
        raise WrongUsage(terminal.say("overwrites-input", path=place))
    if into_file and len(editions) == 1:
        return (VolumeTarget(editions[0], place),)
    return tuple(
        VolumeTarget(edition, stem + (".pdf" if edition == "print" else f".{edition}.pdf"))
        for edition in editions
    )


def _show(source: str, outcome: VolumeOutcome, unchanged: bool, log: str | None, terminal: Terminal) -> None:
    if log:
        write_log(log, outcome.changes, as_lines_of_json=terminal.json)
    if terminal.json:
        for file in outcome.files:
            terminal.result(to_json_line(_record(source, file, outcome, unchanged)))
        return
    if outcome.changes:
        show_changes(source, outcome.changes, terminal, log)
    for file in outcome.files:
        book = outcome.books[file.book]
        line = terminal.say(
            "bound",
            path=file.target.path,
            issues=terminal.count("issues", book.issues),
            pages=terminal.count("pages", book.pages),
            sheets=terminal.count("sheets", (book.pages + 1) // 2),
            seconds=f"{file.seconds:.2f}",
        )
        terminal.result(f"{line}  {terminal.say('unchanged')}" if unchanged else line)
    for path in filter(None, (outcome.catalogue, outcome.workbook)):
        terminal.result(terminal.say("catalogued", path=path))
    for book in outcome.books:
        if book.cover:
            terminal.result(terminal.say("covered", path=book.cover))
        if book.spine is not None:
            terminal.result(terminal.say("spine", spine=f"{book.spine:.1f}"))
    if outcome.labels:
        terminal.result(terminal.say("labelled", path=outcome.labels))


def _record(source: str, file: WrittenFile, outcome: VolumeOutcome, unchanged: bool) -> dict[str, object]:
    book = outcome.books[file.book]
    return {
        "source": source,
        "book": book.name,
        "edition": file.target.edition,
        "path": file.target.path,
        "state": "unchanged" if unchanged else "built",
        "issues": book.issues,
        "pages": book.pages,
        "sheets": (book.pages + 1) // 2,
        "bytes": file.size,
        "seconds": round(file.seconds, 3),
        "catalogue": outcome.catalogue,
        "workbook": outcome.workbook,
        "spine": book.spine,
        "cover": book.cover,
        "labels": outcome.labels,
    }
