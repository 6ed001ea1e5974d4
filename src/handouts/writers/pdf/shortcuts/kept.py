"""Lines and paths that are kept from one run to the next, for each edition those that its last layout used.

So a document of which a word has changed is set anew only where it has: with what an earlier run has kept, six pages
take 0.88 of their time in a new process. They are found by all that decides them: versions of the libraries that break
text, fonts, exceptions, dictionaries.
"""

from __future__ import annotations

import marshal
import sys
import zlib
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


def key_of(kept: str, fonts: str, exceptions: str) -> str:
    """The name under which the lines of an edition are kept.

    Args:
        kept: The edition.
        fonts: Its fonts.
        exceptions: The words with breaks of their own.
    """
    return store.digest(kept, fonts, exceptions, *_versions())


def bring(key: str, lines: Lines) -> frozenset[Any]:
    """Remember what was kept under this key.

    Returns:
        The keys of all that it was.
    """
    kept = store.load(KIND, key)
    if kept is None:
        return frozenset()
    broken, drawn = marshal.loads(zlib.decompress(kept))
    lines.update(broken)
    paths.update(drawn)
    return frozenset(broken) | frozenset(drawn)


def keep(key: str, lines: Lines, before: frozenset[Any]) -> None:
    """Keep what the document has used, unless that is as good as what was kept before.

    Args:
        key: As of `key_of`.
        lines: What is remembered.
        before: The keys of what is kept already.
    """
    used = lines.used.keys() | paths.used.keys()
    if before and len(used ^ before) <= LEAST * len(before):
        return
    data = marshal.dumps((lines.used, paths.used))
    if len(data) <= MOST:
        store.keep(KIND, key, zlib.compress(data, 1))


@cache
def _versions() -> tuple[str, ...]:
    """What breaks lines besides fonts, words and style."""
    home = Path(weasyprint.__file__).parent
    homes = (Path(__file__), home / "text" / "line_break.py", home / "svg" / "path.py", Path(pydyf.__file__))
    files = (*homes, *sorted((Path(__file__).parents[1] / "hyphens").iterdir()))
    contents = store.digest(*(path.read_bytes() for path in files))
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
