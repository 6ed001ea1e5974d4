"""Runs jobs on a Dask cluster; results come as they are done.

A job goes out as one message and comes back as another: no disk is shared, and the scheduler looks into neither. Few
more are under way than workers can take, so a build of any size fills neither this process nor the scheduler; of those
the longest are begun with. Jobs of workers that are lost run again on others. `remote` is what happens there.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from secrets import token_hex
from typing import Any

from handouts.build.freshness.versions import tools
from handouts.build.workers.limits import USUAL, Limits
from handouts.build.workers.remote import Refused, dismiss, do, installed, packed, versions
from handouts.build.workers.result import Result
from handouts.build.workers.worker import Answer
from handouts.errors import HandoutsError, LayoutError, Problem, UsageError
from handouts.pipeline import Job

AHEAD = 4
"""Jobs under way for each thread of the workers: one being set, the others on their way or waiting."""
LEAST = 8
"""Jobs under way even if there is a single worker."""
CONNECT = 10
"""Seconds until a scheduler has to answer, and until a worker has to be there at the beginning."""
LOST = 60
"""Seconds without any worker after which the build is given up."""
_LOOK = 2.0
"""Seconds between looks at which workers there are."""
_NAMED = 4
"""Differences that are told of one worker."""
_LARGE = {"distributed.admin.large-graph-warning-threshold": "1 GiB"}
"""A job with a master of 50 MB is large, and Dask need not say so."""


def run_on_cluster(
    jobs: Iterable[Job], address: str, limits: Limits = USUAL, started: Callable[[Job], None] = lambda job: None
) -> Iterator[Result]:
    """Yield each job with what it made, or with the error that stopped it, in order of completion.

    Args:
        jobs: May be made while others are under way.
        address: Of the scheduler: `tcp://HOST:PORT`, or `tls://HOST:PORT` with what Dask's own settings say.
        limits: What each job may take on its worker.
        started: Called for each job that is handed on.

    Raises:
        UsageError: There is no Dask here, no scheduler there, or no worker that would make the same bytes.
    """
    with _client(address) as client:
        cluster = _Cluster(client, address, limits, started)
        cluster.check()
        try:
            yield from cluster.run(jobs)
        finally:
            cluster.call_off()


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        import dask
        import distributed
    except ImportError:
        raise UsageError('--scheduler needs Dask; install it with: pip install "handouts[cluster]"') from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is to be said of a lost worker is said here
    with dask.config.set(_LARGE), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # versions of Dask's own parts, which decide no bytes
        try:
            client: Any = vars(distributed)["Client"](address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:  # OSError: also no answer in time
            said = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            advice = "start one with: dask scheduler"
            raise UsageError(f"no scheduler answers at {address} ({said}); correct the address, or {advice}") from None
        try:
            yield client
        finally:
            client.close(timeout=CONNECT)


@dataclass
class _Sent:
    """A job under way. `only` are the workers that it may go to, empty for any."""

    job: Job
    future: Any
    only: frozenset[str]


class _Cluster:
    """The workers as this build sees them, and its jobs there."""

    def __init__(self, client: Any, address: str, limits: Limits, started: Callable[[Job], None]) -> None:
        self._client, self._address, self._limits, self._started = client, address, limits, started
        self._build, self._wanted = token_hex(8), versions(tools())
        self._sent: dict[str, _Sent] = {}
        self._heard: SimpleQueue[Any] = SimpleQueue()
        self._refused: dict[str, str] = {}
        self._threads: dict[str, int] = {}
        self._alone = 0.0

    def check(self) -> None:
        """See that workers are there, and that each of them would make the same bytes.

        Raises:
            UsageError: With what differs, worker by worker.
        """
        with suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=CONNECT)
        found = self._client.run(installed, on_error="return")
        if not found:
            raise UsageError(f"{self._address} has no workers; start some with: dask worker {self._address}")
        told = [(worker, difference(answer)) for worker, answer in sorted(found.items())]
        if problems := [Problem("", 0, 0, f"worker {worker}: {what}") for worker, what in told if what]:
            raise UsageError(problems)
        self._look()

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """What comes of each job, as it comes."""
        for job in jobs:
            self._started(job)
            self._send(job)
            while len(self._sent) >= max(LEAST, AHEAD * sum(self._threads.values())):
                yield from self._hear()
            while not self._heard.empty():
                yield from self._hear()
        while self._sent:
            yield from self._hear()

    def call_off(self) -> None:
        """Stop what is still under way, and let the workers' processes go."""
        with suppress(Exception):  # whatever is wrong with the cluster by now
            self._client.cancel([one.future for one in self._sent.values()], force=True)
            self._client.run(dismiss, self._build, on_error="return")

    def _send(self, job: Job) -> None:
        only = frozenset(self._threads.keys() - self._refused.keys()) if self._refused else frozenset()
        future = self._client.submit(
            do,
            self._build,
            packed(job),
            self._limits,
            self._wanted,
            key=f"handouts-{self._build}-{token_hex(8)}",
            priority=len(job.html),
            workers=sorted(only) or None,
            pure=False,
        )
        self._sent[future.key] = _Sent(job, future, only)
        future.add_done_callback(self._heard.put)

    def _hear(self) -> Iterator[Result]:
        """What the next job that is done has come to, if one is; else a look at the workers."""
        try:
            future = self._heard.get(timeout=_LOOK)
        except Empty:
            self._look()
            yield from self._stranded()
            return
        if (sent := self._sent.pop(future.key, None)) is None:
            return
        answer = self._answer(future)
        if not isinstance(answer, Refused):
            yield Result(sent.job, answer.outcome, answer.seconds)
            return
        self._refused[answer.worker] = difference(answer.tools)
        self._look()
        yield from self._elsewhere(sent.job)

    def _answer(self, future: Any) -> Answer | Refused:
        from distributed import KilledWorker

        try:
            answer: Answer | Refused = future.result()
        except KilledWorker as error:
            message = f"this ended {error.allowed_failures + 1} workers of the cluster; build it alone to see why"
            return Answer(LayoutError(message), 0, spent=True)
        except Exception as error:
            if self._client.status != "running" or future.status in ("cancelled", "lost"):
                raise HandoutsError(f"the scheduler at {self._address} has gone; build again once it is back") from None
            said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
            return Answer(LayoutError(f"the cluster could not do this ({said})"), 0, spent=True)
        return answer

    def _elsewhere(self, job: Job) -> Iterator[Result]:
        """Send a job to the workers that have not refused; there has to be one."""
        if self._threads.keys() - self._refused.keys():
            self._send(job)
            return
        worker, what = next(iter(self._refused.items()))
        yield Result(job, LayoutError(f"no worker is left that would make the same file; {worker}: {what}"), 0)

    def _stranded(self) -> Iterator[Result]:
        """Send on what may only go to workers that are no longer there."""
        for key, sent in list(self._sent.items()):
            if sent.only and not sent.only & self._threads.keys():
                del self._sent[key]
                sent.future.cancel(force=True)
                yield from self._elsewhere(sent.job)

    def _look(self) -> None:
        """See which workers there are, and how many threads each has."""
        self._threads = self._client.nthreads() if self._client.status == "running" else {}
        self._alone = 0 if self._threads else self._alone + _LOOK
        if self._client.status in ("closed", "closing") or self._alone > LOST:
            what = "all workers of" if self._client.status == "running" else "the scheduler at"
            raise HandoutsError(f"{what} {self._address} have gone; build again once they are back")


def difference(found: dict[str, str] | BaseException) -> str:
    """What a worker has installed otherwise than this machine; empty if nothing.

    Args:
        found: As `installed` tells it there, or what came of asking.
    """
    if isinstance(found, BaseException):
        return f"it has no handouts of this version ({str(found).splitlines()[0][:120]}); install it there"
    here = tools()
    names = [name for name in {**here, **found} if here.get(name) != found.get(name)]
    told = [f"{name} is {found.get(name, 'missing')} there and {here.get(name, 'missing')} here" for name in names]
    left = [f"and {len(told) - _NAMED} more"] if len(told) > _NAMED else []
    return "; ".join([*told[:_NAMED], *left]) + ("; install the same on both" if told else "")
