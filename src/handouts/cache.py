"""What is kept from one run to the next in the user's cache folder: only what saves time, safe to delete at any moment.

An entry is found by the kind of thing it is and by a key that names everything it was made from, so it never has to be
judged by its age. It is written whole or not at all and carries a digest of itself: what a crash or a full disk left of
one counts as not there. A folder that cannot be written costs time, never a build.

Entries may be pickles, so the folder is the user's alone. `HANDOUTS_CACHE` names another one, `HANDOUTS_CACHE=` none.
"""

from __future__ import annotations

import os
import time
from functools import cache
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

DIGEST = 16
"""Bytes of the digest that an entry begins with."""
IDLE_DAYS = 30
"""An entry that nobody has asked for in so long may go."""


def digest(*parts: bytes | str) -> str:
    """A key made of parts, whose borders count: 32 hexadecimal digits (BLAKE2b, RFC 7693)."""
    found = blake2b(digest_size=DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


@cache
def folder() -> Path | None:
    """The cache folder, or None if there is to be none. It need not be there."""
    named = os.environ.get("HANDOUTS_CACHE")
    if named is not None:
        return Path(named).absolute() if named else None
    from platformdirs import user_cache_path

    return user_cache_path("handouts", appauthor=False)


def load(kind: str, key: str) -> bytes | None:
    """What was kept under this key, or None: never kept, deleted, or not whole.

    Args:
        kind: A word for what it is, such as `lines`; each has a folder of its own.
        key: As `digest` makes it.
    """
    path = _path(kind, key)
    try:
        data = path.read_bytes() if path else b""
        if len(data) < DIGEST or blake2b(data[DIGEST:], digest_size=DIGEST).digest() != data[:DIGEST]:
            return None
        assert path is not None
        if time.time() - path.stat().st_mtime > 24 * 3600:
            os.utime(path)
    except OSError:
        return None
    return data[DIGEST:]


def keep(kind: str, key: str, data: bytes) -> None:
    """Keep this under that key until it has not been asked for in a month; if that cannot be, do without."""
    path, home = _path(kind, key), folder()
    if path is None or home is None:
        return
    temporary = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(exist_ok=True)
        temporary.write_bytes(blake2b(data, digest_size=DIGEST).digest() + data)
        os.replace(temporary, path)
    except OSError:
        _drop(temporary)


def prune() -> None:
    """Delete what nobody has asked for in a month, and what crashes left half written."""
    home, eldest = folder(), time.time() - IDLE_DAYS * 24 * 3600
    for path in home.glob("*/*") if home else ():
        try:
            if path.is_file() and path.stat().st_mtime < eldest:
                path.unlink()
        except OSError:
            continue


def _path(kind: str, key: str) -> Path | None:
    home = folder()
    return home / kind / key if home else None


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
