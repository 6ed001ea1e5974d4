"""Names and versions of all that decides the bytes of a file beside its job: a file made by others is made anew.

Among them are the system libraries that WeasyPrint opens: the same names in the same order as in its `text/ffi.py`.
"""

from __future__ import annotations

import ctypes
import os
import platform
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from handouts import __version__, registry
from handouts import cache as kept
from handouts.engine.state.stat_cache import signature
from handouts.installed import version

LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "GObject": (
        "libgobject-2.0-0",
        "gobject-2.0-0",
        "gobject-2.0",
        "libgobject-2.0.so.0",
        "libgobject-2.0.0.dylib",
        "libgobject-2.0-0.dll",
    ),
    "Pango": (
        "libpango-1.0-0",
        "pango-1.0-0",
        "pango-1.0",
        "libpango-1.0.so.0",
        "libpango-1.0.dylib",
        "libpango-1.0-0.dll",
    ),
    "PangoFT2": (
        "libpangoft2-1.0-0",
        "pangoft2-1.0-0",
        "pangoft2-1.0",
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.dylib",
        "libpangoft2-1.0-0.dll",
    ),
    "Fontconfig": (
        "libfontconfig-1",
        "fontconfig-1",
        "fontconfig",
        "libfontconfig.so.1",
        "libfontconfig.1.dylib",
        "libfontconfig-1.dll",
    ),
    "HarfBuzz": (
        "libharfbuzz-0",
        "harfbuzz",
        "harfbuzz-0.0",
        "libharfbuzz.so.0",
        "libharfbuzz.0.dylib",
        "libharfbuzz-0.dll",
    ),
    "HarfBuzz-subset": (
        "libharfbuzz-subset-0",
        "harfbuzz-subset",
        "harfbuzz-subset-0.0",
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
    ),
}
_TELLS: Mapping[str, tuple[str, type]] = {
    "Pango": ("pango_version_string", ctypes.c_char_p),
    "HarfBuzz": ("hb_version_string", ctypes.c_char_p),
    "Fontconfig": ("FcGetVersion", ctypes.c_int),
}
"""The function of a library that tells its version, and what it returns."""
_WINDOWS_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin"
"""Where WeasyPrint looks for them on Windows unless `WEASYPRINT_DLL_DIRECTORIES` names other folders."""

Load = Callable[[str], ctypes.CDLL]
_SHARED = (
    "babel",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "markupsafe",
    "pillow",
    "pydantic",
    "python-calamine",
    "pyyaml",
    "rendercv-fonts",
    "resvg-py",
)
_ELSEWHERE = ("__pycache__", "starter", "starters")
"""What is derived from code, and templates and content, which jobs hold themselves."""


def opened(name: str, load: Load = ctypes.CDLL) -> ctypes.CDLL | None:
    """A library by its name here, None if it is not installed.

    Args:
        name: One of `LIBRARIES`.
        load: Opens a library by one of its names, or raises OSError.
    """
    for one in LIBRARIES[name]:
        with suppress(OSError):
            return load(one)
    return None


def version_of(name: str, library: ctypes.CDLL) -> str:
    """What a library says of its version, or `found` if it does not tell."""
    told, kind = _TELLS.get(name, ("", ctypes.c_int))
    function = getattr(library, told, None) if told else None
    if function is None:
        return "found"
    function.restype = kind
    version = function()
    if isinstance(version, bytes):
        return version.decode("ascii", "replace")
    # FcGetVersion counts 2.15.0 as 21500.
    return f"{version // 10000}.{version // 100 % 100}.{version % 100}"


def library_versions() -> dict[str, str]:
    """The version of each library, `missing` for one that is not there."""
    _look_where_weasyprint_looks()
    libraries = {name: opened(name) for name in LIBRARIES}
    return {name: version_of(name, one) if one is not None else "missing" for name, one in libraries.items()}


def _look_where_weasyprint_looks() -> None:
    if (add := getattr(os, "add_dll_directory", None)) is None:
        return
    for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _WINDOWS_FOLDERS).split(";"):
        with suppress(OSError):
            add(folder)


_HERE = Path(__file__).resolve().parents[2]


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
    hashes = kept.digest(*(f"{name}\0{signature(str(path))}" for name, path in files.items()))
    if (known := kept.load("package", hashes)) is not None:
        return known.decode("ascii")
    found = sha256()
    for name, path in files.items():
        found.update(f"{name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    short = found.hexdigest()[:12]
    kept.keep("package", hashes, short.encode("ascii"))
    return short


def _counts(path: Path, home: Path) -> bool:
    inner = path.relative_to(home).parts
    return inner[0] not in _ELSEWHERE and _ELSEWHERE[0] not in inner and path.is_file()
