"""`bulletin-pdf verify`: compare an archive file with the result of its own source."""

import os
from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.streams import pdf_from
from bulletin_pdf.cli.terminal import Terminal, to_json_line

if TYPE_CHECKING:
    from bulletin_pdf.signing.signature_states import Signature


def verify(arguments: Sequence[str], terminal: Terminal) -> int:
    """Set the archive files named in `arguments` again and compare; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf verify", say_on_terminal(lang, "verify"))
    parser.add_argument(
        "files", nargs="+", metavar=say_on_terminal(lang, "PDF"), help=say_on_terminal(lang, "help-verified")
    )
    parser.add_argument(
        "--files",
        dest="place",
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-files"),
    )
    parser.add_argument(
        "--roots",
        action="append",
        default=[],
        metavar=say_on_terminal(lang, "FILE"),
        help=say_on_terminal(lang, "help-roots"),
    )
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    paths = list(dict.fromkeys(options.files))
    codes = [_verify_one(path, options.place or "", options.roots, terminal) for path in paths]
    return max(codes)


def _verify_folder(path: str, roots: Sequence[str], terminal: Terminal) -> int:
    """Verify a bag or a folder that was handed over."""
    from bulletin_pdf.api.archives import verify_folder

    started = perf_counter()
    report = None
    with caught() as found:
        report = verify_folder(path, roots=roots)
        found.problems = report.problems
    status, seconds = found.status(), perf_counter() - started
    show_trouble(status, terminal)
    if report is None:
        return status.code
    if terminal.json:
        counts = {"files": report.files, "archive_files": report.archive_files}
        terminal.result(
            to_json_line({"path": path, "whole": report.whole, **counts, "seconds": round(seconds, 3)})
        )
    elif report.whole:
        files = terminal.count("audited-files", report.files)
        again = terminal.count("audited-files", report.archive_files)
        terminal.result(
            terminal.say("folder-whole", path=path, files=files, again=again, seconds=f"{seconds:.2f}")
        )
    return status.code


def _verify_one(path: str, place: str, roots: Sequence[str], terminal: Terminal) -> int:
    if os.path.isdir(path):
        return _verify_folder(path, roots, terminal)
    from bulletin_pdf.api.pdfs import VerifyReport
    from bulletin_pdf.api.pdfs import verify as verify_file

    started = perf_counter()
    report = VerifyReport(False, (), 0)
    with caught() as found:
        report = verify_file(pdf_from(path), files=place, roots=roots, name=path)
        found.problems = report.problems
    status, seconds = found.status(), perf_counter() - started
    show_trouble(status, terminal)
    if status.machine or status.unexpected:
        return status.code
    if terminal.json:
        signatures = [signature._asdict() for signature in report.signatures]
        record = {"path": path, "identical": report.identical, "pages": report.pages}
        record |= {"signatures": signatures} if signatures else {}
        terminal.result(to_json_line(record | {"seconds": round(seconds, 3)}))
    elif report.identical:
        pages = terminal.count("pages", report.pages)
        terminal.result(terminal.say("identical", path=path, pages=pages, seconds=f"{seconds:.2f}"))
    if not terminal.json:
        for signature in report.signatures:
            terminal.result(_said(signature, terminal))
    return status.code


def _said(signature: "Signature", terminal: Terminal) -> str:
    """Return a line that says who signed, when, and how it stands."""
    when = signature.time.replace("T", " ")[:16] or "—"
    stamped = terminal.say("time-stamped") if signature.stamped else ""
    state = terminal.say(f"signature-{signature.state}")
    return terminal.say(
        "signature", name=signature.signer or signature.field, time=when, stamped=stamped, state=state
    )
