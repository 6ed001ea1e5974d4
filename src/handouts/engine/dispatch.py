"""Jobs → results, by processes of this machine or by a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

from handouts.engine.options import BuildOptions
from handouts.engine.workers.executor import run
from handouts.engine.workers.scheduling import Weigh, by_length
from handouts.engine.workers.worker import Result
from handouts.pipeline import Job


def perform_all(
    jobs: Iterable[Job],
    options: BuildOptions,
    *,
    weigh: Weigh = by_length,
    started: Callable[[Job], None] = lambda job: None,
) -> Generator[Result, None, None]:
    """Yield each job with what came of it, in order of completion.

    Args:
        jobs: May be made while others are under way.
        options: Who does them, within which limits.
        weigh: Guesses the seconds of a job: long ones are done first.
        started: Called when a job begins.
    """
    if options.scheduler is not None:
        from handouts.engine.workers.cluster import run_on_cluster

        yield from run_on_cluster(jobs, options.scheduler, options.limits, started)
        return
    yield from run(
        jobs,
        options.workers,
        options.limits,
        weigh=weigh,
        started=started,
        aborted=lambda job, error: options.events.aborted(job.edition, error),
        pool=options.pool,
    )
