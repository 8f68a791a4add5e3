"""`bulletin-pdf catalogue`: many years → one catalogue."""

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.batch_options import add_batch_options, run_options
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.targets import refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.parallel import processors

if TYPE_CHECKING:
    from bulletin_pdf.archive.catalogue.holding_results import HoldingRead
    from bulletin_pdf.archive.catalogue.publish_catalogue import CatalogueOutcome

DEFAULT_CATALOGUE = "cat"


def catalogue(arguments: Sequence[str], terminal: Terminal) -> int:
    """Catalogue the directories named in `arguments`; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf catalogue", say_on_terminal(lang, "catalogue"))
    parser.add_argument(
        "places",
        nargs="+",
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-holdings"),
    )
    parser.add_argument(
        "-o", "--output",
        default=DEFAULT_CATALOGUE,
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-catalogue-output"),
    )  # fmt: skip
    add_batch_options(parser, "help-catalogue-jobs")
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    refuse_reserved(options.output, terminal)
    jobs = run_options(options, terminal).jobs
    from bulletin_pdf.api.archives import catalogue as make_catalogue

    def watched(results: "Iterator[HoldingRead]", total: int) -> "Iterator[HoldingRead]":
        return terminal.watched(results, total, "cataloguing")

    started = perf_counter()
    outcome = None
    with caught() as found:
        outcome = make_catalogue(
            *options.places,
            output=options.output,
            jobs=jobs or processors(),
            force=options.force,
            watched=watched,
        )
        found.problems = outcome.problems
    status = found.status()
    show_trouble(status, terminal)
    if outcome is not None:
        _show(outcome, perf_counter() - started, terminal)
    return status.code


def _show(outcome: "CatalogueOutcome", seconds: float, terminal: Terminal) -> None:
    update, files = outcome.update, outcome.files
    if terminal.json:
        counts = {"issues": outcome.issues, "reports": outcome.reports, "pages": outcome.pages}
        read = {"read": update.read, "unchanged": update.unchanged, "gone": update.gone}
        written = {"files": files, "written": outcome.written, "seconds": round(seconds, 3)}
        terminal.result(to_json_line({**counts, **read, **written}))
        return
    told = terminal.say(
        "catalogue-made",
        path=files[0],
        issues=terminal.count("issues", outcome.issues),
        reports=terminal.count("reports", outcome.reports),
        read=update.read,
        unchanged=update.unchanged,
        seconds=f"{seconds:.2f}",
    )
    terminal.result(told if outcome.written else f"{told}  {terminal.say('unchanged')}")
    if outcome.written:
        terminal.result(terminal.say("catalogue-workbook", path=files[1]))
        pages = terminal.count("pages", outcome.pages)
        terminal.result(terminal.say("catalogue-bound", path=files[2], pages=pages))
