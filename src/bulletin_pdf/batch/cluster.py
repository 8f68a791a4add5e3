"""The tasks of a run on a Dask cluster: parcels are sent out, finished files come back and are written here.

The engine does the rest: it shares the parcels out, and gives those of a lost worker to another.
A worker that a parcel has brought down three times over is not given it again.
"""

import contextlib
import logging
import os
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from time import monotonic
from typing import TYPE_CHECKING, Any

from bulletin_pdf.batch.one_task import PreparedTask, keep_result
from bulletin_pdf.batch.parcel import Packed, Reply, pack_parcel
from bulletin_pdf.batch.program_identity import Program, program_anywhere
from bulletin_pdf.batch.sealed_reply import ForgedReplyError, set_and_seal, unseal
from bulletin_pdf.batch.task import ClusterError, Result, Tls
from bulletin_pdf.batch.task_status import TaskStatus, caught
from bulletin_pdf.batch.tls import check_tls
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem
from bulletin_pdf.safe_files import Staged

if TYPE_CHECKING:
    from distributed import Future

TIMEOUT = 20.0
"""Seconds to wait for a scheduler to answer, and for a first worker, or another when all are lost."""

_FEWEST_AHEAD = 32
_AHEAD = 4
"""Parcels on their way, a thread of the cluster: enough that none waits, few enough to hold in memory."""


class _SentParcel(NamedTuple):
    """A task that is under way."""

    order: PreparedTask
    packed: Packed
    reply: "Future[bytes]"


@contextlib.contextmanager
def cluster_at(address: str, tls: Tls = Tls()) -> Iterator["DaskCluster"]:
    """Connect to a scheduler; raises `ClusterError` when it cannot be used.

    Without files for TLS, Dask's own configuration says what is used for a `tls://` address.
    """
    try:
        import distributed
    except ImportError:
        raise ClusterError(Problem(Code.DASK_NOT_INSTALLED)) from None
    _silence()
    connect: Any = distributed.Client
    secured: Any = distributed.Security
    security = None
    if tls != Tls():
        check_tls(address, tls, TIMEOUT)
        security = secured(
            tls_ca_file=tls.ca, tls_client_cert=tls.cert, tls_client_key=tls.key, require_encryption=True
        )
    with warnings.catch_warnings():
        # The engine's opinion of versions and of large messages; ours comes as problems.
        warnings.simplefilter("ignore")
        try:
            client = connect(address, timeout=TIMEOUT, security=security, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError, ImportError):
            raise _problem(Code.SCHEDULER_SILENT, address=address, seconds=f"{TIMEOUT:.0f}") from None
        try:
            _check_workers(client, address)
            yield DaskCluster(client)
        finally:
            client.close(timeout=2)


