"""One build: plan → render → set → publish, with a report for whoever asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handouts.build.executor import run
from handouts.build.publish import publish
from handouts.errors import HandoutsError, Problem
from handouts.model.edition import Edition
from handouts.pipeline import Job, Workspace, prepare


@dataclass
class Report:
    """What came of a build: the files written, and the editions that failed with their problems."""

    written: list[Path] = field(default_factory=list)
    failed: dict[str, tuple[Problem, ...]] = field(default_factory=dict)

    @property
    def bytes_written(self) -> int:
        """The size of all files written, in bytes."""
        return sum(path.stat().st_size for path in self.written)


def build(
    workspace: Workspace,
    editions: Sequence[Edition],
    output: Path,
    *,
    workers: int = 1,
    progress: Callable[[str, HandoutsError | None], None] = lambda edition, error: None,
) -> Report:
    """Make these editions below `output`.

    An edition that fails keeps its last good file; the others are still made. `progress` is called once for each
    edition, with its error if it has one.
    """
    report = Report()

    def fail(edition: str, error: HandoutsError) -> None:
        report.failed[edition] = error.problems
        progress(edition, error)

    jobs: list[Job] = []
    for edition in editions:
        try:
            jobs.append(prepare(workspace, edition))
        except HandoutsError as error:
            fail(str(edition), error)
    for job, outcome in run(jobs, workers):
        try:
            if isinstance(outcome, HandoutsError):
                raise outcome
            path = output / job.edition
            publish(path, outcome)
        except HandoutsError as error:
            fail(job.edition, error)
        else:
            report.written.append(path)
            progress(job.edition, None)
    return report
