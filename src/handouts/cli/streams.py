"""Standard input, output and error as this program needs them, whoever started it and however."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TextIO

_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
"""By their numbers, from 0 on."""
_ESCAPED = "handouts.escaped"


def prepare_streams() -> None:
    """Open those that are closed, and let no letter be too much for one."""
    open_closed_streams()
    codecs.register_error(_ESCAPED, _escaped)
    for stream in (sys.stdout, sys.stderr):
        _let_all_letters_pass(stream)


def open_closed_streams() -> None:
    """Open the null device in place of each stream that is closed; what is printed there is lost, as was asked.

    A file that is opened gets the lowest number that is free (POSIX, open). That of a closed stream would be given to
    a lock or to a finished file, and what a library or a process started by this one prints would be written into it.
    """
    for number, (name, mode) in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 (it stays)


def give_up_full_streams() -> None:
    """Lose what a stream cannot take, on a full disk say; else Python tells of it by itself when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with open(os.devnull, "wb") as null:  # noqa: PTH123
                os.dup2(null.fileno(), stream.fileno())


def _let_all_letters_pass(stream: TextIO) -> None:
    """Escape letters that a stream's encoding lacks: Latin-1 and Windows' code pages have no arrow and no kanji."""
    change = getattr(stream, "reconfigure", None)
    if change is not None and stream.errors == "strict":
        change(errors=_ESCAPED)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """As JSON escapes letters (RFC 8259, section 7), so that what is for programs stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (letters[place : place + 2].hex() for place in range(0, len(letters), 2))
    return "".join(f"\\u{unit}" for unit in units), error.end
