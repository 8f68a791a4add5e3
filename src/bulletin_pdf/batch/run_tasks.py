"""All tasks of a run: unchanged ones are listed at once, the others are made."""

import contextlib
from collections.abc import Iterator, Sequence

from bulletin_pdf.batch import records
from bulletin_pdf.batch.one_task import PreparedTask, build_task, prepare, recall_result
from bulletin_pdf.batch.task import Result, Task, Tls
from bulletin_pdf.batch.task_status import TaskStatus
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.parallel import processes_for, results_of_each
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem


class RunOptions(NamedTuple):
    """How a run is to go."""

    jobs: int | None = None
    """Processes on this machine: 0 for every processor, None to let the number of tasks decide."""
    force: bool = False
    """Whether to make even what is unchanged."""
    cluster: str = ""
    """Address of a Dask scheduler that has the work done; empty for this machine."""
    tls: Tls = Tls()
    """Files for a `tls://` address; empty names leave it to Dask's own configuration."""


def run(tasks: Sequence[Task], how: RunOptions = RunOptions()) -> Iterator[Result]:
    """Carry the tasks out; results come in the order of the tasks.

    Raises `ClusterError` when a cluster is requested and cannot be used.
    """
    orders = [prepare(task) for task in tasks]
    known = [None if how.force else recall_result(each) for each in orders]
    left = [each for each, result in zip(orders, known, strict=True) if result is None]
    if not left:
        yield from filter(None, known)
        return
    with _at_work(left, how) as made:
        for result in known:
            yield result or next(made)
    records.remove_old_records()


@contextlib.contextmanager
def _at_work(orders: Sequence[PreparedTask], how: RunOptions) -> Iterator[Iterator[Result]]:
    """Return the results of making all these, on a cluster or here."""
    if how.cluster:
        from bulletin_pdf.batch.cluster import cluster_at

        with cluster_at(how.cluster, how.tls) as cluster:
            yield cluster.results(orders)
        return
    processes = processes_for(len(orders), how.jobs)
    if processes > 1:
        import bulletin_pdf.build  # noqa: F401  # processes that are forked have it then

    def died(place: int) -> Result:
        return _died(orders[place].task)

    with contextlib.closing(results_of_each(build_task, orders, processes, died)) as made:
        yield made


def _died(task: Task) -> Result:
    return Result(task, TaskStatus((Problem(Code.PROCESS_DIED, None, (("file", task.source),)),), 3))
