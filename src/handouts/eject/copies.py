"""Copies of packaged templates, whole or block by block, with a comment that says what they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handouts import __version__
from handouts.errors import UsageError
from handouts.nearest import nearest, suggestion
from handouts.starter import starter
from handouts.templating import Packaged

KEPT = ".ejected"
"""The folder in `templates/` that holds the originals of copies."""
DIGITS = 16
"""Of a hash, in the names of kept originals."""
COMMENTS = {".j2": ("{# ", " #}"), ".css": ("/* ", " */"), ".yaml": ("# ", "")}
"""How a comment begins and ends in each kind of file that can be copied."""
_SHARED_BY_ALL = ("labels", "themes")
"""Folders that are the same for every audience."""


@dataclass(frozen=True)
class EjectedCopy:
    """A packaged template, or a block of one, for a project.

    `target` is where it goes, relative to `templates/`; `original` is what it is made from, word for word, and `source`
    the name of the file that this stands in.
    """

    target: str
    source: str
    original: str
    block: str | None = None

    @property
    def kept(self) -> str:
        """Where the original is kept, relative to `templates/`."""
        return f"{KEPT}/{digest(self.original)[:DIGITS]}{Path(self.source).suffix}"

    @property
    def text(self) -> str:
        """The file as it is written first: a whole copy, or one block laid over the original."""
        if self.block is None:
            return f"{self._provenance()}\n{self.original}"
        name = self.target.split("/", 2)[2] if self.target.startswith("audiences/") else self.target
        return f'{{% extends "@base/{name}" %}}\n\n{self.part}'

    @property
    def part(self) -> str:
        """One block, as it is added to a file that has others already."""
        return f"{self._provenance()}\n{self.original}\n"

    def _provenance(self) -> str:
        opened, closed = COMMENTS[Path(self.source).suffix]
        block = f", block {self.block}" if self.block else ""
        return (
            f"{opened}ejected from handouts {__version__}: {self.source}{block} sha256:{digest(self.original)}{closed}"
        )


def ejectable() -> dict[str, Path]:
    """Every packaged template that can be copied, by name."""
    home = starter() / "templates"
    paths = (path for suffix in COMMENTS for path in home.glob(f"*/**/*{suffix}"))
    return {path.relative_to(home).as_posix(): path for path in sorted(paths) if "audiences" not in path.parts}


def blocks(name: str) -> tuple[str, ...]:
    """The blocks of a packaged template in the order of the file, and then those of what it extends."""
    return tuple(_packaged().blocks(name)) if name.endswith(".j2") else ()


@cache
def _packaged() -> Packaged:
    return Packaged(starter() / "templates")


def copy_of(name: str, *, audience: str | None = None, block: str | None = None) -> EjectedCopy:
    """A packaged template as a file of the project.

    Raises:
        UsageError: There is no such template or block, or no audience can have its own.
    """
    known = ejectable()
    if name not in known:
        raise UsageError(f'there is no template "{name}"{_advice(name, known)}')
    if audience is not None and name.split("/")[0] in _SHARED_BY_ALL:
        raise UsageError(f"{name} is the same for every audience; leave out --audience")
    target = f"audiences/{audience}/{name}" if audience else name
    if block is None:
        return EjectedCopy(target, name, known[name].read_text(encoding="utf-8"))
    there = _packaged().blocks(name) if name.endswith(".j2") else {}
    if block not in there:
        advice = suggestion(block, there, "leave out --block to copy the whole file")
        raise UsageError(f'{name} has no block "{block}"{advice}')
    return EjectedCopy(target, there[block].source, there[block].text, block)


def _advice(name: str, known: Mapping[str, Path]) -> str:
    """The nearest template; a document's name stands for its html.j2."""
    if f"{name}/html.j2" in known:
        return f'; did you mean "{name}/html.j2"?'
    near = nearest(name.removeprefix("templates/"), known)
    return f'; did you mean "{near}"?' if near else '; "handouts eject --list" shows all of them'


def with_block(text: str, copy: EjectedCopy) -> str:
    """A file that lies over the original already, with one more block of it.

    Raises:
        UsageError: It is a whole copy, or has this block or one that is in it.
    """
    first = copy.text.splitlines()[0]
    there = Packaged.blocks_in(text)
    if copy.block is None or first not in text:
        raise UsageError(f"templates/{copy.target} is there already; change it, or replace it with --force")
    if both := [name for name in Packaged.blocks_in(copy.original) if name in there]:
        raise UsageError(f"templates/{copy.target} has the block {both[0]} already; change it there")
    return f"{text.rstrip()}\n\n{copy.part}"


def digest(text: str) -> str:
    """The SHA-256 of a text in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
