"""Runs jobs, in this process or on several; results come as they are done.

A job that fails takes no other with it, whatever it does. For one job no pool is started: on Linux it runs in a fork of
this process, which costs some milliseconds and can be ended, elsewhere in this process itself.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from handouts import registry
from handouts.engine.workers.limits import USUAL, Limits, too_slow, within
from handouts.engine.workers.pool import Weigh, WorkerPool, by_length
from handouts.engine.workers.process import CannotStartError, WorkerProcess
from handouts.engine.workers.worker import Answer, Result, Work, attempt
from handouts.errors import HandoutsError
from handouts.pipeline import Job

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_THREADS = Path("/proc/self/task")


def run(
    jobs: Iterable[Job],
    workers: int = 1,
    limits: Limits = USUAL,
    *,
    weigh: Weigh = by_length,
    started: Callable[[Job], None] = lambda job: None,
    aborted: Callable[[Job, HandoutsError], None] = lambda job, error: None,
    pool: WorkerPool | None = None,
) -> Iterator[Result]:
    """Yield each job with what it made, or with the error that stopped it, in order of completion.

    Args:
        jobs: May be made while others are under way.
        workers: The most processes to use; see `available`.
        limits: What each job may take.
        weigh: Guesses the seconds of a job: long ones are done first.
        started: Called when a job begins.
        aborted: Called just before this process ends because a job hangs in it and cannot be stopped.
        pool: Workers that are there already, and stay; they have their own limits and way to weigh.
    """
    if pool is not None:
        yield from pool.run(jobs, started)
        return
    waiting = iter(jobs)
    if (first := next(waiting, None)) is None:
        return
    if (second := next(waiting, None)) is None:
        started(first)
        answer = alone(first, limits, lambda error: aborted(first, error))
        yield Result(first, answer.outcome, answer.seconds)
        return
    with WorkerPool(workers, limits, weigh) as workers_pool:
        yield from workers_pool.run(chain((first, second), waiting), started)


def available() -> int:
    """How many processes can run at once: processors that this process may use, as far as a container lets it."""
    if sys.version_info >= (3, 13):
        count = os.process_cpu_count() or 1
    else:
        count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _QUOTA.read_text("ascii").split()
        return max(1, min(count, round(int(quota) / int(period))))
    except (OSError, ValueError):
        return count


def alone(job: Any, limits: Limits, aborted: Callable[[HandoutsError], None], work: Work | None = None) -> Answer:
    """Do one job in a process of its own where that costs little, else in this one.

    Args:
        job: What to work on.
        limits: What it may take.
        aborted: Called just before this process ends because the work hangs in it and cannot be stopped.
        work: What to do with it, a function of a module; None performs it.
    """
    context = _start_method()
    if context is None:
        return _here(job, limits, aborted, work)
    try:
        worker = WorkerProcess(multiprocessing.get_context(context), limits, work)
    except (CannotStartError, OSError):
        return _here(job, limits, aborted, work)
    try:
        return worker.do(job)
    finally:
        worker.kill()


def _start_method() -> str | None:
    """How to start a process for a single job: a fork is safe on Linux as long as there is only one thread."""
    if sys.platform == "win32":
        return "spawn"
    if sys.platform == "linux" and len(list(_THREADS.iterdir())) == 1:
        return "fork"
    return None


def _here(job: Any, limits: Limits, aborted: Callable[[HandoutsError], None], work: Work | None) -> Answer:
    """Do a job in this process.

    What makes its file is loaded before the time counts: an import that is stopped halfway would leave a library in
    pieces for all that this process does afterwards.
    """
    if isinstance(job, Job):
        with suppress(Exception):  # the job tells of it
            registry.writer(job.writer).load()
    try:
        with within(Limits(limits.seconds, None), too_slow, lambda: aborted(too_slow(limits))):
            outcome, seconds = attempt(job, limits, work)
    except HandoutsError as late:
        return Answer(late, limits.seconds or 0, spent=True)
    return Answer(outcome, seconds, spent=False)
