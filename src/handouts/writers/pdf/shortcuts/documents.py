"""The short cuts that are taken for each document: shared style sheets and fonts, remembered lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from handouts import cache
from handouts.writers.pdf.hyphenation import romanised_words
from handouts.writers.pdf.shortcuts.toggles import enabled


def styled(
    html: str, css: Sequence[str], base: str, fetcher: Any, messages: Sequence[str]
) -> tuple[list[Any], FontConfiguration]:
    """The style sheets of a document, and its fonts.

    Args:
        html: The document; one that names fonts itself has its own.
        css: The sheets, the first the weakest.
        base: What addresses are relative to.
        fetcher: What fonts are loaded with.
        messages: What WeasyPrint has logged so far; it grows.
    """
    if enabled("sheets") and "@font-face" not in html.lower():
        from handouts.writers.pdf.shortcuts.sheets import shared_sheets

        return shared_sheets(css, base, fetcher, messages)
    fonts = FontConfiguration()
    return [weasyprint.CSS(string=sheet, base_url=base, url_fetcher=fetcher, font_config=fonts) for sheet in css], fonts


@contextmanager
def remembering(
    fonts: FontConfiguration, html: str, hyphenation: Mapping[str, Sequence[str]], kept: Sequence[str]
) -> Iterator[None]:
    """Remember the lines that are set meanwhile.

    Args:
        fonts: The fonts of the document; only lines in shared ones are remembered.
        html: The document.
        hyphenation: By language, words with their breaks.
        kept: Names under which lines are kept from run to run, the document's own first; none if they are not.
    """
    if not enabled("lines"):
        yield
        return
    from handouts.writers.pdf.shortcuts import line_cache
    from handouts.writers.pdf.shortcuts.drawings import paths
    from handouts.writers.pdf.shortcuts.faces import SharedFonts
    from handouts.writers.pdf.shortcuts.lines import memory_of, remembered

    if not isinstance(fonts, SharedFonts):
        yield
        return
    exceptions = cache.digest(repr(sorted((language, tuple(words)) for language, words in hyphenation.items())))
    memory = memory_of(cache.digest(fonts.key, exceptions))
    paths.used = {}
    with remembered(fonts, memory, romanised_words(html)):
        if not kept:
            yield
            return
        keys = line_cache.keys_of(kept, fonts.key, exceptions)
        before = line_cache.bring(keys, memory)
        yield
        line_cache.keep(keys, memory, before)
