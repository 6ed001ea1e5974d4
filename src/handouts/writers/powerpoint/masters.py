"""A brand, or somebody else's file → the master that a deck is written into."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import pptx
from pptx import Presentation

from handouts import cache
from handouts.languages import FALLBACK
from handouts.model.brand import Brand
from handouts.model.deck import Deck
from handouts.slidelayout import Page, brand_design
from handouts.writers.powerpoint.ooxml import TABLE_STYLE
from handouts.writers.powerpoint.package import Master, packed, set_languages, set_properties
from handouts.writers.powerpoint.variants import OWN, Variant

_ROOMS = ("slidelayout", "writers/powerpoint", "languages", "colours.py")
"""What decides the bytes of an own master, beside the brand."""


@lru_cache(maxsize=16)
def master_of(brand: Brand, master: bytes | None = None, language: str = FALLBACK) -> Master:
    """The master of a brand.

    Args:
        brand: Colours, fonts, logo; with a master only the names of its layouts count.
        master: A .pptx or .potx file to be used instead of this tool's own design.
        language: In which placeholders say what they are for.

    Raises:
        MasterError: The master cannot be used, or lacks something.
    """
    if master is None:
        return Master(_own(brand, language), brand_design(brand), TABLE_STYLE)
    from handouts.writers.powerpoint.custom_master import read_master

    return read_master(master, brand)


class Layouts:
    """The layouts of a presentation; those that only some pages need are added when the first of these asks."""

    def __init__(self, presentation: Any, master: Master, language: str) -> None:
        self._presentation, self._brand, self._language = presentation, master.design.brand, language
        self._natives = [layout for native in presentation.slide_masters for layout in native.slide_layouts]
        self._known: dict[Variant, Any] = {} if master.design.custom else dict(zip(OWN, self._natives, strict=False))

    def of(self, page: Page, variant: Variant | None) -> Any:
        """The layout of a page."""
        if variant is None:
            return self._natives[page.layout.place]
        if variant not in self._known:
            from handouts.writers.powerpoint.own_master import add_layout

            self._known[variant] = add_layout(
                self._presentation, variant, self._brand, self._language, self._named(variant)
            )
        return self._known[variant]

    def _named(self, variant: Variant) -> str:
        """A name that no layout has: with what its text is like, then as PowerPoint calls copies."""
        from handouts.writers.powerpoint.own_master import layout_names

        own = next(one for one in OWN if one.base == variant.base)
        name = layout_names(self._language).get(variant.base, variant.base)
        if variant.is_plain and not own.is_plain:
            name = f"{name} – Text"
        if variant.size != own.size:
            name = f"{name} – {variant.size} pt"
        taken = {layout.name for layout in self._known.values()}
        return next(one for one in (name, *(f"{copy}_{name}" for copy in range(1, len(taken) + 2))) if one not in taken)


def _own(brand: Brand, language: str) -> bytes:
    """The empty presentation of a brand, from an earlier run if there is one."""
    logo = brand.logo.data if brand.logo else b""
    key = cache.digest(pptx.__version__, cache.code(*_ROOMS), repr(brand), logo, language)
    if kept := cache.load("masters", key):
        return kept
    from handouts.writers.powerpoint.own_master import template

    made = template(brand, language)
    cache.keep("masters", key, made)
    return made


def master_mistakes(brand: Brand, master: bytes | None) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What is wrong with a master, or with what the brand says of it: keys of the brand, none for the file, and why."""
    if master is None:
        return ()
    from handouts.writers.powerpoint.custom_master import MasterError

    try:
        master_of(brand, master)
    except MasterError as error:
        return error.found
    return ()


def export_master(brand: Brand, master: bytes | None, *, language: str = FALLBACK, template: bool = False) -> bytes:
    """An empty presentation in a brand's design, or in that of a master.

    Args:
        brand: Colours, fonts and logo; its name is the title of the file.
        master: The file whose layouts are used instead of the brand's own.
        language: In which placeholders say what they are for.
        template: Whether it is a template (.potx), which PowerPoint opens as a new presentation.

    Raises:
        MasterError: The master cannot be used.
    """
    presentation: Any = Presentation(io.BytesIO(master_of(brand, master, language).file))
    deck = Deck(brand.name, language, ())
    set_languages(presentation, language)
    set_properties(presentation, deck)
    return packed(presentation, deck, template=template)
