"""All that is to mend in a project, found anew where anything has changed since it was found sound.

A project whose fingerprint is that of a sound one is not opened. Else its lesson is checked as a whole, and those
editions are rendered and proofed for which their audience's part of the lesson, or anything but content, has changed
since they were sound. Findings are never remembered.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from handouts import cache
from handouts.engine.state.fingerprint import Fingerprint, same, surroundings, take
from handouts.errors import Problem

_SOUND = "checked"


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
    from handouts.checks import check_lesson, remarks_on
    from handouts.eject import drifted
    from handouts.engine.plan import editions
    from handouts.engine.proofs import proofs
    from handouts.pipeline import Workspace, inserted_findings, picture_findings, style_findings
    from handouts.reader import project_positions

    around = surroundings(root)
    workspace = Workspace.open(root)
    settings = project_positions(root)
    problems = list(check_lesson(workspace.lesson, workspace.project, workspace.positions, settings, strict=strict))
    (of_pictures, notices), (of_texts, more) = picture_findings(workspace), inserted_findings(workspace)
    all_editions = editions(workspace.project, workspace.lesson)
    problems += [*of_pictures, *of_texts, *style_findings(workspace, all_editions)]
    proofed = proofs(workspace, all_editions, around, settings)
    problems += proofed.problems
    unprinted = () if problems else proofed.uncovered
    lacking = (*remarks_on(workspace.lesson, workspace.positions), *(one.place for one in drifted(root / "templates")))
    found = tuple(dict.fromkeys(problems))
    return Findings(workspace.project.lesson, found, (*notices, *more, *unprinted), lacking)
