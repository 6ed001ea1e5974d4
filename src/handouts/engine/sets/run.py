"""Copies made, written and entered as any other file of a build."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from handouts.engine.clean import superfluous
from handouts.engine.freshness.ledger import Ledger
from handouts.engine.freshness.manifest import inputs_of
from handouts.engine.freshness.versions import tools
from handouts.engine.freshness.why import why
from handouts.engine.ground import occupied, refuse_traps
from handouts.engine.means import PLAIN, Means, performed
from handouts.engine.publish import together
from handouts.engine.recorder import Recorder, Report
from handouts.engine.sets.left import note_left
from handouts.engine.sets.orders import File, Orders, orders
from handouts.engine.sets.places import Copied, Wanted, wanted
from handouts.engine.workers.executor import Result
from handouts.engine.workers.limits import for_templates
from handouts.engine.workers.render import Rendering
from handouts.errors import HandoutsError, UsageError
from handouts.model.edition import Edition
from handouts.model.layout import Copy
from handouts.pipeline import Job, Workspace, copies_of, explained, prepare_copies
from handouts.writers.personal import Copier, merge


def build_sets(workspace: Workspace, asked: Wanted, output: Path, means: Means = PLAIN) -> Report:
    """Make those copies below `output` that are not fresh; those of people who have left the list become superfluous.

    Args:
        workspace: The project.
        asked: For whom, and what.
        output: The folder for finished files.
        means: By what means; limits are for all copies of a layout, and the listener hears of files by their paths.

    Raises:
        PublishError: The folder cannot be built into, or somebody else is doing so.
        UsageError: What is asked for cannot be made.
    """
    started = time.perf_counter()
    with occupied(workspace.root, output):
        inputs = inputs_of(workspace.root)
        found = _orders(workspace, asked, means)
        refuse_traps(workspace.root, output, found.files)
        record = Recorder(output, tools(), means)
        note_left(record.ledger.manifest, asked, workspace.project.documents)
        one = _Set(workspace, asked, found, means, record)
        record.follow(one.results(), one.take, inputs)
    left = superfluous(workspace.root, workspace.project, workspace.lesson, output, record.ledger.manifest)
    record.report.superfluous = list(left)
    record.report.seconds = time.perf_counter() - started
    return record.report


def foresee_sets(
    workspace: Workspace, asked: Wanted, output: Path, means: Means = PLAIN
) -> Iterator[tuple[str, str | HandoutsError | None]]:
    """What a build would do with each file, which goes by its path; nothing is written.

    Yields:
        The file, and why it would be made: None if it is fresh, what is wrong if it cannot even be rendered.
    """
    ledger, found = Ledger.open(output, tools()), _orders(workspace, asked, means)
    yield from found.failed.items()
    for name, file in found.files.items():
        yield name, why(ledger, name, file.key, force=means.force)


def _orders(workspace: Workspace, asked: Wanted, means: Means) -> Orders:
    rendering = Rendering(workspace, means.listener.given_up, for_templates(means.limits))

    def prepare(edition: Edition, copies: Sequence[Copied]) -> list[Job]:
        readers = [copy.reader for copy in copies]
        return rendering.guarded(edition, lambda: prepare_copies(workspace, edition, readers, asked.code))

    found = orders(wanted(workspace.project, workspace.lesson, asked), asked.roster, prepare)
    made = {edition.document for edition in found.editions}
    if not found.failed and (missing := [name for name in asked.documents if name not in made]):
        raise UsageError(f"nothing in {' or '.join(missing)} is personal; mark in its template what is: data-personal")
    if not (found.files or found.failed):
        raise UsageError("nothing in these documents is personal; mark in a template what is: data-personal")
    return found


class _Set:
    """What is known while a set is made."""

    def __init__(self, workspace: Workspace, asked: Wanted, found: Orders, means: Means, record: Recorder) -> None:
        self._workspace, self._merged, self._orders = workspace, asked.merge, found
        self._means, self._record = means, record
        self._made: dict[int, tuple[Copy, ...]] = {}
        self._begun: set[str] = set()
        self._copier = Copier()
        means.listener.expected(dict.fromkeys((*found.failed, *found.files), 1.0))
        for name, error in found.failed.items():
            record.fail(name, error)
        self._waiting = {name: file for name, file in found.files.items() if record.stale(name, file.key)}

    def results(self) -> Generator[Result, None, None]:
        """What comes of each layout that a stale file needs."""
        numbers = {part.job for file in self._waiting.values() for part in file.parts}
        jobs = [self._orders.jobs[number] for number in sorted(numbers)]
        return performed(jobs, self._means, started=self._begin)

    def _begin(self, job: Job) -> None:
        """Tell of each file that the first of its layouts is begun."""
        number = self._orders.number_of(job)
        for name, file in self._waiting.items():
            if number in file.jobs and name not in self._begun:
                self._begun.add(name)
                self._means.listener.started(name)

    def take(self, result: Result) -> None:
        """Write the files that wait for nothing else any more."""
        number = self._orders.number_of(result.job)
        concerned = [file for file in self._waiting.values() if number in file.jobs]
        if isinstance(result.outcome, HandoutsError):
            error = explained(self._workspace, self._orders.editions[number], result.outcome)
            for file in concerned:
                del self._waiting[file.path]
                self._record.fail(file.path, error)
            return
        self._made[number] = copies_of(result.outcome)
        done = [file for file in concerned if file.jobs <= self._made.keys()]
        with together():
            for file in done:
                self._write(file, result.seconds / len(done))
        needed = {job for file in self._waiting.values() for job in file.jobs}
        self._made = {job: copies for job, copies in self._made.items() if job in needed}

    def _write(self, file: File, seconds: float) -> None:
        del self._waiting[file.path]
        copies = [self._made[part.job][part.copy] for part in file.parts]
        if self._merged:
            data, pages = merge(zip((part.title for part in file.parts), copies, strict=True))
        else:
            data, pages = self._copier.file(copies[0]), len(copies[0].layout.pages)
        self._record.put(file.path, data, file.key, file.about, pages, seconds)
