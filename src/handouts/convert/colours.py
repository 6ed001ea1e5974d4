"""Colours of text that cannot be read on the ground that a slide has now → the theme's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.colours import GRAPHICS, contrast
from handouts.errors import Problem
from handouts.model.brand import Brand
from handouts.model.deck import Deck, Run, Slide
from handouts.slides import rewritten


def readable(deck: Deck, brand: Brand) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck without colours that cannot be read, and what is said of them; large text needs a contrast of 3:1."""
    told: list[Problem] = []
    slides = []
    for slide in deck.slides:
        lost: set[str] = set()
        slides.append(rewritten(slide, lambda run, slide=slide, lost=lost: _readable(run, slide, brand, lost)))  # type: ignore[misc]
        told += _said(lost, slide)
    return replace(deck, slides=tuple(slides)), tuple(told)


def _said(lost: set[str], slide: Slide) -> Iterator[Problem]:
    for colour in sorted(lost):
        message = f"text in the colour #{colour.lower()} could not be read on this slide; it has the theme's colour"
        yield Problem(slide.origin, 0, 0, message)


def _readable(run: Run, slide: Slide, brand: Brand, lost: set[str]) -> Run:
    if not run.colour or not run.text.strip():
        return run
    behind = f"#{run.marked}" if run.marked else _ground(slide, brand)
    if contrast(f"#{run.colour}", behind) >= GRAPHICS:
        return run
    if slide.ground is None or not run.marked:
        lost.add(run.colour)
    return replace(
        run, colour="" if not run.marked else "000000" if contrast("#000000", behind) > GRAPHICS else "FFFFFF"
    )


def _ground(slide: Slide, brand: Brand) -> str:
    """The colour that is behind most of a slide."""
    if slide.ground is not None and slide.ground.colour and not slide.ground.picture:
        return f"#{slide.ground.colour}"
    if slide.ground is not None:
        return "#303030" if slide.ground.dark else "#d0d0d0"
    return {"Title Slide": brand.colours.accent, "Section Header": brand.colours.tint}.get(
        slide.layout, brand.colours.paper
    )
