"""Runs jobs on a Dask cluster; results come as they are done.

A job goes out as one message and comes back as another: no disk is shared, and the scheduler looks into neither. Few
more are under way than workers can take, so a build of any size fills neither this process nor the scheduler; of those
the longest are begun with. Jobs of workers that are lost run again on others. `connecting` is how the cluster is found,
`remote` what happens there. Workers come and go while a build goes on; `Present` knows which are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from secrets import token_hex
from typing import Any, TypeVar

from handouts.engine.signals import signals_deferred
from handouts.engine.state.tool_versions import tools
from handouts.engine.workers.connecting import (
    CONNECT,
    answers,
    await_one,
    bounded,
    connected,
    difference,
    refuse_others,
    workers_of,
)
from handouts.engine.workers.limits import USUAL, Limits
from handouts.engine.workers.remote import Refused, dismiss, do, packed, versions
from handouts.engine.workers.worker import Answer, Result
from handouts.errors import HandoutsError, LayoutError
from handouts.pipeline import Job

AHEAD = 4
"""Jobs under way for each thread of the workers: one being set, the others on their way or waiting."""
LEAST = 8
"""Jobs under way even if there is a single worker."""
T = TypeVar("T")
LOST = 60.0
"""Seconds without any worker after which the build is given up."""
LOOK = 2.0
"""Seconds between looks at which workers there are."""


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
        HandoutsError: The scheduler has gone, or all workers have.
    """
    with connected(address) as client:
        cluster = _Cluster(client, Present(client, address), limits, started)
        try:
            yield from cluster.run(jobs)
        finally:
            with signals_deferred():
                cluster.call_off()


@dataclass
class _Sent:
    """A job under way. `only` are the workers that it may go to, empty for any; `alone` if no other is under way."""

    job: Job
    future: Future[Any]
    only: frozenset[str]
    alone: bool


class _Cluster:
    """The jobs of one build that are under way."""

    def __init__(self, client: Any, workers: Present, limits: Limits, started: Callable[[Job], None]) -> None:
        self._client, self._executor = client, client.get_executor(pure=False)
        self._workers, self._limits, self._started = workers, limits, started
        self._build, self._wanted = token_hex(8), versions(tools())
        self._sent: dict[str, _Sent] = {}
        self._suspects: list[Job] = []
        self._done: SimpleQueue[str] = SimpleQueue()

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """What comes of each job, as it comes."""
        self._workers.check()
        for job in jobs:
            self._started(job)
            self._send(job)
            while len(self._sent) >= max(LEAST, AHEAD * self._workers.threads):
                yield from self._hear()
            while not self._done.empty():
                yield from self._hear()
        while self._sent:
            yield from self._hear()
        for job in self._suspects:
            yield from self._tried_alone(job)

    def call_off(self) -> None:
        """Stop what is still under way, and let the workers' processes go; workers that do not answer are left.

        If the scheduler has gone, its workers end by themselves.
        """
        if self._client.status != "running":
            return
        with suppress(Exception):  # whatever is wrong with the cluster by now
            bounded(self._call_off, CONNECT)

    def _call_off(self) -> None:
        self._executor.shutdown(wait=False)
        self._client.run(dismiss, self._build, on_error="return")

    def _send(self, job: Job, alone_to: str | None = None) -> None:
        """Hand a job on: to any worker that has not refused, or to the one of this address."""
        only = frozenset([alone_to] if alone_to else self._workers.willing if self._workers.refused else ())
        data, key = packed(job), f"handouts-{self._build}-{token_hex(8)}"
        where = {"key": key, "priority": len(job.html), "workers": sorted(only) or None}
        arguments = (do, self._build, data, self._limits, self._wanted)
        future = self._workers.asked(lambda: self._executor.submit(*arguments, **where))
        self._sent[key] = _Sent(job, future, only, alone_to is not None)
        future.add_done_callback(lambda _: self._done.put(key))

    def _hear(self) -> Iterator[Result]:
        """What the next job that is done has come to, if one is; else a look at the workers."""
        try:
            key = self._done.get(timeout=LOOK)
        except Empty:
            self._workers.signature()
            yield from self._stranded()
            return
        if (sent := self._sent.pop(key, None)) is None:
            return
        answer = self._answer(sent)
        if isinstance(answer, Refused):
            if answer.worker:
                self._workers.refuse(answer)
            yield from self._elsewhere(sent.job)
        elif answer is not None:
            yield Result(sent.job, answer.outcome, answer.seconds)
        elif sent.alone:
            yield _fatal(sent.job)
        else:
            self._suspects.append(sent.job)

    def _answer(self, sent: _Sent) -> Answer | Refused | None:
        """What a worker has answered; None if several have ended instead.

        One that has joined meanwhile may have no handouts, or another one, and so be unable even to refuse.
        """
        from distributed import KilledWorker

        try:
            answer: Answer | Refused = sent.future.result()
        except KilledWorker:
            return None
        except CancelledError:
            raise self._workers.gone() from None
        except Exception as error:
            if self._client.status != "running":
                raise self._workers.gone() from None
            self._workers.vet()
            if self._workers.refused and not sent.only:
                return Refused("", {})
            said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
            return Answer(LayoutError(f"the cluster could not do this ({said})"), 0, spent=True)
        return answer

    def _tried_alone(self, job: Job) -> Iterator[Result]:
        """What comes of a job that was on workers as they ended, perhaps beside the one that ended them."""
        self._workers.await_one()  # it may be about to be started anew
        if not (willing := self._workers.willing):
            yield _fatal(job)
            return
        self._send(job, alone_to=min(willing))
        while self._sent:
            yield from self._hear()

    def _elsewhere(self, job: Job) -> Iterator[Result]:
        """Send a job to the workers that have not refused; there has to be one."""
        if self._workers.willing:
            self._send(job)
            return
        worker, what = next(iter(self._workers.refused.items()))
        yield Result(job, LayoutError(f"no worker is left that would make the same file; {worker}: {what}"), 0)

    def _stranded(self) -> Iterator[Result]:
        """Send on what may only go to workers that are no longer there; one that was alone there has ended them."""
        for key, sent in list(self._sent.items()):
            if not sent.only or self._workers.any_of(sent.only):
                continue
            del self._sent[key]
            sent.future.cancel()
            if sent.alone:
                yield _fatal(sent.job)
            else:
                yield from self._elsewhere(sent.job)


