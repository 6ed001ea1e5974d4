"""The commands that install what is missing, for each system; one a line.

From "First Steps" in WeasyPrint's documentation, for installations in a virtual environment; Debian's list is that of
scripts/system-packages.sh.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Mapping

DOCUMENTATION = "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#installation"

_PANGO = ("GObject", "Pango", "PangoFT2")
_LINUX: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "debian": (
        "apt-get install",
        {
            "GObject": "libpango-1.0-0",
            "Pango": "libpango-1.0-0",
            "PangoFT2": "libpangoft2-1.0-0",
            "Fontconfig": "libfontconfig1",
            "HarfBuzz": "libharfbuzz0b",
            "HarfBuzz-subset": "libharfbuzz-subset0",
        },
    ),
    "fedora": ("dnf install", dict.fromkeys(_PANGO, "pango") | {"Fontconfig": "fontconfig"}),
    "arch": ("pacman -S", dict.fromkeys(_PANGO, "pango") | {"Fontconfig": "fontconfig"}),
    "alpine": (
        "apk add",
        {
            "GObject": "so:libgobject-2.0.so.0",
            "Pango": "so:libpango-1.0.so.0",
            "PangoFT2": "so:libpangoft2-1.0.so.0",
            "Fontconfig": "so:libfontconfig.so.1",
            "HarfBuzz": "so:libharfbuzz.so.0",
            "HarfBuzz-subset": "so:libharfbuzz-subset.so.0",
        },
    ),
}
"""Command and packages by family of distributions; what is not listed has the package `harfbuzz`."""
_OTHERS = {
    "macos": "brew install pango",
    "windows": "winget install MSYS2.MSYS2\n"
    r'C:\msys64\usr\bin\bash -lc "pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango"',
}


def system() -> str:
    """The family of systems that this one is of: a key of the tables here, or `other`."""
    name = platform.system()
    if name != "Linux":
        return {"Darwin": "macos", "Windows": "windows"}.get(name, "other")
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "other"
    families = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return next((family for family in families if family in _LINUX), "other")


def library_command(libraries: Iterable[str], of: str) -> str:
    """What installs these system libraries on a system of this family; all of them at once."""
    wanted = list(libraries)
    if of in _OTHERS:
        return _OTHERS[of]
    if of not in _LINUX:
        return f"install {', '.join(wanted)} as your system does it; see {DOCUMENTATION}"
    command, packages = _LINUX[of]
    as_root = "" if getattr(os, "geteuid", lambda: 0)() == 0 else "sudo "
    return f"{as_root}{command} {' '.join(dict.fromkeys(packages.get(library, 'harfbuzz') for library in wanted))}"


def package_command(requirements: Iterable[str]) -> str:
    """What installs these Python packages into the environment that is running."""
    quoted = " ".join(f'"{requirement}"' for requirement in requirements)
    return f'"{sys.executable}" -m pip install {quoted}'
