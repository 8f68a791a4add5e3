"""`bulletin-pdf unpack`: archive files → the YAML, pictures and designs they were made from."""

import os
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.targets import refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.safe_files import is_taken

if TYPE_CHECKING:
    from bulletin_pdf.archive.unpacking.unpack_archive import UnpackedArchive, UnpackedFile


def unpack(arguments: Sequence[str], terminal: Terminal) -> int:
    """Unpack the archive files named in `arguments`; return the exit code."""
    options = _parser(terminal).parse_intermixed_args(arguments)
    terminal.take_options(options)
    output = options.output
    refuse_reserved(output, terminal)
    if is_taken(output):
        raise WrongUsage(terminal.say("package-taken", path=output))
    from bulletin_pdf.api.archives import unpack as unpack_files

    def watched(files: "Iterator[UnpackedFile]", total: int) -> "Iterator[UnpackedFile]":
        return terminal.watched(files, total, "unpacking")

    started = perf_counter()
    made = None
    with caught() as found:
        made = unpack_files(*options.places, output=output, files=options.place or "", watched=watched)
        found.problems = made.problems
    status = found.status()
    show_trouble(status, terminal)
    if made is not None:
        _show(made, perf_counter() - started, terminal)
    return status.code


def _show(made: "UnpackedArchive", seconds: float, terminal: Terminal) -> None:
    if terminal.json:
        files = [file._asdict() for file in made.files]
        kept = [{key: file[key] for key in ("path", "source", "identical")} for file in files]
        record = {"path": made.directory, "files": kept, "volumes": made.volumes}
        terminal.result(to_json_line({**record, "seconds": round(seconds, 3)}))
        return
    same = sum(file.identical for file in made.files)
    count = terminal.count("audited-files", len(made.files))
    terminal.result(
        terminal.say("unpacked", path=made.directory, files=count, same=same, seconds=f"{seconds:.2f}")
    )
    sources = [file.source for file in made.files if file.source]
    shown = made.volumes or (sources if len(sources) == 1 else ())
    for name in shown:
        path = os.path.join(made.directory, name)
        terminal.result(terminal.say("unpacked-source", path=path))


def _parser(terminal: Terminal) -> CommandParser:
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf unpack", say_on_terminal(lang, "unpack"))
    parser.add_argument(
        "places",
        nargs="+",
        metavar=say_on_terminal(lang, "PATH"),
        help=say_on_terminal(lang, "help-unpacked"),
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-unpack-output"),
    )
    parser.add_argument(
        "--files",
        dest="place",
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-files"),
    )
    parser.common()
    return parser
