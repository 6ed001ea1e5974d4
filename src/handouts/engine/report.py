"""What a build does with each thing that it has made, or could not make."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.engine.options import BuildOptions
from handouts.engine.signals import signals_deferred
from handouts.engine.state.ledger import Ledger
from handouts.engine.workers.worker import Result
from handouts.errors import HandoutsError, Problem


@dataclass
class Report:
    """What came of a build; editions go by their paths below the output folder.

    `told` is what does not fit in files that were written, `orphans` are files that the project no longer makes,
    `seconds` go by the clock.
    """

    written: list[Path] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    failed: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    told: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    orphans: list[Path] = field(default_factory=list)
    seconds: float = 0


class Recorder:
    """Enters files in the ledger and in the report, and tells who listens.

    Args:
        output: The folder for finished files; files go by their paths below it.
        tools: All that decides bytes beside a job, as `tool_versions.tools` has it.
        options: Who listens, and whether fresh files are made as well.
    """

    def __init__(self, output: Path, tools: Mapping[str, str], options: BuildOptions) -> None:
        self.report, self.ledger = Report(), Ledger.open(output, tools)
        self._output, self._options, self._events = output, options, options.events

    def skip_fresh(self, name: str, key: str) -> bool:
        """Record a file as fresh if it was made from the input of this key; returns whether it was."""
        if self.ledger.stale_reason(name, key, force=self._options.force):
            return False
        self.report.fresh.append(name)
        self._events.fresh(name)
        return True

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
            with signals_deferred():
                aside = self.ledger.put(name, data, key, about, count)
        except HandoutsError as error:
            self.fail(name, error)
            return False
        path = self._output / name
        self.report.written.append(path)
        self._events.built(name, seconds, path)
        if aside is not None:
            self._events.set_aside(aside)
        return True

    def fail(self, name: str, error: HandoutsError) -> None:
        """Note that a file could not be made; its last good one stays."""
        self.report.failed[name] = error.problems
        self._events.failed(name, error)

    def tell(self, name: str, error: HandoutsError) -> None:
        """Note that a file was made, but something in it does not fit."""
        self.report.told[name] = error.problems
        self._events.told(name, error)

    def record(
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
                if self._options.outdated():
                    break
        finally:
            with signals_deferred():
                results.close()
                self.ledger.save(inputs)
