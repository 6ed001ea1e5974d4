"""The options of a build, which decide nothing about what is in its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from handouts.engine.events import BuildEvents
from handouts.engine.workers.limits import USUAL, Limits
from handouts.engine.workers.pool import WorkerPool


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
