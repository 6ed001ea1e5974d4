"""The short cuts as the writer takes them: once for the process, and for each document.

They are imported only to be taken: with another version of a library some cannot even be imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from handouts import cache
from handouts.writers.pdf.hyphenation import romanised_words
from handouts.writers.pdf.shortcuts.wanted import wanted


def take() -> None:
    """Take the short cuts that last as long as the process."""
    if wanted():
        _take_those_of_layout()
    if wanted("pydyf"):
        from handouts.writers.pdf.shortcuts.writing import write_once

        write_once()
    if wanted("tinyhtml5"):
        from handouts.writers.pdf.shortcuts.parsing import parse_quickly

        parse_quickly()


def _take_those_of_layout() -> None:
    from handouts.writers.pdf.shortcuts.boxes import remember_boxes
    from handouts.writers.pdf.shortcuts.drawings import remember_paths
    from handouts.writers.pdf.shortcuts.features import let_features_go
    from handouts.writers.pdf.shortcuts.glyphs import draw_again
    from handouts.writers.pdf.shortcuts.lineboxes import remember_lineboxes
    from handouts.writers.pdf.shortcuts.lines import remember_lines
    from handouts.writers.pdf.shortcuts.patterns import keep_patterns
    from handouts.writers.pdf.shortcuts.rubbish import note_contexts
    from handouts.writers.pdf.shortcuts.styles import share_styles

    note_contexts()
    let_features_go()
    keep_patterns()
    share_styles()
    remember_lines()
    remember_lineboxes()
    remember_boxes()
    remember_paths()
    draw_again()


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
    if wanted() and "@font-face" not in html.lower():
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
    if not wanted():
        yield
        return
    from handouts.writers.pdf.shortcuts import kept as keeping
    from handouts.writers.pdf.shortcuts.drawings import paths
    from handouts.writers.pdf.shortcuts.faces import Fonts
    from handouts.writers.pdf.shortcuts.lines import memory_of, remembered

    if not isinstance(fonts, Fonts):
        yield
        return
    exceptions = cache.digest(repr(sorted((language, tuple(words)) for language, words in hyphenation.items())))
    memory = memory_of(cache.digest(fonts.key, exceptions))
    paths.used = {}
    with remembered(fonts, memory, romanised_words(html)):
        if not kept:
            yield
            return
        keys = keeping.keys_of(kept, fonts.key, exceptions)
        before = keeping.bring(keys, memory)
        yield
        keeping.keep(keys, memory, before)
