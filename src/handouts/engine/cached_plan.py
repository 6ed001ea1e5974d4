"""What was rendered before, kept so that a build of an unchanged project neither reads nor renders it again.

Each job lies in a file of its own in the user's cache folder, the last one of each edition; beside them, for each
project, what there is to make and under which fingerprint that was so. Nothing here imports what reads or renders.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import cache
from handouts.engine.output_folder import ExpectedFiles
from handouts.engine.state.fingerprint import Fingerprint, same
from handouts.engine.state.manifest import Manifest
from handouts.errors import HandoutsError
from handouts.pipeline import Job

if TYPE_CHECKING:
    from handouts.engine.builder import BuildPlan

_JOBS, _KNOWN = "jobs", "prepared"
_LARGEST = 4_000_000
"""Bytes; a job with a large master in it is not kept."""


@dataclass(frozen=True)
class Snapshot:
    """What is known of a project without reading it.

    `output` is the folder that it names for its files, `plan` every edition it has with what `manifest.about` says of
    it, in order; `keys` are those of the jobs that were kept, `inputs` its files as the manifest has them, `tools` as
    `tool_versions.tools` has them, for a fingerprint is also one of what is installed.
    """

    output: str
    plan: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, str]
    inputs: Mapping[str, str]
    tools: Mapping[str, str]
    expected_files: ExpectedFiles

    def chosen(
        self,
        languages: Collection[str] = (),
        audiences: Collection[str] = (),
        documents: Collection[str] = (),
        plans: Collection[str] = (),
        impositions: Collection[str] = (),
    ) -> list[str]:
        """The editions that fit a selection, as `plan.editions` has them; none if it names what is not known."""
        selection = {"language": languages, "audience": audiences, "document": documents, "plan": plans}
        for kind, asked in selection.items():
            if not {*asked} <= {about.get(kind) for about in self.plan.values()}:
                return []
        found = {
            name: about
            for name, about in self.plan.items()
            if all(not asked or about.get(kind) in asked for kind, asked in selection.items())
            and about.get("imposition") in (None, *impositions)
        }
        ways = {about.get("imposition") for about in found.values()}
        return list(found) if {*impositions} <= ways else []


def keep_job(root: Path, job: Job) -> bool:
    """Keep a job for later builds; returns whether it is one that can be kept."""
    data = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
    if len(data) > _LARGEST:
        return False
    cache.keep(_JOBS, _key(root, job.edition), data)
    return True


def keep_snapshot(root: Path, before: Fingerprint, known: Snapshot) -> None:
    """Keep what is known of a project, with what was known of other editions when it was just the same.

    Args:
        root: The project's folder.
        before: The fingerprint taken before anything of it was read.
        known: What there is to make, and the keys of the jobs kept.
    """
    if not all(content for _, content in before.unsettled):
        return
    if (found := _load(root)) and same(found[0], before):
        known = replace(known, keys={**found[1].keys, **known.keys})
    cache.keep(_KNOWN, _key(root), pickle.dumps((before, known), pickle.HIGHEST_PROTOCOL))


def snapshot_of(root: Path, now: Fingerprint | None = None) -> Snapshot | None:
    """What is known of a project; with its fingerprint only if it is still what it was."""
    found = _load(root)
    return found[1] if found and (now is None or same(found[0], now)) else None


def _load(root: Path) -> tuple[Fingerprint, Snapshot] | None:
    if (data := cache.load(_KNOWN, _key(root))) is None:
        return None
    try:
        found: tuple[Fingerprint, Snapshot] = pickle.loads(data)
    except Exception:  # written by another version of this package
        return None
    return found


def _job(root: Path, name: str, key: str) -> Job | None:
    """A job that was kept, if it is the one with this key."""
    if (data := cache.load(_JOBS, _key(root, name))) is None:
        return None
    try:
        job: Job = pickle.loads(data)
    except Exception:  # written by another version of this package
        return None
    return job if job.key == key else None


def _key(root: Path, *name: str) -> str:
    return cache.digest(str(root), *name)


class CachedPlan:
    """Plan that was prepared before.

    Args:
        root: The project's folder.
        known: What is known of it.
        names: What is asked for, each of which has a key in `known`.
        read: Reads the project after all: where a job is no longer there, or an error has to be explained.
    """

    def __init__(self, root: Path, known: Snapshot, names: Sequence[str], read: Callable[[], BuildPlan]) -> None:
        self.root, self.names = root, names
        self._known, self._read = known, read

    @cached_property
    def _project(self) -> BuildPlan:
        return self._read()

    def inputs(self) -> Mapping[str, str]:
        """The project's files."""
        return self._known.inputs

    def tools(self) -> Mapping[str, str]:
        """Versions of all that decides bytes."""
        return self._known.tools

    def about(self, name: str) -> Mapping[str, str]:
        """What an edition is, for the manifest."""
        return self._known.plan[name]

    def prepared(self, name: str) -> tuple[str, Callable[[], Job]]:
        """The key of an edition's job, and how to get the job."""
        key = self._known.keys[name]
        return key, lambda: _job(self.root, name, key) or self._project.prepared(name)[1]()

    def explained(self, name: str, error: HandoutsError) -> HandoutsError:
        """The error with the places that it is about."""
        return self._project.explained(name, error)

    def orphans(self, output: Path, manifest: Manifest) -> Iterable[Path]:
        """Files in the output folder that the project no longer makes."""
        return self._known.expected_files.orphans(output, manifest)
