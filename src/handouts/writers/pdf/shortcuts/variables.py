"""Declarations with variables that are worked out once for all styles in which the variables are the same.

WeasyPrint parses what `margin: var(--gutter)` comes to anew for each side of each style.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint import css

MOST = 64
"""As many results as are remembered of a declaration."""


def solved(style: Any, key: str, pending: Any) -> Any:
    """What a declaration with variables comes to in a style; itself if that takes a closer look.

    Args:
        style: The style; its variables are asked for.
        key: The property, which is no variable itself.
        pending: The declaration, not worked out yet.

    Raises:
        InvalidValues: It comes to nothing that the property may have.
    """
    parts = vars(pending)
    if "names" not in parts:
        parts["names"], parts["known"] = _names(pending.tokens), {}
    if parts["names"] is None:
        return pending
    values = [style[name] for name in parts["names"]]
    place = (key, style.base_url, *map(id, values))
    known: dict[Any, tuple[Any, Any]] = parts["known"]
    if place not in known:
        tokens: list[Any] = []
        for token in pending.tokens:
            resolved = css.resolve_var(style, token, style.parent_style)
            tokens.extend((token,) if resolved is None else resolved)
        if len(known) >= MOST:
            known.clear()
        known[place] = pending.solve(tokens, key.replace("_", "-"), style.base_url), values
    return known[place][0]


def _names(tokens: Iterable[Any]) -> tuple[str, ...] | None:
    """The variables that are named, at whatever depth; None if one has something to fall back on."""
    found: list[str] = []
    for token in tokens:
        within = getattr(token, "arguments", None) or getattr(token, "content", None) or ()
        if token.type == "function" and token.lower_name == "var" and "," in within:
            return None
        if token.type == "ident" and token.value.startswith("--"):
            found.append(token.value.replace("-", "_"))
        if isinstance(within, list):
            inner = _names(within)
            if inner is None:
                return None
            found += inner
    return tuple(dict.fromkeys(found))
