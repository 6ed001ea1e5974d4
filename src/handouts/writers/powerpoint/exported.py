"""The master with all its layouts as a file of its own, to be looked at and changed in PowerPoint."""

from __future__ import annotations

import io
from typing import Any

from pptx import Presentation

from handouts.languages import FALLBACK
from handouts.model.brand import Brand
from handouts.model.deck import Deck
from handouts.writers.powerpoint.design import design_of
from handouts.writers.powerpoint.package import packed, set_languages, set_properties


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
    presentation: Any = Presentation(io.BytesIO(design_of(brand, master, language).file))
    deck = Deck(brand.name, language, ())
    set_languages(presentation, language)
    set_properties(presentation, deck)
    return packed(presentation, deck, template=template)
