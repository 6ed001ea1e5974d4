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
from handouts.slidelayout import brand_design
from handouts.writers.powerpoint.ooxml import TABLE_STYLE
from handouts.writers.powerpoint.package import Master, packed, set_languages, set_properties

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
