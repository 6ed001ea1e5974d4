"""Names and versions of all that decides the bytes of a file beside its job: a file made by others is made anew."""

from __future__ import annotations

import platform
import zlib
from functools import cache
from hashlib import sha256
from pathlib import Path

from handouts import __version__, registry
from handouts import cache as kept
from handouts.engine.freshness.appearance import look
from handouts.engine.freshness.native import library_versions
from handouts.installed import version

_SHARED = (
    "babel",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "pillow",
    "pydantic",
    "pyyaml",
    "rendercv-fonts",
    "resvg-py",
)
_HERE = Path(__file__).resolve().parents[2]
_ELSEWHERE = ("__pycache__", "starter", "starters")
"""What is derived from code, and templates and content, which jobs hold themselves."""


def packages() -> list[str]:
    """The distributions that decide bytes: those of all writers, and those that make what writers are given."""
    return sorted({*_SHARED, *(name for one in registry.writers() for name in one.packages)})


@cache
def tools() -> dict[str, str]:
    """The version of each by its name, `missing` for one that is not installed; the same on machines set up alike."""
    return {
        "handouts": f"{__version__} {own_digest()}",
        "Python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version(name) for name in packages()},
        **library_versions(),
    }


def own_digest(home: Path = _HERE) -> str:
    """A digest of this package's own code and data; computed anew only if a file of it looks different.

    Args:
        home: The package's folder.
    """
    files = {path.relative_to(home).as_posix(): path for path in sorted(home.rglob("*")) if _counts(path, home)}
    looks = kept.digest(*(f"{name}\0{look(str(path))}" for name, path in files.items()))
    if (known := kept.load("package", looks)) is not None:
        return known.decode("ascii")
    found = sha256()
    for name, path in files.items():
        found.update(f"{name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    short = found.hexdigest()[:12]
    kept.keep("package", looks, short.encode("ascii"))
    return short


def _counts(path: Path, home: Path) -> bool:
    inner = path.relative_to(home).parts
    return inner[0] not in _ELSEWHERE and _ELSEWHERE[0] not in inner and path.is_file()
