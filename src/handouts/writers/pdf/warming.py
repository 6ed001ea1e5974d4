"""What every document needs, loaded before a process forks."""

from __future__ import annotations

import gc
from collections.abc import Iterable

import pyphen

from handouts.fonts import font_files
from handouts.languages import FALLBACK
from handouts.styles import FONT_BASE
from handouts.writers.pdf.hyphenation import load_dictionary
from handouts.writers.pdf.writer import write_pdf

WORDS = (
    f"<html lang='{FALLBACK}'><head><title>-</title></head><body>"
    "<svg width='9' height='9'><title>-</title></svg>-</body></html>"
)


def warm(languages: Iterable[str] = (), family: str = "Source Sans 3") -> None:
    """Load what workers would each have to load: modules, libraries, dictionaries, one font.

    It starts no thread and leaves nothing open, so a process may fork after it. What is there by now is no garbage and
    is never looked at again.

    Args:
        languages: Tags such as `de`; those without a dictionary are passed over.
        family: A shipped family.

    Raises:
        LayoutError: The family is not shipped.
    """
    for language in languages:
        if (known := pyphen.language_fallback(language)) is not None:
            load_dictionary(known)
    file = next(iter(font_files(family).values()))
    write_pdf(
        WORDS, [f"@font-face {{ font-family: Warm; src: url({FONT_BASE}{file.name}) }} html {{ font-family: Warm }}"]
    )
    gc.collect()
    gc.freeze()
