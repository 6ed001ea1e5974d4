"""HTML → PDF with WeasyPrint: accessible (PDF/UA-1) and lasting (PDF/A-3a), the same bytes every time."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from handouts.errors import LayoutError
from handouts.fonts import font_files
from handouts.styles import FONT_BASE
from handouts.writers.pdf.fontconfig import shipped_fonts_only
from handouts.writers.pdf.hyphenation import breaking

with shipped_fonts_only():
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from handouts.writers.pdf.archive import RENDER, WRITE, claim_both
    from handouts.writers.pdf.forms import with_fields
    from handouts.writers.pdf.line_numbers import number_lines
    from handouts.writers.pdf.notes import rule_rest
    from handouts.writers.pdf.room import share_rest
    from handouts.writers.pdf.tags import mended_tags

BASE_URL = "https://handout.invalid/"
"""Nothing answers at this name (RFC 2606); only fonts are served below it."""


def write_pdf(html: str, css: Sequence[str], hyphenation: Mapping[str, Iterable[str]] | None = None) -> bytes:
    """Lay out one document.

    Args:
        html: The document.
        css: Its style sheets, the first the weakest.
        hyphenation: By language, words with their breaks as hyphens, for what dictionaries get wrong.

    Raises:
        LayoutError: A glyph is missing, or the document asks for something that cannot be loaded.
    """
    with shipped_fonts_only(), _logged() as messages, breaking(html, hyphenation or {}):
        fetcher, fonts = _FontFetcher(), FontConfiguration()
        document = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
        sheets = [
            weasyprint.CSS(string=sheet, base_url=BASE_URL, url_fetcher=fetcher, font_config=fonts) for sheet in css
        ]
        pages = document.render(stylesheets=sheets, font_config=fonts, **RENDER)
        share_rest(pages.pages)
        number_lines(pages.pages)
        rule_rest(pages.pages)
        claim_both(pages)
        with mended_tags(pages) as finish, with_fields(pages):
            data = pages.write_pdf(finisher=finish, **WRITE)
    if messages:
        raise LayoutError("; ".join(dict.fromkeys(messages)))
    assert isinstance(data, bytes)
    return data


class _FontFetcher(URLFetcher):
    """Serves the shipped fonts and data: URLs; every other address is refused."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data", "https"))

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if url.startswith(FONT_BASE):
            name = url.removeprefix(FONT_BASE)
            family = name.rsplit("-", 1)[0]
            for path in font_files(family).values():
                if path.name == name:
                    return URLFetcherResponse(url, body=path.read_bytes(), headers={"Content-Type": "font/ttf"})
        raise ValueError(f"{url} is not part of the document; pictures and styles must lie in the project")


@contextmanager
def _logged() -> Iterator[list[str]]:
    """Collect what WeasyPrint would only log: a missing glyph, an unreadable picture, CSS it does not know."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    collector: Any = Collector(logging.WARNING)
    before = logger.propagate, logger.handlers[:]
    logger.handlers, logger.propagate = [collector], False
    try:
        yield messages
    finally:
        logger.propagate, logger.handlers = before
