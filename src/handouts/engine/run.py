"""One build of an opened project: plan → render → set → publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from handouts.engine.clean import claims
from handouts.engine.freshness.claims import Claims
from handouts.engine.freshness.fingerprint import Fingerprint
from handouts.engine.freshness.ledger import Ledger
from handouts.engine.freshness.manifest import Manifest, about, inputs_of
from handouts.engine.freshness.prepared import Known, keep_job, keep_known
from handouts.engine.freshness.versions import tools
from handouts.engine.freshness.why import why
from handouts.engine.making import make
from handouts.engine.means import PLAIN, Means
from handouts.engine.plan import everything
from handouts.engine.recorder import Report
from handouts.engine.workers.limits import for_templates
from handouts.engine.workers.render import Rendering
from handouts.errors import HandoutsError
from handouts.model.edition import Edition
from handouts.pipeline import Job, Workspace, explained


def build(
    workspace: Workspace,
    editions: Sequence[Edition],
    output: Path,
    means: Means = PLAIN,
    *,
    before: Fingerprint | None = None,
) -> Report:
    """Make those of these editions below `output` that are not fresh; see `make`.

    Args:
        workspace: The project.
        editions: What is asked for.
        output: The folder for finished files.
        means: Who does the work, within which limits, and who hears of it.
        before: The fingerprint from before the project was read; with it, what is rendered is kept for later builds.

    Raises:
        PublishError: The folder cannot be built into, or somebody else is doing so.
    """
    work = Rendered(workspace, editions, means, keep=before is not None)
    report = make(work, output, means)
    if before is not None:
        keep_known(workspace.root, before, work.known())
    return report


def foresee(
    workspace: Workspace, editions: Sequence[Edition], output: Path, means: Means = PLAIN
) -> Iterator[tuple[str, str | HandoutsError | None]]:
    """What a build would do with each of these editions, which go by their paths; nothing is written.

    Yields:
        The edition, and why it would be made: None if it is fresh, what is wrong if it cannot even be rendered.
    """
    ledger = Ledger.open(output, tools())
    rendering = Rendering(workspace, means.listener.given_up, for_templates(means.limits))
    for edition in editions:
        name = str(edition)
        try:
            yield name, why(ledger, name, rendering.job(edition).key, force=means.force)
        except HandoutsError as error:
            yield name, error


class Rendered:
    """Work that an opened project gives.

    Args:
        workspace: The project.
        editions: What is asked for.
        means: Whose limits hold for templates as well, and whose listener hears if they hang.
        keep: Whether to keep the jobs for later builds.
    """

    def __init__(self, workspace: Workspace, editions: Sequence[Edition], means: Means, *, keep: bool) -> None:
        self._workspace, self._keep = workspace, keep
        self._editions = {str(edition): edition for edition in editions}
        self._rendering = Rendering(workspace, means.listener.given_up, for_templates(means.limits))
        self._keys: dict[str, str] = {}

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self._workspace.root

    @property
    def names(self) -> Sequence[str]:
        """What is asked for."""
        return list(self._editions)

    @cached_property
    def _claims(self) -> Claims:
        return claims(self.root, self._workspace.project, self._workspace.lesson)

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

    def look(self, name: str) -> tuple[str, Callable[[], Job]]:
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

    def superfluous(self, output: Path, manifest: Manifest) -> Iterable[Path]:
        """Files in the output folder that the project no longer makes."""
        return self._claims.superfluous(output, manifest)

    def known(self) -> Known:
        """What later builds have to know to do without the project."""
        project, lesson = self._workspace.project, self._workspace.lesson
        plan = {str(edition): about(edition) for edition in everything(project, lesson)}
        return Known(project.output, plan, self._keys, self._inputs, tools(), self._claims)
