"""Bytes of a text file → its text: UTF-8, else as Windows writes Western European; control characters are dropped."""

from __future__ import annotations

import codecs
import re

from handouts.errors import ContentError, one_problem
from handouts.importing.found import Found
from handouts.reader.files import MAX_BYTES

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def decoded(raw: bytes, found: Found) -> str:
    """The text of a file, its line ends those of Unix; what had to be guessed or dropped is told.

    Raises:
        ContentError: It is no text, or too large.
    """
    if len(raw) > MAX_BYTES:
        raise ContentError(one_problem(found.name, "this text is larger than 5 MB; import it in parts"))
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16", "replace")
    elif b"\x00" in raw:
        raise ContentError(one_problem(found.name, "this is no text file; export it from where it was made once more"))
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
            found.lose(0, "this file is not UTF-8; it is read as Windows writes it (1252), so look at its umlauts")
    return without_controls(text, found)


def without_controls(text: str, found: Found) -> str:
    """A text that can be printed."""
    text = re.sub(r"\r\n?", "\n", text).expandtabs(4)
    cleaned, count = _UNPRINTABLE.subn("", text)
    if count:
        found.lose(0, f"{count} characters that cannot be printed are left out")
    return cleaned
