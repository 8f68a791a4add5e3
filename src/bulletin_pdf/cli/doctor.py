"""`bulletin-pdf doctor`: check the installation, with advice for each fault."""

from collections.abc import Sequence

from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.installation import Diagnosis, State, all_findings

_MACHINE_FAILED = 3


def doctor(arguments: Sequence[str], terminal: Terminal) -> int:
    """Check the installation; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf doctor", say_on_terminal(lang, "doctor"))
    parser.common()
    terminal.take_options(parser.parse_intermixed_args(arguments))
    findings = []
    for finding in all_findings():
        findings.append(finding)
        _show(finding, terminal)
    bad = sum(finding.state is State.BAD for finding in findings)
    if not terminal.json:
        terminal.result(terminal.say("doctor-bad" if bad else "doctor-good", count=bad))
    return _MACHINE_FAILED if bad else 0


def _show(finding: Diagnosis, terminal: Terminal) -> None:
    words = terminal.say(f"doctor-{finding.what}", **dict(finding.details))
    # What to do has words of its own where something is missing.
    advice = terminal.say(f"doctor-do-{finding.what}", **dict(finding.details)) if finding.state.wants else ""
    if terminal.json:
        terminal.result(
            to_json_line(
                {"check": finding.what, "state": finding.state.value, "message": words, "do": advice}
            )
        )
        return
    terminal.result(f"{terminal.say(f'doctor-is-{finding.state.value}')} {words}")
    if advice:
        terminal.result(f"     {advice}")
