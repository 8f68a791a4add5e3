"""`bulletin-pdf preflight`: may these PDFs go to the printer?"""

from collections.abc import Sequence

from bulletin_pdf.batch.trouble import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.faults import show_trouble
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say
from bulletin_pdf.words import listed

VERDICTS = ("pass", "warnings", "errors")
"""docs/rules/press.md §7: their places are the exit codes."""


def preflight(arguments: Sequence[str], terminal: Terminal) -> int:
    """Judge the PDFs named in `arguments`; 0 pass, 1 warnings or no such file, 2 errors, 3 the machine failed."""
    from bulletin_pdf.press.preflight.run import CHECKS

    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf preflight", say(lang, "preflight"))
    parser.epilog = say(lang, "preflight-codes")
    parser.add_argument("files", nargs="+", metavar=say(lang, "PDF"), help=say(lang, "help-preflighted"))
    known = listed(CHECKS)
    edition = say(lang, "help-preflight-edition", editions=known)
    parser.add_argument("--edition", metavar=say(lang, "EDITION"), help=edition)
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.obey(options)
    if options.edition is not None and options.edition not in CHECKS:
        raise WrongUsage(terminal.say("unknown-edition", name=options.edition, known=known))
    files = list(dict.fromkeys(options.files))
    return max(_judge(path, options.edition or "", terminal) for path in files)


def _judge(path: str, edition: str, terminal: Terminal) -> int:
    from bulletin_pdf.api.pdfs import PreflightReport
    from bulletin_pdf.api.pdfs import preflight as judge
    from bulletin_pdf.press.preflight.run import PRESS

    report: PreflightReport | None = None
    with caught() as found:
        report = judge(path, edition)
        found.problems = report.problems
    trouble = found.trouble()
    if not terminal.json and report is not None and trouble.problems:
        terminal.problem(f"{path}:")
    show_trouble(trouble, terminal)
    if report is None:
        return trouble.code
    code = VERDICTS.index(report.verdict)
    if terminal.json:
        record = {"path": path, "kind": report.kind, "edition": report.edition, "verdict": report.verdict}
        terminal.result(as_json(record))
        return code
    kind = say(terminal.lang, f"kind-{report.kind or 'other'}")
    key = f"verdict-press-{code}" if report.edition in PRESS else f"verdict-reading-{code}"
    terminal.result(terminal.say(key, path=path, kind=kind, edition=report.edition))
    return code
