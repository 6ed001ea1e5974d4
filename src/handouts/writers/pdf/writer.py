"""HTML → PDF with WeasyPrint: accessible (PDF/UA-1) and lasting (PDF/A-3a), the same bytes every time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyphen

from handouts.errors import LayoutError, Problem
from handouts.fonts import font_files, is_shipped
from handouts.languages import FALLBACK
from handouts.model.layout import Layout, Marked
from handouts.styles import FONT_BASE
from handouts.writers.pdf.hyphenation import breaking, load_dictionary
from handouts.writers.pdf.loading import refuse_unfit, said, shipped_fonts_only, unfit_links

with shipped_fonts_only():
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from handouts.writers.pdf.archive import RENDER, WRITE, claim_both
    from handouts.writers.pdf.continued import name_continued
    from handouts.writers.pdf.forms import with_fields
    from handouts.writers.pdf.line_numbers import number_lines
    from handouts.writers.pdf.mistakes import logged
    from handouts.writers.pdf.overflow import cut_off
    from handouts.writers.pdf.room import rule_rest, share_rest
    from handouts.writers.pdf.shortcuts.documents import remembering, styled
    from handouts.writers.pdf.shortcuts.garbage import let_go, uncollected
    from handouts.writers.pdf.shortcuts.sheets import forget_sheets
    from handouts.writers.pdf.shortcuts.trees import parsed_for
    from handouts.writers.pdf.tags import mended_tags
    from handouts.writers.pdf.torn import let_tall_break
    from handouts.writers.pdf.whole_words import keep_words_whole

    keep_words_whole()

BASE_URL = "https://handout.invalid/"
"""Nothing answers at this name (RFC 2606); only fonts are served below it."""
_WORDS = (
    f"<html lang='{FALLBACK}'><head><title>-</title></head><body>"
    "<svg width='9' height='9'><title>-</title></svg>-</body></html>"
)
"""A document that asks for all that nearly every document needs."""


@dataclass(frozen=True)
class Pdf:
    """A file, how many pages it has, and what on them does not fit."""

    data: bytes
    pages: int
    told: tuple[str, ...] = ()


def write_pdf(html: str, css: Sequence[str], hyphenation: Mapping[str, Iterable[str]] | None = None) -> bytes:
    """Lay out one document, see `set_pages`."""
    return set_pages(html, css, hyphenation).data


@uncollected()
def set_pages(
    html: str,
    css: Sequence[str],
    hyphenation: Mapping[str, Iterable[str]] | None = None,
    kept: Sequence[str] = (),
) -> Pdf:
    """Lay out one document.

    Args:
        html: The document.
        css: Its style sheets, the first the weakest.
        hyphenation: By language, words with their breaks as hyphens, for what dictionaries get wrong.
        kept: Names under which its lines are kept in the user's cache, so that the next run breaks only those anew
            that have changed: the document's own, then any that it has together with others whose text is nearly the
            same. Without any nothing is kept.

    Raises:
        LayoutError: A glyph is missing, or the document asks for something that cannot be loaded.
    """
    with _laid_out(html, css, hyphenation or {}, kept) as (pages, finish, _):
        told = tuple(cut_off(pages.pages))
        data, count = pages.write_pdf(finisher=finish, **WRITE), len(pages.pages)
    assert isinstance(data, bytes)
    return Pdf(data, count, told)


@uncollected()
def write_layout(
    html: str,
    css: Sequence[str],
    hyphenation: Mapping[str, Iterable[str]],
    marked: Marked | None = None,
) -> Layout:
    """Lay out one document of which there are to be copies.

    Args:
        html: The document, with the values of one copy at its marks.
        css: Its style sheets, the first the weakest.
        hyphenation: As for `write_pdf`.
        marked: What stands and what is to stand at its marks, which are left open then.

    Raises:
        LayoutError: A glyph is missing, or the document asks for something that cannot be loaded.
    """
    from handouts.writers.pdf.copies import Drawings, taken

    found: list[Layout] = []
    with _laid_out(html, css, hyphenation) as (pages, finish, fetcher):
        drawings = Drawings(marked, fetcher)
        drawings.watch(pages.pages)
        told = tuple(cut_off(pages.pages))

        def finisher(document: Any, pdf: Any) -> None:
            finish(document, pdf)
            found.append(replace(taken(pdf, drawings), told=told))
            pdf.write = lambda *_, **__: None  # WeasyPrint need not write what is taken

        pages.write_pdf(finisher=finisher, **WRITE)
    return found[0]


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
        _WORDS, [f"@font-face {{ font-family: Warm; src: url({FONT_BASE}{file.name}) }} html {{ font-family: Warm }}"]
    )
    gc.collect()
    gc.freeze()


@contextmanager
def _laid_out(
    html: str, css: Sequence[str], hyphenation: Mapping[str, Iterable[str]], kept: Sequence[str] = ()
) -> Iterator[tuple[Any, Callable[[Any, Any], None], URLFetcher]]:
    """A document ready to be written, the finisher for it, and what its pictures are loaded with."""
    words = {language: tuple(listed) for language, listed in hyphenation.items()}
    with shipped_fonts_only(), logged() as messages, breaking(html, words):
        fetcher = _FontFetcher()
        sheets, fonts = styled(html, css, BASE_URL, fetcher, messages)
        with remembering(fonts, html, words, kept):
            with parsed_for(*kept[:1]):
                document = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
            render = partial(document.render, stylesheets=sheets, font_config=fonts, **RENDER)
            pages = let_tall_break(render(), render)
            messages.extend(unfit_links(pages.pages))
            share_rest(pages.pages)
            number_lines(pages.pages)
            name_continued(pages.pages)
            rule_rest(pages.pages)
            claim_both(pages)
            with mended_tags(pages) as finish, with_fields(pages):
                yield pages, finish, fetcher
            let_go(pages.pages)
    if messages:
        forget_sheets()
        raise LayoutError([Problem("", 0, 0, message) for message in said(messages)])


class _FontFetcher(URLFetcher):
    """Serves the shipped fonts and data: URLs; every other address is refused."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data", "https"))

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            response = super().fetch(url, headers)
            data = response.read()
            refuse_unfit(data)
            return URLFetcherResponse(url, data, response.headers, response.status)
        if path := self.file_of(url):
            return URLFetcherResponse(url, body=path.read_bytes(), headers={"Content-Type": "font/ttf"})
        raise ValueError(f"{url} is not part of the document; pictures and styles must lie in the project")

    def file_of(self, url: str) -> Path | None:
        """The shipped font at an address, None if none is there."""
        if not url.startswith(FONT_BASE):
            return None
        name = url.removeprefix(FONT_BASE)
        family = name.rsplit("-", 1)[0]
        files = font_files(family).values() if is_shipped(family) else ()
        return next((path for path in files if path.name == name), None)
