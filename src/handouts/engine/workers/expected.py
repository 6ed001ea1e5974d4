"""How long each edition is likely to take, by how long it took last: for the order of work and for honest estimates.

Kept in the user's cache folder, since it is no part of what is built: it differs from machine to machine and from day
to day.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from handouts import cache, registry

_KIND = "seconds"
_ELSE = 1.0
"""Seconds of an edition when nothing of its kind was ever made here, and no writer is known."""


@dataclass
class Expected:
    """Seconds by edition, of one project."""

    key: str
    known: dict[str, float] = field(default_factory=dict)
    _by_name: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Expected:
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
