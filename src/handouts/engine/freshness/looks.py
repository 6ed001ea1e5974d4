"""How files looked when they were last read, and what was in them: so that 100,000 of them need not be read again."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from handouts import cache
from handouts.engine.freshness.appearance import look, settled
from handouts.plainfiles import sha256_of

_KIND = "looks"


@dataclass
class Looks:
    """The SHA-256 of files below a folder."""

    output: Path
    known: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, output: Path) -> Looks:
        """What was known when this folder was last looked at."""
        kept = cache.load(_KIND, _key(output))
        parts = kept.decode("utf-8", "surrogatepass").split("\0") if kept else []
        return cls(output, {name: (seen, known) for name, seen, known in zip(*[iter(parts)] * 3, strict=False)})

    def sha256(self, name: str) -> str | None:
        """The digest of a file as it is now, None if there is none that can be read."""
        path = f"{self.output}/{name}"
        seen, known = self.known.get(name, ("", ""))
        if (now := look(path)) == seen:
            return known
        asked = time.time_ns()
        try:
            found = sha256_of(path)
        except OSError:
            return None
        if settled(now, asked):
            self.known[name] = (now, found)
        return found

    def enter(self, name: str, digest: str) -> None:
        """A file was written just now, and this is its digest."""
        self.known[name] = (look(f"{self.output}/{name}"), digest)

    def keep(self, names: Collection[str]) -> None:
        """Keep what is known of these files for the next time.

        One that was written within the last tick of the clock is left out: somebody may change it in the same tick.
        """
        now = time.time_ns()
        parts = [
            part
            for name, (seen, digest) in sorted(self.known.items())
            if name in names and settled(seen, now)
            for part in (name, seen, digest)
        ]
        cache.keep(_KIND, _key(self.output), "\0".join(parts).encode("utf-8", "surrogatepass"))


def _key(output: Path) -> str:
    return cache.digest(str(output.absolute()))
