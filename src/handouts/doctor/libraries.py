"""The system libraries that WeasyPrint opens."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from handouts.doctor.finding import Finding
from handouts.doctor.mending import library_command
from handouts.engine.state.tool_versions import LIBRARIES, Load, opened, version_of

_WITHOUT = {"HarfBuzz-subset": "missing; builds take about three times as long without it"}


def library_findings(system: str, load: Load = ctypes.CDLL) -> Iterator[Finding]:
    """Each library with its version where it tells one.

    Args:
        system: As `mending.system` names it.
        load: Opens a library by one of its names, or raises OSError.
    """
    loaded = {name: opened(name, load) for name in LIBRARIES}
    missing = [name for name, library in loaded.items() if library is None]
    for name, library in loaded.items():
        if library is None:
            mend = library_command(missing, system)
            yield Finding("libraries", name, _WITHOUT.get(name, "missing"), ok=False, mend=mend)
        else:
            yield Finding("libraries", name, version_of(name, library))
