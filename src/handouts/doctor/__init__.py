"""What a build needs of the machine, whether it is there, and how to get it.

Everything is looked at in the order in which one thing depends on another: Python's packages and whether they can be
imported, the system's libraries, fonts, the cache, the project and its output folder; `mending` knows the commands of
each system. Nothing here stops at what is broken, since that is what it is to report; so what a look takes is imported
by that look alone.
"""

from __future__ import annotations

import ctypes
import io
import platform
import re
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path

from handouts import __version__, registry
from handouts.doctor.mending import library_command, package_command, system
from handouts.engine.state.tool_versions import LIBRARIES, Load, opened, version_of
from handouts.errors import HandoutsError, TemplateError
from handouts.installed import PROVED

__all__ = ["Finding", "examine"]


MODULES = {
    "weasyprint": "weasyprint",
    "python-pptx": "pptx",
    "rendercv-fonts": "rendercv_fonts",
    "babel": "babel",
    "beautifulsoup4": "bs4",
    "click": "click",
    "cssselect2": "cssselect2",
    "fonttools": "fontTools",
    "jinja2": "jinja2",
    "latex2mathml": "latex2mathml.converter",
    "lxml": "lxml.etree",
    "mammoth": "mammoth",
    "markdown-it-py": "markdown_it",
    "markdownify": "markdownify",
    "markupsafe": "markupsafe",
    "mdit-py-plugins": "mdit_py_plugins.container",
    "packaging": "packaging.requirements",
    "pikepdf": "pikepdf",
    "pillow": "PIL.Image",
    "platformdirs": "platformdirs",
    "pydantic": "pydantic",
    "pydyf": "pydyf",
    "pyphen": "pyphen",
    "python-calamine": "python_calamine",
    "pyyaml": "yaml",
    "resvg-py": "resvg_py",
    "segno": "segno",
    "tinycss2": "tinycss2",
    "tinyhtml5": "tinyhtml5",
    "watchfiles": "watchfiles",
}
"""What to import to see whether a distribution works; the two writers and the fonts first."""
_WITHOUT = {"HarfBuzz-subset": "missing; builds take about three times as long without it"}


@dataclass(frozen=True)
class Finding:
    """What was looked for, what was found, and what to do if it will not do.

    `found` is a version, a list, or what is wrong; `mend` are commands to type, one a line, or a sentence where there
    is none.
    """

    topic: str
    name: str
    found: str
    ok: bool = True
    mend: str = ""


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


def package_findings() -> Iterator[Finding]:
    """Each package with its version, or with what goes wrong when it is imported."""
    wanted = _requirements()
    for name, module in MODULES.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = ""
        asked = wanted.get(name, name)
        wrong = _importing(module)
        if found and not fits(found, asked):
            why = f" ({_short(wrong)})" if wrong else ""
            said = f"{found}, but needed is {asked}{why}"
            yield Finding("packages", name, said, ok=False, mend=package_command([asked]))
        elif not wrong:
            yield Finding("packages", name, found or "found")
        elif found and isinstance(wrong, OSError):
            mend = "see the libraries that are missing; they are what it lacks"
            yield Finding("packages", name, f"{found}, but cannot be used: {_short(wrong)}", ok=False, mend=mend)
        else:
            what = f"{found}, but cannot be used: {_short(wrong)}" if found else "missing"
            yield Finding("packages", name, what, ok=False, mend=package_command([asked]))


def fits(version: str, requirement: str) -> bool:
    """Whether a version is one that a requirement such as `python-pptx>=1.0.2,<2` allows; where nobody can tell, it is.

    A pre-release of a later version is taken, too.
    """
    try:
        from packaging.requirements import InvalidRequirement, Requirement
    except ImportError:  # which is told as such
        return True
    try:
        return Requirement(requirement).specifier.contains(version, prereleases=True)
    except InvalidRequirement:
        return True


def writer_findings() -> Iterator[Finding]:
    """Each writer that another package brings, or what is wrong with one."""
    try:
        more = registry.writers()[len(registry.BUILT_IN) :]
    except TemplateError as error:
        yield Finding("packages", "writers", _short(error), ok=False, mend="uninstall what brings it, or update that")
        return
    for writer in more:
        wrong = _importing(writer.module)
        said = f"cannot be used: {_short(wrong)}" if wrong else f"makes {', '.join(writer.documents)}"
        mend = "uninstall what brings it, or update that" if wrong else ""
        yield Finding("packages", f"writer {writer.name}", said, ok=not wrong, mend=mend)


def _requirements() -> dict[str, str]:
    """What handouts asks for, by name; if it runs from sources that are not installed, no more than they say."""
    try:
        asked = metadata.requires("handouts") or []
    except metadata.PackageNotFoundError:
        return {"weasyprint": f"weasyprint=={PROVED}"}
    return {
        re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0].lower(): one.split(";")[0].strip()
        for one in asked
        if "extra ==" not in one
    }


def _importing(module: str) -> Exception | None:
    """What an import raises; WeasyPrint also prints then, and warns of what it will need one day."""
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            import_module(module)
        except Exception as error:
            return error
    return None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160]


def library_findings(family: str, load: Load = ctypes.CDLL) -> Iterator[Finding]:
    """Each library with its version where it tells one.

    Args:
        family: Of systems, as `mending.system` names it.
        load: Opens a library by one of its names, or raises OSError.
    """
    loaded = {name: opened(name, load) for name in LIBRARIES}
    missing = [name for name, library in loaded.items() if library is None]
    for name, library in loaded.items():
        if library is None:
            mend = library_command(missing, family)
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
