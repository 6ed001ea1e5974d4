"""The page to convert: read whole if it is a plain file, in the encoding that browsers would take."""

from __future__ import annotations

import os
from pathlib import Path

from tinyhtml5.inputstream import HTMLBinaryInputStream

from handouts.errors import ContentError, one_problem
from handouts.plainfiles import read_plain

LARGEST = 50_000_000
"""Bytes that a page or a picture may have."""


def read_page(path: Path) -> str:
    """The text of a page.

    Raises:
        ContentError: It is no plain file, too large, empty, or not in the encoding that it is said to be in.
    """
    name = name_of(path)
    try:
        data = read_plain(path.resolve(), LARGEST)
    except (OSError, ValueError) as error:
        raise ContentError(one_problem(name, why_not(error))) from error
    html = _decoded(data, name)
    if not html.strip():
        raise ContentError(one_problem(name, "is empty"))
    return html


def name_of(path: Path) -> str:
    """What messages call a file; bytes of its name that are no letters are escaped, as no document may hold them."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def why_not(error: Exception) -> str:
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
