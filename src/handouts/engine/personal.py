"""Copies for the pupils of a roster.

`recipients` says who gets what and where it is written. Here is which layouts that takes; what is stale is made,
written and entered as any other file of a build, and copies of people who are no longer on their list become orphans.

What copies share is laid out once; see `pipeline.personalisation`. Names are written into files, their paths and the
manifest, and nowhere else but into the user's cache folder, which knows what was up to date.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePosixPath

from handouts.cache import digest
from handouts.engine.atomic import one_fsync
from handouts.engine.options import PLAIN, BuildOptions, perform_all
from handouts.engine.output_folder import LEFT, PERSONAL, exclusive, orphans, refuse_traps
from handouts.engine.plan import stems
from handouts.engine.recipients import Copied, MailMerge, places, wanted
from handouts.engine.report import Recorder, Report
from handouts.engine.state.ledger import Ledger
from handouts.engine.state.manifest import Entry, Manifest, about, inputs_of
from handouts.engine.state.tool_versions import tools
from handouts.engine.workers.limits import for_templates
from handouts.engine.workers.render import Rendering
from handouts.engine.workers.worker import Result
from handouts.errors import ContentError, HandoutsError, LayoutError, Problem, UsageError
from handouts.model.edition import Edition
from handouts.model.layout import Copy
from handouts.pipeline import Job, Workspace, copies_of, explained, prepare_copies
from handouts.writers.personal import Copier, merge

_Prepare = Callable[[Edition, Sequence[Copied]], list[Job]]


def build_copies(workspace: Workspace, asked: MailMerge, output: Path, options: BuildOptions = PLAIN) -> Report:
    """Make those copies below `output` that are not fresh; those of people who have left the list become orphans.

    Args:
        workspace: The project.
        asked: For whom, and what.
        output: The folder for finished files.
        options: Who does the work; limits are for all copies of a layout, and events tell of files by their paths.

    Raises:
        PublishError: The folder cannot be built into, or somebody else is doing so.
        UsageError: What is asked for cannot be made.
    """
    started = time.perf_counter()
    with exclusive(workspace.root, output):
        inputs = inputs_of(workspace.root)
        found = _jobs_asked_for(workspace, asked, options)
        refuse_traps(workspace.root, output, found.files)
        recorder = Recorder(output, tools(), options)
        mark_orphans(recorder.ledger.manifest, asked, stems(workspace.project, workspace.lesson))
        one = _Set(workspace, asked, found, options, recorder)
        recorder.record(one.results(), one.take, inputs)
    left = orphans(workspace.root, workspace.project, workspace.lesson, output, recorder.ledger.manifest)
    recorder.report.orphans = list(left)
    recorder.report.seconds = time.perf_counter() - started
    return recorder.report


def dry_run_copies(
    workspace: Workspace, asked: MailMerge, output: Path, options: BuildOptions = PLAIN
) -> Iterator[tuple[str, str | HandoutsError | None]]:
    """What a build would do with each file, which goes by its path; nothing is written.

    Yields:
        The file, and why it would be made: None if it is fresh, what is wrong if it cannot even be rendered.
    """
    ledger, found = Ledger.open(output, tools()), _jobs_asked_for(workspace, asked, options)
    yield from found.failed.items()
    for name, file in found.files.items():
        yield name, ledger.stale_reason(name, file.key, force=options.force)


def _jobs_asked_for(workspace: Workspace, asked: MailMerge, options: BuildOptions) -> _CopyJobs:
    rendering = Rendering(workspace, options.events.aborted, for_templates(options.limits))

    def prepare(edition: Edition, copies: Sequence[Copied]) -> list[Job]:
        readers = [copy.reader for copy in copies]
        return rendering.guarded(edition, lambda: prepare_copies(workspace, edition, readers, asked.code))

    copies = wanted(workspace.project, workspace.lesson, asked)
    printable = [copy for copy in copies if copy.person not in asked.unprintable]
    found = _copy_jobs(printable, asked.roster, prepare)
    made = {edition.document for edition in found.editions}
    if not found.failed and (missing := [name for name in asked.documents if name not in made]):
        raise UsageError(f"nothing in {' or '.join(missing)} is personal; mark in its template what is: data-personal")
    if not (found.files or found.failed):
        raise UsageError("nothing in these documents is personal; mark in a template what is: data-personal")
    found.failed |= _unprintable(copies, asked, found)
    return found


def _unprintable(copies: Sequence[Copied], asked: MailMerge, found: _CopyJobs) -> dict[str, HandoutsError]:
    """The copies, by path, of those whose name no font has, of documents in which others find their name."""
    lacking = [copy for copy in copies if copy.person in asked.unprintable]
    personal = {edition.document for edition in found.editions}
    concerned = [copy for copy in lacking if copy.edition.document in personal] or lacking
    return {copy.path: ContentError([asked.unprintable[copy.person]]) for copy in concerned}


@dataclass(frozen=True)
class _Part:
    """One copy in a file: the index of its job, its own index among the copies of that, and how it is called."""

    job: int
    copy: int
    title: str


@dataclass
class _File:
    """A file to write: `parts` in the order of the roster, and `key`, the digest of its input."""

    path: str
    about: Entry
    parts: list[_Part] = field(default_factory=list)
    key: str = ""

    @property
    def jobs(self) -> set[int]:
        """The indices of the jobs that it waits for."""
        return {part.job for part in self.parts}


@dataclass
class _CopyJobs:
    """All jobs of a set, its files by path, and those that cannot be made with the reason."""

    jobs: list[Job] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    files: dict[str, _File] = field(default_factory=dict)
    failed: dict[str, HandoutsError] = field(default_factory=dict)

    def number_of(self, job: Job) -> int:
        """The index of a job, which each have a name of their own."""
        return next(number for number, one in enumerate(self.jobs) if one.edition == job.edition)


def _copy_jobs(copies: Sequence[Copied], roster: str, prepare: _Prepare) -> _CopyJobs:
    """Render each edition once, for all who get it.

    Copies of editions in which nothing is personal are left out. A file with a copy that cannot be rendered cannot be
    made.
    """
    groups: dict[str, list[Copied]] = {}
    for copy in copies:
        groups.setdefault(str(copy.edition), []).append(copy)
    found = _CopyJobs()
    parts: dict[Copied, _Part] = {}
    for members in groups.values():
        try:
            jobs = prepare(members[0].edition, members)
        except HandoutsError as error:
            found.failed |= {copy.path: error for copy in members}
            continue
        waiting = iter(members)
        for number, job in enumerate(jobs, len(found.jobs)):
            for index, copy in enumerate(islice(waiting, len(job.copies))):
                parts[copy] = _Part(number, index, copy.person.name)
        names = [f", {number} of {len(jobs)}" if len(jobs) > 1 else "" for number in range(1, len(jobs) + 1)]
        found.jobs += [replace(job, edition=f"{job.edition}{name}") for job, name in zip(jobs, names, strict=True)]
        found.editions += [members[0].edition] * len(jobs)
    for copy in copies:
        if copy in parts and copy.path not in found.failed:
            told = {**about(copy.edition), PERSONAL: roster}
            found.files.setdefault(copy.path, _File(copy.path, told)).parts.append(parts[copy])
    for file in found.files.values():
        _name_apart(file)
        file.key = digest(*(f"{found.jobs[part.job].key} {part.copy} {part.title}" for part in file.parts))
    return found


def _name_apart(file: _File) -> None:
    """Count those of the same name."""
    seen: Counter[str] = Counter()
    for index, part in enumerate(file.parts):
        seen[part.title] += 1
        if seen[part.title] > 1:
            file.parts[index] = replace(part, title=f"{part.title} ({seen[part.title]})")


class _Set:
    """What is known while a set is made."""

    def __init__(
        self, workspace: Workspace, asked: MailMerge, found: _CopyJobs, options: BuildOptions, record: Recorder
    ) -> None:
        self._workspace, self._merged, self._copy_jobs = workspace, asked.merge, found
        self._options, self._record = options, record
        self._made: dict[int, tuple[Copy, ...]] = {}
        self._begun: set[str] = set()
        self._copier = Copier()
        options.events.expected(dict.fromkeys((*found.failed, *found.files), 1.0))
        for name, error in found.failed.items():
            record.fail(name, error)
        self._waiting = {name: file for name, file in found.files.items() if not record.skip_fresh(name, file.key)}

    def results(self) -> Generator[Result, None, None]:
        """What comes of each layout that a stale file needs."""
        numbers = {part.job for file in self._waiting.values() for part in file.parts}
        jobs = [self._copy_jobs.jobs[number] for number in sorted(numbers)]
        return perform_all(jobs, self._options, started=self._begin)

    def _begin(self, job: Job) -> None:
        """Tell of each file that the first of its layouts is begun."""
        number = self._copy_jobs.number_of(job)
        for name, file in self._waiting.items():
            if number in file.jobs and name not in self._begun:
                self._begun.add(name)
                self._options.events.started(name)

    def take(self, result: Result) -> None:
        """Write the files that wait for nothing else any more."""
        number = self._copy_jobs.number_of(result.job)
        concerned = [file for file in self._waiting.values() if number in file.jobs]
        if isinstance(result.outcome, HandoutsError):
            error = explained(self._workspace, self._copy_jobs.editions[number], result.outcome)
            for file in concerned:
                del self._waiting[file.path]
                self._record.fail(file.path, error)
            return
        self._made[number] = copies_of(result.outcome)
        done = [file for file in concerned if file.jobs <= self._made.keys()]
        with one_fsync():
            for file in done:
                self._write(file, result.seconds / len(done))
        needed = {job for file in self._waiting.values() for job in file.jobs}
        self._made = {job: copies for job, copies in self._made.items() if job in needed}

    def _write(self, file: _File, seconds: float) -> None:
        del self._waiting[file.path]
        copies = [self._made[part.job][part.copy] for part in file.parts]
        if self._merged:
            data, pages = merge(zip((part.title for part in file.parts), copies, strict=True))
        else:
            data, pages = self._copier.file(copies[0]), len(copies[0].layout.pages)
        told = dict.fromkeys(problem for copy in copies for problem in copy.layout.told)
        key = f"{file.key} told" if told else file.key  # so that it is made, and told, again
        if self._record.put(file.path, data, key, file.about, pages, seconds) and told:
            edition = self._copy_jobs.editions[file.parts[0].job]
            unfit = LayoutError([Problem("", 0, 0, message) for message in told])
            self._record.tell(file.path, explained(self._workspace, edition, unfit))


def mark_orphans(manifest: Manifest, asked: MailMerge, stems: Iterable[str]) -> None:
    """Mark files that were made from this list and that it gives to nobody any more; one who is back gets them back.

    Only in folders of classes that the list still has, since lists of other classes may be called the same. How copies
    are asked for this time does not matter: one file for the class stays beside a file for each pupil.

    Args:
        manifest: What is known of the output folder; it is changed, the files are not.
        asked: The list.
        stems: What the files of the project are called after.
    """
    given = places(asked.people, stems)
    folders = {_folder(path) for path in given}
    for name, entry in manifest.outputs.items():
        if entry.get(PERSONAL) != asked.roster or _folder(name) not in folders:
            continue
        if name in given:
            entry.pop(LEFT, None)
        else:
            entry[LEFT] = True


def _folder(name: str) -> PurePosixPath:
    return PurePosixPath(name).parent
