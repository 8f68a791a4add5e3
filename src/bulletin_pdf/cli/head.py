"""`bulletin-pdf head`: the red head alone, or the sheet that shows how a printer is off."""

from collections.abc import Sequence

from bulletin_pdf.batch.run import How, run
from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.build import plan, show_result
from bulletin_pdf.cli.printing import add_plates, plate_options
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.cli.words import say


def head(arguments: Sequence[str], terminal: Terminal) -> int:
    """Write the red head of an issue; give the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf head", say(lang, "head"))
    parser.add_argument("source", metavar=say(lang, "ISSUE"), help=say(lang, "help-head"))
    parser.add_argument("-o", "--output", metavar=say(lang, "OUTPUT"), help=say(lang, "help-output"))
    parser.add_argument("--registration", action="store_true", help=say(lang, "help-registration"))
    add_plates(parser)
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.obey(options)
    chosen = plate_options(options)._replace(registration=options.registration)
    (task,) = plan([options.source], options.output, ("head",), terminal)
    if options.registration and options.output is None:
        task = task._replace(target=task.target.removesuffix(".head.pdf") + ".registration.pdf")
    (result,) = run([task._replace(options=chosen)], How(force=True))
    show_result(result, terminal, None, again=False)
    return result.trouble.code
