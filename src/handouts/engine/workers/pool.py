"""Warm processes that set jobs for this one, each with a thread here that hands it one job after the other.

`multiprocessing` alone does it: of the libraries that replace a dead process, pebble does not see one end with exit
code 0, and none lets a process go that has grown too large or says which one is to have a job. Where there is a fork
server, it loads everything once, while the first job is being rendered; processes forked from it share what it has.

A worker gets next the job that shares text with its last, and of those the longest.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from queue import Empty, SimpleQueue
from types import TracebackType

from handouts import registry
from handouts.engine.signals import signals_deferred
from handouts.engine.workers.limits import Limits
from handouts.engine.workers.process import CannotStartError, WorkerProcess, process_context, start_fork_server
from handouts.engine.workers.worker import Answer, Result
from handouts.errors import LayoutError
from handouts.pipeline import Job

_STARTS = 3
"""How often starting a process may fail before nothing more is tried."""
_AHEAD = 32
"""Rendered jobs that may wait for each worker: enough to choose among, and no more memory than that."""
Weigh = Callable[[Job], float]


def by_length(job: Job) -> float:
    """Seconds that a job may take, guessed from nothing but its HTML; right within a factor of three or so."""
    return len(job.html) / registry.writer(job.writer).letters


class JobQueue:
    """Jobs that wait for a worker.

    Broken lines are remembered by a worker, and editions in one language share most of them, those of one document more
    still. So a worker stays with its language and document; with none left it goes where most work is left for each
    worker. Long ones first: a long job started last would leave the other workers idle.
    """

    def __init__(self, weigh: Weigh = by_length) -> None:
        self._weigh = weigh
        self._jobs: list[tuple[float, Job]] = []
        self._at: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._jobs)

    def add(self, job: Job) -> None:
        """Let a job wait."""
        self._jobs.append((self._weigh(job), job))

    def clear(self) -> list[Job]:
        """Let none wait any longer; those that did."""
        left, self._jobs = [job for _, job in self._jobs], []
        return left

    def take(self, last: Job | None = None) -> Job:
        """The next job for a worker that has done `last`; there must be one."""
        if last is not None:
            self._at[_language(last)] -= 1
        tongue = self._language(last)
        kind = _document(last) if last is not None and _language(last) == tongue else ""

        def rank(one: tuple[float, Job]) -> tuple[bool, bool, float]:
            return _language(one[1]) == tongue, _document(one[1]) == kind, one[0]

        best = max(self._jobs, key=rank)
        self._jobs.remove(best)
        self._at[tongue] += 1
        return best[1]

    def _language(self, last: Job | None) -> str:
        """The worker's own as long as there is work in it, else the one with most work left for each worker."""
        left: dict[str, float] = {}
        for weight, job in self._jobs:
            left[_language(job)] = left.get(_language(job), 0) + weight
        if last is not None and _language(last) in left:
            return _language(last)
        return max(left, key=lambda one: left[one] / (1 + self._at[one]))


def _language(job: Job) -> str:
    """The folder that it begins with."""
    return PurePosixPath(job.edition).parts[0]


def _document(job: Job) -> str:
    """What it is, without whom it is for."""
    return PurePosixPath(job.edition).name


class WorkerPool:
    """Up to `size` workers. They stay for several runs, and go when the pool is closed."""

    def __init__(self, size: int, limits: Limits, weigh: Weigh = by_length) -> None:
        self._size, self._limits = size, limits
        self._waiting = JobQueue(weigh)
        self._turn = threading.Condition()
        self._heard: SimpleQueue[Job | Result | BaseException] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._workers: set[WorkerProcess] = set()
        self._closing = False
        self._failed_starts = 0

    def __enter__(self) -> WorkerPool:
        start_fork_server()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with signals_deferred():
            self._close(at_once=error is not None)

    @property
    def open(self) -> bool:
        """Whether there are workers: the first run starts them, one that was broken off ends them."""
        return bool(self._threads)

    def run(self, jobs: Iterable[Job], started: Callable[[Job], None] = lambda job: None) -> Iterator[Result]:
        """Yield what comes of each job, in order of completion.

        Jobs are asked for one after the other, so the next is rendered while workers set those before; `started` is
        called for each when a worker begins with it. If the caller stops asking, the workers are stopped too.
        """
        under_way = 0
        try:
            for job in jobs:
                self._offer(job)
                under_way += 1
                while not self._heard.empty() or under_way >= self._size * _AHEAD:
                    if (result := self._listen(started)) is not None:
                        under_way -= 1
                        yield result
            while under_way:
                if (result := self._listen(started)) is not None:
                    under_way -= 1
                    yield result
        except BaseException:
            if under_way:
                with signals_deferred():
                    self._close(at_once=True)
            raise

    def _offer(self, job: Job) -> None:
        with self._turn:
            self._waiting.add(job)
            self._turn.notify()
        if len(self._threads) < self._size:
            thread = threading.Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            with signals_deferred():
                thread.start()

    def _listen(self, started: Callable[[Job], None]) -> Result | None:
        """Wait for one word from the threads; a result if it was one."""
        while True:
            with suppress(Empty):  # a wait without end could not be interrupted on every system
                heard = self._heard.get(timeout=0.5)
                break
        if isinstance(heard, BaseException):
            raise heard
        if isinstance(heard, Job):
            started(heard)
            return None
        return heard

    def _work(self) -> None:
        """Have one job done after the other, by one worker as long as it lives."""
        try:
            worker, job = self._start_worker(), None
            while (job := self._next(job)) is not None:
                self._heard.put(job)
                worker = worker or self._start_worker()
                answer = worker.do(job) if worker else _not_done()
                if worker and answer.spent:
                    self._dismiss(worker)
                    worker = None
                self._heard.put(Result(job, answer.outcome, answer.seconds))
            if worker:
                self._dismiss(worker)
        except BaseException as error:
            self._heard.put(error)

    def _next(self, last: Job | None) -> Job | None:
        with self._turn:
            self._turn.wait_for(lambda: self._waiting or self._closing)
            return self._waiting.take(last) if self._waiting else None

    def _start_worker(self) -> WorkerProcess | None:
        """A new worker, unless starting one has failed too often or nobody is needed any more."""
        while self._failed_starts < _STARTS and not self._closing:
            try:
                worker = WorkerProcess(process_context(), self._limits)
            except (CannotStartError, OSError, EOFError):
                self._failed_starts += 1
                continue
            with self._turn:
                self._workers.add(worker)
                if self._closing:
                    worker.interrupt()
            return worker
        return None

    def _dismiss(self, worker: WorkerProcess) -> None:
        with self._turn:
            self._workers.discard(worker)
        worker.dismiss()

    def _close(self, at_once: bool) -> None:
        with self._turn:
            self._closing = True
            if at_once:
                self._waiting.clear()
                for worker in self._workers:
                    worker.interrupt()
            self._turn.notify_all()
        for thread in self._threads:
            thread.join()
        # Nobody is left; whoever asks again gets new ones.
        self._threads, self._heard, self._closing = [], SimpleQueue(), False


def _not_done() -> Answer:
    return Answer(
        LayoutError("no process could be started to set this; is the machine short of memory?"), 0, spent=True
    )
