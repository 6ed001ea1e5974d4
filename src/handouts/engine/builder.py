"""One build, from top to bottom: lock → plan → decide → render → perform → record → orphans.

How long each edition is likely to take goes by how long it took last: for the order of work and for honest estimates.
It is kept in the user's cache folder, since it differs from machine to machine and from day to day.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from handouts import cache, registry
from handouts.engine import BuildEvents
from handouts.engine.options import PLAIN, BuildOptions, perform_all
from handouts.engine.output_folder import exclusive
from handouts.engine.report import Recorder, Report
from handouts.engine.signals import signals_deferred
from handouts.engine.state.manifest import Manifest
from handouts.engine.workers.pool import by_length
from handouts.engine.workers.process import start_fork_server
from handouts.engine.workers.worker import Result
from handouts.errors import HandoutsError, LayoutError, Problem
from handouts.pipeline import Job

_KIND = "seconds"
POSTER, WORKSHEET, SIDES = "poster", "worksheet", 2
_SHORTER = "move a task to choice_tasks or homework, give one less room, or print it in class on two sheets"
_ELSE = 1.0
"""Seconds of an edition when nothing of its kind was ever made here, and no writer is known."""


class BuildPlan(Protocol):
    """What a build has to make, from an open project or from what an earlier build has kept of it.

    Editions go by their paths below the output folder.
    """

    @property
    def root(self) -> Path:
        """The project's folder."""

    @property
    def names(self) -> Sequence[str]:
        """The editions that are asked for."""

    def inputs(self) -> Mapping[str, str]:
        """The project's files, as `manifest.inputs_of` has them."""

    def tools(self) -> Mapping[str, str]:
        """All that decides bytes beside it, as `tool_versions.tools` has it."""

    def about(self, name: str) -> Mapping[str, str]:
        """As `manifest.about` has it."""

    def prepared(self, name: str) -> tuple[str, Callable[[], Job]]:
        """The key of an edition's job, and how to get the job.

        Raises:
            HandoutsError: It cannot be rendered.
        """

    def explained(self, name: str, error: HandoutsError) -> HandoutsError:
        """An error that came of performing its job, with the places that it is about."""

    def orphans(self, output: Path, manifest: Manifest) -> Iterable[Path]:
        """Files in the output folder that the project no longer makes."""


def build(plan: BuildPlan, output: Path, options: BuildOptions = PLAIN) -> Report:
    """Make below `output` what is asked for and stale.

    An edition that fails keeps its last good file; the others are still made. Interrupted, it leaves whole files, a
    manifest that knows them, and nothing running.

    Args:
        plan: What is asked for.
        output: The folder for finished files.
        options: Who does the work, within which limits, and who hears of it.

    Raises:
        PublishError: The folder cannot be built into, or somebody else is doing so.
    """
    started = time.perf_counter()
    with exclusive(plan.root, output, plan.names):
        recorder = Recorder(output, plan.tools(), options)
        durations = Durations.of(plan.root)
        seconds = {name: durations.seconds(name) for name in plan.names}
        options.events.expected(seconds)
        if options.starts_processes and len(seconds) > 1 and (options.force or not recorder.ledger.manifest.outputs):
            start_fork_server()
        longest_first = sorted(plan.names, key=lambda name: -seconds[name])
        results = perform_all(
            _stale_jobs(plan, longest_first, recorder),
            options,
            weigh=lambda job: durations.known.get(job.edition) or by_length(job),
            started=lambda job: options.events.started(job.edition),
        )
        try:
            recorder.record(results, lambda result: _finish(plan, result, recorder, durations), plan.inputs())
        finally:
            with signals_deferred():
                durations.keep()
        _tell_long_sheets(plan.names, recorder, options.events)
    report = recorder.report
    report.orphans = list(plan.orphans(output, recorder.ledger.manifest))
    report.seconds = time.perf_counter() - started
    return report


