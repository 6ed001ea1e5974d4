"""One fingerprint over all that a build reads: which files there are, how long they are, and when they last changed.

If it is what it was, nothing has to be opened to know that nothing changed. It is taken before anything is read and
whenever `build` is asked for, so this module imports nothing that takes time to import. Of files that have changed just
before, the content counts as well; see `stat_cache`.

What was wholly up to date under which fingerprint is remembered, so that a build with nothing to do ends before it
begins. Such stamps lie in the user's cache folder, one for each project, output folder and choice of editions. They are
no part of what is handed out, name folders of this machine, and can be deleted at any moment.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from handouts import cache
from handouts.engine import MANIFEST
from handouts.engine.state.stat_cache import Stat, content, is_clean, is_clean_stat, signature, signature_of
from handouts.starter import starter

_PACKAGE = Path(__file__).resolve().parents[2]
_LESSON_FILES = (".yaml", ".md")
_DERIVED = "__pycache__"
_SURROUNDINGS = ("SOURCE_DATE_EPOCH", "WEASYPRINT_DLL_DIRECTORIES", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_OWN = "HANDOUTS_"
_ANYWHERE = ("HANDOUTS_CACHE",)
"""Variables of ours that decide nothing about the files made."""
_LIBRARIES = ("/etc/ld.so.cache", "/usr/lib", "/usr/local/lib", "/opt/homebrew/lib")
"""What an update of system libraries touches: the linker's cache on Linux, the folders of links elsewhere."""
_INSTALLED = (".dist-info", ".egg-info", ".egg-link", ".pth")
_EXTENSIONS = ("[handouts.templates]", "[handouts.writers]")
_KIND = "stamps"
_SECTION, _FIELD = "\0\0", "\0"
"""No path has the one or the other in it, and no field is empty."""


class Fingerprint(NamedTuple):
    """What the project, the package and the machine looked like at one moment.

    `unsettled` are the files that had changed just before, each with a digest of its content.
    """

    digest: str
    unsettled: tuple[tuple[str, str], ...] = ()


def take(root: Path, also: Iterable[Path] = ()) -> Fingerprint:
    """The fingerprint of a project as it is now; take it before anything of the project is read.

    Args:
        root: The project's folder.
        also: Other files that this build reads, such as a list of names.
    """
    now = time.time_ns()
    told, unsettled = [], []
    for path, found in files(root, also):
        told.append(f"{path}\0{signature_of(found)}")
        if found and not is_clean_stat(found, now):
            unsettled.append((path, content(path)))
    facts = (*sorted(told), *machine(), *environment())
    return Fingerprint(cache.digest(*facts), tuple(sorted(unsettled)))


def surroundings(root: Path) -> str:
    """A digest of all that a build reads but the lesson; of the project's own files the content counts.

    So what is kept under it is found again when a file that was saved a moment ago is no longer new.
    """
    own, lesson = f"{root}{os.sep}", f"{root / 'content'}{os.sep}"
    told = [
        f"{path}\0{content(path) if path.startswith(own) else signature_of(found)}"
        for path, found in files(root, ())
        if not (path.startswith(lesson) and path.endswith(_LESSON_FILES))
    ]
    return cache.digest(*sorted(told), *machine(), *environment())


def same(before: Fingerprint, now: Fingerprint) -> bool:
    """Whether nothing has changed between the two."""
    return before.digest == now.digest and all(content(path) == known for path, known in before.unsettled)


def files(root: Path, also: Iterable[Path]) -> Iterator[tuple[str, Stat | None]]:
    """Every file that is or may be read, with what the file system says of it."""
    singles = (root / "handouts.yaml", *also)
    for path in singles:
        yield from _single(str(path))
    tops = (root / "content", root / "templates", starter() / "templates", _PACKAGE, *_extension_folders())
    for top in dict.fromkeys(map(str, tops)):
        yield from _tree(top, set())


def _single(path: str) -> Iterator[tuple[str, Stat | None]]:
    try:
        yield path, os.stat(path)  # noqa: PTH116
    except OSError:
        yield path, None


def _tree(top: str, seen: set[tuple[int, int]]) -> Iterator[tuple[str, Stat | None]]:
    """All files below a folder; links are followed, but not in circles."""
    if not os.path.isdir(top):  # noqa: PTH112
        yield from _single(top)
        return
    try:
        place = os.stat(top)  # noqa: PTH116
        if (place.st_dev, place.st_ino) in seen:
            return
        seen.add((place.st_dev, place.st_ino))
        with os.scandir(top) as entries:
            found = list(entries)
    except OSError:
        yield top, None
        return
    for entry in found:
        if entry.name == _DERIVED:
            continue
        try:
            folder, there = entry.is_dir(), None if entry.is_dir() else entry.stat()
        except OSError:  # a link to nothing, or to itself
            folder, there = False, None
        if folder:
            yield from _tree(entry.path, seen)
        else:
            yield entry.path, there


