"""Leaving little garbage behind, and collecting it between documents, not while one is laid out.

Layout makes hundreds of thousands of objects that live until its end, so that looking for garbage among them over and
over takes time and finds nothing: without it six pages take 0.8 of their time, eleven 0.7. At the end nearly all of
them hang on a few that point at one another, so that no count of references frees them, and collecting them takes a
sixth of the time of a document. Where those few are taken apart, the rest goes at once, and memory stays flat.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import document

from handouts.writers.pdf.shortcuts.toggles import enabled

ENOUGH = 150_000
"""Objects that are left over: those of a document that failed, or of some forty pages."""

_context: Any = document.LayoutContext
_contexts: list[Any] = []
"""Of the documents that are being laid out."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for garbage meanwhile; before, do so if documents have left much.

    It is meant to stand around all that holds on to the document: what can be reached is looked at in vain.
    """
    if not enabled("garbage") or not gc.isenabled():
        yield
        return
    if gc.get_count()[0] > ENOUGH:
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        _contexts.clear()
        gc.enable()


def note_contexts() -> None:
    """Keep hold of what WeasyPrint lays a document out with, until the document is let go."""
    document.LayoutContext = _noted


def _noted(*parts: Any) -> Any:
    context = _context(*parts)
    _contexts.append(context)
    return context


def let_go(pages: Iterable[Any]) -> None:
    """Take apart what holds the boxes of a document together. It must be written, and nothing of it be used any more.

    Args:
        pages: All of its pages.
    """
    if not enabled("garbage"):
        return
    for page in pages:
        vars(page._page_box).clear()
        vars(page).clear()
    for context in _contexts:
        for style in context.style_for.get_computed_styles().values():
            while style is not None:  # those of anonymous boxes know themselves, and hang on those around them
                parts = vars(style)
                style = parts.get("anonymous_style")
                parts.clear()
        vars(context.target_collector).clear()
        vars(context).clear()
    _contexts.clear()
