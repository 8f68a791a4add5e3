"""Options for the printer: red, output intent, marks, offset, numbered copies."""

import argparse

from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.option_words import INTENTS, spoken
from bulletin_pdf.option_words import REDS as RED_WORDS
from bulletin_pdf.press.options import REDS, PrintOptions

FARTHEST = 50.0
"""mm; a printer that is off by more is not the one this sheet was made for."""


def add_print_options(parser: CommandParser) -> None:
    """Add the options; they concern the editions for the press."""
    lang = parser.lang
    group = add_plate_options(parser)
    group.add_argument("--ticket", action="store_true", help=say_on_terminal(lang, "help-ticket"))
    group.add_argument("--offset", metavar="X,Y", help=say_on_terminal(lang, "help-offset"))
    copies = group.add_mutually_exclusive_group()
    copies.add_argument("--copies", metavar="1-300", help=say_on_terminal(lang, "help-copies"))
    copies.add_argument("--copies-from", metavar="CSV", help=say_on_terminal(lang, "help-copies-from"))


def add_certificate_option(parser: CommandParser) -> None:
    """Add what goes with any edition."""
    parser.add_argument(
        "--certificate", action="store_true", help=say_on_terminal(parser.lang, "help-certificate")
    )


def add_plate_options(parser: CommandParser) -> argparse._ArgumentGroup:
    """Add the options that say how the plates are made."""
    lang = parser.lang
    group = parser.add_argument_group(say_on_terminal(lang, "for-printer"))
    group.add_argument(
        "--red",
        choices=REDS,
        type=spoken(RED_WORDS),
        default="process",
        help=say_on_terminal(lang, "help-red"),
    )
    group.add_argument(
        "--intent",
        default="fogra47",
        type=spoken(INTENTS),
        metavar="ICC",
        help=say_on_terminal(lang, "help-intent"),
    )
    group.add_argument("--marks", action="store_true", help=say_on_terminal(lang, "help-marks"))
    return group


def plate_options(options: argparse.Namespace) -> PrintOptions:
    """Take the options that say how the plates are made."""
    return PrintOptions(options.red, options.intent, options.marks)


def print_options(options: argparse.Namespace, terminal: Terminal) -> PrintOptions:
    """Take the options from the command line."""
    chosen = plate_options(options)._replace(
        copies_from=options.copies_from or "",
        ticket=options.ticket,
        certificate=options.certificate,
        lang=terminal.on_paper,
    )
    if options.offset is not None:
        chosen = chosen._replace(offset=_offset(options.offset, terminal))
    if options.copies is not None:
        from bulletin_pdf.press.copies import copies_in_range

        copies = copies_in_range(options.copies)
        if not copies:
            raise WrongUsage(terminal.say("no-range", text=options.copies))
        chosen = chosen._replace(copies=copies)
    return chosen


def _offset(text: str, terminal: Terminal) -> tuple[float, float]:
    try:
        x, y = (float(part) for part in text.replace("，", ",").split(","))
    except ValueError:
        raise WrongUsage(terminal.say("no-offset", text=text)) from None
    if not (abs(x) <= FARTHEST and abs(y) <= FARTHEST):
        raise WrongUsage(terminal.say("no-offset", text=text))
    return x, y
