"""Copies whose originals have changed since: what changed, and how to say that it has been seen to."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts import __version__
from handouts.eject.copies import COMMENTS, DIGITS, KEPT, EjectedCopy, digest, ejectable
from handouts.errors import Problem
from handouts.templating import Packaged

_PROVENANCE = re.compile(
    r"^(?:\{# |/\* |# )ejected from handouts (?P<version>\S+): (?P<name>\S+?)(?:, block (?P<block>\w+))?"
    r" sha256:(?P<hash>[0-9a-f]{64})(?: #\}| \*/)?$",
    re.MULTILINE,
)


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
            path.suffix in COMMENTS
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
    if now is not None and digest(now) == found["hash"]:
        return None
    what = f"the block {found['block']} of {found['name']}" if found["block"] else found["name"]
    advice = f'"handouts eject --changes templates/{path.as_posix()}" shows how'
    message = f"{what} has changed since it was copied from handouts {found['version']}; {advice}"
    if now is None:
        message = f"{what} is no longer part of handouts; this copy from {found['version']} is all there is"
    kept = templates / KEPT / f"{found['hash'][:DIGITS]}{path.suffix}"
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
        return found[0].replace(found["hash"], digest(now)).replace(f"handouts {found['version']}:", _THIS, 1)

    return _PROVENANCE.sub(renewed, text)


_THIS = f"handouts {__version__}:"


def originals(text: str) -> Iterator[EjectedCopy]:
    """What a copy is made from today, to be kept."""
    for found in _PROVENANCE.finditer(text):
        if (now := _now(found["name"], found["block"])) is not None:
            yield EjectedCopy(found["name"], found["name"], now, found["block"])
