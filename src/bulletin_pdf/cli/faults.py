"""What went wrong with one file, worded; the others go on."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.diagnostics import BulletinError, Problem, as_json, show, source_lines
from bulletin_pdf.words import Level


class Trouble(NamedTuple):
    """The problems of one file, and what the machine or the program did not manage."""

    problems: tuple[Problem, ...] = ()
    code: int = 0
    machine: tuple[int, str, str] | None = None
    """errno, its words, file name."""
    unexpected: str = ""
    traceback: str = ""


class Found:
    """Fills up while one file is worked on."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.problems: tuple[Problem, ...] = ()
        self._machine: tuple[int, str, str] | None = None
        self._unexpected = ""
        self._traceback = ""

    def machine(self, error: OSError) -> None:
        """Note a failure of the machine."""
        name = error.filename if error.filename is not None else ""
        path = os.fsdecode(name) if isinstance(name, str | bytes) else str(name)
        self._machine = (error.errno or 0, error.strerror or str(error), path)
        self._keep_traceback()

    def unexpected(self, error: BaseException) -> None:
        """Note a fault of the program."""
        self._unexpected = f"{type(error).__name__}: {error}"
        self._keep_traceback()

    def trouble(self) -> Trouble:
        """Give what was found, with the exit code it asks for."""
        faulty = any(problem.level is Level.ERROR for problem in self.problems)
        code = 3 if self._machine or self._unexpected else int(faulty)
        return Trouble(self.problems, code, self._machine, self._unexpected, self._traceback)

    def _keep_traceback(self) -> None:
        if os.environ.get("BULLETIN_PDF_TRACEBACK"):
            import traceback

            self._traceback = traceback.format_exc()


@contextlib.contextmanager
def caught() -> Iterator[Found]:
    """Work on one file: whatever is raised inside ends here as trouble."""
    found = Found()
    try:
        yield found
    except BulletinError as error:
        found.problems = tuple(error.problems)
    except OSError as error:
        found.machine(error)
    except Exception as error:
        found.unexpected(error)


def show_trouble(trouble: Trouble, terminal: Terminal) -> None:
    """Print what was found."""
    show_problems(trouble.problems, terminal)
    if trouble.traceback:
        terminal.problem(trouble.traceback.rstrip())
    if trouble.machine:
        number, reason, path = trouble.machine
        terminal.machine_failed(OSError(number, reason, path or None))
    if trouble.unexpected:
        terminal.apologise(trouble.unexpected)


def show_problems(problems: Iterable[Problem], terminal: Terminal) -> None:
    """Print problems as blocks, or as lines of JSON."""
    lines: dict[str, list[str]] = {}
    for problem in problems:
        if terminal.json:
            terminal.problem(as_json(problem, terminal.lang))
            continue
        path = problem.span.path if problem.span else ""
        if path and path not in lines:
            lines[path] = _lines_of(path)
        terminal.problem(show(problem, terminal.lang, lines.get(path, ())))


def _lines_of(path: str) -> list[str]:
    """A file's lines to show; a Word document has none, and bytes of UTF-16 are none to show."""
    with contextlib.suppress(OSError, ValueError), open(path, "rb") as file:
        if file.read(4).startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rt", b"\xff\xfe", b"\xfe\xff")):
            return []
    return source_lines(path)
