"""`bulletin-pdf preflight`: may these PDFs go to the printer?"""

from collections.abc import Sequence

from bulletin_pdf.batch.trouble import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.faults import show_trouble
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say
from bulletin_pdf.opened import open_plain
from bulletin_pdf.words import listed


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
    from bulletin_pdf.press.preflight.findings import exit_code
    from bulletin_pdf.press.preflight.run import PRESS, Verdict, judge

    verdict: Verdict | None = None
    with caught() as found:
        with open_plain(path) as file:
            data = file.read()
        verdict = judge(path, data, edition)
        found.problems = verdict.problems
    trouble = found.trouble()
    if not terminal.json and verdict is not None and trouble.problems:
        terminal.problem(f"{path}:")
    show_trouble(trouble, terminal)
    if verdict is None:
        return trouble.code
    code = exit_code(trouble.problems)
    if terminal.json:
        said = ("pass", "warnings", "errors")[code]
        record = {"path": path, "kind": verdict.kind, "edition": verdict.edition, "verdict": said}
        terminal.result(as_json(record))
        return code
    kind = say(terminal.lang, f"kind-{verdict.kind or 'other'}")
    key = f"verdict-press-{code}" if verdict.edition in PRESS else f"verdict-reading-{code}"
    terminal.result(terminal.say(key, path=path, kind=kind, edition=verdict.edition))
    return code
