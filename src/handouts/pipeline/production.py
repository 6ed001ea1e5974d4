"""Job → file, from nothing but the job: typography, figures, a look for what cannot be printed, and layout."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from handouts import cache, checks, figures, registry
from handouts.errors import GlyphError, LayoutError, Problem
from handouts.figures import FigureText
from handouts.fonts import font_files
from handouts.model.brand import Brand
from handouts.pipeline import Job, Made
from handouts.typography import ADDED, marks_of, set_html

if TYPE_CHECKING:
    from handouts.model.deck import Deck
    from handouts.slidelayout import Design

_LANGUAGE = re.compile(r"""\slang=["']([^"']*)["']""")
_DRAWN: set[tuple[FigureText, str]] = set()
"""Figures that this process has drawn for pages, each with the brand."""
_BARE = ("Title Slide", "Section Header")
"""Layouts of slides that are a title and need nothing else."""


def perform(job: Job) -> Made:
    """Make the file of a job: pages, on sheets if so asked, slides, or what its writer makes of the lesson.

    Raises:
        GlyphError: No font has one of the characters; with all of them.
        LayoutError: Something cannot be drawn or laid out.
    """
    writer, done = registry.writer(job.writer), finished(job)
    if writer.takes == "lesson":
        return Made(*writer.load().write(job.payload))
    if job.copies:
        from handouts.pipeline.personalisation import copied

        return copied(done)
    return _slides(done) if writer.takes == "slides" else _pages(done)


def proof(job: Job) -> None:
    """Find what is wrong with a job as far as that shows without laying out pages; slides are laid out, and not drawn.

    Raises:
        GlyphError: No font has one of the characters; with all of them.
        LayoutError: A figure cannot be drawn, or something has no room on its slide.
    """
    if registry.writer(job.writer).takes == "pages" and not job.shell:
        _proof_pages(job)
        return
    done = finished(job)
    if registry.writer(job.writer).takes == "slides" or job.shell:
        _proof_slides(done)


def _proof_pages(job: Job) -> None:
    """Set the words of pages and draw their figures, unless it is plain without that that nothing is wrong.

    Nothing is if their fonts have all that is typed and all that setting it may add, and if each of their figures was
    drawn for other pages of the same language and brand. To set all of it takes longer than anything else of a check.
    """
    drawn = {(figure, repr(job.brand)) for figure in figures.figures_in(job.html)}
    typed = f"{job.html}{ADDED}{''.join(marks_of(set(_LANGUAGE.findall(job.html))))}"
    if drawn <= _DRAWN and not checks.unprintable(typed, job.css, job.families):
        return
    finished(job)
    _DRAWN.update(drawn)


def _proof_slides(job: Job) -> None:
    """Lay out the slides of a job, unless they had room when they were last looked at."""
    key = cache.digest(
        cache.code("slides", "slidelayout", "pipeline", "model"), job.html, repr(job.brand), job.master or b""
    )
    if cache.load("slides", key) is None:
        from handouts.slidelayout import paginate

        deck = _deck(job)
        paginate(deck, _design(job, deck.language))
        cache.keep("slides", key, b"sound")


def finished(job: Job) -> Job:
    """The same job with its words set by the rules of their languages, and its figures drawn.

    Raises:
        GlyphError: No font has one of the characters; with all of them.
        LayoutError: A figure cannot be drawn.
    """
    takes = registry.writer(job.writer).takes
    if takes == "lesson":
        return job
    html, shell = (_set(words, f"{job.edition}:{name}") for name, words in (("html", job.html), ("shell", job.shell)))
    if takes == "pages":
        pages = (page for page in (html, shell) if page)
        if found := [one for page in pages for one in checks.unprintable(page, job.css, job.families)]:
            raise GlyphError(job.edition, dict.fromkeys(found))
    slides = takes == "slides" or bool(job.shell)
    return replace(job, html=_drawn(html, job.brand, "slides" if slides else "print"), shell=shell)


def _set(html: str, name: str) -> str:
    """A document set by the rules of its languages; of each name the last one is kept."""
    if not html:
        return ""
    key = cache.digest(cache.code("typography"), sys.version, name)
    source = html.encode("utf-8", "surrogatepass")
    made = cache.latest("typeset", key, source, lambda: set_html(html).encode("utf-8", "surrogatepass"))
    return made.decode("utf-8", "surrogatepass")


def _drawn(html: str, brand: Brand, target: Literal["print", "slides"]) -> str:
    """The document with its figures drawn in the brand's fonts."""
    japanese = next(iter(font_files(brand.fonts.japanese).values()))
    return figures.draw(html, target=target, brand=brand, fonts={**font_files(brand.fonts.text), "Japanese": japanese})


def _slides(job: Job) -> Made:
    from handouts.writers.powerpoint import set_slides

    slides = set_slides(_deck(job), job.brand, job.master)
    return Made(slides.data, slides.count)


def _deck(job: Job) -> Deck:
    """The slides of a job.

    Raises:
        LayoutError: One of them shows nothing, which no author can want, or has a diagram that slides do not draw; with
            each of these.
    """
    from handouts.slides import deck_of, diagram_mistakes, legible, tree_of

    root = tree_of(legible(job.html))
    if mistakes := diagram_mistakes(root):
        raise LayoutError([Problem(origin, 0, 0, told) for origin, told in mistakes])

    deck = deck_of(root)
    empty = [slide for slide in deck.slides if not (slide.blocks or slide.footer or slide.layout in _BARE)]
    if empty:
        message = "slide “{}”: shows nothing but its title; give it words, or a material that has some"
        raise LayoutError([Problem(slide.origin, 0, 0, message.format(slide.title_text)) for slide in empty])
    return deck


def _pages(job: Job) -> Made:
    from handouts.writers.pdf import set_pages

    kept = job.edition, _kind(job.edition)
    pages = set_pages(_as_pages(job) if job.shell else job.html, job.css, job.hyphenation, kept)
    if job.imposition is None:
        return Made(pages.data, pages.pages, pages.told)
    from handouts.writers.imposition import impose, sides

    data = impose(pages.data, job.imposition)
    return Made(data, sides(data), pages.told)


def _kind(edition: str) -> str:
    """What an edition has in common with those for other readers: its language, and what it is."""
    parts = edition.split("/")
    return f"{parts[0]}/{parts[-1]}"


def _as_pages(job: Job) -> str:
    """The slides of a deck in the document that they are pages of."""
    from handouts.writers.slidepages import slide_pages

    deck = _deck(job)
    draw = partial(_drawn, brand=job.brand, target="print")
    return slide_pages(job.shell, deck, _design(job, deck.language), job.deck_format, draw)


def _design(job: Job, language: str) -> Design:
    """The design of a deck; only who reads a custom master needs python-pptx."""
    from handouts.slidelayout import brand_design

    if job.master is None:
        return brand_design(job.brand)
    from handouts.writers.powerpoint import master_of

    return master_of(job.brand, job.master, language).design
