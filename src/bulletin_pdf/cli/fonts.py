"""`bulletin-pdf fonts`: roles, faces, their coverage and what is missing."""

import os
from collections.abc import Mapping, Sequence

from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.repertoires import repertoires
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.fonts.font_book import LATIN_ROLES, FontBook, open_book
from bulletin_pdf.fonts.shipped import fonts_directory, shipped_faces
from bulletin_pdf.named_tuples import NamedTuple

Repertoires = Mapping[str, frozenset[int]]

RARE = "rare"
"""The role of the pack that may be left out."""


class RoleReport(NamedTuple):
    """One role: its own face, the faces that help it, and what each lacks of the standards' hanzi."""

    role: str
    face: str
    file: str
    version: str
    present: bool
    helpers: tuple[str, ...]
    lacks: dict[str, int]
    """What the face itself lacks, by name of the standard set; empty for a Latin face."""
    missing: dict[str, int]
    """What still cannot be set with all helpers."""


def show_fonts(arguments: Sequence[str], terminal: Terminal) -> int:
    """Show the font roles; return the exit code."""
    parser = CommandParser(terminal.lang, "bulletin-pdf fonts", say_on_terminal(terminal.lang, "fonts"))
    parser.common()
    terminal.take_options(parser.parse_intermixed_args(arguments))
    wanted = repertoires()
    book = open_book()
    reports = [_report(role, book, wanted) for role in shipped_faces()]
    if terminal.json:
        for report in reports:
            terminal.document(to_json_line(report._asdict()))
    else:
        _show(reports, wanted, terminal)
    return 0


def _report(role: str, book: FontBook, wanted: Repertoires) -> RoleReport:
    shipped = shipped_faces()[role]
    path = os.path.join(fonts_directory(), *shipped.file.split("/"))
    chain = book.chain(role)
    own = [entry for entry in chain if entry.role == role]
    if role in LATIN_ROLES or not own:
        wanted = {}
    covered = [book.by_id(entry.id).characters for entry in chain] if wanted else [frozenset[int]()]
    together = frozenset[int]().union(*covered)
    return RoleReport(
        role,
        shipped.postscript_name,
        path,
        shipped.version.removeprefix("Version ").split(";")[0].strip(),
        bool(own),
        tuple(entry.role for entry in chain if entry.role != role),
        {name: len(hanzi - covered[0]) for name, hanzi in wanted.items()},
        {name: len(hanzi - together) for name, hanzi in wanted.items()},
    )


def _show(reports: Sequence[RoleReport], wanted: Repertoires, terminal: Terminal) -> None:
    for report in reports:
        name = terminal.say(f"role-{report.role}")
        terminal.document(f"{report.role}  {name}  {report.face} {report.version}")
        terminal.document(f"  {report.file}" + ("" if report.present else terminal.say("font-absent")))
        if report.lacks:
            covers = [_coverage(name, lacking, wanted, terminal) for name, lacking in report.lacks.items()]
            terminal.document("  " + "  ".join(covers))
        if report.helpers and report.lacks:
            short = [
                _coverage(name, lacking, wanted, terminal)
                for name, lacking in report.missing.items()
                if lacking
            ]
            verdict = "  ".join(short) or terminal.say("font-complete")
            terminal.document(
                "  " + terminal.say("font-helpers", helpers=" → ".join(report.helpers), verdict=verdict)
            )
    terminal.document(_verdict(reports, terminal))


def _coverage(name: str, lacking: int, wanted: Repertoires, terminal: Terminal) -> str:
    label, total = terminal.say(f"set-{name}"), len(wanted[name])
    return f"{label} {total - lacking}/{total}"


def _verdict(reports: Sequence[RoleReport], terminal: Terminal) -> str:
    absent = [report.role for report in reports if not report.present]
    if absent:
        return terminal.say("fonts-absent", roles=tuple(absent))
    return terminal.say("fonts-present")
