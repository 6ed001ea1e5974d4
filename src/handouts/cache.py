"""What is kept from one run to the next in the user's cache folder: only what saves time, safe to delete at any moment.

An entry is found by the kind of thing it is and by a key that names everything it was made from, so it never has to be
judged by its age. It is written whole or not at all, and sealed under its kind and key (`sealing`): what a crash or a
full disk left of one, and whatever else lies in its place, counts as not there. A folder that cannot be written costs
time, never a build.

Entries may be pickles or code, so only what this user's own runs have sealed is read, and the folder is the user's
alone: one of another user's, or one that everybody can write to, is not used. `HANDOUTS_CACHE` names another one,
`HANDOUTS_CACHE=` none.
"""

from __future__ import annotations

import os
import re
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from handouts.plainfiles import open_plain, read_plain
from handouts.sealing import sealed, unsealed
from handouts.userfolders import user_cache

DIGEST = 16
"""Bytes of the digests that keys and marks are."""
LARGEST = 256 << 20
"""Bytes of the largest entry; nothing that is kept is nearly as large."""
IDLE_DAYS = 30
"""An entry that nobody has asked for in so long may go."""
_DAY = 24 * 3600
_PRUNED = "pruned"
_ENTRY = r"[0-9a-f]{32}|\.[0-9a-f]{32}\.[0-9a-f]{8}"
"""How entries are called, and what a crash left of one."""


def digest(*parts: bytes | str) -> str:
    """A key made of parts, whose borders count: 32 hexadecimal digits (BLAKE2b, RFC 7693)."""
    found = blake2b(digest_size=DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


@cache
def code(*rooms: str) -> str:
    """A digest of the source of some rooms of this package, for what depends on it: `code("reader", "errors.py")`."""
    places = [Path(__file__).parent / room for room in rooms]
    files = (path for place in places for path in ([place] if place.suffix else sorted(place.rglob("*.py"))))
    return digest(*(path.read_bytes() for path in files))


@cache
def folder() -> Path | None:
    """The cache folder, or None if there is to be none. It need not be there."""
    named = os.environ.get("HANDOUTS_CACHE")
    if named is not None:
        return Path(named).absolute() if named else None
    return user_cache()


def is_safe(home: Path) -> bool:
    """Whether nobody but this user can have written what is in a folder, or it is not there yet; on Windows always."""
    try:
        found = home.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return not hasattr(os, "geteuid") or (found.st_uid == os.geteuid() and not found.st_mode & 0o002)


def load(kind: str, key: str) -> bytes | None:
    """What was kept under this key, or None: never kept, deleted, or not whole.

    Args:
        kind: A word for what it is, such as `lines`; each has a folder of its own.
        key: As `digest` makes it.
    """
    path = _path(kind, key)
    if path is None:
        return None
    try:
        found = read_plain(path, LARGEST)
        if (data := unsealed(f"{kind}/{key}", found)) is not None and time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)
    except OSError:
        return None
    return data


def keep(kind: str, key: str, data: bytes) -> None:
    """Keep this under that key until it has not been asked for in a month; if that cannot be, do without."""
    path = _path(kind, key)
    if path is None or (entry := sealed(f"{kind}/{key}", data)) is None:
        return
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        path.parents[1].mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(exist_ok=True)
        with os.fdopen(open_plain(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
            file.write(entry)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()


def latest(kind: str, key: str, source: bytes, make: Callable[[], bytes]) -> bytes:
    """What is made of a source; under each key only what was made last is kept, compressed.

    Args:
        kind: A word for what it is, as for `load`.
        key: For whom it is made, and by what.
        source: What it is made of.
        make: Makes it.
    """
    mark = blake2b(source, digest_size=DIGEST).digest()
    kept = load(kind, key)
    if kept is not None and kept.startswith(mark):
        return zlib.decompress(kept[DIGEST:])
    made = make()
    keep(kind, key, mark + zlib.compress(made, 1))
    return made


def prune() -> None:
    """Delete what nobody has asked for in a month, and what crashes left half written; does so once a day at most."""
    home, now = folder(), time.time()
    if home is None or not is_safe(home):
        return
    try:
        if (marker := home / _PRUNED).exists() and now - marker.stat().st_mtime < _DAY:
            return
        marker.touch()
    except OSError:
        return
    for path in _entries(home):
        try:
            if path.stat().st_mtime < now - IDLE_DAYS * _DAY:
                path.unlink()
        except OSError:
            continue


def held() -> tuple[int, int]:
    """How many entries there are, and how many bytes they take."""
    home = folder()
    sizes = [path.stat().st_size for path in _entries(home)] if home else []
    return len(sizes), sum(sizes)


def clear() -> tuple[int, int]:
    """Delete all entries; what else lies in the folder stays.

    Returns:
        How many they were, and how many bytes.
    """
    count = size = 0
    home = folder()
    for path in _entries(home) if home else ():
        try:
            found = path.stat().st_size
            path.unlink()
        except OSError:
            continue
        count, size = count + 1, size + found
    return count, size


def _entries(home: Path) -> Iterator[Path]:
    """Plain files of this folder itself: what links lead to is somebody's, however it is called."""
    found = (path for kind in home.glob("*") if not kind.is_symlink() for path in kind.glob("*"))
    return (path for path in found if re.fullmatch(_ENTRY, path.name) and path.is_file() and not path.is_symlink())


def _path(kind: str, key: str) -> Path | None:
    home = folder()
    return home / kind / key if home and is_safe(home) else None
