"""Work → files: what is stale is set and published, with a report for whoever asked."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from pathlib import Path

from handouts.engine.ground import occupied
from handouts.engine.means import PLAIN, Means, performed
from handouts.engine.recorder import Recorder, Report
from handouts.engine.work import Work
from handouts.engine.workers.crew import prepare_crew
from handouts.engine.workers.executor import Result
from handouts.engine.workers.expected import Expected
from handouts.engine.workers.schedule import by_length
from handouts.engine.workers.signals import held
from handouts.errors import HandoutsError
from handouts.pipeline import Job


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
        record = Recorder(output, work.tools(), means)
        one = _Build(work, means, record)
        try:
            record.follow(one.results(), one.take, work.inputs())
        finally:
            one.keep()
    record.report.superfluous = list(work.superfluous(output, record.ledger.manifest))
    record.report.seconds = time.perf_counter() - started
    return record.report


class _Build:
    """What is known while a build goes on."""

    def __init__(self, work: Work, means: Means, record: Recorder) -> None:
        self._work, self._means, self._record = work, means, record
        self._expected = Expected.of(work.root)

    def results(self) -> Generator[Result, None, None]:
        """What comes of each edition that is not fresh; the longest are begun with."""
        listener, known = self._means.listener, self._expected
        seconds = {name: known.seconds(name) for name in self._work.names}
        listener.expected(seconds)
        if self._means.hire and len(seconds) > 1 and (self._means.force or not self._record.ledger.manifest.outputs):
            prepare_crew()
        yield from performed(
            self._stale(sorted(self._work.names, key=lambda name: -seconds[name])),
            self._means,
            weigh=lambda job: known.known.get(job.edition) or by_length(job),
            started=lambda job: listener.started(job.edition),
        )

    def _stale(self, names: list[str]) -> Iterator[Job]:
        for name in names:
            try:
                key, job = self._work.look(name)
                stale = job() if self._record.stale(name, key) else None
            except HandoutsError as error:
                self._record.fail(name, error)
                continue
            if stale is not None:
                yield stale

    def take(self, result: Result) -> None:
        """Write what was made; of what was not, say why not and where that is written."""
        name, made = result.job.edition, result.outcome
        if isinstance(made, HandoutsError):
            self._record.fail(name, self._explained(name, made))
        elif self._record.put(name, made.data, result.job.key, self._work.about(name), made.count, result.seconds):
            self._expected.note(name, result.seconds)

    def _explained(self, name: str, error: HandoutsError) -> HandoutsError:
        """The error with its places; or what is wrong with the project, if that cannot be read any more."""
        try:
            return self._work.explained(name, error)
        except HandoutsError as other:
            return other

    def keep(self) -> None:
        """Remember how long everything took."""
        with held():
            self._expected.keep()
