"""Editions rendered and proofed as far as that shows without laying them out, and what is printed in them.

An edition that was sound is not looked at again as long as its mark is the same: a digest of all that it is made of.
What it prints is kept with the mark, so that it is known of all editions together what none of them prints.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cache as once
from typing import TYPE_CHECKING, NamedTuple

from handouts import cache
from handouts.checks.coverage import Entry, coverage_problems, entries, printed
from handouts.checks.walk import items_of
from handouts.errors import HandoutsError, Problem, TemplateError, by_edition
from handouts.pipeline import LackingError, all_lacking, as_typed, explained, prepare, proof

if TYPE_CHECKING:
    from handouts.model.edition import Edition
    from handouts.model.position import Positions
    from handouts.pipeline import Workspace

_PROOFS = "proofs"


class Proofs(NamedTuple):
    """What is wrong with editions, and what none of those that print such things prints."""

    problems: Sequence[Problem]
    uncovered: Sequence[Problem]


def proofs(workspace: Workspace, editions: Collection[Edition], around: str, settings: Positions) -> Proofs:
    """Proof all editions of a project.

    Args:
        workspace: The project.
        editions: All that it has.
        around: A digest of all that its editions are made of beside the lesson.
        settings: Where handouts.yaml states what.
    """
    key = cache.digest(str(workspace.root))
    known = _known(key)
    sound, wrong = dict[str, list[str]](), dict[str, tuple[Problem, ...]]()
    found, unsaid = list[Problem](), list[LackingError]()
    expected = _Expected(workspace)
    together: dict[tuple[str, str], set[str]] = {}
    for edition, mark in zip(editions, _marks(workspace, editions, around), strict=True):
        try:
            if mark not in known:
                job = prepare(workspace, edition)
                left = as_typed(workspace, edition, job.html)
                found += left
                proof(job)
                if left:
                    continue
                sound[mark] = list(printed(job.html, job.payload, expected.of(edition)))
            else:
                sound[mark] = known[mark]
            together.setdefault((edition.audience.id, edition.language), set()).update(sound[mark])
        except LackingError as error:
            unsaid.append(error)
        except TemplateError as error:
            wrong[str(edition)] = error.problems
        except HandoutsError as error:
            found += explained(workspace, edition, error).problems
    if sound.keys() != known.keys():
        cache.keep(_PROOFS, key, json.dumps(sound).encode())
    problems = [*found, *by_edition(wrong), *all_lacking(workspace.root, unsaid)]
    if problems:
        return Proofs(problems, ())
    sought = {(edition.audience.id, edition.language): expected.of(edition) for edition in editions}
    return Proofs((), list(coverage_problems(sought, together, workspace.project, workspace.positions, settings)))


def _known(key: str) -> dict[str, list[str]]:
    """Marks of editions that were sound, each with the keys of what the edition prints."""
    try:
        found: dict[str, list[str]] = json.loads(cache.load(_PROOFS, key) or b"{}")
    except ValueError:  # written by another version of this package
        return {}
    return found


class _Expected:
    """What is to be printed for each audience in each language."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._entries: dict[tuple[str, str], Sequence[Entry]] = {}

    def of(self, edition: Edition) -> Sequence[Entry]:
        """What the readers of an edition are to get in its language."""
        key = edition.audience.id, edition.language
        if key not in self._entries:
            self._entries[key] = list(entries(self._workspace.lesson_for(edition.audience, edition.language)))
        return self._entries[key]


def _marks(workspace: Workspace, editions: Collection[Edition], around: str) -> Iterator[str]:
    """A digest of all that each edition is made of: all but the lesson, and the lesson as its audience has it.

    A link may lead to what others have, which is not an error then, so all that there is counts by its id.
    """

    @once
    def part(audience: str, language: str) -> str:
        whole = workspace.lesson_for(audiences[audience], language)
        return cache.digest(whole.model_dump_json())

    audiences = {edition.audience.id: edition.audience for edition in editions}
    facts = (around, " ".join(sorted(workspace.left_out)), " ".join(item.id for item in items_of(workspace.lesson)))
    for edition in editions:
        yield cache.digest(str(edition), part(edition.audience.id, edition.language), *facts)
