"""What was wholly up to date, and under which fingerprint: so that a build with nothing to do ends before it begins.

Stamps lie in the user's cache folder, one for each project, output folder and choice of editions. They are no part of
what is handed out, name folders of this machine, and can be deleted at any moment.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from handouts import cache
from handouts.engine.state.fingerprint import Fingerprint, same
from handouts.engine.state.stat_cache import content, is_clean, signature

MANIFEST = "manifest.json"
"""Beside the files, what they are: `ledger` writes it."""
_KIND = "stamps"
_SECTION, _FIELD = "\0\0", "\0"
"""No path has the one or the other in it, and no field is empty."""


class Stamp(NamedTuple):
    """What was up to date: the output folder, the files below it, and those that `clean` would delete."""

    target: Path
    names: tuple[str, ...]
    left: tuple[str, ...]


def up_to_date(now: Fingerprint, root: Path, output: Path | None, options: Iterable[str]) -> Stamp | None:
    """What is known to be up to date, or None if that is not known and has to be looked at.

    Args:
        now: As `fingerprint.take` has it.
        root: The project's folder.
        output: The folder that the person named; without one the project says which it is.
        options: Every option that decides which files are made, in a fixed order.
    """
    kept = cache.load(_KIND, _key(root, output, options))
    if kept is None:
        return None
    known, outputs, target, *sections = kept.decode("utf-8", "surrogateescape").split(_SECTION)
    names, left, unsettled = (tuple(section.split(_FIELD)) if section else () for section in sections)
    before = Fingerprint(known, tuple(zip(unsettled[::2], unsettled[1::2], strict=True)))
    if not same(before, now) or outputs != _signatures(target, names):
        return None
    return Stamp(Path(target), names, tuple(name for name in left if os.path.lexists(f"{target}/{name}")))


def remember(
    before: Fingerprint,
    root: Path,
    output: Path | None,
    options: Iterable[str],
    *,
    target: Path,
    names: Sequence[str],
    left: Sequence[str] = (),
) -> None:
    """Note that these files are up to date; only if none failed, and after the manifest has been written.

    Args:
        before: The fingerprint taken before anything was read.
        root: The project's folder.
        output: The folder that the person named, if any.
        options: As for `up_to_date`.
        target: The folder that the files are in.
        names: The files, below it.
        left: What lies there although the project no longer makes it, below it.
    """
    place, now = str(target.absolute()), time.time_ns()
    outputs, hashes = _signatures(place, names), {path: signature(path) for path in _paths(place, names)}
    young = tuple((path, content(path)) for path, seen in hashes.items() if not is_clean(seen, now))
    if "none" in hashes.values() or not all(known for _, known in (*before.unsettled, *young)):
        return
    unsettled = (part for pair in (*before.unsettled, *young) for part in pair)
    sections = (before.digest, outputs, place, *(_FIELD.join(section) for section in (names, left, unsettled)))
    cache.keep(_KIND, _key(root, output, options), _SECTION.join(sections).encode("utf-8", "surrogateescape"))


def _key(root: Path, output: Path | None, options: Iterable[str]) -> str:
    return cache.digest(str(root), str(output.absolute()) if output else "", *options)


def _paths(target: str, names: Sequence[str]) -> Iterable[str]:
    return (f"{target}/{name}" for name in (*names, MANIFEST))


def _signatures(target: str, names: Sequence[str]) -> str:
    """Length and times of all these files and of the manifest, as one digest."""
    return cache.digest(*(f"{path}\0{signature(path)}" for path in _paths(target, names)))
