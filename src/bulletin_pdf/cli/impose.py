"""`bulletin-pdf impose`: a PDF → printer's sheets."""

import argparse
import os
import sys
from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.build import DEFAULT_DIRECTORY
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.streams import STREAM, pdf_from, refuse_terminal
from bulletin_pdf.cli.targets import refuse_other_kind, refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.option_words import SCHEMES as SCHEME_WORDS
from bulletin_pdf.option_words import spoken
from bulletin_pdf.press.schemes import GRIDS, SCHEMES

if TYPE_CHECKING:
    from bulletin_pdf.api.pdfs import ImposedPdf


def impose(arguments: Sequence[str], terminal: Terminal) -> int:
    """Write the sheets of a PDF; return the exit code."""
    options = _parser(terminal).parse_intermixed_args(arguments)
    terminal.take_options(options)
    target = _target(options.file, options.output, options.scheme, terminal)
    if not 0 <= options.creep <= 1:
        raise WrongUsage(terminal.say("no-creep"))
    started = perf_counter()
    imposed: ImposedPdf | None = None
    with caught() as found:
        imposed = _make(options)
        if target == STREAM:
            sys.stdout.buffer.write(imposed.data)
        else:
            os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
            imposed.write_pdf(target)
        found.problems = imposed.problems
    show_trouble(found.status(), terminal)
    if imposed is None or found.status().code or target == STREAM:
        return found.status().code
    _show(imposed, options, target, perf_counter() - started, terminal)
    return 0


def _make(options: argparse.Namespace) -> "ImposedPdf":
    from bulletin_pdf.api.pdfs import impose as make_sheets

    return make_sheets(
        pdf_from(options.file),
        options.scheme,
        sheet=options.sheet,
        up=options.up,
        creep=options.creep,
        marks=options.marks,
        fit=options.fit,
    )


def _show(
    imposed: "ImposedPdf", options: argparse.Namespace, target: str, seconds: float, terminal: Terminal
) -> None:
    if terminal.json:
        record = {"source": options.file, "path": target, "scheme": options.scheme}
        written = {"pages": imposed.pages, "sheets": imposed.sheets, "size": len(imposed.data)}
        terminal.result(to_json_line({**record, **written, "seconds": round(seconds, 3)}))
        return
    pages = terminal.count("pages", imposed.pages)
    sheets = terminal.count("printed-sheets", imposed.sheets)
    said = terminal.say("result", path=target, pages=pages, sheets=sheets, seconds=f"{seconds:.2f}")
    terminal.result(said)


def _parser(terminal: Terminal) -> CommandParser:
    from bulletin_pdf.press.printer_sheet import AUTO, CALIPER
    from bulletin_pdf.press.sheets import SHEETS

    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf impose", say_on_terminal(lang, "impose"))
    parser.add_argument(
        "file", metavar=say_on_terminal(lang, "PDF"), help=say_on_terminal(lang, "help-imposed")
    )
    parser.add_argument(
        "--scheme",
        choices=SCHEMES,
        type=spoken(SCHEME_WORDS),
        required=True,
        help=say_on_terminal(lang, "help-scheme"),
    )
    parser.add_argument(
        "--sheet", choices=(AUTO, *SHEETS), default=AUTO, help=say_on_terminal(lang, "help-sheet")
    )
    parser.add_argument(
        "--up", type=int, choices=tuple(GRIDS), default=4, help=say_on_terminal(lang, "help-up")
    )
    creep = say_on_terminal(lang, "help-creep", caliper=CALIPER)
    parser.add_argument("--creep", type=float, default=CALIPER, metavar="MM", help=creep)
    parser.add_argument("--marks", action="store_true", help=say_on_terminal(lang, "help-sheet-marks"))
    parser.add_argument("--fit", action="store_true", help=say_on_terminal(lang, "help-fit"))
    parser.add_argument(
        "-o", "--output", metavar=say_on_terminal(lang, "OUTPUT"), help=say_on_terminal(lang, "help-output")
    )
    parser.common()
    return parser


def _target(source: str, output: str | None, scheme: str, terminal: Terminal) -> str:
    """Return where the sheets are written; `-` is standard output; never over the PDF they are made from."""
    if STREAM in (output, output or source):
        refuse_terminal(terminal)
        return STREAM
    refuse_other_kind(output or "", terminal)
    refuse_reserved(output or "", terminal)
    output = DEFAULT_DIRECTORY if output is None else output
    if not output.lower().endswith(".pdf") or os.path.isdir(output):
        stem = os.path.splitext(os.path.basename(source))[0]
        output = os.path.join(output, f"{stem}.{scheme}.pdf")
    if os.path.realpath(output) == os.path.realpath(source):
        raise WrongUsage(terminal.say("overwrites-input", path=output))
    return output
