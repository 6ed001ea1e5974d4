"""A file's text, or the reason why it cannot be used: too large, outside of the project, not UTF-8."""

from __future__ import annotations

import codecs
import os
import re
import stat
from itertools import islice
from pathlib import Path

from handouts.errors import ContentError, Problem, one_problem

MAX_BYTES = 5 * 1024 * 1024
"""A whole lesson is about 400 KB; anything far above is a mistake and would only take time to read."""

UNPRINTABLE = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What may stand in no text: control characters, tabs, unusual line breaks, stray byte order marks."""

_UNDECODABLE = re.compile("[\ud800-\udfff]")
"""How Python tells bytes in names of files that are no letters (PEP 383)."""

MAX_UNPRINTABLE = 20
"""Reported for one file; more of them say nothing new."""


def shown(path: Path, root: Path) -> str:
    """How messages name a file: relative to the project where it is part of it, other bytes than UTF-8 as digits."""
    inside = path.is_relative_to(root)
    return os.fsencode((path.relative_to(root) if inside else path).as_posix()).decode("utf-8", "backslashreplace")


def read_text(path: Path, root: Path) -> str:
    """The text of one file of the project, without byte order mark.

    Raises:
        ContentError: It is missing, leads out of the project, is too large, or is not clean UTF-8.
    """
    return clean(read_raw(path, root), shown(path, root))


def read_raw(path: Path, root: Path) -> bytes:
    """The bytes of one file of the project that should hold text.

    Raises:
        ContentError: It is missing, leads out of the project or is too large.
    """
    name = shown(path, root)
    _refuse_unsafe(path, root, name)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ContentError(one_problem(name, f"cannot be read ({error.strerror}); check its permissions")) from error
    if len(raw) > MAX_BYTES:
        raise ContentError(one_problem(name, _too_large(len(raw))))
    return raw


def clean(raw: bytes, name: str) -> str:
    """The text of a file, without byte order mark.

    Raises:
        ContentError: It is not clean UTF-8.
    """
    text = _decoded(raw, name)
    if found := [_unprintable(match, text, name) for match in islice(UNPRINTABLE.finditer(text), MAX_UNPRINTABLE)]:
        raise ContentError(found)
    return text


def read_bytes(path: Path, root: Path, most: int) -> bytes:
    """A file of the project that is no text, with `most` bytes.

    Raises:
        ContentError: It is missing, leads out of the project or is too large.
    """
    name = shown(path, root)
    _refuse_unsafe(path, root, name, most)
    try:
        return path.read_bytes()
    except OSError as error:
        raise ContentError(one_problem(name, f"cannot be read ({error.strerror}); check its permissions")) from error


def refuse_unsafe(path: Path, root: Path, most: int) -> None:
    """Refuse a file that `read_bytes` would refuse, without reading it.

    Raises:
        ContentError: It is missing, leads out of the project, is no plain file or is too large.
    """
    _refuse_unsafe(path, root, shown(path, root), most)


def _refuse_unsafe(path: Path, root: Path, name: str, most: int = MAX_BYTES) -> None:
    """Refuse, before opening it, what could hang, fill the memory, show files from elsewhere, or cannot be named."""
    if path.is_relative_to(root) and _UNDECODABLE.search(str(path.relative_to(root))):
        raise ContentError(one_problem(name, "has a name that is not UTF-8; rename it"))
    try:
        real = path.resolve(strict=True)
        status = real.stat()
    except FileNotFoundError as error:
        raise ContentError(one_problem(name, "does not exist; create it or correct its name")) from error
    except (OSError, RuntimeError) as error:
        raise ContentError(one_problem(name, f"cannot be read ({error}); replace it by a plain file")) from error
    if path.is_relative_to(root) and not real.is_relative_to(root.resolve()):
        raise ContentError(one_problem(name, "leads out of the project; copy the file here instead of linking to it"))
    if not stat.S_ISREG(status.st_mode):
        raise ContentError(one_problem(name, "is not a plain file; replace it by one or rename it"))
    if status.st_size > most:
        raise ContentError(one_problem(name, _too_large(status.st_size, most)))


def _too_large(size: int, most: int = MAX_BYTES) -> str:
    advice = "split it or remove what is not text" if most == MAX_BYTES else "make it smaller"
    return f"is larger than {most / 1024**2:.0f} MB ({size / 1024**2:.1f} MB); {advice}"


def _decoded(raw: bytes, name: str) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ContentError(one_problem(name, "is UTF-16; save it as UTF-8"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw.removeprefix(codecs.BOM_UTF8)[: error.start]
        line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        byte = error.object[error.start]
        message = f"byte 0x{byte:02X} is not UTF-8; save the file as UTF-8 (it may be Windows-1252 now)"
        raise ContentError(one_problem(name, message, line, column)) from error


def _unprintable(match: re.Match[str], text: str, name: str) -> Problem:
    before = text[: match.start()]
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    if match[0] == "\t":
        return Problem(name, line, column, "a tab; use spaces")
    return Problem(name, line, column, f"the invisible character U+{ord(match[0]):04X}; delete it")
