"""Which files below an output folder a project lays claim to, told without the project itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.engine.freshness.manifest import Entry, Manifest

PERSONAL = "roster"
"""What an entry of a personalised file has: the list of names that it was made from, which no project file tells."""
LEFT = "left"
"""What it has as well if that list, when it was last used, named nobody any more who gets the file."""


@dataclass(frozen=True)
class Claims:
    """What builds of a project make.

    `wanted` are paths below the output folder, `kinds` language, audience and document of each; `tags` and `files` are
    patterns of how builds of any project name folders of a language, and files.
    """

    wanted: frozenset[str]
    kinds: frozenset[tuple[str, str, str]]
    tags: str
    files: str

    def superfluous(self, output: Path, manifest: Manifest | None = None) -> Iterator[Path]:
        """Files that an earlier build wrote, and that no build of this project would write now.

        Those are files that the manifest lists, and files with names that builds give: what people put there themselves
        stays, and so does what they made of it. Personalised files belong to the edition that they are made from, until
        their list no longer names who gets them.

        Args:
            output: The folder with the finished files.
            manifest: Its manifest, if it has one.
        """
        listed = manifest.outputs if manifest else {}
        wanted = self.wanted | {name for name, entry in listed.items() if self._is_somebodys(entry)}
        found = {name for name in _three_deep(output) if self._are_ours(name) and name not in wanted}
        found |= {name for name in listed if name not in wanted and _is_inside(output, name)}
        return (output / name for name in sorted(found))

    def _is_somebodys(self, entry: Entry) -> bool:
        return PERSONAL in entry and LEFT not in entry and _kind_of(entry) in self.kinds

    def _are_ours(self, name: str) -> bool:
        language, _, file = name.split("/")
        return bool(re.match(self.tags, language) and re.fullmatch(self.files, file))


def _kind_of(entry: Entry) -> tuple[str, str, str]:
    return str(entry.get("language")), str(entry.get("audience")), str(entry.get("document"))


def _three_deep(output: Path) -> Iterator[str]:
    """The files two folders down, where builds put them; what links lead to lies elsewhere."""
    for language in _inside(str(output)):
        for audience in _inside(language.path) if language.is_dir(follow_symlinks=False) else ():
            for file in _inside(audience.path) if audience.is_dir(follow_symlinks=False) else ():
                if file.is_file(follow_symlinks=False):
                    yield f"{language.name}/{audience.name}/{file.name}"


def _inside(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _is_inside(output: Path, name: str) -> bool:
    """Whether this is a file that lies in the output folder itself, not where a link leads to."""
    path = output / name
    return os.path.isfile(path) and path.resolve() == output.resolve() / name  # noqa: PTH113 (whatever the name is)
