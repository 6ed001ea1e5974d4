"""By what means a build does its work."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field

from handouts.engine.listener import Listener
from handouts.engine.workers.crew import Crew
from handouts.engine.workers.executor import Result, run
from handouts.engine.workers.limits import USUAL, Limits
from handouts.engine.workers.schedule import Weigh, by_length
from handouts.pipeline import Job


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Means:
    """By what means a build does its work; whatever they are, it makes the same files.

    `workers` is the most processes to use, `limits` is what each job may take, and `scheduler` the address of a Dask
    cluster that does the work instead. With `force`, what is fresh is made as well. `listener` hears of everything as
    it happens. `crew` are workers that are there already, and stay. `outdated` is asked now and then whether the rest
    is not worth making any more.
    """

    workers: int = 1
    limits: Limits = USUAL
    force: bool = False
    scheduler: str | None = None
    listener: Listener = field(default_factory=Listener)
    crew: Crew | None = None
    outdated: Callable[[], bool] = _never

    @property
    def hire(self) -> bool:
        """Whether processes have to be started for the work."""
        return self.crew is None and self.scheduler is None


PLAIN = Means()
"""One process, the usual limits, and nobody listens."""


def performed(
    jobs: Iterable[Job], means: Means, *, weigh: Weigh = by_length, started: Callable[[Job], None] = lambda job: None
) -> Generator[Result, None, None]:
    """Yield each job with what came of it, in order of completion.

    Args:
        jobs: May be made while others are under way.
        means: Who does them.
        weigh: Guesses the seconds of a job: long ones are done first.
        started: Called when a job begins.
    """
    if means.scheduler is not None:
        from handouts.engine.workers.cluster import run_on_cluster

        yield from run_on_cluster(jobs, means.scheduler, means.limits, started)
        return
    yield from run(
        jobs,
        means.workers,
        means.limits,
        weigh=weigh,
        started=started,
        given_up=lambda job, error: means.listener.given_up(job.edition, error),
        crew=means.crew,
    )
