"""Which job a worker gets next: one that shares text with its last, and of those the longest.

`Durations` is how long each edition is likely to take, by how long it took last: for the order of work and for honest
estimates. It is kept in the user's cache folder, since it differs from machine to machine and from day to day.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from handouts import cache, registry
from handouts.pipeline import Job

Weigh = Callable[[Job], float]
_KIND = "seconds"
_ELSE = 1.0
"""Seconds of an edition when nothing of its kind was ever made here, and no writer is known."""


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
            self._at[language(last)] -= 1
        tongue = self._language(last)
        kind = document(last) if last is not None and language(last) == tongue else ""

        def rank(one: tuple[float, Job]) -> tuple[bool, bool, float]:
            return language(one[1]) == tongue, document(one[1]) == kind, one[0]

        best = max(self._jobs, key=rank)
        self._jobs.remove(best)
        self._at[tongue] += 1
        return best[1]

    def _language(self, last: Job | None) -> str:
        """The worker's own as long as there is work in it, else the one with most work left for each worker."""
        left: dict[str, float] = {}
        for weight, job in self._jobs:
            left[language(job)] = left.get(language(job), 0) + weight
        if last is not None and language(last) in left:
            return language(last)
        return max(left, key=lambda one: left[one] / (1 + self._at[one]))


def language(job: Job) -> str:
    """The folder that it begins with."""
    return PurePosixPath(job.edition).parts[0]


def document(job: Job) -> str:
    """What it is, without whom it is for."""
    return PurePosixPath(job.edition).name


@dataclass
class Durations:
    """Seconds by edition, of one project."""

    key: str
    known: dict[str, float] = field(default_factory=dict)
    _by_name: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Durations:
        """What is remembered of the project in this folder."""
        key = cache.digest(str(root.absolute()))
        try:
            told = json.loads(cache.load(_KIND, key) or b"{}")
            known = {str(name): float(seconds) for name, seconds in told.items()}
        except (ValueError, TypeError, AttributeError):
            known = {}
        found = cls(key, known)
        for name, seconds in known.items():
            found._count(name, seconds)
        return found

    def seconds(self, edition: str) -> float:
        """How long this edition is likely to take."""
        if edition in self.known:
            return self.known[edition]
        path = PurePosixPath(edition)
        if path.name in self._by_name:
            return self._by_name[path.name]
        writer = registry.writer_of_file(edition)
        return writer.seconds if writer else _ELSE

    def note(self, edition: str, seconds: float) -> None:
        """Remember how long it took."""
        self.known[edition] = round(seconds, 2)
        self._count(edition, seconds)

    def keep(self) -> None:
        """Remember all that for the next build."""
        cache.keep(_KIND, self.key, json.dumps(self.known, sort_keys=True).encode())

    def _count(self, edition: str, seconds: float) -> None:
        """Let others of the same document be judged by the longest that is known."""
        name = PurePosixPath(edition).name
        self._by_name[name] = max(seconds, self._by_name.get(name, 0))
