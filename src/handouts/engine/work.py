"""What a build has to do, wherever that comes from: a project that is read and rendered, or one that was before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from handouts.engine.freshness.manifest import Manifest
from handouts.errors import HandoutsError
from handouts.pipeline import Job


class Work(Protocol):
    """Editions to make, which go by their paths below the output folder."""

    @property
    def root(self) -> Path:
        """The project's folder."""

    @property
    def names(self) -> Sequence[str]:
        """What is asked for."""

    def inputs(self) -> Mapping[str, str]:
        """The project's files, as `manifest.inputs_of` has them."""

    def tools(self) -> Mapping[str, str]:
        """All that decides bytes beside it, as `versions.tools` has it."""

    def about(self, name: str) -> Mapping[str, str]:
        """As `manifest.about` has it."""

    def look(self, name: str) -> tuple[str, Callable[[], Job]]:
        """The key of an edition's job, and how to get the job.

        Raises:
            HandoutsError: It cannot be rendered.
        """

    def explained(self, name: str, error: HandoutsError) -> HandoutsError:
        """An error that came of performing its job, with the places that it is about."""

    def superfluous(self, output: Path, manifest: Manifest) -> Iterable[Path]:
        """Files in the output folder that the project no longer makes."""
