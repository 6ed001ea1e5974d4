"""What a build needs of the machine, whether it is there, and how to get it.

Everything is looked at in the order in which one thing depends on another. `packages` are Python's, `surroundings` the
system's libraries, fonts, the project and its output folder; `mending` knows the commands of each system. Nothing here
stops at what is broken, since that is what it is to report.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from handouts import __version__
from handouts.doctor.finding import Finding
from handouts.doctor.mending import package_command, system
from handouts.doctor.packages import package_findings, writer_findings
from handouts.doctor.surroundings import cache_findings, families_of, font_findings, library_findings, project_findings

__all__ = ["Finding", "examine"]


def examine(root: Path | None) -> list[Finding]:
    """Look at the machine, and at the project in `root` if there is one.

    Packages come before libraries: on Windows it is WeasyPrint that says where libraries are looked for.
    """
    return [
        Finding("versions", "handouts", __version__),
        Finding("versions", "Python", f"{platform.python_version()} ({platform.python_implementation()})"),
        Finding("versions", "system", f"{platform.platform()}; commands are those for: {system()}"),
        *_carefully("packages", package_findings),
        *_carefully("packages", writer_findings),
        *_carefully("libraries", lambda: library_findings(system())),
        *_carefully("fonts", lambda: font_findings(families_of(root))),
        *_carefully("cache", cache_findings),
        *_carefully("project", lambda: project_findings(root)),
    ]


def _carefully(topic: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What a look finds; if it cannot even look, since a package that it takes is broken, that is the finding."""
    try:
        yield from look()
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        mend = package_command(["--force-reinstall", "handouts"]).replace('"--force-reinstall"', "--force-reinstall")
        yield Finding(topic, topic, f"cannot be looked at ({reason})", ok=False, mend=mend)
