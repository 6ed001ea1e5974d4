"""How a file looks from outside, what is in it, and whether its looks can be trusted.

A file that changed just before may change again without looking any newer, since clocks of file systems tick: 10 ms on
Linux, 2 s on FAT. Of such a file the content counts as well, as in Git ("racy-git" in its technical documentation).

Thousands of files are looked at whenever `build` is asked for, so paths are words here: a Path for each takes too long.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from stat import S_ISREG

_LARGEST = 100_000_000
"""Bytes that are looked at of one file; none of a project that is used may have as many."""
_FINE, _COARSE = 20_000_000, 2_000_000_000
"""Nanoseconds after which a change shows, with a margin: where times have fractions of a second, and where not."""

Stat = os.stat_result


def look(path: str) -> str:
    """Length of a file in bytes, and its times in nanoseconds since 1970, as one word; `none` if it is not there."""
    try:
        return look_of(os.stat(path))  # noqa: PTH116
    except OSError:
        return look_of(None)


def look_of(found: Stat | None) -> str:
    """The same of what the file system has said already."""
    return f"{found.st_size} {found.st_mtime_ns} {_changed(found)}" if found else "none"


def settled(look: str, now: int) -> bool:
    """Whether any further change of a file would show in its look.

    Args:
        look: As `look` has it.
        now: The time when it looked so, in nanoseconds since 1970.
    """
    return _settled(max(map(int, look.split()[1:]), default=0), now)


def settled_of(found: Stat, now: int) -> bool:
    """The same of what the file system has said at that time."""
    return _settled(max(found.st_mtime_ns, _changed(found)), now)


def _settled(newest: int, now: int) -> bool:
    return newest + (_FINE if newest % 1_000_000_000 else _COARSE) < now


def _changed(found: Stat) -> int:
    """On Windows `st_ctime` is when a file was made, which says nothing about changes."""
    return 0 if os.name == "nt" else found.st_ctime_ns


def content(path: str) -> str:
    """A digest of what is in a file; of one that cannot be read, or is none, nothing."""
    try:
        if not S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return ""
        with open(path, "rb") as file:  # noqa: PTH123
            return blake2b(file.read(_LARGEST), digest_size=16).hexdigest()
    except OSError:
        return ""
