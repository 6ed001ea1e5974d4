"""What each language prints: its quotation marks, and which words hold together."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from handouts.languages import Typesetting, of
from handouts.locales import manner_of


@cache
def conventions(tag: str) -> Typesetting | None:
    """The conventions for a BCP 47 tag, its months named in full; none where it names a language that has none."""
    found = of(tag).typesetting
    return replace(found, months=found.months | frozenset(manner_of(tag).months)) if found else None
