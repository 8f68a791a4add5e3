"""`bulletin-pdf desk`: an issue and its pages in the browser."""

import errno
import os
from collections.abc import Sequence
from importlib.util import find_spec

from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.plain_files import NoFileError
from bulletin_pdf.problem_codes import Code


def desk(arguments: Sequence[str], terminal: Terminal) -> int:
    """Serve the desk of a folder until it ends; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf desk", say_on_terminal(lang, "desk"))
    parser.add_argument(
        "folder",
        nargs="?",
        default=".",
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-desk"),
    )
    parser.add_argument("--port", type=int, default=0, metavar="N", help=say_on_terminal(lang, "help-port"))
    parser.add_argument("--no-browser", action="store_true", help=say_on_terminal(lang, "help-no-browser"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    folder = os.path.dirname(options.folder) or "." if os.path.isfile(options.folder) else options.folder
    if not os.path.isdir(folder):
        raise NoFileError(errno.ENOENT, options.folder, Code.FILE_NOT_FOUND)
    if not 0 <= options.port < 65536:
        raise WrongUsage(say_on_terminal(lang, "no-port", port=options.port))
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise WrongUsage(say_on_terminal(lang, "no-desk"))
    from bulletin_pdf.desk.server import is_built, serve

    if not is_built():
        raise WrongUsage(say_on_terminal(lang, "desk-not-built"))

    def show_address(address: str) -> None:
        terminal.document(say_on_terminal(lang, "desk-open", address=address))
        terminal.finish()  # Another program may read it from a pipe, while this one goes on.

    serve(folder, options.port, browser=not options.no_browser, told=show_address)
    return 0
