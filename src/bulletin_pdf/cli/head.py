"""`bulletin-pdf head`: only the red head, or the sheet that shows a printer's registration error."""

from collections.abc import Sequence

from bulletin_pdf.batch.run_tasks import RunOptions, run
from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.build import plan, show_result
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.print_options import add_plate_options, plate_options
from bulletin_pdf.cli.streams import STREAM, build_stream
from bulletin_pdf.cli.targets import refuse_other_kind, refuse_reserved
from bulletin_pdf.cli.terminal import Terminal


def head(arguments: Sequence[str], terminal: Terminal) -> int:
    """Write the red head of an issue; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf head", say_on_terminal(lang, "head"))
    parser.add_argument(
        "source", metavar=say_on_terminal(lang, "ISSUE"), help=say_on_terminal(lang, "help-head")
    )
    parser.add_argument(
        "-o", "--output", metavar=say_on_terminal(lang, "OUTPUT"), help=say_on_terminal(lang, "help-output")
    )
    parser.add_argument(
        "--registration", action="store_true", help=say_on_terminal(lang, "help-registration")
    )
    add_plate_options(parser)
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    chosen = plate_options(options)._replace(registration=options.registration)
    if STREAM in (options.source, options.output):
        return build_stream([options.source], options.output, ("head",), chosen, terminal)
    refuse_other_kind(options.output or "", terminal)
    refuse_reserved(options.output or "", terminal)
    (task,) = plan([options.source], options.output, ("head",), terminal)
    if options.registration and options.output is None:
        task = task._replace(target=task.target.removesuffix(".head.pdf") + ".registration.pdf")
    (result,) = run([task._replace(options=chosen)], RunOptions(force=True))
    show_result(result, terminal, None, again=False)
    return result.status.code
