"""The failure of one file as a value; the other files continue."""

import contextlib
import os
from collections.abc import Iterator

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import NoFileError
from bulletin_pdf.problem_codes import Code, Level
from bulletin_pdf.problems import BulletinError, Problem

_DIED = Code.PROCESS_DIED
"""A process died: the material is not at fault."""


class TaskStatus(NamedTuple):
    """The problems of one file, and what the machine or the program did not manage."""

    problems: tuple[Problem, ...] = ()
    code: int = 0
    machine: tuple[int, str, str] | None = None
    """errno, its words, file name."""
    unexpected: str = ""
    traceback: str = ""


class StatusCollector:
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

    def status(self) -> TaskStatus:
        """Return what was found, with the exit code that follows."""
        faulty = any(problem.level is Level.ERROR for problem in self.problems)
        failed = self._machine or self._unexpected or _DIED in {problem.code for problem in self.problems}
        code = 3 if failed else int(faulty)
        return TaskStatus(self.problems, code, self._machine, self._unexpected, self._traceback)

    def _keep_traceback(self) -> None:
        if os.environ.get("BULLETIN_PDF_TRACEBACK"):
            import traceback

            self._traceback = traceback.format_exc()


@contextlib.contextmanager
def caught() -> Iterator[StatusCollector]:
    """Work on one file: whatever is raised inside ends here as trouble."""
    found = StatusCollector()
    try:
        yield found
    except BulletinError as error:
        found.problems = tuple(error.problems)
    except NoFileError as error:
        found.problems += (Problem(error.code, None, (("file", str(error.filename)),)),)
    except OSError as error:
        found.machine(error)
    except Exception as error:
        found.unexpected(error)
