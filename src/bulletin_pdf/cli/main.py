"""Entry point: selects command and language, and reports failures."""

import atexit
import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from bulletin_pdf.cli import COMMANDS, command_named
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage, nearest
from bulletin_pdf.cli.language import asked_language, language, say_on_terminal
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.messages import Language
from bulletin_pdf.option_words import LANGUAGES, spoken
from bulletin_pdf.plain_files import NoFileError

DONE, FAULTY_MATERIAL, WRONG_USAGE, MACHINE_FAILED = 0, 1, 2, 3
INTERRUPTED = 130
"""What a shell expects after Ctrl-C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; return the exit code. Nothing that goes wrong leaves a traceback."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    terminal = Terminal(language(arguments), asked_language(arguments) or "zh")
    # Known before the options are read: what is wrong with them is reported in the form that is chosen.
    terminal.json = _asks_for_json(arguments)
    if argv is None:
        _stop_cleanly_when_told()
        _collect_seldom(arguments)
    code = _guarded(lambda: _run(arguments, terminal), terminal)
    flushed = _guarded(terminal.finish, terminal)
    if argv is None:
        _leave(code or flushed)
    return code or flushed


def _asks_for_json(arguments: Sequence[str]) -> bool:
    pairs = zip(arguments, arguments[1:], strict=False)
    return "--format=json" in arguments or ("--format", "json") in pairs


def _leave(code: int) -> None:
    """End the process, unless threads may have to end first.

    Python would take all that is left of it apart: a twentieth of the time of one issue in a new process.
    """
    if "threading" not in sys.modules:
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(code)
    gc.freeze()  # At least it looks for no cycles.


def _collect_seldom(arguments: Sequence[str]) -> None:
    """Pages are tuples of tuples without cycles: looking for cycles among them finds nothing and takes time.

    A volume keeps so many of them that one look takes a twentieth of a second; it ends before anything has piled up.
    """
    gc.freeze()
    gc.set_threshold(0 if "volume" in arguments[:2] else 200_000, 20, 20)


def _run(arguments: Sequence[str], terminal: Terminal) -> int:
    """Find the command among the arguments and hand it the rest."""
    rest = list(arguments)
    if rest and rest[0].startswith("--lang"):
        rest = _after_language(rest, terminal)
    if rest and rest[0] in COMMANDS:
        terminal.program = f"bulletin-pdf {rest[0]}"
        return command_named(rest[0])(rest[1:], terminal)
    if rest and rest[0] == "--version":
        from bulletin_pdf.version import __version__

        terminal.document(f"bulletin-pdf {__version__}")
        return DONE
    if rest and rest[0] in ("-h", "--help"):
        terminal.document(_overview(terminal.lang))
        return DONE
    if not rest:
        terminal.problem(_overview(terminal.lang))
        return WRONG_USAGE
    raise WrongUsage(_no_such_command(rest[0], terminal.lang))


def _after_language(arguments: list[str], terminal: Terminal) -> list[str]:
    """Read a `--lang` that stands before the command."""
    parser = CommandParser(terminal.lang, terminal.program, "")
    parser.add_argument("--lang", choices=("zh", "en"), type=spoken(LANGUAGES))
    joined = 1 if "=" in arguments[0] else 2
    parser.parse_args(arguments[:joined])
    return arguments[joined:]


def _overview(lang: Language) -> str:
    """The help of `bulletin-pdf` itself."""
    parser = CommandParser(lang, "bulletin-pdf", say_on_terminal(lang, "about"))
    commands = parser.add_argument_group(say_on_terminal(lang, "commands"))
    for name in COMMANDS:
        commands.add_argument(name, help=say_on_terminal(lang, name), nargs="?")
    parser.add_argument("--version", action="store_true", help=say_on_terminal(lang, "help-version"))
    parser.add_argument("--lang", choices=("zh", "en"), help=say_on_terminal(lang, "help-lang"))
    parser.add_argument("-h", "--help", action="help", help=say_on_terminal(lang, "help-help"))
    parser.usage = f"bulletin-pdf [--lang {{zh,en}}] {say_on_terminal(lang, 'COMMAND')} …"
    return f"{parser.format_help()}\n{say_on_terminal(lang, 'command-help')}"


def _no_such_command(name: str, lang: Language) -> str:
    if name.startswith("-"):
        return say_on_terminal(lang, "no-command", option=name)
    return say_on_terminal(lang, "unknown-command", name=name) + nearest(name, COMMANDS, lang)


def _guarded(run: Callable[[], int], terminal: Terminal) -> int:
    """Run, and give every way of failing its words and its code."""
    try:
        return run()
    except WrongUsage as wrong:
        _refuse(str(wrong), terminal)
        return WRONG_USAGE
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except KeyboardInterrupt:
        terminal.problem(terminal.say("interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        return DONE
    except OSError as error:
        if isinstance(error, NoFileError):
            _report_no_file(error, terminal)
            return FAULTY_MATERIAL
        _show_traceback_if_asked()
        terminal.machine_failed(error)
    except MemoryError:
        terminal.problem(terminal.say("machine-nowhere", reason=terminal.say("memory")))
    except Exception as error:
        _show_traceback_if_asked()
        terminal.report_fault(f"{type(error).__name__}: {error}")
    return MACHINE_FAILED


def _refuse(message: str, terminal: Terminal) -> None:
    if terminal.json:
        terminal.problem(to_json_line({"level": "usage", "message": message}))
        return
    terminal.problem(terminal.say("usage-error", program=terminal.program, message=message))
    terminal.problem(terminal.say("see-help", program=terminal.program))


def _report_no_file(error: NoFileError, terminal: Terminal) -> None:
    from bulletin_pdf.cli.show_problems import show_problems
    from bulletin_pdf.problems import Problem

    show_problems([Problem(error.code, None, (("file", str(error.filename)),))], terminal)


def _show_traceback_if_asked() -> None:
    if os.environ.get("BULLETIN_PDF_TRACEBACK"):
        import traceback

        traceback.print_exc()


def _stop_cleanly_when_told() -> None:
    """Leave through the ordinary way out on SIGTERM and SIGHUP, so that half-written files are removed."""
    import signal

    def leave(number: int, _frame: object) -> NoReturn:
        sys.exit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, leave)
