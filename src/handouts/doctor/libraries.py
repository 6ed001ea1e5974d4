"""The system libraries that WeasyPrint opens: the same names in the same order as in its `text/ffi.py`."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from handouts.doctor.finding import Finding
from handouts.doctor.mending import library_command

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
_WITHOUT = {"HarfBuzz-subset": "missing; builds take about three times as long without it"}
_VERSIONS = {"Pango": "pango_version_string", "HarfBuzz": "hb_version_string"}


def library_findings(system: str, load: Callable[[str], ctypes.CDLL] = ctypes.CDLL) -> Iterator[Finding]:
    """Each library with its version where it tells one.

    Args:
        system: As `mending.system` names it.
        load: Opens a library by one of its names, or raises OSError.
    """
    loaded = {name: _first(names, load) for name, names in LIBRARIES.items()}
    missing = [name for name, library in loaded.items() if library is None]
    for name, library in loaded.items():
        if library is None:
            mend = library_command(missing, system)
            yield Finding("libraries", name, _WITHOUT.get(name, "missing"), ok=False, mend=mend)
        else:
            yield Finding("libraries", name, _version(name, library))


def _first(names: tuple[str, ...], load: Callable[[str], ctypes.CDLL]) -> ctypes.CDLL | None:
    for name in names:
        with suppress(OSError):
            return load(name)
    return None


def _version(name: str, library: ctypes.CDLL) -> str:
    function = getattr(library, _VERSIONS.get(name, ""), None) if name in _VERSIONS else None
    if function is None:
        return "found"
    function.restype = ctypes.c_char_p
    return str(function().decode("ascii", "replace"))
