"""Versions of installed packages, for keys and tables of tools.

The name of a package's folder has them (Binary distribution format: `{name}-{version}.dist-info`), so all are known
after one look at each place. `importlib.metadata` opens a file for each and loads a parser of e-mail first, ten
milliseconds of a deck that is made in 290; it is asked for what has no such folder.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from functools import cache

PROVED = "70.0"
"""The WeasyPrint that pages are proved with, as pyproject.toml pins it: `writers/pdf/` depends on its private parts."""
_SUFFIX = ".dist-info"


@cache
def version(name: str) -> str:
    """The version of a package, or `missing` if it is not installed."""
    if (known := _folders().get(_normalised(name))) is not None:
        return known
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def unproved() -> str | None:
    """What to say if pages are set by another WeasyPrint than the one they are proved with; None if it is that one.

    One that is missing is another matter. WeasyPrint itself is not imported.
    """
    found = version("weasyprint")
    if found == "missing" or _release(found) == _release(PROVED):
        return None
    return (
        f"WeasyPrint {found} is installed; pages are proved with {PROVED}, and may come out otherwise or not at all; "
        f'install it by "{sys.executable}" -m pip install "weasyprint=={PROVED}"'
    )


def _release(version: str) -> str:
    """A version without what a distributor has added, and 70.0 as 70 (Version specifiers: local versions, padding)."""
    return re.sub(r"(\.0)+$", "", version.partition("+")[0])


@cache
def _folders() -> dict[str, str]:
    """The version of each package by its normalised name; what is first on the path is what gets imported."""
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):
            for entry in os.listdir(place or "."):  # noqa: PTH208
                if entry.endswith(_SUFFIX):
                    name, _, told = entry.removesuffix(_SUFFIX).partition("-")
                    found.setdefault(_normalised(name), told)
    return found


def _normalised(name: str) -> str:
    """The one spelling of a name in all its spellings (Names and normalization)."""
    return re.sub(r"[-_.]+", "-", name).lower()
