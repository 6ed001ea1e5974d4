"""What `handouts build` is to do: editions, copies for the people on a list, or editions that were rendered before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.cli.project import chosen
from handouts.errors import HandoutsError, Problem

if TYPE_CHECKING:
    from handouts.cli.roster import Roster
    from handouts.engine.freshness.fingerprint import Fingerprint
    from handouts.engine.means import Means
    from handouts.engine.recorder import Report
    from handouts.engine.work import Work
    from handouts.pipeline import Workspace

    Foreseen = tuple[str, str | HandoutsError | None]


@dataclass(frozen=True)
class Task:
    """The project's output folder, and what builds and foresees what is asked for, given a folder and by what means.

    `drafts` is what has to be said of a draft.
    """

    output: Path
    build: Callable[[Path, Means], Report]
    foresee: Callable[[Path, Means], Iterable[Foreseen]] = lambda target, means: ()
    drafts: Sequence[Problem] = ()


def task_of_list(root: Path, roster: Roster, selection: Mapping[str, Any], *, draft: bool = False) -> Task:
    """Copies for the people on a list.

    Raises:
        HandoutsError: The project or the list is not sound, or what is asked for does not exist.
    """
    from handouts.engine.sets import build_sets, foresee_sets

    workspace, wanted = roster.wanted(root, **selection, draft=draft)
    output = root / workspace.project.output
    build, foresee = partial(build_sets, workspace, wanted), partial(foresee_sets, workspace, wanted)
    return Task(output, build, foresee, _drafts(workspace))


def task_of_editions(root: Path, selection: Mapping[str, Any], before: Fingerprint, *, draft: bool = False) -> Task:
    """The editions of the project that fit a selection; of a draft nothing is kept for later builds.

    Raises:
        HandoutsError: The project is not sound, or nothing fits.
    """
    from handouts.engine import run

    workspace, editions = chosen(root, **selection, draft=draft)
    output = root / workspace.project.output
    build = partial(run.build, workspace, editions, before=None if draft else before)
    return Task(output, build, partial(run.foresee, workspace, editions), _drafts(workspace))


def _drafts(workspace: Workspace) -> Sequence[Problem]:
    """The quotations that a draft prints although nobody has compared them with their source."""
    from handouts.checks import unverified

    return unverified(workspace.lesson, workspace.positions, draft=True) if workspace.draft else ()


def task_as_before(root: Path, selection: Mapping[str, Any], now: Fingerprint, means: Means) -> Task | None:
    """The same from what was rendered before; None if anything has changed since, or not all of it was rendered.

    It does not foresee. Nothing is imported here that takes time to import.
    """
    from handouts.engine.freshness.prepared import Prepared, known_of

    known = known_of(root, now)
    names = known.chosen(**selection) if known else []
    if known is None or not names or not known.keys.keys() >= {*names}:
        return None
    from handouts.engine.making import make

    read = partial(_read, root, selection, means)
    return Task(root / known.output, partial(make, Prepared(root, known, names, read)))


def _read(root: Path, selection: Mapping[str, Any], means: Means) -> Work:
    """What is asked for, read and rendered after all."""
    from handouts.engine.run import Rendered

    workspace, editions = chosen(root, **selection)
    return Rendered(workspace, editions, means, keep=True)
