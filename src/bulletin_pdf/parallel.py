"""Tasks shared among processes; results come in the order of the tasks. Two ways:

`results_in_order` is for tasks that belong together: this process works too, and the first that fails ends
all. Its processes are forked: one knows all that this one knew and begins within two milliseconds, only the
number of a task is sent to it, and only what it made comes back.

`results_of_each` is for tasks that stand alone: one that brings its process down takes no other with it. It
needs a pool of `concurrent.futures`, which takes as long to import as ten pages to set; the other way takes
it too where forking is not possible or not safe.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, TypeVar

from bulletin_pdf.named_tuples import NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3
"""Tasks a process is given before it has done the first: it need not wait for the next one."""
_SHARE = 4
"""A forked process for fewer tasks than this takes longer to start than it saves."""
_POOL_SHARE = 2
"""The same of a process of a pool and tasks that are whole files: it costs as much as setting two issues."""
_PIPE = 1 << 20
"""Bytes a pipe should hold, some issues as they are written: a process need not wait until they are taken."""
_NUMBER = 8
"""Bytes of a task's number, and of the length that stands before a result."""
_END = object()


class ProcessDied(Exception):
    """A process ended before it had done a task; `place` is the task's among all, from 0."""

    def __init__(self, place: int) -> None:
        super().__init__(f"the process with task {place} died")
        self.place = place


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def processes_for(count: int, jobs: int | None) -> int:
    """Return how many processes `count` files get for a requested number of `jobs`: 0 for every processor, None to choose."""
    if jobs is None:
        return max(1, min(processors(), count // _POOL_SHARE))
    return max(1, min(jobs or processors(), count))


def processes_worth(tasks: int, jobs: int) -> int:
    """Return how many processes so many tasks are worth, `jobs` at most."""
    return max(1, min(jobs, tasks // _SHARE))


def results_in_order(
    work: Callable[[T], R], tasks: Sequence[T], processes: int, own: Iterable[object] = ()
) -> Iterator[R]:
    """Do every task, in so many processes, of which this is one; raises what `work` raises, and `ProcessDied`.

    `work` is a function of a module and tasks can be pickled, for where they have to be sent. The steps of `own` are done in
    this process before the first result is given, while others begin with the tasks.
    """
    if processes > 1 and may_fork():
        return _forked(work, tasks, processes, iter(own))
    for _ in own:
        pass
    if processes <= 1:
        return map(work, tasks)
    return results_of_each(work, tasks, processes, _raise_died)


def _raise_died(place: int) -> NoReturn:
    raise ProcessDied(place)


def may_fork() -> bool:
    """Whether processes can be forked here: other threads would not be there, but what they hold locked would be."""
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


# A pool ----------------------------------------------------------------------------------------------


def results_of_each(
    work: Callable[[T], R], tasks: Sequence[T], processes: int, died: Callable[[int], R]
) -> Generator[R, None, None]:
    """Do every task; what `work` raises is raised.

    A task that brings its process down (a fault in a library, no memory left) gets the result
    that `died` gives for its place; the others are done all the same.
    """
    if processes <= 1:
        yield from map(work, tasks)
        return
    from concurrent.futures.process import BrokenProcessPool

    with _pool(processes) as pool:
        futures = [pool.submit(work, task) for task in tasks]
        done = 0
        try:
            for future in futures:
                try:
                    result = future.result()
                except BrokenProcessPool:
                    break
                yield result
                done += 1
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    yield from _one_by_one(work, tasks, futures, done, died)


def _one_by_one(
    work: Callable[[T], R],
    tasks: Sequence[T],
    futures: "Sequence[Future[R]]",
    first: int,
    died: Callable[[int], R],
) -> Iterator[R]:
    """Do what a broken pool left over, one at a time, so that the task at fault shows itself."""
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(1)
    try:
        for place in range(first, len(tasks)):
            future = futures[place]
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
                continue
            try:
                result = pool.submit(work, tasks[place]).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = _pool(1)
                result = died(place)
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(processes: int) -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(processes, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    """A worker finishes its task and takes no further one; the parent says that it stopped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


# Forked processes ------------------------------------------------------------------------------------


class _Done(NamedTuple):
    """The outcome of a task."""

    place: int
    result: object
    fault: Exception | None = None


class _Member:
    """A forked process, and the pipes to and from it."""

    def __init__(self, work: Callable[[T], R], tasks: Sequence[T]) -> None:
        """Start it; it waits for numbers of tasks."""
        import fcntl

        asked, self._asking = os.pipe()
        self._results, giving = os.pipe()
        with suppress(AttributeError, OSError):  # not on this system, or not allowed
            fcntl.fcntl(giving, fcntl.F_SETPIPE_SZ, _PIPE)
        self._doing: deque[int] = deque()
        self._process = os.fork()
        if not self._process:
            os.close(self._asking)
            _serve(work, tasks, asked, giving)
        os.close(asked)
        os.close(giving)
        self._dismissed = False

    def give(self, place: int) -> None:
        """Give it a task."""
        self._doing.append(place)
        # What a process did before it died is still to be read, and only then it is reported.
        with suppress(BrokenPipeError):
            os.write(self._asking, place.to_bytes(_NUMBER, "big"))

    def fileno(self) -> int:
        """Return the pipe to wait at for what it does."""
        return self._results

    @property
    def given(self) -> int:
        """How many tasks it has."""
        return len(self._doing)

    def take(self) -> _Done:
        """Take what it did first of all it was given; waits for it."""
        import pickle

        length = int.from_bytes(self._read(_NUMBER), "big")
        done: _Done = pickle.loads(self._read(length))
        self._doing.popleft()
        return done

    def _read(self, count: int) -> bytearray:
        data = bytearray(count)
        room = memoryview(data)
        while room:
            got = os.readv(self._results, [room])
            if not got:
                raise ProcessDied(self._doing[0])
            room = room[got:]
        return data

    def dismiss(self) -> None:
        """Let it end by itself: there are no more tasks. What it has takes some milliseconds to be given back."""
        if not self._dismissed:
            self._dismissed = True
            os.close(self._asking)

    def end(self) -> None:
        """End it, whatever it does."""
        self.dismiss()
        os.close(self._results)
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def _serve(work: Callable[[T], R], tasks: Sequence[T], asked: int, giving: int) -> NoReturn:
    """Do tasks as long as there are any. What the parent has begun is the parent's to end: this never returns."""
    import pickle

    try:
        _leave_interrupts_to_the_parent()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with open(giving, "wb") as pipe:
            while number := os.read(asked, _NUMBER):
                place = int.from_bytes(number, "big")
                packed = pickle.dumps(_done(work, tasks[place], place), pickle.HIGHEST_PROTOCOL)
                pipe.write(len(packed).to_bytes(_NUMBER, "big") + packed)
                pipe.flush()
    finally:
        os._exit(0)


def _done(work: Callable[[T], R], task: T, place: int) -> _Done:
    try:
        return _Done(place, work(task))
    except Exception as fault:
        return _Done(place, None, fault)


def _forked(work: Callable[[T], R], tasks: Sequence[T], processes: int, own: Iterator[object]) -> Iterator[R]:
    members = [_Member(work, tasks) for _ in range(processes - 1)]
    try:
        for done in _collected(work, tasks, members, own):
            if done.fault is not None:
                raise done.fault
            yield done.result  # type: ignore[misc]  # what `work` gave, here or in another process
    finally:
        for member in members:
            member.end()


def _collected(
    work: Callable[[T], R], tasks: Sequence[T], members: Sequence[_Member], own: Iterator[object]
) -> Iterator[_Done]:
    """Keep all busy, this process too; give what was done in the order of the tasks."""
    left, done = deque(range(len(tasks))), dict[int, _Done]()
    _share_out(left, members)
    busy = True
    for place in range(len(tasks)):
        while busy or place not in done:
            busy = busy and next(own, _END) is not _END
            wait = not (busy or left or place in done)
            if left and not busy:
                mine = left.popleft()
                done[mine] = _done(work, tasks[mine], mine)
            while ready := _ready(members, wait=wait):
                wait = False
                for one in map(_Member.take, ready):
                    done[one.place] = one
                _share_out(left, members)
        yield done.pop(place)


def _share_out(left: deque[int], members: Sequence[_Member]) -> None:
    """Give each some tasks ahead, and fewer towards the end: none should have several while another has none."""
    for _ in range(_AHEAD):
        for member in members:
            if left and member.given <= min(_AHEAD - 1, len(left) // (len(members) + 1)):
                member.give(left.popleft())
    if not left:
        for member in members:
            if not member.given:
                member.dismiss()


def _ready(members: Sequence[_Member], *, wait: bool) -> list[_Member]:
    """Return those that have done something; `wait` until there is one."""
    import select

    busy = [member for member in members if member.given]
    return select.select(busy, (), (), None if wait else 0)[0]
