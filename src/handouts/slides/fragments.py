"""Which of reveal.js's fragments appear with a click: all but those that are there and change, or go."""

from __future__ import annotations

from lxml.html import HtmlElement

_CHANGE = frozenset("fade-out semi-fade-out grow shrink strike".split())
_GO_AGAIN = frozenset(("fade-in-then-out", "current-visible", "fade-in-then-semi-fade"))


def is_step(element: HtmlElement) -> bool:
    """Whether an element appears with a click."""
    classes = (element.get("class") or "").split()
    return "fragment" in classes and not _changes(classes)


def lost_effect(element: HtmlElement) -> str:
    """What a fragment does that slides do not; empty if it only appears."""
    classes = (element.get("class") or "").split()
    if "fragment" not in classes:
        return ""
    if _changes(classes):
        return "what a click makes go or look otherwise is there from the start and stays as it is"
    return "what a click makes appear and another go stays" if not _GO_AGAIN.isdisjoint(classes) else ""


def _changes(classes: list[str]) -> bool:
    return not _CHANGE.isdisjoint(classes) or any(name.startswith("highlight-") for name in classes)
