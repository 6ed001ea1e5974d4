"""Work → files: what is stale is set and published, with a report for whoever asked."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handouts.build.freshness.ledger import Ledger
from handouts.build.freshness.why import why
from handouts.build.ground import occupied
from handouts.build.means import PLAIN, Means, performed
from handouts.build.work import Work
from handouts.build.workers.crew import prepare_crew
from handouts.build.workers.executor import Result
from handouts.build.workers.expected import Expected
from handouts.build.workers.schedule import by_length
from handouts.build.workers.signals import held
from handouts.errors import HandoutsError, Problem
from handouts.pipeline import Job


@dataclass
class Report:
    """What came of a build; editions go by their paths below the output folder.

    `superfluous` are files that the project no longer makes, `seconds` go by the clock.
    """

    written: list[Path] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    failed: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    superfluous: list[Path] = field(default_factory=list)
    seconds: float = 0


def make(work: Work, output: Path, means: Means = PLAIN) -> Report:
    """Make below `output` what is asked for and not fresh.

    An edition that fails keeps its last good file; the others are still made. Interrupted, it leaves whole files and a
    manifest that knows them.

    Args:
        work: What is asked for.
        output: The folder for finished files.
        means: Who does the work, within which limits, and who hears of it.

    Raises:
        PublishError: The folder cannot be built into, or somebody else is doing so.
    """
    started = time.perf_counter()
    with occupied(work.root, output, work.names):
        one = _Build(work, output, means)
        results = one.results()
        try:
            for result in results:
                one.take(result)
                if means.outdated():
                    break
        finally:
            with held():
                results.close()
                one.keep()
    one.report.superfluous = list(work.superfluous(output, one.ledger.manifest))
    one.report.seconds = time.perf_counter() - started
    return one.report


class _Build:
    """What is known while a build goes on."""

    def __init__(self, work: Work, output: Path, means: Means) -> None:
        self.report = Report()
        self.ledger = Ledger.open(output, work.tools())
        self._work, self._output, self._means, self._listener = work, output, means, means.listener
        self._inputs = work.inputs()
        self._expected = Expected.of(work.root)

    def results(self) -> Generator[Result, None, None]:
        """What comes of each edition that is not fresh; the longest are begun with."""
        seconds = {name: self._expected.seconds(name) for name in self._work.names}
        self._listener.expected(seconds)
        if self._means.hire and len(seconds) > 1 and (self._means.force or not self.ledger.manifest.outputs):
            prepare_crew()
        yield from performed(
            self._stale(sorted(self._work.names, key=lambda name: -seconds[name])),
            self._means,
            weigh=lambda job: self._expected.known.get(job.edition) or by_length(job),
            started=lambda job: self._listener.started(job.edition),
        )

    def _stale(self, names: list[str]) -> Iterator[Job]:
        for name in names:
            try:
                key, job = self._work.look(name)
                stale = job() if why(self.ledger, name, key, force=self._means.force) else None
            except HandoutsError as error:
                self._fail(name, error)
                continue
            if stale is not None:
                yield stale
            else:
                self.report.fresh.append(name)
                self._listener.fresh(name)

    def take(self, result: Result) -> None:
        """Write what was made; of what was not, say why not and where that is written."""
        job, outcome = result.job, result.outcome
        try:
            if isinstance(outcome, HandoutsError):
                raise self._work.explained(job.edition, outcome)
            with held():
                about = self._work.about(job.edition)
                aside = self.ledger.put(job.edition, outcome.data, job.key, about, outcome.count)
        except HandoutsError as error:
            self._fail(job.edition, error)
            return
        self._expected.note(job.edition, result.seconds)
        path = self._output / job.edition
        self.report.written.append(path)
        self._listener.built(job.edition, result.seconds, path)
        if aside is not None:
            self._listener.aside(aside)

    def _fail(self, edition: str, error: HandoutsError) -> None:
        self.report.failed[edition] = error.problems
        self._listener.failed(edition, error)

    def keep(self) -> None:
        """Write down what was made."""
        with held():
            self.ledger.save(self._inputs)
            self._expected.keep()
