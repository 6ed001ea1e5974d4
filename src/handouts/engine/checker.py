"""All that is to mend in a project, found anew where anything has changed since it was found sound.

A project whose fingerprint is that of a sound one is not opened. Else its lesson is checked as a whole, and those
editions are rendered and proofed for which their audience's part of the lesson, or anything but content, has changed
since they were sound. Findings are never remembered.
"""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import cache
from handouts.engine.state.fingerprint import Fingerprint, same, surroundings, take
from handouts.errors import HandoutsError, Problem, TemplateError, by_edition

if TYPE_CHECKING:
    from handouts.model.edition import Edition
    from handouts.pipeline import Workspace

_SOUND, _PROOFS = "checked", "proofs"


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
    from handouts.pipeline import Workspace, inserted_findings, picture_findings, style_findings
    from handouts.reader import project_positions

    around = surroundings(root)
    workspace = Workspace.open(root)
    settings = project_positions(root)
    problems = list(check_lesson(workspace.lesson, workspace.project, workspace.positions, settings, strict=strict))
    (of_pictures, notices), (of_texts, more) = picture_findings(workspace), inserted_findings(workspace)
    all_editions = editions(workspace.project, workspace.lesson)
    problems += [*of_pictures, *of_texts, *style_findings(workspace, all_editions)]
    problems += _unsound(workspace, all_editions, around)
    lacking = (*remarks_on(workspace.lesson, workspace.positions), *(one.place for one in drifted(root / "templates")))
    return Findings(workspace.project.lesson, tuple(dict.fromkeys(problems)), (*notices, *more), lacking)


def _unsound(workspace: Workspace, editions: Collection[Edition], around: str) -> Iterator[Problem]:
    """What is wrong with editions as far as that shows without laying them out."""
    from handouts.pipeline import LackingError, all_lacking, as_typed, explained, prepare, proof

    key = cache.digest(str(workspace.root))
    known = (cache.load(_PROOFS, key) or b"").decode().split()
    sound, wrong = [], dict[str, tuple[Problem, ...]]()
    unsaid: list[LackingError] = []
    for edition, mark in zip(editions, _marks(workspace, editions, around), strict=True):
        try:
            if mark not in known:
                job = prepare(workspace, edition)
                left = as_typed(workspace, edition, job.html)
                yield from left
                proof(job)
                if left:
                    continue
            sound.append(mark)
        except LackingError as error:
            unsaid.append(error)
        except TemplateError as error:
            wrong[str(edition)] = error.problems
        except HandoutsError as error:
            yield from explained(workspace, edition, error).problems
    if sound != known:
        cache.keep(_PROOFS, key, "\n".join(sound).encode())
    yield from by_edition(wrong)
    yield from all_lacking(workspace.root, unsaid)


def _marks(workspace: Workspace, editions: Collection[Edition], around: str) -> Iterator[str]:
    """A digest of all that each edition is made of: all but the lesson, and the lesson as its audience has it.

    A link may lead to what others have, which is not an error then, so all that there is counts by its id.
    """
    from handouts.checks.walk import items_of

    @once
    def part(audience: str, language: str) -> str:
        whole = workspace.lesson_for(audiences[audience], language)
        return cache.digest(whole.model_dump_json())

    audiences = {edition.audience.id: edition.audience for edition in editions}
    facts = (around, " ".join(sorted(workspace.left_out)), " ".join(item.id for item in items_of(workspace.lesson)))
    for edition in editions:
        yield cache.digest(str(edition), part(edition.audience.id, edition.language), *facts)
