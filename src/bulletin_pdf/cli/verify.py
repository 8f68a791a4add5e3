"""`bulletin-pdf verify`: is an archive file what its own source gives?"""

from collections.abc import Sequence
from time import perf_counter

from bulletin_pdf.batch.trouble import caught
from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.faults import show_trouble
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say


def verify(arguments: Sequence[str], terminal: Terminal) -> int:
    """Set the archive files named in `arguments` again and compare; give the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf verify", say(lang, "verify"))
    parser.add_argument("files", nargs="+", metavar=say(lang, "PDF"), help=say(lang, "help-verified"))
    parser.add_argument("--files", dest="place", metavar=say(lang, "DIRECTORY"), help=say(lang, "help-files"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.obey(options)
    paths = list(dict.fromkeys(options.files))
    codes = [_verify_one(path, options.place or "", terminal) for path in paths]
    return max(codes)


def _verify_one(path: str, place: str, terminal: Terminal) -> int:
    from bulletin_pdf.api.pdfs import VerifyReport
    from bulletin_pdf.api.pdfs import verify as verify_file

    started = perf_counter()
    report = VerifyReport(False, (), 0)
    with caught() as found:
        report = verify_file(path, files=place)
        found.problems = report.problems
    trouble, seconds = found.trouble(), perf_counter() - started
    show_trouble(trouble, terminal)
    if trouble.machine or trouble.unexpected:
        return trouble.code
    if terminal.json:
        record = {"path": path, "identical": report.identical, "pages": report.pages}
        terminal.result(as_json(record | {"seconds": round(seconds, 3)}))
    elif report.identical:
        pages = terminal.count("pages", report.pages)
        terminal.result(terminal.say("identical", path=path, pages=pages, seconds=f"{seconds:.2f}"))
    return trouble.code
