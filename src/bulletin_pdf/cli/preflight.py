"""`bulletin-pdf preflight`: check PDFs before they go to the printer."""

from collections.abc import Sequence

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, one_edition
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.streams import pdf_from
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.option_words import EDITIONS, values_shown

VERDICTS = ("pass", "warnings", "errors")
"""docs/rules/press.md §7."""


def preflight(arguments: Sequence[str], terminal: Terminal) -> int:
    """Judge the PDFs named in `arguments`; 0 pass, also with warnings unless they count, 1 errors or no such file, 3 the machine failed."""
    from bulletin_pdf.press.preflight.judge import CHECKS

    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf preflight", say_on_terminal(lang, "preflight"))
    parser.epilog = say_on_terminal(lang, "preflight-codes")
    parser.add_argument(
        "files",
        nargs="+",
        metavar=say_on_terminal(lang, "PDF"),
        help=say_on_terminal(lang, "help-preflighted"),
    )
    known = tuple(values_shown(tuple(CHECKS), EDITIONS, lang))
    edition = say_on_terminal(lang, "help-preflight-edition", editions=known)
    parser.add_argument("--edition", metavar=say_on_terminal(lang, "EDITION"), help=edition)
    parser.add_argument("--strict", action="store_true", help=say_on_terminal(lang, "help-preflight-strict"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    asked = "" if options.edition is None else one_edition(options.edition, tuple(CHECKS), lang)
    files = list(dict.fromkeys(options.files))
    return max(_judge(path, asked, terminal, strict=options.strict) for path in files)


def _judge(path: str, edition: str, terminal: Terminal, *, strict: bool) -> int:
    from bulletin_pdf.api.pdfs import PreflightReport
    from bulletin_pdf.api.pdfs import preflight as judge
    from bulletin_pdf.press.preflight.judge import PRESS

    report: PreflightReport | None = None
    with caught() as found:
        report = judge(pdf_from(path), edition, name=path)
        found.problems = report.problems
    status = found.status()
    if not terminal.json and report is not None and status.problems:
        terminal.problem(f"{path}:")
    show_trouble(status, terminal)
    if report is None:
        return status.code
    code = int(report.verdict == "errors" or (strict and report.verdict == "warnings"))
    if terminal.json:
        record = {"path": path, "kind": report.kind, "edition": report.edition, "verdict": report.verdict}
        terminal.result(to_json_line(record))
        return code
    kind = say_on_terminal(terminal.lang, f"kind-{report.kind or 'other'}")
    place = VERDICTS.index(report.verdict)
    key = f"verdict-press-{place}" if report.edition in PRESS else f"verdict-reading-{place}"
    terminal.result(terminal.say(key, path=path, kind=kind, edition=report.edition))
    return code
