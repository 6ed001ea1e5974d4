"""What the two sides made: whether it can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import pikepdf


def units(path: Path) -> int:
    """How many pages or slides a file has."""
    if path.suffix == ".pptx":
        with ZipFile(path) as deck:
            return sum(name.startswith("ppt/slides/slide") for name in deck.namelist())
    with pikepdf.open(path) as document:
        return len(document.pages)


def alike(ours: Path, plain: Path, editions: Iterable[str]) -> str:
    """How much was made, and where the plain files have more or fewer pages or slides."""
    counts = {name: (units(ours / name), units(plain / name)) for name in editions}
    told = [
        f"{len(found)} {kind} with {sum(mine for mine, _ in found.values())} {what}"
        for kind, what, found in _kinds(counts)
        if found
    ]
    other = [f"{name} {mine} and {theirs}" for name, (mine, theirs) in counts.items() if mine != theirs]
    return ", ".join(told) + (f"; not alike, ours and plain: {', '.join(other)}" if other else "")


def _kinds(counts: dict[str, tuple[int, int]]) -> Iterable[tuple[str, str, dict[str, tuple[int, int]]]]:
    for suffix, kind, what in ((".pdf", "PDF", "pages"), (".pptx", "PPTX", "slides")):
        yield kind, what, {name: count for name, count in counts.items() if name.endswith(suffix)}