def _fatal(job: Job) -> Result:
    return Result(job, LayoutError("this ended several workers of the cluster; build it alone to see why"), 0)


class Present:
    """The workers as one build sees them. `refused` are those that would make other bytes, with what they have.

    Raises:
        HandoutsError: From every method that asks the scheduler, if it says nothing any more.
    """

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._threads: dict[str, int] = {}
        self._alone = 0.0
        self._vetted: set[str] = set()
        self.refused: dict[str, str] = {}

    @property
    def threads(self) -> int:
        """How many all workers have together."""
        return sum(self._threads.values())

    @property
    def willing(self) -> set[str]:
        """The addresses of those that have not refused."""
        return self._threads.keys() - self.refused.keys()

    def check(self) -> None:
        """See that workers are there, and that each of them would make the same bytes.

        Raises:
            UsageError: With what differs, worker by worker.
        """
        self.asked(lambda: refuse_others(self._client, self._address))
        self.signature()
        self._vetted |= self._threads.keys()

    def vet(self) -> None:
        """Pass over those that have joined since, if they would make other bytes, or cannot even say so."""
        self.signature()
        if new := self._threads.keys() - self._vetted:
            self._vetted |= new
            for worker, found in self.asked(lambda: answers(self._client, new)).items():
                if what := difference(found):
                    self.refused[worker] = what

    def signature(self) -> None:
        """See who is there.

        Raises:
            HandoutsError: For too long there has been nobody.
        """
        if self._client.status in ("closed", "closing"):
            raise self.gone()
        running = self._client.status == "running"
        self._threads = self.asked(lambda: workers_of(self._client)) if running else {}
        self._alone = 0 if self._threads else self._alone + LOOK
        if self._alone > LOST:
            raise HandoutsError(f"all workers of {self._address} have gone; build again once they are back")

    def await_one(self) -> None:
        """Wait a moment for a worker, if none is there."""
        self.asked(lambda: await_one(self._client))
        self.signature()

    def refuse(self, answer: Refused) -> None:
        """Pass over a worker from now on."""
        self.refused[answer.worker] = difference(answer.tools)
        self.signature()

    def any_of(self, workers: frozenset[str]) -> bool:
        """Whether one of these is there."""
        return bool(workers & self._threads.keys())

    def asked(self, ask: Callable[[], T]) -> T:
        """What the scheduler says."""
        try:
            return ask()
        except HandoutsError:
            raise
        except Exception as error:  # Dask has no one kind for this
            if self._client.status == "running" and not isinstance(error, OSError):
                raise
            raise self.gone() from error

    def gone(self) -> HandoutsError:
        """What to say if the scheduler has gone."""
        return HandoutsError(f"the scheduler at {self._address} has gone; build again once it is back")
