"""How hard files are compressed: at level 7 of zlib.

pydyf asks for the highest level, 9, which takes three times as long, a twentieth of the time of a document, and makes
files 1 to 2 % smaller. This is no short cut that could be left out: the level decides the bytes.
"""

from __future__ import annotations

import zlib
from functools import partial
from types import SimpleNamespace

import pydyf

LEVEL = 7


def compress_quickly() -> None:
    """Let pydyf compress at this level from now on."""
    pydyf.zlib = SimpleNamespace(
        compress=partial(zlib.compress, level=LEVEL), compressobj=lambda level: zlib.compressobj(min(level, LEVEL))
    )
