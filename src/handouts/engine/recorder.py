"""What a build does with each thing that it has made, or could not make."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.engine.freshness.ledger import Ledger
from handouts.engine.freshness.why import why
from handouts.engine.means import Means
from handouts.engine.workers.executor import Result
from handouts.engine.workers.signals import held
from handouts.errors import HandoutsError, Problem


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


class Recorder:
    """Enters files in the ledger and in the report, and tells who listens.

    Args:
        output: The folder for finished files; files go by their paths below it.
        tools: All that decides bytes beside a job, as `versions.tools` has it.
        means: Who listens, and whether fresh files are made as well.
    """

    def __init__(self, output: Path, tools: Mapping[str, str], means: Means) -> None:
        self.report, self.ledger = Report(), Ledger.open(output, tools)
        self._output, self._means, self._listener = output, means, means.listener

    def stale(self, name: str, key: str) -> bool:
        """Whether a file has to be made from the input of this key; if not, that is noted."""
        if why(self.ledger, name, key, force=self._means.force):
            return True
        self.report.fresh.append(name)
        self._listener.fresh(name)
        return False

    def put(self, name: str, data: bytes, key: str, about: Mapping[str, str], count: int, seconds: float) -> bool:
        """Write a file whole or not at all, as `Ledger.put` does; returns whether it could be written.

        Args:
            name: The file.
            data: What is in it.
            key: The digest of its input.
            about: What it is, for the manifest.
            count: Its pages or slides.
            seconds: How long it took.
        """
        try:
            with held():
                aside = self.ledger.put(name, data, key, about, count)
        except HandoutsError as error:
            self.fail(name, error)
            return False
        path = self._output / name
        self.report.written.append(path)
        self._listener.built(name, seconds, path)
        if aside is not None:
            self._listener.aside(aside)
        return True

    def fail(self, name: str, error: HandoutsError) -> None:
        """Note that a file could not be made; its last good one stays."""
        self.report.failed[name] = error.problems
        self._listener.failed(name, error)

    def follow(
        self,
        results: Generator[Result, None, None],
        take: Callable[[Result], None],
        inputs: Mapping[str, str],
    ) -> None:
        """Have each result taken as it comes, until none is left or the rest is out of date.

        Interrupted or not, it leaves nothing running and a manifest that knows what was made.

        Args:
            results: What comes of the jobs.
            take: Puts what was made, or says why it was not.
            inputs: The project's files, for the manifest.
        """
        try:
            for result in results:
                take(result)
                if self._means.outdated():
                    break
        finally:
            with held():
                results.close()
                self.ledger.save(inputs)
