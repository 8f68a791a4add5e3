"""A task and its result: values that can be passed between processes."""

from typing import Literal

from bulletin_pdf.batch.task_status import TaskStatus
from bulletin_pdf.issue.model import Change
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import Problem

State = Literal["built", "unchanged", "failed"]


class Tls(NamedTuple):
    """PEM files: who signs the certificates of the cluster, our own certificate, and its key."""

    ca: str = ""
    cert: str = ""
    key: str = ""


class ClusterError(Exception):
    """A cluster cannot be used; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message("en"))
        self.problem = problem


class Task(NamedTuple):
    """One file to write."""

    source: str
    edition: str
    target: str
    options: PrintOptions = PrintOptions()


class Result(NamedTuple):
    """The outcome of one task."""

    task: Task
    status: TaskStatus
    pages: int = 0
    size: int = 0
    seconds: float = 0.0
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    unchanged: bool = False
    """Whether the file was left as it is, made from the same before."""

    @property
    def state(self) -> State:
        """Whether the file was built, left as it is, or could not be made."""
        if self.status.code:
            return "failed"
        return "unchanged" if self.unchanged else "built"
