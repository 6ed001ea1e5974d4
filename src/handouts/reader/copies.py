"""Copies of a file that programs which keep folders the same put beside it, and people who copy before they change.

OneDrive calls one `lesson-DESKTOP-AB12.yaml`, Dropbox and Nextcloud `lesson (conflicted copy …).yaml`, Syncthing
`lesson.sync-conflict-….yaml`, browsers `lesson (1).yaml`, Windows `lesson - Kopie.yaml`, macOS `lesson copy.yaml`. A
name alone says little (`tasks-2.yaml` goes on with a list), so what is in them decides: a copy says again what the
other file says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

_COPY = re.compile(r"(?i)kopie|copy|copie|copia|konflikt|conflict|^ ?\(\d+\)$|^ \d+$")
"""What stands beside the name of the original in that of a copy."""


def copies(files: Mapping[str, Any]) -> dict[str, str]:
    """The names of files that are copies, each with that of its original.

    Args:
        files: What is in each file of a folder, as plain data.
    """
    told = {name: frozenset(_said(data)) for name, data in files.items()}
    found: dict[str, str] = {}
    for name in sorted(files, key=len, reverse=True):
        for other in sorted(files, key=len):
            beside = _beside(PurePath(name).stem, PurePath(other).stem)
            if other in found or beside is None or not (again := len(told[name] & told[other])):
                continue
            if _COPY.search(beside) or (again > 1 and 2 * again > len(told[name])):
                found[name] = other
                break
    return found


def _beside(name: str, original: str) -> str | None:
    """What a name has beside that of the original; None if it does not hold it."""
    if len(name) <= len(original) or not (name.startswith(original) or name.endswith(original)):
        return None
    return name.removeprefix(original) if name.startswith(original) else name.removesuffix(original)


def _said(data: Any) -> Iterator[tuple[str, str]]:
    """What no two files can say: ids, and keys that hold no list of entries."""
    for key, part in data.items() if isinstance(data, dict) else ():
        if isinstance(part, list) and any(isinstance(entry, dict) for entry in part):
            yield from ((key, repr(entry.get("id", entry))) for entry in part if isinstance(entry, dict))
        else:
            yield key, ""
