"""The system's libraries, fonts, the project, and the folder for its files."""

from __future__ import annotations

import ctypes
import tempfile
from collections.abc import Iterator
from pathlib import Path

from handouts.doctor.finding import Finding
from handouts.doctor.mending import library_command, package_command
from handouts.engine.state.tool_versions import LIBRARIES, Load, opened, version_of
from handouts.errors import HandoutsError

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


def font_findings(families: tuple[str, ...]) -> Iterator[Finding]:
    """Each family with its styles.

    A family is complete if text can be set upright, italic, bold and both; Japanese is only ever upright.
    """
    from handouts.fonts import STYLES, font_files

    for family in families:
        try:
            styles = font_files(family)
        except HandoutsError as error:
            yield Finding("fonts", family, str(error), ok=False, mend=package_command(["rendercv-fonts"]))
            continue
        needed = {"Regular", "Bold"} if family.endswith(" JP") else set(STYLES)
        lacking = sorted(needed - set(styles)) + [style for style, path in styles.items() if not _is_font(path)]
        if lacking:
            mend = f"{package_command(['rendercv-fonts'])} --force-reinstall"
            yield Finding("fonts", family, f"lacks {', '.join(lacking)}", ok=False, mend=mend)
        else:
            yield Finding("fonts", family, ", ".join(styles))


def _is_font(path: Path) -> bool:
    """Whether a file begins as TrueType and OpenType files do (OpenType 1.9, "Organization of an OpenType Font")."""
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"\x00\x01\x00\x00", b"OTTO", b"true")
    except OSError:
        return False


def families_of(root: Path | None) -> tuple[str, ...]:
    """The families that pages of the project are set in; those of the packaged brand if it has none that is sound."""
    from handouts import pipeline

    try:
        return pipeline.Workspace.open(root).brand.fonts.printed if root else _packaged()
    except HandoutsError:
        return _packaged()


def _packaged() -> tuple[str, ...]:
    from handouts import reader
    from handouts.starter import starter

    return reader.read_brand(starter() / "templates/themes/classic/brand.yaml", root=starter()).fonts.printed


def project_findings(root: Path | None) -> Iterator[Finding]:
    """Whether there is a project, and whether it can be read."""
    from handouts import reader

    if root is None:
        yield Finding("project", "handouts.yaml", "none here; that is fine, handouts init makes one")
        return
    try:
        content = reader.read_all(root)
    except HandoutsError as error:
        found = f"{len(error.problems)} problems, the first: {error.problems[0]}"
        yield Finding("project", "handouts.yaml", found, ok=False, mend=f'handouts check -C "{root}"')
        return
    yield Finding("project", "handouts.yaml", f"{content.project.lesson} in {root}")
    yield _writable(root / content.project.output)


def _writable(output: Path) -> Finding:
    place, hindrance = _hindrance(output)
    if hindrance is not None:
        mend = f"make {place} a folder that you may write to, or name another one: handouts build -o DIR"
        return Finding("project", "output", f"cannot be written ({hindrance})", ok=False, mend=mend)
    return Finding("project", "output", f"{output} can be written")


def cache_findings() -> Iterator[Finding]:
    """Where builds keep what makes the next one quicker, and whether they can; without it they are only slower."""
    from handouts import cache, sealing

    home = cache.folder()
    if home is None:
        yield Finding("cache", "folder", "none, as HANDOUTS_CACHE says; builds take longer without one")
        return
    place, hindrance = _hindrance(home)
    if hindrance is None and cache.is_safe(home):
        if not sealing.has_key():
            found = f"{home} is not used, since the key that its entries are sealed with cannot be kept"
            mend = f"make {sealing.key_file()} a file of your own"
            yield Finding("cache", "folder", found, ok=False, mend=mend)
            return
        yield Finding("cache", "folder", f"{home} can be written")
        return
    found = f"cannot be written ({hindrance})" if hindrance else "is not used, since others can write to it"
    mend = f"make {place} a folder of your own, or name another one in the variable HANDOUTS_CACHE"
    yield Finding("cache", "folder", f"{home} {found}; builds take longer without it", ok=False, mend=mend)


def _hindrance(folder: Path) -> tuple[Path, str | None]:
    """Why no file can be written to a folder, which may not be there yet, and the one above it that is."""
    place = next(one for one in (folder, *folder.parents) if one.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            return place, None
    except OSError as error:
        return place, error.strerror or type(error).__name__
