"""What was made from what, and which files have to be made anew.

A file is fresh if it was made from the same input by the same tools and is still, byte for byte, the file that was
made. Its times say nothing, except that a file that looks as it did when it was last read need not be read again.

Whatever lies in the output folder and was not made by a build is somebody's work: it is put aside, never written over.
So that a build that is killed does not take its own files for somebody's, each is noted in a journal before it is
written. The next build reads the journal, and neither loses what was made nor makes it again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from handouts import registry
from handouts.cache import digest
from handouts.engine import MANIFEST
from handouts.engine.atomic import publish
from handouts.engine.state.manifest import Entry, Journal, Manifest, read_journal, read_manifest, write_manifest
from handouts.engine.state.stat_cache import HashCache
from handouts.errors import PublishError, one_problem

_EDITED = "edited"
_UNITS = "units"


@dataclass
class Ledger:
    """The manifest of an output folder, while a build adds to it.

    `tools` are names and versions of all that decides bytes, as `tool_versions.tools` has them.
    """

    output: Path
    tools: Mapping[str, str]
    manifest: Manifest = field(default_factory=Manifest)
    hashes: HashCache = field(init=False, repr=False)
    _journal: Journal = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.hashes = HashCache.open(self.output)
        self._journal = Journal(self.output, {self.made_by: self.tools})

    @classmethod
    def open(cls, output: Path, tools: Mapping[str, str]) -> Ledger:
        """What is known of the files in this folder; nothing if there is no manifest that can be read."""
        found = cls(output, tools, read_manifest(output) or Manifest())
        for name, entry in read_journal(output, found.manifest.tools):
            if found.hashes.sha256(name) == entry["sha256"]:
                found.manifest.outputs[name] = entry
        return found

    @cached_property
    def made_by(self) -> str:
        """A short name for this set of tools."""
        return digest(*(f"{name}={version}" for name, version in sorted(self.tools.items())))[:12]

    def is_fresh(self, name: str, key: str) -> bool:
        """Whether a file need not be made again.

        Args:
            name: Its path below the output folder.
            key: The digest of its input, as `Job.key` is.
        """
        entry = self.manifest.outputs.get(name)
        if entry is None or entry["key"] != key or entry["tools"] != self.made_by:
            return False
        return self.hashes.sha256(name) == str(entry["sha256"])

    def stale_reason(self, name: str, key: str, *, force: bool = False) -> str | None:
        """Why a file has to be made, in words; None if it is fresh.

        Args:
            name: Its path below the output folder.
            key: The digest of its input, as `Job.key` is.
            force: Whether it is to be made in any case.
        """
        if not force and self.is_fresh(name, key):
            return None
        entry = self.manifest.outputs.get(name)
        if not (self.output / name).is_file():
            return "not there"
        if entry is None:
            return "not made by a build"
        if entry["key"] != key:
            return "content, settings or templates changed"
        if entry["tools"] != self.made_by:
            return "made with other versions of tools"
        return "asked for with --force" if self.is_ours(name) else "the file was changed"

    def is_ours(self, name: str) -> bool:
        """Whether nothing would be lost without the file there: a build made it so, or there is none."""
        entry = self.manifest.outputs.get(name)
        found = self.hashes.sha256(name)
        return not (self.output / name).is_file() or (entry is not None and found == entry["sha256"])

    def is_edited(self, name: str) -> bool:
        """Whether the file there was made by a build and has been changed since."""
        return name in self.manifest.outputs and not self.is_ours(name)

    def put(self, name: str, data: bytes, key: str, about: Mapping[str, str], count: int) -> Path | None:
        """Write a file whole or not at all, and enter it.

        Args:
            name: Its path below the output folder.
            data: The file.
            key: The digest of its input.
            about: As `manifest.about` has it, and whatever else sets the file apart.
            count: How many units of its writer are in it: pages, slides, terms.

        Returns:
            The new name of what was there, if no build made that or somebody has changed it since; else None.

        Raises:
            PublishError: It cannot be written, or what is there cannot be put aside.
        """
        made = sha256(data).hexdigest()
        writer = registry.writer_of_file(name)
        unit = writer.unit if writer else _UNITS
        entry: Entry = {**about, "sha256": made, "size": len(data), unit: count, "key": key, "tools": self.made_by}
        aside = None
        if not self.is_ours(name) and self.hashes.sha256(name) != made:
            aside = _put_aside(self.output / name)
        self._journal.note(name, entry)
        publish(self.output / name, data)
        self.manifest.outputs[name] = entry
        self.hashes.enter(name, made)
        return aside

    def save(self, inputs: Mapping[str, str] | None = None) -> None:
        """Write the manifest, without files that are gone; the journal has done its duty then.

        A manifest that says this already is left as it is.

        Args:
            inputs: The project's files, as `manifest.inputs_of` has them; without them those that were known.

        Raises:
            PublishError: It cannot be written.
        """
        here, manifest = self.output, self.manifest
        manifest.outputs = {
            name: entry
            for name, entry in manifest.outputs.items()
            if os.path.isfile(f"{here}/{name}")  # noqa: PTH113 (100,000 of them)
        }
        manifest.inputs = dict(inputs) if inputs is not None else manifest.inputs
        manifest.tools[self.made_by] = dict(self.tools)
        if manifest.outputs or (here / MANIFEST).exists():
            write_manifest(here, manifest)
        self._journal.close()
        self.hashes.keep(manifest.outputs.keys())


def _put_aside(path: Path) -> Path:
    """Give a file another name, one that is free: `deck.edited.pptx`, `deck.edited-2.pptx`.

    Raises:
        PublishError: It cannot be renamed.
    """
    number, other = 1, path.with_name(f"{path.stem}.{_EDITED}{path.suffix}")
    while os.path.lexists(other):
        number += 1
        other = path.with_name(f"{path.stem}.{_EDITED}-{number}{path.suffix}")
    try:
        os.rename(path, other)  # noqa: PTH104
    except OSError as error:
        message = f"was changed by hand and cannot be put aside ({error.strerror}); is it open?"
        raise PublishError(one_problem(path, message)) from error
    return other
