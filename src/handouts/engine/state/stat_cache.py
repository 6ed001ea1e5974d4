"""The stat cache: how a file looks from outside, what is in it, and whether its times can be trusted.

A file that changed just before may change again without looking any newer, since clocks of file systems tick: 10 ms on
Linux, 2 s on FAT. Of such a file the content counts as well, as in Git ("racy-git" in its technical documentation).

Thousands of files are looked at whenever `build` is asked for, so paths are words here: a Path for each takes too long.

`HashCache` knows how files looked when they were last read, and what was in them, so that 100,000 of them need not be
read again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from handouts import cache
from handouts.plainfiles import sha256_of

_LARGEST = 100_000_000
"""Bytes that are looked at of one file; none of a project that is used may have as many."""
_FINE, _COARSE = 20_000_000, 2_000_000_000
"""Nanoseconds after which a change shows, with a margin: where times have fractions of a second, and where not."""

Stat = os.stat_result
_KIND = "hashes"


def signature(path: str) -> str:
    """Length of a file in bytes, and its times in nanoseconds since 1970, as one word; `none` if it is not there."""
    try:
        return signature_of(os.stat(path))  # noqa: PTH116
    except OSError:
        return signature_of(None)


def signature_of(found: Stat | None) -> str:
    """The same of what the file system has said already."""
    return f"{found.st_size} {found.st_mtime_ns} {_changed(found)}" if found else "none"


def is_clean(signature: str, now: int) -> bool:
    """Whether any further change of a file would show in its signature; if not, it is what Git calls racily clean.

    Args:
        signature: As `signature` has it.
        now: The time when it looked so, in nanoseconds since 1970.
    """
    return _settled(max(map(int, signature.split()[1:]), default=0), now)


def is_clean_stat(found: Stat, now: int) -> bool:
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


@dataclass
class HashCache:
    """The SHA-256 of files below a folder."""

    output: Path
    known: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, output: Path) -> HashCache:
        """What was known when this folder was last looked at."""
        kept = cache.load(_KIND, _key(output))
        parts = kept.decode("utf-8", "surrogatepass").split("\0") if kept else []
        return cls(output, {name: (seen, known) for name, seen, known in zip(*[iter(parts)] * 3, strict=False)})

    def sha256(self, name: str) -> str | None:
        """The digest of a file as it is now, None if there is none that can be read."""
        path = f"{self.output}/{name}"
        seen, known = self.known.get(name, ("", ""))
        if (now := signature(path)) == seen:
            return known
        asked = time.time_ns()
        try:
            found = sha256_of(path)
        except OSError:
            return None
        if is_clean(now, asked):
            self.known[name] = (now, found)
        return found

    def enter(self, name: str, digest: str) -> None:
        """A file was written just now, and this is its digest."""
        self.known[name] = (signature(f"{self.output}/{name}"), digest)

    def keep(self, names: Collection[str]) -> None:
        """Keep what is known of these files for the next time.

        One that was written within the last tick of the clock is left out: somebody may change it in the same tick.
        """
        now = time.time_ns()
        parts = [
            part
            for name, (seen, digest) in sorted(self.known.items())
            if name in names and is_clean(seen, now)
            for part in (name, seen, digest)
        ]
        cache.keep(_KIND, _key(self.output), "\0".join(parts).encode("utf-8", "surrogatepass"))


def _key(output: Path) -> str:
    return cache.digest(str(output.absolute()))
