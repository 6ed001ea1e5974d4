"""Copies → the jobs that make them, and the files that come of those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from handouts.cache import digest
from handouts.engine.orphans import PERSONAL
from handouts.engine.personal.recipients import Copied
from handouts.engine.state.manifest import Entry, about
from handouts.errors import HandoutsError
from handouts.model.edition import Edition
from handouts.pipeline import Job

Prepare = Callable[[Edition, Sequence[Copied]], list[Job]]


@dataclass(frozen=True)
class Part:
    """One copy in a file: the index of its job, its own index among the copies of that, and how it is called."""

    job: int
    copy: int
    title: str


@dataclass
class File:
    """A file to write: `parts` in the order of the roster, and `key`, the digest of its input."""

    path: str
    about: Entry
    parts: list[Part] = field(default_factory=list)
    key: str = ""

    @property
    def jobs(self) -> set[int]:
        """The indices of the jobs that it waits for."""
        return {part.job for part in self.parts}


@dataclass
class CopyJobs:
    """All jobs of a set, its files by path, and those that cannot be made with the reason."""

    jobs: list[Job] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    failed: dict[str, HandoutsError] = field(default_factory=dict)

    def number_of(self, job: Job) -> int:
        """The index of a job, which each have a name of their own."""
        return next(number for number, one in enumerate(self.jobs) if one.edition == job.edition)


def copy_jobs(copies: Sequence[Copied], roster: str, prepare: Prepare) -> CopyJobs:
    """Render each edition once, for all who get it.

    Copies of editions in which nothing is personal are left out. A file with a copy that cannot be rendered cannot be
    made.
    """
    groups: dict[str, list[Copied]] = {}
    for copy in copies:
        groups.setdefault(str(copy.edition), []).append(copy)
    found = CopyJobs()
    parts: dict[Copied, Part] = {}
    for members in groups.values():
        try:
            jobs = prepare(members[0].edition, members)
        except HandoutsError as error:
            found.failed |= {copy.path: error for copy in members}
            continue
        waiting = iter(members)
        for number, job in enumerate(jobs, len(found.jobs)):
            for index, copy in enumerate(islice(waiting, len(job.copies))):
                parts[copy] = Part(number, index, copy.person.name)
        names = [f", {number} of {len(jobs)}" if len(jobs) > 1 else "" for number in range(1, len(jobs) + 1)]
        found.jobs += [replace(job, edition=f"{job.edition}{name}") for job, name in zip(jobs, names, strict=True)]
        found.editions += [members[0].edition] * len(jobs)
    for copy in copies:
        if copy in parts and copy.path not in found.failed:
            told = {**about(copy.edition), PERSONAL: roster}
            found.files.setdefault(copy.path, File(copy.path, told)).parts.append(parts[copy])
    for file in found.files.values():
        _name_apart(file)
        file.key = digest(*(f"{found.jobs[part.job].key} {part.copy} {part.title}" for part in file.parts))
    return found


def _name_apart(file: File) -> None:
    """Count those of the same name."""
    seen: Counter[str] = Counter()
    for index, part in enumerate(file.parts):
        seen[part.title] += 1
        if seen[part.title] > 1:
            file.parts[index] = replace(part, title=f"{part.title} ({seen[part.title]})")
