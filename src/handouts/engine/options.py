"""Who does the work of a build, within which limits, and who hears of it; nothing of that decides what is in its files.

Jobs → results, as such options say: by processes of this machine or by a Dask cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field

from handouts.engine import BuildEvents
from handouts.engine.workers.executor import run
from handouts.engine.workers.limits import USUAL, Limits
from handouts.engine.workers.pool import Weigh, WorkerPool, by_length
from handouts.engine.workers.worker import Result
from handouts.pipeline import Job


def _never() -> bool:
    return False


@dataclass(frozen=True)
class BuildOptions:
    """Who does the work of a build, within which limits, and who hears of it; the files are the same.

    `workers` is the most processes to use, `limits` is what each job may take, and `scheduler` the address of a Dask
    cluster that does the work instead. With `force`, what is fresh is made as well. `events` hears of everything as
    it happens. `pool` are workers that are there already, and stay. `outdated` is asked now and then whether the rest
    is not worth making any more.
    """

    workers: int = 1
    limits: Limits = USUAL
    force: bool = False
    scheduler: str | None = None
    events: BuildEvents = field(default_factory=BuildEvents)
    pool: WorkerPool | None = None
    outdated: Callable[[], bool] = _never

    @property
    def starts_processes(self) -> bool:
        """Whether processes have to be started for the work."""
        return self.pool is None and self.scheduler is None


PLAIN = BuildOptions()
"""One process, the usual limits, and nobody listens."""


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
