"""Whether builds that were killed have left anything, seen without importing what takes it away."""

from __future__ import annotations

import os
from pathlib import Path

from handouts.engine import IN_USE, JOURNAL, LOCK, SCRATCH

_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
"""Variables that name the folder for them, as `tempfile` reads them."""


def is_broken_off(output: Path) -> bool:
    """Whether the last build into a folder has not come to its end, and is not under way either."""
    if not any(os.path.lexists(output / name) for name in (LOCK, JOURNAL)):
        return False
    from handouts.engine.lock import is_locked

    return not is_locked(output)


def sweep_scratch() -> None:
    """Remove folders for temporary files of processes that are no more, if there are any."""
    places = [os.environ[name] for name in _TEMPORARY if os.environ.get(name)] or ["/tmp"]
    found = (f"{place}/{name}" for place in places for name in _names(place) if name.startswith(SCRATCH))
    if any(os.path.lexists(f"{folder}/{IN_USE}") for folder in found):
        from handouts.engine.scratch import sweep

        sweep()


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 (no Path for each of thousands)
    except OSError:
        return []
