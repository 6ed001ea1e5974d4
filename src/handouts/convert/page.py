"""A page and the files beside it: read whole, in the encoding that browsers would take, and none but plain files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from tinyhtml5.inputstream import HTMLBinaryInputStream

from handouts.errors import ContentError, Problem, one_problem
from handouts.plainfiles import read_plain
from handouts.slides import illegible

LARGEST = 50_000_000
"""Bytes that a page or a picture may have."""
_MOST_TOLD = 20
"""Characters named for one file; more of them say nothing new."""


class MissingError(ValueError):
    """There is no such file."""


def read_page(path: Path) -> str:
    """The text of a page.

    Raises:
        ContentError: It is no plain file, too large, empty, or not in the encoding that it is said to be in.
    """
    name = name_of(path)
    try:
        data = read_plain(path.resolve(), LARGEST)
    except (OSError, ValueError) as error:
        raise ContentError(one_problem(name, _why_not(error))) from error
    html = _decoded(data, name)
    if not html.strip():
        raise ContentError(one_problem(name, "is empty"))
    return html


def name_of(path: Path) -> str:
    """What messages call a file; bytes of its name that are no letters are escaped, as no document may hold them."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def _why_not(error: Exception) -> str:
    """Why a file cannot be read, to follow its name: the system's reason, or that no file can be called so."""
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read ({reason or 'no file can be called so'}); see what it is"


def _decoded(data: bytes, name: str) -> str:
    """Text by its byte order mark, else by what the page says in its beginning (HTML, 13.2.3.2), else UTF-8."""
    encoding, _ = HTMLBinaryInputStream(data, default_encoding="utf-8").encoding
    try:
        text: str = encoding.codec_info.decode(data, "strict")[0]
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "in an encoding that nobody reads" if encoding.name == "replacement" else f"not {encoding.name.upper()}"
        raise ContentError(one_problem(name, f"is {what}; save it as UTF-8", line)) from error
    return text.removeprefix("\ufeff")


def left_out(text: str, name: str) -> Iterator[Problem]:
    """Say which characters of a file are left out since no document may hold them."""
    found = illegible(text)
    for line, character in islice(found, _MOST_TOLD):
        yield Problem(name, line, 0, f"the invisible character {character} is left out")
    if next(found, None):
        yield Problem(name, 0, 0, "more invisible characters are left out; is it text at all?")


def local_file(page: Path, address: str) -> Path:
    """The file at an address within the folder of the page.

    Raises:
        ValueError: It is not there, or lies elsewhere.
    """
    folder = page.resolve().parent
    if not address or ":" in address or address.startswith("//"):
        raise ValueError("lies elsewhere, and nothing is fetched" if address else "has no address")
    name = unquote(address.partition("?")[0].partition("#")[0], errors="surrogateescape")
    try:
        path = (folder / name).resolve()
        inside, there = path.is_relative_to(folder), path.exists()
    except (OSError, ValueError, RuntimeError) as error:  # the last: links in a circle
        raise ValueError(_why_not(error)) from error
    if not inside:
        raise ValueError("lies outside the folder of the page")
    if not there:
        raise MissingError("is not there")
    return path


def read_file(path: Path) -> bytes:
    """A plain file.

    Raises:
        ValueError: With what is wrong with it.
    """
    try:
        return read_plain(path, LARGEST)
    except OSError as error:
        raise ValueError(_why_not(error)) from error
