"""`bulletin-pdf audit`: check a store of years for changes, completeness and readability (四性检测)."""

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.option_words import STAGES, spoken, values_shown
from bulletin_pdf.parallel import processors

if TYPE_CHECKING:
    from bulletin_pdf.archive.audit.judged_file import JudgedHolding
    from bulletin_pdf.archive.audit.publish_audit import PublishedAudit

_STAGES = ("archiving", "transfer", "keeping")


def audit(arguments: Sequence[str], terminal: Terminal) -> int:
    """Audit the directories named in `arguments`; return the exit code."""
    options = _parser(terminal).parse_intermixed_args(arguments)
    terminal.take_options(options)
    from bulletin_pdf.api.archives import audit as make_audit

    def watched(results: "Iterator[JudgedHolding]", total: int) -> "Iterator[JudgedHolding]":
        return terminal.watched(results, total, "auditing")

    started = perf_counter()
    made = None
    with caught() as found:
        made = make_audit(
            *options.places,
            output=options.output,
            stage=options.stage,
            jobs=options.jobs or processors(),
            accept=options.accept,
            roots=options.roots,
            watched=watched,
        )
        found.problems = tuple(problem for _, problem in made.outcome.findings)
    status = found.status()
    show_trouble(status, terminal)
    if made is not None:
        _show(made, perf_counter() - started, terminal)
    return status.code


def _parser(terminal: Terminal) -> CommandParser:
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf audit", say_on_terminal(lang, "audit"))
    parser.add_argument(
        "places", nargs="+", metavar=say_on_terminal(lang, "PATH"), help=say_on_terminal(lang, "help-store")
    )
    parser.add_argument(
        "-o",
        "--output",
        default="audit",
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-audit-output"),
    )
    shown = tuple(values_shown(_STAGES, STAGES, lang or "en"))
    parser.add_argument(
        "--stage",
        choices=_STAGES,
        type=spoken(STAGES),
        default="keeping",
        metavar=say_on_terminal(lang, "STAGE"),
        help=say_on_terminal(lang, "help-stage", stages=shown),
    )
    parser.add_argument(
        "--roots",
        action="append",
        default=[],
        metavar=say_on_terminal(lang, "FILE"),
        help=say_on_terminal(lang, "help-roots"),
    )
    parser.add_argument("--accept", action="store_true", help=say_on_terminal(lang, "help-accept"))
    parser.add_argument(
        "--jobs",
        type=int,
        metavar=say_on_terminal(lang, "N"),
        help=say_on_terminal(lang, "help-catalogue-jobs"),
    )
    parser.common()
    return parser


def _show(made: "PublishedAudit", seconds: float, terminal: Terminal) -> None:
    outcome = made.outcome
    run = outcome.run
    if terminal.json:
        changes = {"new": len(outcome.new), "mended": len(outcome.mended), "added": len(outcome.added)}
        record = {"run": run.number, "files": run.files, "bytes": run.size, "findings": run.findings}
        terminal.result(
            to_json_line({**record, **changes, "reports": made.files, "seconds": round(seconds, 3)})
        )
        return
    terminal.result(
        terminal.say(
            "audited",
            run=run.number,
            files=terminal.count("audited-files", run.files),
            findings=terminal.count("findings", run.findings),
            seconds=f"{seconds:.2f}",
        )
    )
    if len(outcome.runs) > 1:
        changes = {"new": len(outcome.new), "mended": len(outcome.mended), "added": len(outcome.added)}
        terminal.result(terminal.say("audit-changes", **changes))
    pages = terminal.count("pages", made.pages)
    terminal.result(terminal.say("catalogue-bound", path=made.files[0], pages=pages))