def machine() -> Iterator[str]:
    """The interpreter, what is installed for it, and the libraries of the system."""
    yield f"{sys.version} {sys.platform}"
    for path in (*_LIBRARIES, *os.environ.get("WEASYPRINT_DLL_DIRECTORIES", "").split(";")):
        if path:
            yield f"{path}\0{signature(path)}"
    for path in _installed():
        yield f"{path}\0{signature(path)}"


def environment() -> Iterator[str]:
    """The variables that decide something about what is made."""
    for name, value in sorted(os.environ.items()):
        if name in _SURROUNDINGS or (name.startswith(_OWN) and name not in _ANYWHERE):
            yield f"{name}={value}"


def _installed() -> Iterator[str]:
    """What installers leave beside packages: an update of one changes at least one of these."""
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                yield from sorted(entry.path for entry in entries if entry.name.endswith(_INSTALLED))
        except OSError:
            continue


def _extension_folders() -> Iterator[str]:
    """Where the code lies that other packages bring for templates; it may be edited without being installed anew."""
    for place in _installed():
        try:
            with open(f"{place}/entry_points.txt", encoding="utf-8") as file:  # noqa: PTH123
                words = file.read()
        except (OSError, UnicodeDecodeError):
            continue
        for group in _EXTENSIONS:
            yield from _code(words.partition(group)[2].partition("\n[")[0])


def _code(points: str) -> Iterator[str]:
    """The files or folders of the packages that entry points name, found without being imported."""
    from importlib.util import find_spec

    for line in points.splitlines():
        package = line.partition("=")[2].partition(":")[0].strip().partition(".")[0]
        try:
            spec = find_spec(package) if package else None
        except (ImportError, ValueError):
            continue
        if spec:
            yield from spec.submodule_search_locations or ([spec.origin] if spec.origin else [])


class Stamp(NamedTuple):
    """What was up to date: the output folder, the files below it, and those that `clean` would delete."""

    target: Path
    names: tuple[str, ...]
    left: tuple[str, ...]


def up_to_date(now: Fingerprint, root: Path, output: Path | None, options: Iterable[str]) -> Stamp | None:
    """What is known to be up to date, or None if that is not known and has to be looked at.

    Args:
        now: As `take` has it.
        root: The project's folder.
        output: The folder that the person named; without one the project says which it is.
        options: Every option that decides which files are made, in a fixed order.
    """
    kept = cache.load(_KIND, _key(root, output, options))
    if kept is None:
        return None
    known, outputs, target, *sections = kept.decode("utf-8", "surrogateescape").split(_SECTION)
    names, left, unsettled = (tuple(section.split(_FIELD)) if section else () for section in sections)
    before = Fingerprint(known, tuple(zip(unsettled[::2], unsettled[1::2], strict=True)))
    if not same(before, now) or outputs != _signatures(target, names):
        return None
    return Stamp(Path(target), names, tuple(name for name in left if os.path.lexists(f"{target}/{name}")))


def remember(
    before: Fingerprint,
    root: Path,
    output: Path | None,
    options: Iterable[str],
    *,
    target: Path,
    names: Sequence[str],
    left: Sequence[str] = (),
) -> None:
    """Note that these files are up to date; only if none failed, and after the manifest has been written.

    Args:
        before: The fingerprint taken before anything was read.
        root: The project's folder.
        output: The folder that the person named, if any.
        options: As for `up_to_date`.
        target: The folder that the files are in.
        names: The files, below it.
        left: What lies there although the project no longer makes it, below it.
    """
    place, now = str(target.absolute()), time.time_ns()
    outputs, hashes = _signatures(place, names), {path: signature(path) for path in _paths(place, names)}
    young = tuple((path, content(path)) for path, seen in hashes.items() if not is_clean(seen, now))
    if "none" in hashes.values() or not all(known for _, known in (*before.unsettled, *young)):
        return
    unsettled = (part for pair in (*before.unsettled, *young) for part in pair)
    sections = (before.digest, outputs, place, *(_FIELD.join(section) for section in (names, left, unsettled)))
    cache.keep(_KIND, _key(root, output, options), _SECTION.join(sections).encode("utf-8", "surrogateescape"))


def _key(root: Path, output: Path | None, options: Iterable[str]) -> str:
    return cache.digest(str(root), str(output.absolute()) if output else "", *options)


def _paths(target: str, names: Sequence[str]) -> Iterable[str]:
    return (f"{target}/{name}" for name in (*names, MANIFEST))


def _signatures(target: str, names: Sequence[str]) -> str:
    """Length and times of all these files and of the manifest, as one digest."""
    return cache.digest(*(f"{path}\0{signature(path)}" for path in _paths(target, names)))
