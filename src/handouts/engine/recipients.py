"""Who gets what, and where it is written: `classes/<class>/<document>-<name>.pdf`, or one file a class and document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handouts.engine.plan import editions
from handouts.errors import Problem, UsageError
from handouts.model.edition import Edition
from handouts.model.lesson import Lesson
from handouts.model.project import Project
from handouts.model.readers import CodeForm, Reader, Recipient, code_of, slug

FOLDER = "classes"
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""No folder can be called so on Windows."""


@dataclass(frozen=True)
class MailMerge:
    """What is asked for: the pupils, whether a class's copies go into one file, and how codes are printed.

    `roster` is what the manifest calls their list. Of the pupils, those who are `unprintable` get none, for the reason
    that is told; the others do not wait for them.
    """

    people: tuple[Recipient, ...]
    roster: str
    documents: tuple[str, ...] = ()
    merge: bool = False
    code: CodeForm | None = None
    plans: tuple[str, ...] = ()
    unprintable: Mapping[Recipient, Problem] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Copied:
    """One copy of an edition for one pupil. `path` is below the output folder; merged, others are in the same file."""

    person: Recipient
    reader: Reader
    edition: Edition
    path: str


def wanted(project: Project, lesson: Lesson, asked: MailMerge) -> list[Copied]:
    """Every copy, in the order of the roster; whether anything in an edition is personal only its templates tell.

    Raises:
        UsageError: A document is asked for that is not made for learners, or nothing fits.
    """
    if unable := _not_copied(project, lesson, asked.documents):
        raise UsageError(
            [Problem("", 0, 0, f"{document} is not made for each pupil; leave out --roster") for document in unable]
        )
    names = _Names(asked.people)
    found = [
        Copied(person, _reader(person, edition), edition, names.path(person, edition.stem, merge=merge))
        for person in asked.people
        for merge in [asked.merge and person not in asked.unprintable]
        for edition in _editions(project, lesson, person, asked)
    ]
    if not found:
        raise UsageError('no edition fits this roster; "handouts list" shows all of them')
    return found


def places(people: Sequence[Recipient], stems: Iterable[str]) -> set[str]:
    """Every path that a copy of an edition with one of these stems may have for one of these people, merged or not."""
    found: set[str] = set()
    for stem in stems:
        for merge in (False, True):
            names = _Names(people)
            found |= {names.path(person, stem, merge=merge) for person in people}
    return found


def _not_copied(project: Project, lesson: Lesson, documents: Iterable[str]) -> list[str]:
    """Which of these documents are slides or for teachers."""
    others = {edition.document for edition in editions(project, lesson) if edition.is_deck or edition.for_teachers}
    return [document for document in documents if document in others]


def _editions(project: Project, lesson: Lesson, person: Recipient, asked: MailMerge) -> Iterator[Edition]:
    try:
        found = editions(
            project,
            lesson,
            languages=(person.language,),
            audiences=(person.audience,),
            documents=asked.documents,
            plans=asked.plans,
        )
    except UsageError:
        if unknown := [document for document in asked.documents if document not in project.documents]:
            editions(project, lesson, documents=unknown)
        return
    for edition in found:
        if not (edition.is_deck or edition.for_teachers) and edition.variant in (None, person.variant):
            yield edition


def _reader(person: Recipient, edition: Edition) -> Reader:
    code = code_of(person, edition.stem, edition.variant)
    return Reader(person.name, person.first, person.last, person.class_name, str(person.number), code)


class _Names:
    """Paths that are given to one copy only, whatever the case of letters; merged, to the copies of a class.

    Which folder a class has depends on the list alone, not on who gets a copy of what is asked for.
    """

    def __init__(self, people: Iterable[Recipient]) -> None:
        self._folders: dict[str, str] = {}
        self._taken: set[str] = set()
        for person in people:
            self._folder(person.class_name)

    def path(self, person: Recipient, stem: str, *, merge: bool) -> str:
        folder = f"{FOLDER}/{self._folder(person.class_name)}"
        if merge:
            return f"{folder}/{stem}.pdf"
        return self._free(f"{folder}/{stem}-{slug(person.name) or f'{person.number:02}'}", ".pdf")

    def _folder(self, class_name: str) -> str:
        if class_name not in self._folders:
            plain = slug(class_name) or "class"
            plain = f"class-{plain}" if plain in _RESERVED else plain
            self._folders[class_name] = self._free(plain)
        return self._folders[class_name]

    def _free(self, stem: str, ending: str = "") -> str:
        number, name = 1, f"{stem}{ending}"
        while name.lower() in self._taken:
            number += 1
            name = f"{stem}-{number}{ending}"
        self._taken.add(name.lower())
        return name
