"""A volume: whether its files are still current, and making them."""

import os
from time import perf_counter

from bulletin_pdf.batch import records
from bulletin_pdf.batch.one_task import absolute_options
from bulletin_pdf.batch.program_identity import program_here
from bulletin_pdf.batch.task_status import TaskStatus, caught
from bulletin_pdf.issue.model import Change
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import Problem, Span
from bulletin_pdf.volume.files.outcome import BookOutcome, VolumeOutcome, VolumeTarget, WrittenFile

_TYPES = {
    kind.__name__: kind
    for kind in (Span, Problem, Change, Term, VolumeTarget, BookOutcome, WrittenFile, VolumeOutcome)
}


class VolumeTask(NamedTuple):
    """The files of one volume to write."""

    source: str
    targets: tuple[VolumeTarget, ...]
    options: PrintOptions = PrintOptions()
    package: str = ""
    """The directory to write the archive package to; empty for none."""


class BoundVolume(NamedTuple):
    """The outcome; None when it could not be made."""

    outcome: VolumeOutcome | None
    status: TaskStatus
    unchanged: bool = False


def bind_volume(task: VolumeTask, jobs: int = 1, *, force: bool = False) -> BoundVolume:
    """Make a volume, `jobs` issues at once, unless it is unchanged; what goes wrong is part of what is given.

    A package is always made: its directory is new.
    """
    name, key = _identity(task)
    known = None if force or task.package else _recall(name, key)
    if known is not None:
        return BoundVolume(known, TaskStatus(known.problems), unchanged=True)
    from bulletin_pdf.api.volume import Volume

    outcome = None
    with caught() as found:
        os.makedirs(os.path.dirname(task.targets[0].path) or ".", exist_ok=True)
        paths = {target.edition: target.path for target in task.targets}
        volume = Volume.read(task.source)
        outcome = volume.write_editions(paths, task.options, package=task.package, jobs=jobs)
        found.problems = outcome.problems
        summary = records.packed(outcome._replace(read=(), stored=()))
        records.keep_record(name, key, outcome.read, outcome.stored, summary)
        records.remove_old_records()
    return BoundVolume(outcome, found.status())


def _identity(task: VolumeTask) -> tuple[str, str]:
    """Return the name and key of a volume's record. Paths are part of it as they are written: they are shown again."""
    places = [os.path.realpath(target.path) for target in task.targets]
    key = records.record_key(
        program_here(),
        records.packed(task.targets),
        records.packed(absolute_options(task.options)),
        (os.getcwd(), task.source, os.path.realpath(task.source)),
    )
    return records.record_key("volume", places)[:32], key


def _recall(name: str, key: str) -> VolumeOutcome | None:
    started = perf_counter()
    record = records.recall_record(name, key)
    if record is None:
        return None
    try:
        outcome = records.unpacked(record.summary, _TYPES)
        seconds = perf_counter() - started
        files = tuple(file._replace(seconds=seconds) for file in outcome.files)
        outcome = VolumeOutcome(*outcome._replace(files=files))
        return outcome if records.covers(record, _paths_of(outcome)) else None
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _paths_of(outcome: VolumeOutcome) -> list[str]:
    """Return the files an outcome says were written."""
    written = [file.target.path for file in outcome.files]
    others = [outcome.catalogue, outcome.labels, *(book.cover for book in outcome.books)]
    return written + [path for path in others if path]
