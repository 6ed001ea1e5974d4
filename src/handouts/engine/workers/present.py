"""Which workers of a Dask cluster are there, as they come and go while a build goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from handouts.engine.workers.connecting import answers, await_one, difference, refuse_others, workers_of
from handouts.engine.workers.remote import Refused
from handouts.errors import HandoutsError

T = TypeVar("T")

LOST = 60.0
"""Seconds without any worker after which the build is given up."""
LOOK = 2.0
"""Seconds between looks at which workers there are."""


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
        self.look()
        self._vetted |= self._threads.keys()

    def vet(self) -> None:
        """Pass over those that have joined since, if they would make other bytes, or cannot even say so."""
        self.look()
        if new := self._threads.keys() - self._vetted:
            self._vetted |= new
            for worker, found in self.asked(lambda: answers(self._client, new)).items():
                if what := difference(found):
                    self.refused[worker] = what

    def look(self) -> None:
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
        self.look()

    def refuse(self, answer: Refused) -> None:
        """Pass over a worker from now on."""
        self.refused[answer.worker] = difference(answer.tools)
        self.look()

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
