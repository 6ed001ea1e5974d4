"""What a deck looks like: the layouts that it is measured and filled by, and the empty presentation that has them.

Either this tool's own, in the colours of a brand, or a master that somebody else made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from handouts.model.brand import Brand
from handouts.writers.powerpoint.given import MasterError, read_master
from handouts.writers.powerpoint.layouts import LAYOUTS, Layout
from handouts.writers.powerpoint.tablestyle import STYLE
from handouts.writers.powerpoint.theme import template


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
def design_of(brand: Brand, master: bytes | None = None, language: str = "en") -> Design:
    """The design of a brand.

    Args:
        brand: Colours, fonts, logo; with a master only the names of its layouts count.
        master: A .pptx or .potx file to be used instead of this tool's own design.
        language: In which placeholders say what they are for.

    Raises:
        MasterError: The master cannot be used, or lacks something.
    """
    if master is None:
        return Design(template(brand, language), brand, brand.fonts.slides, STYLE, LAYOUTS, {})
    found = read_master(master, brand)
    return Design(found.file, found.brand, found.font, found.table_style, found.layouts, found.spares, given=True)


def master_mistakes(brand: Brand, master: bytes | None) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What is wrong with a master, or with what the brand says of it: keys of the brand, none for the file, and why."""
    try:
        design_of(brand, master)
    except MasterError as error:
        return error.found
    return ()
