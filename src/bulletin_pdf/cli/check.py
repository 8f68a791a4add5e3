"""`bulletin-pdf check`: read and proofread; with `--fix`, correct obvious errors."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import TaskStatus, caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage, issues_among
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.streams import STREAM, issue_from
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Level
from bulletin_pdf.problems import record_of_place

if TYPE_CHECKING:
    from bulletin_pdf.api.issue import Issue
    from bulletin_pdf.proof.finding import Finding
    from bulletin_pdf.proof.neighbours import Neighbourhood
    from bulletin_pdf.proof.repair import Repair
    from bulletin_pdf.proof.waivers import Waived


class Checked(NamedTuple):
    """What was found in one file, what was waived, and what was or would be mended."""

    status: TaskStatus
    waived: "tuple[Waived, ...]" = ()
    findings: "tuple[Finding, ...]" = ()
    repair: "Repair | None" = None
    texts: Mapping[str, bytes] = {}
    """What was read, to be shown from."""


def check(arguments: Sequence[str], terminal: Terminal) -> int:
    """Check the files named in `arguments`; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf check", say_on_terminal(lang, "check"))
    parser.add_argument(
        "files", nargs="+", metavar=say_on_terminal(lang, "YAML"), help=say_on_terminal(lang, "help-checked")
    )
    parser.add_argument("--fix", action="store_true", help=say_on_terminal(lang, "help-fix"))
    parser.add_argument("--dry-run", action="store_true", help=say_on_terminal(lang, "help-dry-run"))
    parser.add_argument("--learn", action="store_true", help=say_on_terminal(lang, "help-learn"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    if options.dry_run and not options.fix:
        raise WrongUsage(say_on_terminal(lang, "dry-run-alone"))
    if options.fix and STREAM in options.files:
        raise WrongUsage(say_on_terminal(lang, "fix-stream"))
    files = issues_among(list(dict.fromkeys(options.files)))
    if options.learn:
        return _learn(files, terminal)
    code = 0
    from bulletin_pdf.proof.neighbours import Neighbourhood

    beside = Neighbourhood()
    checks = ((path, _check_one(path, beside)) for path in files)
    if options.fix:
        checks = ((path, _mend(path, beside, options.dry_run)) for path in files)
    for path, checked in terminal.watched(checks, len(files), "checking"):
        show_trouble(checked.status, terminal, checked.texts)
        _show_waived(checked, terminal)
        _show_repair(checked, options.dry_run, terminal)
        _show_verdict(path, checked, terminal)
        code = max(code, checked.status.code)
    _show_means(terminal)
    return code


def _show_means(terminal: Terminal) -> None:
    """Print the basis of the spelling check."""
    from bulletin_pdf.proof.trigrams import model_path

    path = model_path()
    if not terminal.json:
        terminal.result(terminal.say("by-model", path=path) if path else terminal.say("by-frequencies"))


def _learn(files: Sequence[str], terminal: Terminal) -> int:
    """Show what the waivers of issues would teach."""
    from bulletin_pdf.issue.read import read_issue
    from bulletin_pdf.proof.learning import as_yaml, learned_from

    with caught() as found:
        issues = [read_issue(path)[0] for path in files]
        terminal.result(as_yaml(learned_from(issues)) or terminal.say("nothing-learned"))
        return 0
    show_trouble(found.status(), terminal)
    return found.status().code


def _check_one(path: str, beside: "Neighbourhood") -> Checked:
    return _checked(path, beside)[1]


def _checked(path: str, beside: "Neighbourhood") -> "tuple[Issue | None, Checked]":
    """Read and check a file; there is no issue when it could not be read."""
    with caught() as found:
        issue = issue_from(path)
        proof = issue.check(beside)
        found.problems = proof.problems
        return issue, Checked(found.status(), proof.waived, proof.findings, texts={path: issue.data})
    return None, Checked(found.status())


def _mend(path: str, beside: "Neighbourhood", dry: bool) -> Checked:
    """Check, mend, and check what has become of it."""
    issue, checked = _checked(path, beside)
    if issue is None or all(finding.fix is None for finding in checked.findings):
        return checked
    with caught() as found:
        mended = issue.fix(checked.findings)
        if dry:
            return checked._replace(repair=mended.repair)
        mended.write()
        return _check_one(path, beside)._replace(repair=mended.repair)
    return Checked(found.status())


def _show_waived(checked: Checked, terminal: Terminal) -> None:
    for problem, reason in checked.waived:
        span = problem.span
        message = problem.message(terminal.lang)
        if terminal.json:
            record = {
                **record_of_place(span),
                "level": "waived",
                "code": problem.code,
                "message": message,
                "reason": reason,
            }
            terminal.problem(to_json_line(record))
            continue
        where = f"{span.path}:{span.line}:{span.column}: " if span else ""
        terminal.problem(
            terminal.say("waived", where=where, code=problem.code, message=message, reason=reason)
        )


def _show_repair(checked: Checked, dry: bool, terminal: Terminal) -> None:
    mended = checked.repair
    if mended is None or not mended.fixes:
        return
    if terminal.json:
        for fix in mended.fixes:
            change = {"level": "fix", "before": fix.before, "after": fix.after, "done": not dry}
            terminal.problem(to_json_line({**fix.place.as_record(), **change}))
        return
    terminal.result(mended.diff())
    key = "would-fix" if dry else "fixed"
    terminal.result(terminal.say(key, path=mended.path, count=len(mended.fixes)))


def _show_verdict(path: str, checked: Checked, terminal: Terminal) -> None:
    status = checked.status
    if status.machine or status.unexpected:
        return
    levels = [problem.level for problem in status.problems]
    counts = {
        "errors": levels.count(Level.ERROR),
        "warnings": levels.count(Level.WARNING),
        "notes": levels.count(Level.NOTE),
    }
    if checked.waived:
        counts["waived"] = len(checked.waived)
    if terminal.json:
        terminal.result(to_json_line({"path": path, **counts}))
    elif levels or checked.waived:
        said = {name: terminal.count(name, count) for name, count in counts.items()}
        terminal.result(terminal.say("counted-waived" if checked.waived else "counted", path=path, **said))
    else:
        terminal.result(terminal.say("clean", path=path))
