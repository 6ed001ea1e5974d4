"""`manifest.json`: every file of an output folder with its digest, what it was made from, and by which tools.

It says the same for the same files, in the same bytes: no times, no folders of this machine, everything sorted.

Beside it lies a journal of what a build is about to write, until that is written. A build that is killed leaves it, and
the next one finds in it what was made already.

Whether the folder still holds what its manifest says is told from the files alone, whatever their times say.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from handouts.engine import JOURNAL, MANIFEST
from handouts.engine.atomic import publish
from handouts.errors import PublishError, one_problem
from handouts.plainfiles import open_plain, read_plain, sha256_of

if TYPE_CHECKING:
    from handouts.model.edition import Edition

SCHEMA = 1
"""Raised when what stands in the manifest means something else than before."""
LARGEST = 100_000_000
"""Bytes; no file of a project that is used may have as many."""
MOST = 256 << 20
"""Bytes of a manifest or a journal that is read; 100,000 files take 40 MB."""
Entry = dict[str, Any]
"""What is said of one file: `sha256`, `size`, `pages` or `slides`, `key`, `tools`, and what `about` says."""
Kind = Literal["missing", "changed", "unlisted"]
_FOREIGN = ("~$", "Thumbs.db", "desktop.ini")
"""How names begin of what office programs and Windows put beside files; elsewhere such names begin with a dot."""


@dataclass
class Manifest:
    """What a manifest says.

    `outputs` are the files below its folder, `inputs` those of the project with the SHA-256 of each, `tools` names and
    versions of what decides bytes, under the short names that entries call such a set by.
    """

    outputs: dict[str, Entry] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    tools: dict[str, dict[str, str]] = field(default_factory=dict)

    def text(self) -> Iterator[bytes]:
        """The manifest with a line for each file: quick to write, and easy to compare."""
        used = {entry["tools"] for entry in self.outputs.values()}
        yield b'{\n "schema": %d,\n "tools": {' % SCHEMA
        yield from _lines({name: versions for name, versions in self.tools.items() if name in used})
        yield b'\n },\n "inputs": {'
        yield from _lines(self.inputs)
        yield b'\n },\n "outputs": {'
        yield from _lines(self.outputs)
        yield b"\n }\n}\n"


def about(edition: Edition) -> dict[str, str]:
    """What an edition is, for the manifest: language, audience, document, and what else sets it apart."""
    told = {
        "language": edition.language,
        "audience": edition.audience.id,
        "document": edition.document,
        "plan": edition.plan_name,
        "variant": edition.variant,
        "imposition": edition.imposition,
    }
    return {name: value for name, value in told.items() if value is not None}


def read_manifest(output: Path) -> Manifest | None:
    """The manifest of an output folder; None if there is none, or what is there is half written or from elsewhere."""
    try:
        told = json.loads(read_plain(output / MANIFEST, MOST))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        return None
    outputs, inputs, tools = (told.get(part) for part in ("outputs", "inputs", "tools"))
    if not (isinstance(outputs, dict) and isinstance(inputs, dict) and isinstance(tools, dict)):
        return None
    if not all(map(_are_words, (inputs, *tools.values()))):
        return None
    return Manifest({name: one for name, one in outputs.items() if is_entry(name, one)}, inputs, tools)


def write_manifest(output: Path, manifest: Manifest) -> None:
    """Write the manifest whole or not at all; one that says this already is left as it is.

    Raises:
        PublishError: It cannot be written.
    """
    text = b"".join(manifest.text())
    path = output / MANIFEST
    try:
        if read_plain(path, MOST) == text:
            return
    except OSError:
        pass
    publish(path, text)


def _are_words(told: Any) -> bool:
    return isinstance(told, dict) and all(isinstance(value, str) for value in told.values())


def is_entry(name: Any, entry: Any) -> bool:
    """Whether this says of a file below the output folder all that has to be said."""
    if not isinstance(name, str) or not isinstance(entry, dict) or not is_below(name):
        return False
    return all(isinstance(entry.get(part), str) for part in ("sha256", "key", "tools"))


def is_below(name: str) -> bool:
    """Whether a path of the manifest stays below its folder, on every system."""
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or {*name} & {*"\\:\0"}:
        return False
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def inputs_of(root: Path) -> dict[str, str]:
    """Each file of a project that may decide what is made of it, with its SHA-256; hidden ones decide nothing."""
    found = {}
    for path in (root / "handouts.yaml", *(root / "content").rglob("*"), *(root / "templates").rglob("*")):
        name = path.relative_to(root).as_posix()
        if "/." in name or name.endswith("~"):
            continue
        try:
            if _may_be_read(path, root):
                with path.open("rb") as file:
                    found[name] = file_digest(file, "sha256").hexdigest()
        except OSError:
            continue
    return found


def _may_be_read(path: Path, root: Path) -> bool:
    """Whether it is a file of the project, no link that leads out of it, and not larger than any that is used."""
    return path.is_file() and path.resolve().is_relative_to(root.resolve()) and path.stat().st_size <= LARGEST


def _lines(told: Mapping[str, Any]) -> Iterator[bytes]:
    for index, name in enumerate(sorted(told)):
        yield b"%s\n  %s: %s" % (b"," if index else b"", in_bytes(name), in_bytes(told[name]))


def in_bytes(told: Any) -> bytes:
    """As JSON in one line, keys sorted."""
    return json.dumps(told, ensure_ascii=True, sort_keys=True).encode("ascii")


@dataclass
class Journal:
    """The journal in one output folder. `tools` are those that all files it notes are made with, under a short name."""

    output: Path
    tools: Mapping[str, Mapping[str, str]]
    _begun: bool = field(default=False, repr=False)

    def note(self, name: str, entry: Entry) -> None:
        """Note that this file is about to be written.

        Raises:
            PublishError: It cannot be noted.
        """
        try:
            self.output.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            with open(open_plain(self.output / JOURNAL, flags), "ab") as file:  # noqa: PTH123
                if not self._begun:
                    # What was there may end in half a line.
                    file.write(b"\n" + in_bytes({"tools": self.tools}) + b"\n")
                    self._begun = True
                file.write(in_bytes({"path": name, "entry": entry}) + b"\n")
        except OSError as error:
            raise _unwritable(self.output, error) from error

    def close(self) -> None:
        """Delete it: the manifest says it all.

        Raises:
            PublishError: It cannot be deleted.
        """
        try:
            (self.output / JOURNAL).unlink(missing_ok=True)
            self._begun = False
        except OSError as error:
            raise _unwritable(self.output, error) from error


def read_journal(output: Path, tools: dict[str, dict[str, str]]) -> Iterator[tuple[str, Entry]]:
    """What a build that was killed has noted; whether it came to write it, only the files tell.

    Args:
        output: The output folder.
        tools: Gets the tools that it had, under their short name.
    """
    try:
        lines = read_plain(output / JOURNAL, MOST).splitlines()
    except OSError:
        return
    for line in lines:
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(told, dict):
            continue
        if is_entry(told.get("path"), told.get("entry")):
            yield told["path"], told["entry"]
        elif isinstance(told.get("tools"), dict):
            tools.update(told["tools"])


def _unwritable(output: Path, error: OSError) -> PublishError:
    return PublishError(one_problem(output / JOURNAL, f"cannot be written ({error.strerror}); is the disk full?"))


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
