"""`bulletin-pdf compare`: differences between two PDFs."""

import argparse
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.streams import STREAM, pdf_from
from bulletin_pdf.cli.targets import refuse_other_kind, refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line

if TYPE_CHECKING:
    from bulletin_pdf.api.compared_pdfs import ComparedPdfs
    from bulletin_pdf.comparison.compare_pages import RowPair

_TOLERANCE = 0.1
"""mm"""
_SHOWN = 10
"""Rows, breaks and changes that are shown without `-v`."""


def compare(arguments: Sequence[str], terminal: Terminal) -> int:
    """Compare the PDFs in `arguments`; return the exit code: 1 when they differ by more than the tolerance."""
    options = _parser(terminal).parse_intermixed_args(arguments)
    terminal.take_options(options)
    if not 0 <= options.tolerance <= 100:
        raise WrongUsage(terminal.say("no-tolerance"))
    if options.old == options.new == STREAM:
        raise WrongUsage(terminal.say("one-stream"))
    _refuse_target(options, terminal)
    compared: ComparedPdfs | None = None
    with caught() as found:
        compared = _compare(options)
        if options.output:
            os.makedirs(os.path.dirname(options.output) or ".", exist_ok=True)
            compared.write_pdf(options.output, terminal.on_paper)
    status = found.status()
    show_trouble(status, terminal)
    if compared is None or status.code:
        return status.code
    if terminal.json:
        terminal.result(to_json_line(_record(compared, options)))
    else:
        for line in _lines(compared, options, terminal):
            terminal.result(line)
    return 0 if compared.alike else 1


def _record(compared: "ComparedPdfs", options: argparse.Namespace) -> dict[str, object]:
    from bulletin_pdf.comparison.comparison_record import record_of

    files = {"old": options.old, "new": options.new}
    return {**files, "alike": compared.alike, "tolerance": compared.tolerance, **record_of(compared.found)}


def _compare(options: argparse.Namespace) -> "ComparedPdfs":
    from bulletin_pdf.api.compared_pdfs import compare as compare_pdfs

    names = os.path.basename(options.old), os.path.basename(options.new)
    return compare_pdfs(
        pdf_from(options.old), pdf_from(options.new), tolerance=options.tolerance, names=names
    )


def _refuse_target(options: argparse.Namespace, terminal: Terminal) -> None:
    target = options.output or ""
    refuse_other_kind(target, terminal)
    refuse_reserved(target, terminal)
    if target and os.path.realpath(target) in map(os.path.realpath, (options.old, options.new)):
        raise WrongUsage(terminal.say("overwrites-input", path=target))


def _lines(compared: "ComparedPdfs", options: argparse.Namespace, terminal: Terminal) -> Iterator[str]:
    """Word what was found, the most important first: text, line breaks, places."""
    from bulletin_pdf.comparison.compare_pages import is_moved
    from bulletin_pdf.comparison.comparison_pages import break_words, change_words
    from bulletin_pdf.geometry import mm

    found, tolerance = compared.found, mm(compared.tolerance)
    moved = [pair for pair in found.rows if is_moved(pair, tolerance)]
    shapes = [pair for pair in found.shapes if pair.offset > tolerance]
    pages = terminal.count("pages", len(found.old_sizes)), terminal.count("pages", len(found.new_sizes))
    yield terminal.say("compared-pages", old=options.old, new=options.new, pages=pages[0], others=pages[1])
    told: list[tuple[str, int, list[str]]] = [
        (
            "compared-changes",
            len(found.changes),
            [change_words(each, terminal.lang) for each in found.changes],
        ),
        ("compared-breaks", len(found.breaks), [break_words(each, terminal.lang) for each in found.breaks]),
        ("compared-rows", len(moved), [_moved_words(pair, terminal) for pair in moved]),
    ]
    for key, count, words in told:
        of = len(found.rows)
        yield terminal.say(key, count=count, of=of, tolerance=f"{compared.tolerance:g}")
        shown = words if options.verbose else words[:_SHOWN]
        yield from (f"  {line}" for line in shown)
        if len(shown) < len(words):
            yield terminal.say("compared-more", count=len(words) - len(shown))
    yield terminal.say(
        "compared-shapes",
        count=len(shapes),
        of=len(found.shapes),
        gone=len(found.gone),
        added=len(found.added),
    )
    if options.output:
        yield terminal.say("compared-written", path=options.output)


def _moved_words(pair: "RowPair", terminal: Terminal) -> str:
    from bulletin_pdf.comparison.comparison_pages import millimetres

    left, right, baseline, larger = pair.offset
    if pair.old.page != pair.new.page:
        return terminal.say(
            "compared-to-page", page=pair.old.page, text=pair.old.text[:20], new=pair.new.page
        )
    offsets = {"left": left, "right": right, "baseline": baseline}
    shown = {name: millimetres(value) for name, value in offsets.items()}
    return terminal.say(
        "compared-row", page=pair.old.page, text=pair.old.text[:20], larger=f"{larger:+.2f}", **shown
    )


def _parser(terminal: Terminal) -> CommandParser:
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf compare", say_on_terminal(lang, "compare"))
    old, new = say_on_terminal(lang, "OLD-PDF"), say_on_terminal(lang, "NEW-PDF")
    parser.add_argument("old", metavar=old, help=say_on_terminal(lang, "help-compared-old"))
    parser.add_argument("new", metavar=new, help=say_on_terminal(lang, "help-compared-new"))
    parser.add_argument(
        "-o",
        "--output",
        metavar=say_on_terminal(lang, "DIFF"),
        help=say_on_terminal(lang, "help-compared-output"),
    )
    parser.add_argument(
        "--tolerance",
        type=float,
        default=_TOLERANCE,
        metavar="MM",
        help=say_on_terminal(lang, "help-tolerance", tolerance=_TOLERANCE),
    )
    parser.verbose()
    parser.common()
    return parser
