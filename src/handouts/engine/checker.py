"""All that is to mend in a project, found anew where anything has changed since it was found sound.

A project whose fingerprint is that of a sound one is not opened. Else its lesson is checked as a whole, and those
editions are rendered and proofed for which their audience's part of the lesson, or anything but content, has changed
since they were sound. Findings are never remembered.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from handouts import cache
from handouts.engine.state.fingerprint import Fingerprint, same, surroundings, take
from handouts.errors import Problem

_SOUND = "checked"
_Told = tuple[Sequence[Problem], Sequence[Problem]]
"""What is to mend, and what is only to be told."""


@dataclass(frozen=True)
class Findings:
    """What is to mend in the lesson of this name, what is only to be told, and what is to mend before publishing it."""

    lesson: str
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    wanting: tuple[Problem, ...] = ()


def find(root: Path, *, strict: bool = False) -> Findings:
    """Everything that is to mend in a project.

    Args:
        root: Its folder.
        strict: Also wordings that nobody has compared with their source.

    Raises:
        HandoutsError: It cannot even be read.
    """
    now, key = take(root), cache.digest(str(root), str(strict))
    if data := cache.load(_SOUND, key):
        before, sound = _loaded(data)
        if before and same(before, now):
            return sound
    found = _found(root, strict)
    if not found.problems and all(content for _, content in now.unsettled):
        cache.keep(_SOUND, key, pickle.dumps((now, found), pickle.HIGHEST_PROTOCOL))
    return found


def _loaded(data: bytes) -> tuple[Fingerprint | None, Findings]:
    try:
        found: tuple[Fingerprint, Findings] = pickle.loads(data)
    except Exception:  # written by another version of this package
        return None, Findings("")
    return found


def _found(root: Path, strict: bool) -> Findings:
    """Look at everything, with as many processes as there are processors, and without looking for garbage meanwhile.

    Nearly all that is made is held on to until the end, so that there is next to no garbage, and looking for it among
    all the rest takes a sixth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _looked_at(root, strict)
    finally:
        if collecting:
            gc.enable()


def _looked_at(root: Path, strict: bool) -> Findings:
    from handouts.checks import check_lesson, remarks_on
    from handouts.eject import drifted
    from handouts.engine.plan import editions
    from handouts.engine.proofs import Proofed, Proofing
    from handouts.engine.workers.forked import shared
    from handouts.pipeline import Workspace, inserted_findings, picture_findings, style_findings
    from handouts.reader import project_positions

    around = surroundings(root)
    workspace = Workspace.open(root)
    settings = project_positions(root)
    lesson, project, positions = workspace.lesson, workspace.project, workspace.positions
    all_editions = editions(project, lesson)
    proofing = Proofing(workspace, all_editions, around)
    whole: list[Callable[[], _Told]] = [
        lambda: (check_lesson(lesson, project, positions, settings, strict=strict), ()),
        lambda: picture_findings(workspace),
        lambda: inserted_findings(workspace),
        lambda: (style_findings(workspace, all_editions), ()),
    ]

    def task(number: int) -> _Told | Proofed:
        return whole[number]() if number < len(whole) else proofing.part(number - len(whole))

    done = shared(task, len(whole) + len(proofing.parts))
    told, parts = [one for one in done if isinstance(one, tuple)], [one for one in done if isinstance(one, Proofed)]
    proofs = proofing.together(parts, settings)
    problems = dict.fromkeys((*chain.from_iterable(one[0] for one in told), *proofs.problems))
    uncovered = () if problems else proofs.uncovered
    remarks = (*chain.from_iterable(one[1] for one in told), *uncovered)
    lacking = (*remarks_on(lesson, positions), *(one.place for one in drifted(root / "templates")))
    return Findings(project.lesson, tuple(problems), remarks, lacking)
