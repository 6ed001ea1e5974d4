"""A seal on files that hold code, so that what somebody else has put in their place is never run.

It is a message authentication code (keyed BLAKE2b, RFC 7693) of a file's name and content. Its key lies in another
folder than the files, readable by this user alone: a file that was damaged, swapped, or carried here from a share or
from another machine has no seal of this user, whatever is in it. Who can read the key can run code as this user anyway.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path

from handouts.plainfiles import open_plain
from handouts.userfolders import user_state

SEAL = 16
"""Bytes of the seal that a file begins with."""
_KEY_BYTES = 32
_KEY = "cache-key"


def sealed(name: str, data: bytes) -> bytes | None:
    """The data with its seal in front; None if there is no key.

    Args:
        name: Under which the data is kept, and by which alone it is to be found again.
        data: What is kept.
    """
    key = _key()
    return None if key is None else _seal(key, name, data) + data


def unsealed(name: str, found: bytes) -> bytes | None:
    """The data in a file; None if it is not whole, not kept under this name, or not sealed by this user."""
    key, seal, data = _key(), found[:SEAL], found[SEAL:]
    return data if key is not None and compare_digest(_seal(key, name, data), seal) else None


def key_file() -> Path | None:
    """Where the key is; None if this user has no folder for it."""
    home = user_state()
    return home / _KEY if home else None


def has_key() -> bool:
    """Whether there is a key, made now if need be."""
    return _key() is not None


def _seal(key: bytes, name: str, data: bytes) -> bytes:
    found = blake2b(name.encode() + b"\0", key=key, digest_size=SEAL)
    found.update(data)
    return found.digest()


@cache
def _key() -> bytes | None:
    """The key of this user, made if there is none; of two processes that make one at once the last is right.

    What the other has sealed meanwhile counts as not there.
    """
    path = key_file()
    if path is None:
        return None
    return _read(path) or (_read(path) if _make(path) else None)


def _read(path: Path) -> bytes | None:
    """The key, unless others could have read or written it."""
    try:
        with os.fdopen(open_plain(path), "rb") as file:
            found = os.fstat(file.fileno())
            if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & 0o077):
                return None
            key = file.read(_KEY_BYTES + 1)
    except OSError:
        return None
    return key if len(key) == _KEY_BYTES else None


def _make(path: Path) -> bool:
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(open_plain(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(os.urandom(_KEY_BYTES))
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        return False
    return True
