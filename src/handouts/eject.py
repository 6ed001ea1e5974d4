"""Packaged templates into a project's own: what to write there, and whether the original has changed since.

A packaged template is copied whole or block by block. A copy says in a comment what it was made from. The original as
it was is kept beside it in `templates/.ejected/`, under the beginning of its hash, so that what changed in the package
can be told from what the project changed, and a project can say that it has seen to that.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handouts import __version__
from handouts.errors import Problem, UsageError
from handouts.languages import FALLBACK
from handouts.locales.codes import tag_objection
from handouts.nearest import nearest, suggestion
from handouts.starter import starter
from handouts.templating import Packaged

KEPT = ".ejected"
"""The folder in `templates/` that holds the originals of copies."""
_DIGITS = 16
"""Of a hash, in the names of kept originals."""
_COMMENTS = {".j2": ("{# ", " #}"), ".css": ("/* ", " */"), ".yaml": ("# ", "")}
"""How a comment begins and ends in each kind of file that can be copied."""
_LABELS = re.compile(r"labels/([^/]+)\.yaml")
_LABEL = re.compile(r"^([a-z][a-z0-9_]*): +(.+)$", re.MULTILINE)
"""The file of the labels of a language; one of them in it."""
_SHARED_BY_ALL = ("labels", "themes")
"""Folders that are the same for every audience."""
_PROVENANCE = re.compile(
    r"^(?:\{# |/\* |# )ejected from handouts (?P<version>\S+): (?P<name>\S+?)(?:, block (?P<block>\w+))?"
    r" sha256:(?P<hash>[0-9a-f]{64})(?: #\}| \*/)?$",
    re.MULTILINE,
)
"""The comment of a copy."""
_THIS = f"handouts {__version__}:"


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
    begun: str | None = None
    """What is written instead of the original, where a project goes on from it: labels to fill in."""

    @property
    def kept(self) -> str:
        """Where the original is kept, relative to `templates/`."""
        return f"{KEPT}/{_digest(self.original)[:_DIGITS]}{Path(self.source).suffix}"

    @property
    def text(self) -> str:
        """The file as it is written first: a whole copy, or one block laid over the original."""
        if self.block is None:
            return f"{self._provenance()}\n{self.original if self.begun is None else self.begun}"
        name = self.target.split("/", 2)[2] if self.target.startswith("audiences/") else self.target
        return f'{{% extends "@base/{name}" %}}\n\n{self.part}'

    @property
    def part(self) -> str:
        """One block, as it is added to a file that has others already."""
        return f"{self._provenance()}\n{self.original}\n"

    def _provenance(self) -> str:
        opened, closed = _COMMENTS[Path(self.source).suffix]
        block = f", block {self.block}" if self.block else ""
        return (
            f"{opened}ejected from handouts {__version__}: {self.source}{block} sha256:{_digest(self.original)}{closed}"
        )


def ejectable() -> dict[str, Path]:
    """Every packaged template that can be copied, by name."""
    home = starter() / "templates"
    paths = (path for suffix in _COMMENTS for path in home.glob(f"*/**/*{suffix}"))
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
    if name not in known and (tag := _LABELS.fullmatch(name)) and audience is None and block is None:
        return _labels_to_fill_in(tag[1])
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


def _labels_to_fill_in(language: str) -> EjectedCopy:
    """A file of labels for a language that does not ship: every key, its word in English behind it as a comment.

    Raises:
        UsageError: There is no such language.
    """
    objection = tag_objection(language)
    if objection:
        raise UsageError(f"labels/{language}.yaml: {objection}")
    source = f"labels/{FALLBACK}.yaml"
    original = ejectable()[source].read_text(encoding="utf-8")
    return EjectedCopy(f"labels/{language}.yaml", source, original, begun=_to_fill_in(original))


def _to_fill_in(labels: str) -> str:
    """The text of a file of labels without its words, which stand behind their keys as comments."""
    return _LABEL.sub(r"\1:  # \2", labels)


def with_labels(text: str, copy: EjectedCopy) -> str:
    """A file of labels that is there already, with the keys that it lacks at its end.

    Raises:
        UsageError: It has all of them.
    """
    there = {found[1] for found in re.finditer(r"^([a-z][a-z0-9_]*):", text, re.MULTILINE)}
    lines = [found[0] for found in _LABEL.finditer(copy.original) if found[1] not in there]
    if not lines:
        raise UsageError(f"templates/{copy.target} has every key already; fill in those that are empty")
    return "\n".join([text.rstrip(), "# To fill in", *(_to_fill_in(line) for line in lines)]) + "\n"


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


def _digest(text: str) -> str:
    """The SHA-256 of a text in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Drift:
    """A copy whose original has changed: where it says so, what it was made from, and both originals.

    `before` is None if the original as it was is no longer kept.
    """

    place: Problem
    before: str | None
    now: str
    own: str

    def diff(self) -> str:
        """What changed in the original; if that is not known, how the copy differs from it now."""
        before, what = (self.before, "as it was") if self.before is not None else (self.own, "your copy")
        lines = difflib.unified_diff(before.splitlines(), self.now.splitlines(), what, "as it is now", lineterm="")
        return "\n".join(lines)


