"""Lines and paths that are kept from one run to the next, for each edition those that its last layout used.

So a document of which a word has changed is set anew only where it has: with what an earlier run has kept, six pages
take 0.88 of their time in a new process. A document that was never set takes what was kept of another one of its kind,
for other readers: most of their text is the same. They are found by all that decides them: versions of the libraries
that break text, fonts, exceptions, dictionaries.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pydyf
import weasyprint
from weasyprint.text.ffi import harfbuzz, pango

from handouts import cache as store
from handouts.writers.pdf.shortcuts.drawings import paths
from handouts.writers.pdf.shortcuts.lines import Lines

KIND = "lines"
MOST = 16 * 2**20
"""Bytes before they are compressed: more than a hundred pages need."""
LEAST = 0.02
"""Of the lines, so many must have changed for them to be written again."""


def keys_of(names: Sequence[str], fonts: str, exceptions: str) -> list[str]:
    """The keys under which the lines of a document are kept.

    Args:
        names: Its own name, then names that it has together with others.
        fonts: Its fonts.
        exceptions: The words with breaks of their own.
    """
    return [store.digest(name, fonts, exceptions, *_versions()) for name in names]


def bring(keys: Sequence[str], lines: Lines) -> frozenset[Any]:
    """Remember what was kept under the first of these keys that there is anything under.

    Returns:
        The keys of all that the document itself had used; nothing if it was only others.
    """
    for key in keys:
        if (kept := store.load(KIND, key)) is not None:
            broken, drawn = marshal.loads(zlib.decompress(kept))
            lines.update(broken)
            paths.update(drawn)
            return frozenset(broken) | frozenset(drawn) if key == keys[0] else frozenset()
    return frozenset()


def keep(keys: Sequence[str], lines: Lines, before: frozenset[Any]) -> None:
    """Keep what the document has used, unless that is as good as what it had used before.

    Args:
        keys: As of `keys_of`.
        lines: What is remembered.
        before: The keys of what is kept of it already.
    """
    used = lines.used.keys() | paths.used.keys()
    if before and len(used ^ before) <= LEAST * len(before):
        return
    data = marshal.dumps((lines.used, paths.used))
    if len(data) <= MOST:
        packed = zlib.compress(data, 1)
        for key in keys:
            store.keep(KIND, key, packed)


@cache
def _versions() -> tuple[str, ...]:
    """What breaks lines besides fonts, words and style."""
    home = Path(weasyprint.__file__).parent
    there = (*(home / name for name in ("text/line_break.py", "draw/text.py", "svg/path.py")), Path(pydyf.__file__))
    ours = Path(__file__).parents[1]
    files = (*there, ours / "whole_words.py", ours / "compounds.py", *sorted((ours / "hyphens").iterdir()))
    contents = store.digest(store.code("writers/pdf/shortcuts"), *(path.read_bytes() for path in files))
    return sys.version, weasyprint.__version__, str(pango.pango_version()), _harfbuzz(), _pyphen(), contents


def _harfbuzz() -> str:
    """The version of HarfBuzz, which only says whether it is at least another one."""
    version = [0, 0, 0]
    for place in range(3):
        while harfbuzz.hb_version_atleast(*version[:place], version[place] + 1, *[0] * (2 - place)):
            version[place] += 1
    return ".".join(map(str, version))


def _pyphen() -> str:
    import pyphen

    return str(pyphen.__version__)
