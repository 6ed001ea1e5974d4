"""Style sheets as WeasyPrint parses them, kept from one run to the next.

Reading a sheet takes a tenth of the time of parsing it, or less. Sheets are kept as pickles; the tests that selectors
are compiled to are functions, of which the code is kept.
"""

from __future__ import annotations

import marshal
import pickle
import re
from collections.abc import Callable
from importlib.util import MAGIC_NUMBER
from io import BytesIO
from types import CodeType, FunctionType
from typing import Any
from urllib.parse import urlparse

from webencodings import ascii_lower  # type: ignore[import-untyped]

from handouts import cache

KIND = "sheets"
SPACES = re.compile("[^ \t\r\n\f]+")
TESTED_WITH = {"split_whitespace": SPACES.findall, "ascii_lower": ascii_lower, "urlparse": urlparse}
"""What the tests of selectors call."""


def brought(key: str) -> Any | None:
    """What was kept under this key in an earlier run, if anything."""
    kept = cache.load(KIND, key)
    return None if kept is None else pickle.loads(kept)


def keep(key: str, sheet: Any) -> None:
    """Keep a sheet, and what goes with it, for the next run."""
    data = BytesIO()
    _Pickler(data, protocol=5).dump(sheet)
    cache.keep(KIND, key, data.getvalue())


def key_of(*source: str) -> str:
    """The key of what is made of a sheet by these versions of what makes it."""
    import cssselect2
    import tinycss2
    import weasyprint

    return cache.digest(MAGIC_NUMBER, weasyprint.VERSION, tinycss2.VERSION, cssselect2.VERSION, *source)


def with_names(make: Callable[..., Any], source: str, names: dict[str, Any]) -> Any:
    """A sheet of WeasyPrint's own, with the names of counters that it defines.

    Args:
        make: WeasyPrint's `CSS`.
        source: The sheet.
        names: What the sheet adds its names to.
    """
    key = key_of(source)
    found = brought(key)
    if found is None:
        found = make(string=source, counter_style=names), dict(names)
        keep(key, found)
    names.update(found[1])
    return found[0]


class _Pickler(pickle.Pickler):
    """Keeps the code of tests, which pickle could not."""

    def reducer_override(self, found: Any) -> Any:
        if isinstance(found, FunctionType) and found.__name__ == "<lambda>":
            assert found.__globals__.keys() >= TESTED_WITH.keys()
            assert not found.__closure__
            return _test, (marshal.dumps(found.__code__),)
        return NotImplemented


def _test(code: bytes) -> FunctionType:
    loaded = marshal.loads(code)
    assert isinstance(loaded, CodeType)
    return FunctionType(loaded, TESTED_WITH)
