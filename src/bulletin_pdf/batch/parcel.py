"""A task sent to a worker with everything it needs; the finished files come back.

Machines of a cluster need not share a disk. The files are laid out in a directory of their own as
they lie where they come from, as far as one sees another from there.
"""

import os
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping

from bulletin_pdf.batch.program_identity import Program, program_anywhere
from bulletin_pdf.batch.task import Result, Task
from bulletin_pdf.batch.task_status import TaskStatus, caught
from bulletin_pdf.input_states import InputState, note_files, note_listing
from bulletin_pdf.issue.issue_files import named_files, note_issue_files
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.press.options import option_files
from bulletin_pdf.problems import Span

LARGE = 1 << 18
"""Bytes from which on a file travels once for all tasks that need it: faces, photographs."""

_ONE_AT_A_TIME = threading.Lock()
"""A worker with several threads sets one issue after the other; more at once need more processes."""


class Enclosed(NamedTuple):
    """One file: where it is put, and its content, or the name its content travels under."""

    name: str
    """Below the parcel's directory, with forward slashes."""
    path: str
    """Where it comes from, as the sender's messages should call it."""
    data: bytes = b""
    large: str = ""


class Parcel(NamedTuple):
    """One task, its paths those of enclosed files."""

    program: Program
    task: Task
    bulletin: str
    """Name of its bulletin.yaml; empty for none."""
    enclosed: tuple[Enclosed, ...]


class Packed(NamedTuple):
    """A parcel, the large files it needs (name → path), and what it was made from."""

    parcel: Parcel
    large: Mapping[str, str]
    seen: tuple[InputState, ...]


class Reply(NamedTuple):
    """What came of a parcel; `differences` instead where the program is another."""

    result: Result
    files: tuple[tuple[str, bytes], ...] = ()
    differences: tuple[str, ...] = ()


# Packing ------------------------------------------------------------------------------------------


def pack_parcel(task: Task) -> Packed:
    """Read what a task needs; raises `BulletinError` when its material has errors already, and `OSError`."""
    seen = note_issue_files(task.source)
    issue, _ = read_issue(task.source)
    own = note_files(named_files(issue))
    if PROFILES[task.edition].proofread:
        own += note_listing(os.path.dirname(task.source))
    given = note_files(option_files(task.options))
    names = _names((*seen, *own), given)
    spelt = {os.path.abspath(path): path for path in (task.source, issue.bulletin) if path}
    enclosed = [_enclose(path, name, spelt.get(path, path)) for path, name in names.items()]
    large = {each.large: os.path.abspath(each.path) for each in enclosed if each.large}
    options = task.options._replace(
        copies_from=names.get(os.path.abspath(task.options.copies_from), ""),
        intent=names.get(os.path.abspath(task.options.intent), task.options.intent),
    )
    inside = task._replace(
        source=names[os.path.abspath(task.source)], target=os.path.basename(task.target), options=options
    )
    bulletin = names[os.path.abspath(issue.bulletin)] if issue.bulletin else ""
    parcel = Parcel(program_anywhere(), inside, bulletin, tuple(enclosed))
    return Packed(parcel, large, (*seen, *own, *given))


def _names(own: Iterable[InputState], given: Iterable[InputState]) -> dict[str, str]:
    """Return every file its place in the parcel: those of the issue as they lie, those of options apart."""
    files = [each.path for each in own if each.kind == "file" and each.state]
    # A directory may be reached by several ways; what one file names lies where it really is.
    places = [os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)) for path in files]
    home = os.path.commonpath([os.path.dirname(place) for place in places])
    names = {
        path: f"issue/{os.path.relpath(place, home)}".replace(os.sep, "/")
        for path, place in zip(files, places, strict=True)
    }
    for number, each in enumerate(given):
        if each.state:
            names.setdefault(each.path, f"given/{number}/{os.path.basename(each.path)}")
    return names


def _enclose(path: str, name: str, spelt: str) -> Enclosed:
    import hashlib

    with open_plain(path) as file:
        data = file.read()
    if len(data) < LARGE:
        return Enclosed(name, spelt, data)
    return Enclosed(name, spelt, large=hashlib.sha256(data).hexdigest())


# At the other end ---------------------------------------------------------------------------------


def set_parcel(parcel: Parcel, large: Mapping[str, bytes]) -> Reply:
    """Set what is in a parcel; what goes wrong is part of the reply."""
    differences = parcel.program.differences(program_anywhere())
    if differences:
        return Reply(Result(parcel.task, TaskStatus()), differences=differences)
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="bulletin-parcel-") as directory:
        root = os.path.realpath(directory)
        with caught() as found:
            _lay_out(parcel.enclosed, large, root)
            return _set(parcel, root)
        names = _Names(parcel.enclosed, root)
        return Reply(Result(parcel.task, names.status(found.status())))


def _lay_out(enclosed: Iterable[Enclosed], large: Mapping[str, bytes], root: str) -> None:
    for each in enclosed:
        place = os.path.join(root, *each.name.split("/"))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "xb") as file:
            file.write(large[each.large] if each.large else each.data)


def _set(parcel: Parcel, root: str) -> Reply:
    from bulletin_pdf.api.issue import Issue

    task, names = parcel.task, _Names(parcel.enclosed, root)
    options = task.options._replace(
        copies_from=names.place(task.options.copies_from), intent=names.place(task.options.intent)
    )
    os.mkdir(os.path.join(root, "out"))
    target = os.path.join(root, "out", task.target)
    source, bulletin = names.place(task.source), names.place(parcel.bulletin)
    outcome = Issue.read(source, bulletin=bulletin).write_pdf(target, task.edition, options)
    result = Result(
        task,
        names.status(TaskStatus(tuple(outcome.problems))),
        outcome.pages,
        outcome.size,
        outcome.seconds,
        tuple(change.renamed(names.senders) for change in outcome.changes),
        tuple(outcome.notes),
    )
    return Reply(result, tuple(_written(stored.path for stored in outcome.stored)))


def _written(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        with open_plain(path) as file:
            yield os.path.basename(path), file.read()


class _Names:
    """The files of a parcel by their names in it, and what its sender calls them."""

    def __init__(self, enclosed: Iterable[Enclosed], root: str) -> None:
        self.places = {each.name: os.path.join(root, *each.name.split("/")) for each in enclosed}
        self.senders = {self.places[each.name]: each.path for each in enclosed}

    def place(self, name: str) -> str:
        """Return where an enclosed file lies here; what is no enclosed file stays as it is."""
        return self.places.get(name, name)

    def span(self, span: Span) -> Span:
        return span.renamed(self.senders)

    def status(self, status: TaskStatus) -> TaskStatus:
        renamed = (problem.renamed(self.senders) for problem in status.problems)
        return status._replace(problems=tuple(renamed))
