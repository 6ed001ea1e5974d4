"""Editions rendered and proofed as far as that shows without laying them out, and what is printed in them.

An edition that was sound is not looked at again as long as its mark is the same: a digest of all that it is made of.
What it prints is kept with the mark, so that it is known of all editions together what none of them prints.
The editions of one audience in one language share nearly all that they are made of, so they are one task.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from handouts import cache
from handouts.checks.coverage import Entry, coverage_problems, entries, printed
from handouts.checks.hollow import hollow_sections
from handouts.checks.walk import items_of
from handouts.errors import HandoutsError, Problem, TemplateError, by_edition
from handouts.pipeline import Job, LackingError, all_lacking, as_typed, explained, prepare, proof
from handouts.transforms import narrowed

if TYPE_CHECKING:
    from handouts.model.edition import Edition
    from handouts.model.lesson import Lesson
    from handouts.model.position import Positions
    from handouts.pipeline import Workspace

_PROOFS = "proofs"
Known = Mapping[str, Sequence[str]]
"""Marks of editions that were sound, each with the keys of what the edition prints."""


@dataclass
class Proofed:
    """What was found of the editions of one audience in one language, and what it is to have in print."""

    readers: tuple[str, str]
    expected: list[Entry] = field(default_factory=list)
    sound: dict[str, Sequence[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    wrong: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    unsaid: list[LackingError] = field(default_factory=list)


class Proofs(NamedTuple):
    """What is wrong with editions, and what none of those that print such things prints."""

    problems: Sequence[Problem]
    uncovered: Sequence[Problem]


class Proofing:
    """The editions of a project, to be proofed part by part, in whatever process.

    Args:
        workspace: The project.
        editions: All that it has, those of one audience in one language behind one another.
        around: A digest of all that they are made of beside the lesson.
    """

    def __init__(self, workspace: Workspace, editions: Iterable[Edition], around: str) -> None:
        self._workspace, self._key = workspace, cache.digest(str(workspace.root))
        self.parts = [list(part) for _, part in groupby(editions, key=_readers)]
        ids = " ".join(item.id for item in items_of(workspace.lesson))
        spoken = sorted({tag for quotation in workspace.lesson.quotations for tag in quotation.text.languages})
        self._around = around, " ".join(sorted(workspace.left_out)), ids, " ".join(spoken)
        self._known = self._load()

    def part(self, number: int) -> Proofed:
        """Proof the editions of one part, as far as they are not known to be sound.

        A link may lead to what others have, which is not an error then, so all that there is counts by its id.
        """
        workspace, editions = self._workspace, self.parts[number]
        found = Proofed(_readers(editions[0]))
        whole = workspace.lesson_for(editions[0].audience, editions[0].language)
        found.expected = list(entries(whole))
        marks = _Marks(whole, self._around)
        for edition in editions:
            mark = next((one for one in marks.of(edition) if one in self._known), None)
            try:
                keys = self._known[mark] if mark else self._printed(edition, found)
            except LackingError as error:
                found.unsaid.append(error)
            except TemplateError as error:
                found.wrong[str(edition)] = error.problems
            except HandoutsError as error:
                found.problems += explained(workspace, edition, error).problems
            else:
                if keys is not None:
                    found.sound[mark or marks.of(edition)[str(edition) in workspace.whole_asked]] = keys
        found.expected = [one._replace(parts=()) for one in found.expected]
        return found

    def _printed(self, edition: Edition, found: Proofed) -> Sequence[str] | None:
        """The keys of what an edition prints; None if there is something to mend in its words."""
        job = prepare(self._workspace, edition)
        left = as_typed(self._workspace, edition, job.html)
        found.problems += left
        proof(job)
        self._refuse_hollow(edition, job)
        return None if left else list(printed(job.html, job.payload, found.expected))

    def _refuse_hollow(self, edition: Edition, job: Job) -> None:
        """Refuse pages with sections that hold nothing; slides may be a title alone.

        Raises:
            TemplateError: There are some; with the template of the document.
        """
        if edition.is_deck or not (messages := list(hollow_sections(job.html))):
            return
        templates = self._workspace.templates(edition.audience)
        found = templates.find(f"{edition.document}/html.j2")
        path = templates.shown(found.path) if found else ""
        raise TemplateError(dict.fromkeys(Problem(path, 0, 0, message) for message in messages))

    def together(self, parts: Collection[Proofed], settings: Positions) -> Proofs:
        """What was found in all parts, in their order; what is sound is kept.

        Args:
            parts: All of them.
            settings: Where handouts.yaml states what.
        """
        sound = {mark: keys for part in parts for mark, keys in part.sound.items()}
        if sound.keys() != self._known.keys():
            cache.keep(_PROOFS, self._key, json.dumps(sound).encode())
        workspace = self._workspace
        problems = [problem for part in parts for problem in part.problems]
        problems += by_edition({name: told for part in parts for name, told in part.wrong.items()})
        problems += all_lacking(workspace.root, [error for part in parts for error in part.unsaid])
        if problems:
            return Proofs(problems, ())
        expected = {part.readers: part.expected for part in parts}
        there = {part.readers: {key for keys in part.sound.values() for key in keys} for part in parts}
        lost = coverage_problems(expected, there, workspace.project, workspace.positions, settings)
        return Proofs((), list(lost))

    def _load(self) -> Known:
        try:
            found: Known = json.loads(cache.load(_PROOFS, self._key) or b"{}")
        except ValueError:  # written by another version of this package
            return {}
        return found


class _Marks:
    """Marks of the editions of one audience in one language.

    Args:
        whole: The lesson as that audience has it.
        around: Digests of all that its editions are made of beside.
    """

    def __init__(self, whole: Lesson, around: Iterable[str]) -> None:
        self._whole, self._around = whole, tuple(around)
        self._digests: dict[int, str] = {}
        self._records: list[Any] = []
        """Holds on to those that have digests, so that no other takes the place of one in memory."""
        self._found: dict[str, tuple[str, str]] = {}

    def of(self, edition: Edition) -> tuple[str, str]:
        """The mark of an edition that is made of what its scope holds alone, and that of one made of the whole lesson.

        What a scope holds decides what is numbered, named and printed in it, unless a template asks for other plans.
        """
        scope = edition.scope
        if scope not in self._found:
            held = self._digest(narrowed(self._whole, scope)) if scope else self._of_whole
            self._found[scope] = held, self._of_whole
        held, whole = self._found[scope]
        name = f"{edition} {edition.plan_name}"
        return cache.digest(name, held, *self._around), cache.digest(name, whole, *self._around)

    @cached_property
    def _of_whole(self) -> str:
        return self._digest(self._whole)

    def _digest(self, lesson: Lesson) -> str:
        return cache.digest(*(one for key, part in lesson for one in (key, *self._parts(part))))

    def _parts(self, part: Any) -> Iterator[str]:
        """Digests of the records of a lesson, each made once, since scopes share most."""
        for one in part if isinstance(part, tuple) else (part,):
            if isinstance(one, BaseModel):
                if id(one) not in self._digests:
                    self._digests[id(one)] = cache.digest(one.model_dump_json())
                    self._records.append(one)
                yield self._digests[id(one)]
            else:
                yield repr(one)


def _readers(edition: Edition) -> tuple[str, str]:
    return edition.audience.id, edition.language
