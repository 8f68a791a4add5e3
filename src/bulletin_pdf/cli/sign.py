"""`bulletin-pdf sign`: add a signature (PAdES) to archive files."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from time import perf_counter

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.targets import refuse_other_kind, refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line

PASSPHRASE = "BULLETIN_PDF_PASSPHRASE"
"""The variable of the environment that may hold the passphrase."""


def sign(arguments: Sequence[str], terminal: Terminal) -> int:
    """Sign the files named in `arguments`; return the exit code."""
    options = _parser(terminal).parse_intermixed_args(arguments)
    terminal.take_options(options)
    paths = list(dict.fromkeys(options.files))
    targets = [_target(path, options.output, len(paths), terminal) for path in paths]
    with caught() as found:
        passphrase = read_passphrase(options.passphrase_file, terminal)
    if code := found.status().code:
        show_trouble(found.status(), terminal)
        return code
    return max(
        _sign_one(path, target, options, passphrase, terminal)
        for path, target in zip(paths, targets, strict=True)
    )


def _sign_one(
    path: str, target: str, options: argparse.Namespace, passphrase: str, terminal: Terminal
) -> int:
    from bulletin_pdf.api.pdfs import sign as sign_pdf
    from bulletin_pdf.safe_files import replace_file

    started = perf_counter()
    signed = b""
    with caught() as found:
        signed = sign_pdf(path, key=options.p12, passphrase=passphrase, stamps=options.tsa or "")
        os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
        replace_file(target, signed)
    status, seconds = found.status(), perf_counter() - started
    show_trouble(status, terminal)
    if status.code:
        return status.code
    if terminal.json:
        record = {"source": path, "path": target, "size": len(signed), "seconds": round(seconds, 3)}
        terminal.result(to_json_line(record))
    else:
        terminal.result(terminal.say("signed", path=target, seconds=f"{seconds:.2f}"))
    return 0


def read_passphrase(file: str | None, terminal: Terminal) -> str:
    """Return the passphrase: of a file its first line, else that of the environment, else what is typed."""
    if file is not None:
        from bulletin_pdf.plain_files import read_plain

        lines = read_plain(file).decode("utf-8-sig", errors="replace").splitlines()
        return lines[0] if lines else ""
    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE]
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(terminal.say("passphrase"))
    return ""


def _target(path: str, output: str | None, count: int, terminal: Terminal) -> str:
    """Return where a signed file is written: never over the one that is signed."""
    refuse_other_kind(output or "", terminal)
    refuse_reserved(output or "", terminal)
    directory = output if output is not None else os.path.dirname(path)
    target = directory
    if output is None or not output.lower().endswith(".pdf") or os.path.isdir(output):
        stem = os.path.splitext(os.path.basename(path))[0]
        target = os.path.join(directory, f"{stem}.signed.pdf")
    elif count > 1:
        raise WrongUsage(terminal.say("one-file-many-issues", count=count, path=output))
    if os.path.realpath(target) == os.path.realpath(path):
        raise WrongUsage(terminal.say("overwrites-input", path=target))
    return target


def _parser(terminal: Terminal) -> CommandParser:
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf sign", say_on_terminal(lang, "sign"))
    parser.add_argument(
        "files", nargs="+", metavar=say_on_terminal(lang, "PDF"), help=say_on_terminal(lang, "help-to-sign")
    )
    file = say_on_terminal(lang, "FILE")
    parser.add_argument("--p12", required=True, metavar=file, help=say_on_terminal(lang, "help-p12"))
    passphrase = say_on_terminal(lang, "help-passphrase-file", name=PASSPHRASE)
    parser.add_argument("--passphrase-file", metavar=file, help=passphrase)
    parser.add_argument("--tsa", metavar="URL", help=say_on_terminal(lang, "help-tsa"))
    parser.add_argument(
        "-o",
        "--output",
        metavar=say_on_terminal(lang, "OUTPUT"),
        help=say_on_terminal(lang, "help-sign-output"),
    )
    parser.common()
    return parser
