"""Runs jobs, in this process or on several; results come as they are done.

The serial runner has the parallel one's interface. A job that fails takes no other with it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from handouts.errors import HandoutsError, LayoutError, one_problem
from handouts.pipeline import Job, perform

Result = tuple[Job, bytes | HandoutsError]


def run(jobs: Sequence[Job], workers: int) -> Iterator[Result]:
    """Yield each job with its bytes, or with the error that stopped it, in order of completion.

    A single job or a single worker needs no pool. Workers are started afresh and load the writers once.
    """
    if workers <= 1 or len(jobs) <= 1:
        yield from ((job, _attempt(job)) for job in jobs)
        return
    pool = ProcessPoolExecutor(min(workers, len(jobs)), mp_context=_context())
    try:
        futures = {pool.submit(_attempt, job): job for job in _longest_first(jobs)}
        for future in as_completed(futures):
            yield futures[future], _outcome(future, futures[future])
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _attempt(job: Job) -> bytes | HandoutsError:
    try:
        return perform(job)
    except HandoutsError as error:
        return error


def _outcome(future: Future[bytes | HandoutsError], job: Job) -> bytes | HandoutsError:
    try:
        return future.result()
    except BrokenProcessPool:
        return LayoutError(
            one_problem(job.edition, "the process that set it died; build it alone with -j 1 to see why")
        )


def _longest_first(jobs: Sequence[Job]) -> list[Job]:
    """A long job started last would leave the other processes idle; HTML length is a fair guess at its time."""
    return sorted(jobs, key=lambda job: len(job.html), reverse=True)


def _context() -> multiprocessing.context.BaseContext:
    """Fork from a clean server where the platform has it, so that workers share what it loaded."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["handouts.writers.pdf", "handouts.writers.powerpoint", "handouts.slides"])
    return context
