"""What `handouts build` is to do: editions, copies for the people on a list, or editions that were rendered before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.cli.selection import chosen
from handouts.errors import HandoutsError, Problem

if TYPE_CHECKING:
    from handouts.cli.roster import Roster
    from handouts.engine.builder import BuildPlan
    from handouts.engine.options import BuildOptions
    from handouts.engine.report import Report
    from handouts.engine.state.fingerprint import Fingerprint
    from handouts.pipeline import Workspace

    Foreseen = tuple[str, str | HandoutsError | None]


@dataclass(frozen=True)
class BuildTask:
    """What is asked for: the folder to write to, what builds it and what only tells of it (a dry run).

    `drafts` is what has to be said of a draft.
    """

    output: Path
    build: Callable[[Path, BuildOptions], Report]
    dry_run: Callable[[Path, BuildOptions], Iterable[Foreseen]] = lambda target, options: ()
    drafts: Sequence[Problem] = ()


def task_of_list(root: Path, roster: Roster, selection: Mapping[str, Any], *, draft: bool = False) -> BuildTask:
    """Copies for the people on a list.

    Raises:
        HandoutsError: The project or the list is not sound, or what is asked for does not exist.
    """
    from handouts.engine.personal import build_copies, dry_run_copies

    workspace, wanted = roster.wanted(root, **selection, draft=draft)
    output = root / workspace.project.output
    build, dry_run = partial(build_copies, workspace, wanted), partial(dry_run_copies, workspace, wanted)
    return BuildTask(output, build, dry_run, _drafts(workspace))


def task_of_editions(
    root: Path, selection: Mapping[str, Any], before: Fingerprint, *, draft: bool = False
) -> BuildTask:
    """The editions of the project that fit a selection; of a draft nothing is kept for later builds.

    Raises:
        HandoutsError: The project is not sound, or nothing fits.
    """
    from handouts.engine.project_plan import build_editions, dry_run

    workspace, editions = chosen(root, **selection, draft=draft)
    output = root / workspace.project.output
    build = partial(build_editions, workspace, editions, before=None if draft else before)
    return BuildTask(output, build, partial(dry_run, workspace, editions), _drafts(workspace))


def _drafts(workspace: Workspace) -> Sequence[Problem]:
    """The quotations that a draft prints although nobody has compared them with their source."""
    from handouts.checks import unverified

    return unverified(workspace.lesson, workspace.positions, draft=True) if workspace.draft else ()


def task_as_before(
    root: Path, selection: Mapping[str, Any], now: Fingerprint, options: BuildOptions
) -> BuildTask | None:
    """The same from what was rendered before; None if anything has changed since, or not all of it was rendered.

    It has no dry run. Nothing is imported here that takes time to import.
    """
    from handouts.engine.cached_plan import CachedPlan, snapshot_of

    known = snapshot_of(root, now)
    names = known.chosen(**selection) if known else []
    if known is None or not names or not known.keys.keys() >= {*names}:
        return None
    from handouts.engine.builder import build

    read = partial(_read, root, selection, options)
    return BuildTask(root / known.output, partial(build, CachedPlan(root, known, names, read)))


def _read(root: Path, selection: Mapping[str, Any], options: BuildOptions) -> BuildPlan:
    """What is asked for, read and rendered after all."""
    from handouts.engine.project_plan import ProjectPlan

    workspace, editions = chosen(root, **selection)
    return ProjectPlan(workspace, editions, options, keep=True)
