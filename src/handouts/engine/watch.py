"""A build after each time that something in the project is saved, by processes that stay warm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handouts.engine.listener import Listener
from handouts.engine.means import Means
from handouts.engine.recorder import Report
from handouts.engine.run import build
from handouts.engine.saved import Saved
from handouts.engine.workers.crew import Crew
from handouts.engine.workers.limits import USUAL, Limits
from handouts.model.edition import Edition
from handouts.pipeline import Workspace


@dataclass
class Watch:
    """What stays from one build to the next: the project as it was read, the processes, what was made last.

    `output` is the folder for finished files; None until the project is read and has named one. `choose` picks the
    editions to keep fresh. `workers` is the most processes to use.
    """

    root: Path
    output: Path | None
    choose: Callable[[Workspace], list[Edition]]
    workers: int = 1
    limits: Limits = USUAL
    _workspace: Workspace | None = field(default=None, init=False)
    _crew: Crew | None = field(default=None, init=False)
    _recent: tuple[str, ...] = field(default=(), init=False)

    def round(self, saved: Saved, listener: Listener) -> Report:
        """Build what is not fresh, what was made the last time first: people go on where they were.

        What is saved meanwhile ends it early, for the rest would be out of date.

        Raises:
            HandoutsError: The project is not sound, or the folder cannot be built into. What was read before is kept.
        """
        self._workspace = workspace = self._workspace.reread() if self._workspace else Workspace.open(self.root)
        self.output = output = self.output or workspace.root / workspace.project.output
        editions = self.choose(workspace)
        recent = [edition for edition in editions if str(edition) in self._recent]
        others = [edition for edition in editions if str(edition) not in self._recent]
        report, made = Report(), list[str]()
        for some in (recent, others):
            if some and not saved.pending():
                report = self._build(workspace, some, output, saved, listener)
                made += [path.relative_to(output).as_posix() for path in report.written]
        self._recent = tuple(made) or self._recent
        return report

    def _build(
        self, workspace: Workspace, editions: Sequence[Edition], output: Path, saved: Saved, listener: Listener
    ) -> Report:
        if self._crew is None:
            self._crew = Crew(min(self.workers, len(editions)), self.limits).__enter__()
        try:
            means = Means(limits=self.limits, listener=listener, crew=self._crew, outdated=saved.pending)
            return build(workspace, editions, output, means)
        finally:
            if not self._crew.open:
                self._crew = None

    def close(self) -> None:
        """Let the processes go."""
        if self._crew is not None:
            self._crew.__exit__(None, None, None)
            self._crew = None