def _silence() -> None:
    """Lost connections become problems where they matter; the log stays silent."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith(("distributed", "tornado"))]
    for name in ("asyncio", *names):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _check_workers(client: Any, address: str) -> None:
    """There is a worker, and every one has the program that runs here."""
    try:
        client.wait_for_workers(1, timeout=TIMEOUT)
    except TimeoutError:
        raise _problem(Code.NO_WORKERS, address=address, seconds=f"{TIMEOUT:.0f}") from None
    here = program_anywhere()
    programs: dict[str, Any] = client.run(program_anywhere, on_error="return")
    for worker, there in sorted(programs.items()):
        if isinstance(there, OSError):  # gone in this moment
            continue
        if not isinstance(there, Program):
            raise _problem(
                Code.WORKER_DIFFERS, worker=worker, differences=f"{type(there).__name__}: {there}"[:200]
            )
        if differences := here.differences(there):
            raise _problem(Code.WORKER_DIFFERS, worker=worker, differences="; ".join(differences))


def _failed(order: PreparedTask, code: str, **details: str) -> Result:
    named = (("file", order.task.source), *details.items())
    return Result(order.task, TaskStatus((Problem(code, None, named),), 3))


def _problem(code: str, **details: str) -> ClusterError:
    return ClusterError(Problem(code, None, tuple(details.items())))


class DaskCluster:
    """A connection to a scheduler whose workers have the program that runs here."""

    def __init__(self, client: Any) -> None:
        """Take the connection."""
        self._client = client
        self._large: dict[str, Future[bytes]] = {}
        self._deserted_since: float | None = None
        self._lost = False

    def results(self, orders: Sequence[PreparedTask]) -> Iterator[Result]:
        """Have the tasks done; results come in their order."""
        waiting = deque(orders)
        under_way: deque[_SentParcel | Result] = deque()
        ahead = max(_FEWEST_AHEAD, _AHEAD * sum(self._client.nthreads().values()))
        while waiting or under_way:
            while waiting and len(under_way) < ahead:
                under_way.append(self._send(waiting.popleft()))
            first = under_way.popleft()
            yield first if isinstance(first, Result) else self._received(first)

    def _send(self, order: PreparedTask) -> _SentParcel | Result:
        """Send a task on its way; one with unreadable material fails at once."""
        if self._lost:
            return _failed(order, Code.CLUSTER_LOST)
        with caught() as found:
            packed = pack_parcel(order.task)
            large = {name: self._sent_once(name, path) for name, path in packed.large.items()}
            name = f"bulletin-{os.urandom(8).hex()}"
            reply = self._client.submit(set_and_seal, packed.parcel, large, key=name, pure=False)
            return _SentParcel(order, packed, reply)
        return Result(order.task, found.status())

    def _sent_once(self, name: str, path: str) -> "Future[bytes]":
        """Send a large file once for all. It travels as a task: should its holders be lost, it is sent again."""
        if name not in self._large:
            with open_plain(path) as file:
                self._large[name] = self._client.submit(bytes, file.read(), key=f"file-{name}", pure=True)
        return self._large[name]

    def _received(self, sent: _SentParcel) -> Result:
        """Wait for a reply and write the files that came with it."""
        task = sent.order.task
        answer = self._reply(sent)
        if isinstance(answer, Result):
            return answer
        sources = {each.path for each in sent.packed.parcel.enclosed}
        try:
            reply: Reply = unseal(answer, task, sources)
        except ForgedReplyError as error:
            return _failed(sent.order, Code.FORGED_REPLY, why=str(error))
        if reply.differences:
            return _failed(
                sent.order, Code.WORKER_DIFFERS, worker="–", differences="; ".join(reply.differences)
            )
        result = reply.result
        if result.status.code:
            return result
        with caught() as found:
            directory = os.path.dirname(task.target)
            os.makedirs(directory or ".", exist_ok=True)
            with Staged() as staged:
                for place, (name, data) in enumerate(reply.files):
                    # The first is the PDF, the others belong to it.
                    staged.store(os.path.join(directory, name), data, about=place > 0)
            keep_result(sent.order, result, sent.packed.seen, staged.stored)
            return result
        return Result(task, found.status())

    def _reply(self, sent: _SentParcel) -> object:
        """Wait for what comes back, whatever it is; a `Result` of our own when nothing does."""
        from distributed.scheduler import KilledWorker

        while not self._lost:
            try:
                reply: object = sent.reply.result(timeout=1)
            except TimeoutError:
                self._lost = self._is_deserted()
            except KilledWorker:
                return _failed(sent.order, Code.WORKERS_DIED)
            except (CancelledError, OSError):
                self._lost = True
            else:
                self._deserted_since = None
                return reply
        return _failed(sent.order, Code.CLUSTER_LOST)

    def _is_deserted(self) -> bool:
        """Whether there has been no scheduler or no worker for as long as one waits for them."""
        with contextlib.suppress(OSError, TimeoutError, CancelledError):
            if self._client.status == "running" and self._client.nthreads():
                self._deserted_since = None
                return False
        if self._deserted_since is None:
            self._deserted_since = monotonic()
        return monotonic() - self._deserted_since >= TIMEOUT
