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
