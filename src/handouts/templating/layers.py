"""Where templates are looked up: folders that lie over one another.

First the project's `templates/audiences/<audience>/`, then the folders of the audiences that it is based on, then the
project's `templates/`, then the same of the package. `@base/NAME` means NAME in a layer below the one that the asking
template lies in, so that an override can extend what it replaces without ever finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from handouts.errors import TemplateError, one_problem

BASE = "@base/"
_BELOW = re.compile(r"@layer-(\d+)/")
_TEXTS = (".j2", ".css")
MAX_BYTES = 1024 * 1024
"""The largest packaged template has 20 KB; anything far above is none, or would only take time to read."""


class FoundTemplate(NamedTuple):
    """A file of the templates: its text, its path, and the number of its layer, 0 for the most particular one."""

    text: str
    path: Path
    layer: int


@dataclass(frozen=True)
class Templates:
    """Where the templates of one audience are looked up, the most particular folder first.

    `home` is the project's folder of templates, `packaged` the one that ships with the tool; messages name files after
    them. `lineage` are the ids of the audience and its bases.
    """

    layers: tuple[Path, ...]
    home: Path
    packaged: Path

    @classmethod
    def of(cls, project: Path, packaged: Path, *lineage: str) -> Templates:
        """The layers for one audience of a project: its own folder, those of its bases, then what all share.

        `lineage` are the ids of the audience and its bases. Folders that do not exist are left out.

        Raises:
            TemplateError: A folder is a link that leads out of the project.
        """
        layers = [
            part for home in (project, packaged) for part in (*(home / "audiences" / key for key in lineage), home)
        ]
        there = dict.fromkeys(layer.resolve() for layer in layers if layer.is_dir())
        homes = project.absolute().parent.resolve(), packaged.resolve()
        for layer in there:
            if not any(layer.is_relative_to(home) for home in homes):
                message = "this folder of templates leads out of the project; copy it there instead of linking to it"
                raise TemplateError(one_problem(layer, message))
        return cls(tuple(there), project.resolve(), packaged.resolve())

    def find(self, name: str) -> FoundTemplate | None:
        """The first file of this name, or None. `@layer-2/NAME` looks from the third layer on.

        Raises:
            TemplateError: It leads out of its layer, or is not UTF-8.
        """
        below = _BELOW.match(name)
        first, name = (int(below[1]), name[below.end() :]) if below else (0, name)
        for index, layer in enumerate(self.layers[first:], first):
            if path := self._there(layer, name):
                return FoundTemplate(self._text(path), path, index)
        return None

    def _text(self, path: Path) -> str:
        try:
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise TemplateError(one_problem(self.shown(path), "is not UTF-8; save it as UTF-8")) from error
        except OSError as error:
            reason = f"cannot be read ({error.strerror}); check its permissions"
            raise TemplateError(one_problem(self.shown(path), reason)) from error
        if len(raw) > MAX_BYTES:
            reason = f"is larger than {MAX_BYTES // 1024**2} MB; remove what is no template from it"
            raise TemplateError(one_problem(self.shown(path), reason))
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _there(self, layer: Path, name: str) -> Path | None:
        try:
            path = (layer / name).resolve()
            there = path.is_file()
        except (OSError, RuntimeError, ValueError):  # too long, a link to itself, a zero byte
            return None
        if not path.is_relative_to(layer):
            raise TemplateError(f'template "{name}" leads out of {layer.name}/; names may not contain ".." or links')
        return path if there else None

    def below(self, name: str, asking: str) -> str:
        """What `@base/NAME` is called when the template `asking` writes it."""
        found = self.find(asking)
        return f"@layer-{found.layer + 1 if found else len(self.layers)}/{name}"

    def read(self, name: str) -> str:
        """The text of a file in the first layer that has it.

        Raises:
            TemplateError: No layer has it.
        """
        if found := self.find(name):
            return found.text
        raise TemplateError(f'there is no template "{name}"; create templates/{name}')

    def has(self, name: str) -> bool:
        """Whether any layer has a file of this name."""
        return self.find(name) is not None

    def names(self) -> set[str]:
        """The name of every template that there is."""
        return {
            path.relative_to(layer).as_posix()
            for layer in self.layers
            for path in layer.glob("*/*.j2")
            if not path.name.startswith(".")
        }

    def written_for(self, document: str) -> list[tuple[str, str]]:
        """All that these layers hold for one document, also what others lie over: name and text."""
        return [(self.shown(path), self._text(path)) for path in self._files(document)]

    def _files(self, document: str) -> Iterator[Path]:
        for layer in self.layers:
            for folder in ("shared", document):
                named = (f"{folder}/{path.name}" for path in sorted((layer / folder).glob("*")))
                yield from (path for name in named if (path := self._there(layer, name)) and path.suffix in _TEXTS)

    def owns(self, path: Path) -> bool:
        """Whether a file is one of the project's templates, not a packaged one."""
        return path.is_relative_to(self.home)

    def shown(self, path: Path) -> str:
        """How messages name one of the files: `templates/handout/html.j2`, or the same with `packaged` before it."""
        if self.owns(path):
            return f"templates/{path.relative_to(self.home).as_posix()}"
        return f"packaged templates/{path.relative_to(self.packaged).as_posix()}"


def plain(name: str) -> str:
    """The name of a template without the layer that it is looked up from."""
    return _BELOW.sub("", name, count=1)