def _stale_jobs(plan: BuildPlan, names: Iterable[str], recorder: Recorder) -> Iterator[Job]:
    """Render one edition after the other, while workers perform those before; what is fresh or fails is recorded."""
    for name in names:
        try:
            key, job = plan.prepared(name)
            stale = None if recorder.skip_fresh(name, key) else job()
        except HandoutsError as error:
            recorder.fail(name, error)
            continue
        if stale is not None:
            yield stale


def _finish(plan: BuildPlan, result: Result, recorder: Recorder, durations: Durations) -> None:
    """Write what was made; of what was not, say why not and where that is written."""
    name, made = result.job.edition, result.outcome
    if isinstance(made, HandoutsError):
        recorder.fail(name, _explained(plan, name, made))
        return
    about = plan.about(name)
    messages = (*made.told, *_too_many(about, made.count))
    key = result.job.key if not messages else f"{result.job.key} told"  # so that it is made, and told, again
    if recorder.put(name, made.data, key, about, made.count, result.seconds):
        durations.note(name, result.seconds)
        if messages:
            unfit = LayoutError([Problem("", 0, 0, told) for told in messages])
            recorder.tell(name, _explained(plan, name, unfit))


def _too_many(about: Mapping[str, str], pages: int) -> Iterator[str]:
    """What to say of a document that has more pages than it can be: a poster hangs on a wall."""
    if about["document"] == POSTER and "imposition" not in about and pages > 1:
        yield f"page 2: a poster is one page, and this has {pages}; give it fewer events, shorter texts or smaller type"


def _tell_long_sheets(names: Iterable[str], recorder: Recorder, events: BuildEvents) -> None:
    """Remark which sheets of a plan have more than two sides, as far as they are there."""
    for name in names:
        entry = {} if name in recorder.report.failed else recorder.ledger.manifest.outputs.get(name, {})
        pages = entry.get("pages") if entry.get("document") == WORKSHEET and "plan" in entry else None
        if isinstance(pages, int) and pages > SIDES and "imposition" not in entry:
            message = f"the worksheet of a lesson has {pages} pages, more than a sheet has sides; {_SHORTER}"
            events.remarked(name, message)


def _explained(plan: BuildPlan, name: str, error: HandoutsError) -> HandoutsError:
    """The error with its places; or what is wrong with the project, if that cannot be read any more."""
    try:
        return plan.explained(name, error)
    except HandoutsError as other:
        return other


@dataclass
class Durations:
    """Seconds by edition, of one project."""

    key: str
    known: dict[str, float] = field(default_factory=dict)
    _by_name: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Durations:
        """What is remembered of the project in this folder."""
        key = cache.digest(str(root.absolute()))
        try:
            told = json.loads(cache.load(_KIND, key) or b"{}")
            known = {str(name): float(seconds) for name, seconds in told.items()}
        except (ValueError, TypeError, AttributeError):
            known = {}
        found = cls(key, known)
        for name, seconds in known.items():
            found._count(name, seconds)
        return found

    def seconds(self, edition: str) -> float:
        """How long this edition is likely to take."""
        if edition in self.known:
            return self.known[edition]
        path = PurePosixPath(edition)
        if path.name in self._by_name:
            return self._by_name[path.name]
        writer = registry.writer_of_file(edition)
        return writer.seconds if writer else _ELSE

    def note(self, edition: str, seconds: float) -> None:
        """Remember how long it took."""
        self.known[edition] = round(seconds, 2)
        self._count(edition, seconds)

    def keep(self) -> None:
        """Remember all that for the next build."""
        cache.keep(_KIND, self.key, json.dumps(self.known, sort_keys=True).encode())

    def _count(self, edition: str, seconds: float) -> None:
        """Let others of the same document be judged by the longest that is known."""
        name = PurePosixPath(edition).name
        self._by_name[name] = max(seconds, self._by_name.get(name, 0))
