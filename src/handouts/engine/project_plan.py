"""Editions of an open project, as a build makes them and as a dry run tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from handouts.engine.builder import build
from handouts.engine.cached_plan import Snapshot, keep_job, keep_snapshot
from handouts.engine.options import PLAIN, BuildOptions
from handouts.engine.output_folder import ExpectedFiles, expected_files
from handouts.engine.plan import everything
from handouts.engine.report import Report
from handouts.engine.state.fingerprint import Fingerprint
from handouts.engine.state.ledger import Ledger
from handouts.engine.state.manifest import Manifest, about, inputs_of
from handouts.engine.state.tool_versions import tools
from handouts.engine.workers.limits import for_templates
from handouts.engine.workers.render import Rendering
from handouts.errors import HandoutsError
from handouts.model.edition import Edition
from handouts.pipeline import Job, Workspace, explained


def build_editions(
    workspace: Workspace,
    editions: Sequence[Edition],
    output: Path,
    options: BuildOptions = PLAIN,
    *,
    before: Fingerprint | None = None,
) -> Report:
    """Make those of these editions below `output` that are stale; see `build`.

    Args:
        workspace: The project.
        editions: What is asked for.
        output: The folder for finished files.
        options: Who does the work, within which limits, and who hears of it.
        before: The fingerprint from before the project was read; with it, what is rendered is kept for later builds.

    Raises:
        PublishError: The folder cannot be built into, or somebody else is doing so.
    """
    plan = ProjectPlan(workspace, editions, options, keep=before is not None)
    report = build(plan, output, options)
    if before is not None:
        keep_snapshot(workspace.root, before, plan.snapshot())
    return report


def dry_run(
    workspace: Workspace, editions: Sequence[Edition], output: Path, options: BuildOptions = PLAIN
) -> Iterator[tuple[str, str | HandoutsError | None]]:
    """What a build would do with each of these editions, which go by their paths; nothing is written.

    Yields:
        The edition, and why it would be made: None if it is fresh, what is wrong if it cannot even be rendered.
    """
    ledger = Ledger.open(output, tools())
    plan = ProjectPlan(workspace, editions, options, keep=False)
    for name in plan.names:
        try:
            yield name, ledger.stale_reason(name, plan.prepared(name)[0], force=options.force)
        except HandoutsError as error:
            yield name, error


class ProjectPlan:
    """Editions of an open project.

    Args:
        workspace: The project.
        editions: What is asked for.
        options: Whose limits hold for templates as well, and whose events tell if they hang.
        keep: Whether to keep the jobs for later builds.
    """

    def __init__(self, workspace: Workspace, editions: Sequence[Edition], options: BuildOptions, *, keep: bool) -> None:
        self._workspace, self._keep = workspace, keep
        self._editions = {str(edition): edition for edition in editions}
        self._rendering = Rendering(workspace, options.events.aborted, for_templates(options.limits))
        self._keys: dict[str, str] = {}

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self._workspace.root

    @property
    def names(self) -> Sequence[str]:
        """The editions that are asked for."""
        return list(self._editions)

    @cached_property
    def _expected_files(self) -> ExpectedFiles:
        return expected_files(self.root, self._workspace.project, self._workspace.lesson)

    @cached_property
    def _inputs(self) -> dict[str, str]:
        return inputs_of(self.root)

    def inputs(self) -> Mapping[str, str]:
        """The project's files."""
        return self._inputs

    def tools(self) -> Mapping[str, str]:
        """Versions of all that decides bytes."""
        return tools()

    def about(self, name: str) -> Mapping[str, str]:
        """What an edition is, for the manifest."""
        return about(self._editions[name])

    def prepared(self, name: str) -> tuple[str, Callable[[], Job]]:
        """Render an edition.

        Raises:
            HandoutsError: It cannot be rendered.
        """
        job = self._rendering.job(self._editions[name])
        if self._keep and keep_job(self.root, job):
            self._keys[name] = job.key
        return job.key, lambda: job

    def explained(self, name: str, error: HandoutsError) -> HandoutsError:
        """The error with the places that it is about."""
        return explained(self._workspace, self._editions[name], error)

    def orphans(self, output: Path, manifest: Manifest) -> Iterable[Path]:
        """Files in the output folder that the project no longer makes."""
        return self._expected_files.orphans(output, manifest)

    def snapshot(self) -> Snapshot:
        """What later builds have to know to do without the project."""
        project, lesson = self._workspace.project, self._workspace.lesson
        plan = {str(edition): about(edition) for edition in everything(project, lesson)}
        return Snapshot(project.output, plan, self._keys, self._inputs, tools(), self._expected_files)
