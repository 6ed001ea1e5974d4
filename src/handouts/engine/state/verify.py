"""Whether an output folder holds what its manifest says."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.engine import MANIFEST
from handouts.engine.state.manifest import Entry, Manifest
from handouts.plainfiles import sha256_of

Kind = Literal["missing", "changed", "unlisted"]

_FOREIGN = ("~$", "Thumbs.db", "desktop.ini")
"""How names begin of what office programs and Windows put beside files; elsewhere such names begin with a dot."""


class Difference(NamedTuple):
    """A file that is not as the manifest says. `path` is below the output folder."""

    path: str
    kind: Kind


def differences(output: Path, manifest: Manifest) -> Iterator[Difference]:
    """Every file that is missing, changed or not listed, by its path.

    Every listed file is read, whatever its times say. Hidden files are nobody's business.

    Args:
        output: The folder with the finished files.
        manifest: What it says of itself.
    """
    present = set(_files(output))
    for name in sorted(present | manifest.outputs.keys()):
        if name not in manifest.outputs:
            yield Difference(name, "unlisted")
        elif name not in present:
            yield Difference(name, "missing")
        elif not as_built(output, name, manifest.outputs[name]):
            yield Difference(name, "changed")


def as_built(output: Path, name: str, entry: Entry) -> bool:
    """Whether a file is still what its entry in the manifest says."""
    try:
        return sha256_of(output / name) == str(entry["sha256"])
    except OSError:
        return False


def other_tools(manifest: Manifest, tools: Mapping[str, str]) -> Iterator[str]:
    """What the files were made with that is another version here, as words.

    Args:
        manifest: What was made.
        tools: What there is here, as `tool_versions.tools` has it.
    """
    for count, made_with in _used(manifest):
        differing = [
            f"{name} {made_with.get(name, 'missing')} (here {tools.get(name, 'missing')})"
            for name in sorted({*made_with, *tools})
            if made_with.get(name) != tools.get(name)
        ]
        if differing:
            files = "1 file was" if count == 1 else f"{count} files were"
            yield f"{files} made with {', '.join(differing)}"


def _used(manifest: Manifest) -> Iterator[tuple[int, Mapping[str, str]]]:
    by = [entry["tools"] for entry in manifest.outputs.values()]
    for name in sorted(set(by)):
        yield by.count(name), manifest.tools.get(name, {})


def _files(output: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(output):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = (Path(folder) / name).relative_to(output).as_posix()
            if not name.startswith((".", *_FOREIGN)) and path != MANIFEST:
                yield path
