"""The tasks of a run on this machine, in as many processes as it has processors."""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

_FEWEST_A_PROCESS = 2
"""Starting a process costs as much as setting two issues."""


def processes_for(count: int, jobs: int | None) -> int:
    """Return how many processes `count` tasks get when `jobs` are asked for: 0 for every processor, None to choose."""
    if jobs is None:
        return max(1, min(processors(), count // _FEWEST_A_PROCESS))
    return max(1, min(jobs or processors(), count))


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def in_processes(
    work: Callable[[T], R], tasks: Sequence[T], processes: int, died: Callable[[T], R]
) -> Generator[R, None, None]:
    """Do the work; results come in the order of the tasks.

    A task that brings its process down (a fault in a library, no memory left) gets the result
    that `died` gives; the others are done all the same.
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
    yield from _one_by_one(work, tasks[done:], futures[done:], died)


def _one_by_one(
    work: Callable[[T], R], tasks: Sequence[T], futures: "Sequence[Future[R]]", died: Callable[[T], R]
) -> Iterator[R]:
    """Do what a broken pool left over, one at a time, so that the task at fault shows itself."""
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(1)
    try:
        for task, future in zip(tasks, futures, strict=True):
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
                continue
            try:
                result = pool.submit(work, task).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = _pool(1)
                result = died(task)
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(processes: int) -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(processes, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    """A worker finishes its file and takes no further one; the parent says that it stopped."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
