"""Which editions to make, on how many processes, and how they reach the disk.

Here are the names of what builds leave in folders, and who hears what they do as they do it.
"""

from __future__ import annotations

from pathlib import Path

from handouts.errors import HandoutsError

LOCK = ".handouts.lock"
"""In an output folder, the sign that somebody builds into it; see `lock`."""
MANIFEST = "manifest.json"
"""Beside the files, what they are; see `state.manifest`."""
JOURNAL = ".manifest.journal"
"""Beside the manifest, what a build is about to write; see `state.manifest`."""
SCRATCH = "handouts-"
"""How names of folders for temporary files begin; see `scratch`."""
IN_USE = "in-use"
"""In each of them, the sign of whose it is."""


class BuildEvents:
    """Hears what a build does; this one does nothing about it. Editions go by their paths below the output folder."""

    def expected(self, seconds: dict[str, float]) -> None:
        """What there is to look at, and how long each may take."""

    def started(self, edition: str) -> None:
        """A process begins with it."""

    def built(self, edition: str, seconds: float, path: Path) -> None:
        """It is made and written."""

    def fresh(self, edition: str) -> None:
        """It need not be made again."""

    def failed(self, edition: str, error: HandoutsError) -> None:
        """It was not made; the last good file is still there."""

    def told(self, edition: str, error: HandoutsError) -> None:
        """It was made, and something in it does not fit."""

    def remarked(self, edition: str, message: str) -> None:
        """It is made or fresh, and something about it should be known that is no mistake."""

    def set_aside(self, path: Path) -> None:
        """A file that no build had made so stood in the way, and has this name now."""

    def aborted(self, edition: str, error: HandoutsError) -> None:
        """It hangs and cannot be stopped; the process ends as soon as this returns."""