def drifted(templates: Path) -> Iterator[Drift]:
    """Every copy in a project's templates whose original has changed since.

    A remark, not a mistake: the copy works as before, without what was mended in the package.
    """
    for path in sorted(templates.glob("**/*")):
        if (
            path.suffix in _COMMENTS
            and path.is_file()
            and not path.is_symlink()
            and KEPT not in path.relative_to(templates).parts
        ):
            text = path.read_text(encoding="utf-8", errors="replace")
            for found in _PROVENANCE.finditer(text):
                if drift := _drift(found, path.relative_to(templates), text, templates):
                    yield drift


def _drift(found: re.Match[str], path: Path, text: str, templates: Path) -> Drift | None:
    now = _now(found["name"], found["block"])
    if now is not None and _digest(now) == found["hash"]:
        return None
    what = f"the block {found['block']} of {found['name']}" if found["block"] else found["name"]
    advice = f'"handouts eject --changes templates/{path.as_posix()}" shows how'
    message = f"{what} has changed since it was copied from handouts {found['version']}; {advice}"
    if now is None:
        message = f"{what} is no longer part of handouts; this copy from {found['version']} is all there is"
    kept = templates / KEPT / f"{found['hash'][:_DIGITS]}{path.suffix}"
    before = kept.read_text(encoding="utf-8") if kept.is_file() else None
    line = text.count("\n", 0, found.start()) + 1
    return Drift(Problem(f"templates/{path.as_posix()}", line, 0, message), before, now or "", _without(text, found))


def _without(text: str, found: re.Match[str]) -> str:
    """What a copy holds of its original now, without the comment."""
    if found["block"]:
        return Packaged.blocks_in(text).get(found["block"], "")
    return text[: found.start()] + text[found.end() + 1 :]


def _now(name: str, block: str | None) -> str | None:
    """What a copy would be made from today."""
    path = ejectable().get(name)
    text = path.read_text(encoding="utf-8") if path else None
    return text if text is None or block is None else Packaged.blocks_in(text).get(block)


def caught_up(text: str) -> str:
    """A copy that says it is made from the originals of today: somebody has seen to what changed."""

    def renewed(found: re.Match[str]) -> str:
        now = _now(found["name"], found["block"])
        if now is None:
            return found[0]
        return found[0].replace(found["hash"], _digest(now)).replace(f"handouts {found['version']}:", _THIS, 1)

    return _PROVENANCE.sub(renewed, text)


def originals(text: str) -> Iterator[EjectedCopy]:
    """What a copy is made from today, to be kept."""
    for found in _PROVENANCE.finditer(text):
        if (now := _now(found["name"], found["block"])) is not None:
            yield EjectedCopy(found["name"], found["name"], now, found["block"])
