"""Files opened only if they are plain ones: no link, no pipe that nobody writes to, no device without an end."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import file_digest
from pathlib import Path

LARGEST = 4 << 30
"""Bytes of the largest file whose digest is asked for; no build makes one like that."""
_CAREFUL = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
"""Where they exist: fail at a link, do not wait for whoever is at the other end of a pipe."""


def open_plain(path: Path | str, flags: int = os.O_RDONLY, mode: int = 0o644) -> int:
    """Open a file as `os.open` does; `mode` are the permissions of one that it makes.

    Raises:
        OSError: It cannot be opened, or is no plain file.
    """
    file = os.open(path, flags | _CAREFUL, mode)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OSError(errno.EINVAL, "not a plain file", str(path))
    return file


def read_plain(path: Path | str, most: int) -> bytes:
    """What is in a file.

    Raises:
        OSError: It cannot be read, is no plain file, or has more than `most` bytes.
    """
    with open(open_plain(path), "rb") as file:
        return file.read(_size(file.fileno(), path, most))  # room for as many bytes is taken at once


def sha256_of(path: Path | str) -> str:
    """The digest of a file.

    Raises:
        OSError: It cannot be read, is no plain file, or has more than `LARGEST` bytes.
    """
    with open(open_plain(path), "rb") as file:
        _size(file.fileno(), path, LARGEST)
        return file_digest(file, "sha256").hexdigest()


def _size(file: int, path: Path | str, most: int) -> int:
    """How many bytes an opened file has, if there are not too many."""
    if (size := os.fstat(file).st_size) > most:
        raise OSError(errno.EFBIG, f"larger than {most >> 20} MB", str(path))
    return size
