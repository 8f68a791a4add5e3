"""`bulletin-pdf transfer`: volumes → the transfer folder for an archive (移交)."""

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.sign import PASSPHRASE, read_passphrase
from bulletin_pdf.cli.targets import refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.parallel import processors
from bulletin_pdf.safe_files import is_taken

if TYPE_CHECKING:
    from bulletin_pdf.archive.transfer.transfer_items import TransferItem


def transfer(arguments: Sequence[str], terminal: Terminal) -> int:
    """Make the folder of the volumes named in `arguments`; return the exit code."""
    options = _parser(terminal).parse_intermixed_args(arguments)
    terminal.take_options(options)
    output = options.output
    refuse_reserved(output, terminal)
    if is_taken(output):
        raise WrongUsage(terminal.say("package-taken", path=output))
    from bulletin_pdf.api.archives import transfer as make_transfer

    if options.p12 and not options.eep:
        raise WrongUsage(terminal.say("p12-without-eep"))

    def watched(items: "Iterator[TransferItem]", total: int) -> "Iterator[TransferItem]":
        return terminal.watched(items, total, "packing")

    started = perf_counter()
    outcome = None
    with caught() as found:
        jobs = options.jobs or processors()
        passphrase = read_passphrase(options.passphrase_file, terminal) if options.p12 else ""
        outcome = make_transfer(
            *options.volumes,
            output=output,
            bag=options.bag,
            eep=options.eep,
            key=options.p12 or "",
            passphrase=passphrase,
            jobs=jobs,
            watched=watched,
        )
        found.problems = outcome.problems
    status = found.status()
    show_trouble(status, terminal)
    if outcome is None:
        return status.code
    seconds = perf_counter() - started
    if terminal.json:
        record = {
            "path": output,
            "items": outcome.items,
            "bytes": outcome.size,
            "digests": outcome.algorithms,
        }
        terminal.result(to_json_line({**record, "seconds": round(seconds, 3)}))
    else:
        items = terminal.count("issues", outcome.items)
        terminal.result(terminal.say("transferred", path=output, items=items, seconds=f"{seconds:.2f}"))
    return status.code


def _parser(terminal: Terminal) -> CommandParser:
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf transfer", say_on_terminal(lang, "transfer"))
    parser.add_argument(
        "volumes",
        nargs="+",
        metavar=say_on_terminal(lang, "VOLUME"),
        help=say_on_terminal(lang, "help-transferred"),
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-transfer-output"),
    )
    parser.add_argument("--eep", action="store_true", help=say_on_terminal(lang, "help-eep"))
    file = say_on_terminal(lang, "FILE")
    parser.add_argument("--p12", metavar=file, help=say_on_terminal(lang, "help-eep-p12"))
    passphrase = say_on_terminal(lang, "help-passphrase-file", name=PASSPHRASE)
    parser.add_argument("--passphrase-file", metavar=file, help=passphrase)
    parser.add_argument("--bag", action="store_true", help=say_on_terminal(lang, "help-bag"))
    parser.add_argument(
        "--jobs", type=int, metavar=say_on_terminal(lang, "N"), help=say_on_terminal(lang, "help-volume-jobs")
    )
    parser.common()
    return parser
