"""`bulletin-pdf impose`: a PDF → printer's sheets."""

import os
from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.batch.trouble import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.build import DEFAULT_DIRECTORY
from bulletin_pdf.cli.faults import show_trouble
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.opened import open_plain
from bulletin_pdf.press.schemes import GRIDS, SCHEMES

if TYPE_CHECKING:
    from bulletin_pdf.diagnostics import Problems
    from bulletin_pdf.press.impose import Wish


class _Written(NamedTuple):
    pages: int = 0
    sheets: int = 0
    size: int = 0


def impose(arguments: Sequence[str], terminal: Terminal) -> int:
    """Write the sheets of a PDF; give the exit code."""
    from bulletin_pdf.press.impose import Wish

    options = _parser(terminal).parse_intermixed_args(arguments)
    terminal.obey(options)
    target = _target(options.file, options.output, options.scheme, terminal)
    if not 0 <= options.creep <= 1:
        raise WrongUsage(terminal.say("no-creep"))
    wish = Wish(options.scheme, options.sheet, options.up, options.creep, options.marks, options.fit)
    started = perf_counter()
    written = _Written()
    with caught() as found:
        written, problems = _write(options.file, target, wish)
        found.problems = tuple(problems)
    show_trouble(found.trouble(), terminal)
    if found.trouble().code:
        return found.trouble().code
    seconds = perf_counter() - started
    if terminal.json:
        record = {"source": options.file, "path": target, "scheme": wish.scheme, **written._asdict()}
        terminal.result(as_json(record | {"seconds": round(seconds, 3)}))
    else:
        pages = terminal.count("pages", written.pages)
        sheets = terminal.count("printed-sheets", written.sheets)
        said = terminal.say("result", path=target, pages=pages, sheets=sheets, seconds=f"{seconds:.2f}")
        terminal.result(said)
    return 0


def _parser(terminal: Terminal) -> CommandParser:
    from bulletin_pdf.press.impose import CALIPER, SHEETS

    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf impose", say(lang, "impose"))
    parser.add_argument("file", metavar=say(lang, "PDF"), help=say(lang, "help-imposed"))
    parser.add_argument("--scheme", choices=SCHEMES, required=True, help=say(lang, "help-scheme"))
    parser.add_argument("--sheet", choices=tuple(SHEETS), default="A3", help=say(lang, "help-sheet"))
    parser.add_argument("--up", type=int, choices=tuple(GRIDS), default=4, help=say(lang, "help-up"))
    creep = say(lang, "help-creep", caliper=CALIPER)
    parser.add_argument("--creep", type=float, default=CALIPER, metavar="MM", help=creep)
    parser.add_argument("--marks", action="store_true", help=say(lang, "help-sheet-marks"))
    parser.add_argument("--fit", action="store_true", help=say(lang, "help-fit"))
    parser.add_argument("-o", "--output", metavar=say(lang, "OUTPUT"), help=say(lang, "help-output"))
    parser.common()
    return parser


def _target(source: str, output: str | None, scheme: str, terminal: Terminal) -> str:
    """Say where the sheets are written; never over the PDF they are made from."""
    output = DEFAULT_DIRECTORY if output is None else output
    if not output.lower().endswith(".pdf") or os.path.isdir(output):
        stem = os.path.splitext(os.path.basename(source))[0]
        output = os.path.join(output, f"{stem}.{scheme}.pdf")
    if os.path.realpath(output) == os.path.realpath(source):
        raise WrongUsage(terminal.say("overwrites-input", path=output))
    return output


def _write(source: str, target: str, wish: "Wish") -> "tuple[_Written, Problems]":
    from bulletin_pdf.diagnostics import Problems
    from bulletin_pdf.fonts.book import open_book
    from bulletin_pdf.pdf.existing import ExistingError
    from bulletin_pdf.pdf.write import write_pdf
    from bulletin_pdf.press.impose import impose as make_sheets

    problems, book = Problems(), open_book()
    with open_plain(source) as file:
        data = file.read()
    imposed = make_sheets(source, data, wish, book, problems)
    problems.raise_if_errors()
    if imposed is None:
        return _Written(), problems
    os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
    try:
        size = write_pdf(imposed.document, imposed.profile, book, target)
    except ExistingError as error:
        # What lies behind the pages is looked at only when they are copied.
        problems.add("B620", None, file=source, reason=f"@pdf {error.fault}")
        return _Written(), problems
    return _Written(imposed.pages, imposed.sheets, size), problems
