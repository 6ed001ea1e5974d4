"""What a deck looks like: the layouts that it is measured and filled by, and the empty presentation that has them.

Either this tool's own, in the colours of a brand, or a master that somebody else made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pptx

from handouts import cache
from handouts.languages import FALLBACK
from handouts.model.brand import Brand
from handouts.writers.powerpoint.layouts import LAYOUTS, Layout
from handouts.writers.powerpoint.tablestyle import STYLE

_ROOM = "writers/powerpoint"


@dataclass(frozen=True, eq=False)
class Design:
    """The layouts of a deck by the names that slides use, and the file that they are in.

    `brand` has the colours that the file shows; `spares` stand in for layouts where title or content have too little
    room; `font` is that of running text. Tables of a design that is `given` have its own style with banded rows.
    """

    file: bytes
    brand: Brand
    font: str
    table_style: str
    layouts: Mapping[str, Layout]
    spares: Mapping[str, Layout]
    given: bool = False


@lru_cache(maxsize=16)
def design_of(brand: Brand, master: bytes | None = None, language: str = FALLBACK) -> Design:
    """The design of a brand.

    Args:
        brand: Colours, fonts, logo; with a master only the names of its layouts count.
        master: A .pptx or .potx file to be used instead of this tool's own design.
        language: In which placeholders say what they are for.

    Raises:
        MasterError: The master cannot be used, or lacks something.
    """
    if master is None:
        return Design(_own(brand, language), brand, brand.fonts.slides, STYLE, LAYOUTS, {})
    from handouts.writers.powerpoint.given import read_master

    found = read_master(master, brand)
    return Design(found.file, found.brand, found.font, found.table_style, found.layouts, found.spares, given=True)


def _own(brand: Brand, language: str) -> bytes:
    """The empty presentation of a brand, from an earlier run if there is one."""
    logo = brand.logo.data if brand.logo else b""
    key = cache.digest(pptx.__version__, cache.code(_ROOM), repr(brand), logo, language)
    if kept := cache.load("masters", key):
        return kept
    from handouts.writers.powerpoint.theme import template

    made = template(brand, language)
    cache.keep("masters", key, made)
    return made


def master_mistakes(brand: Brand, master: bytes | None) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What is wrong with a master, or with what the brand says of it: keys of the brand, none for the file, and why."""
    if master is None:
        return ()
    from handouts.writers.powerpoint.given import MasterError

    try:
        design_of(brand, master)
    except MasterError as error:
        return error.found
    return ()
