"""Footnotes of one's own: `[^1]` in a text, and below it `[^1]: what it says`; printed at the foot of the page.

The plugin puts all notes at the end of a text. Here each goes to where it is called, since the style sheet of pages
takes it to the foot from there, beside those that cite sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def gathered(state: StateCore) -> None:
    """Take the notes from the end of the text and give each to its calls; a note within a note stays as typed."""
    kept: list[Token] = []
    notes: dict[int, list[list[Token]]] = {}
    current: int | None = None
    for token in state.tokens:
        if token.type == "footnote_open":
            current = token.meta["id"]
        elif token.type == "footnote_close":
            current = None
        elif current is not None:
            if token.children is not None:
                notes.setdefault(current, []).append([_typed(child) for child in token.children])
        elif not token.type.startswith("footnote_"):
            kept.append(token)
    state.tokens = kept
    for token in kept:
        for child in token.children or ():
            if child.type == "footnote_ref":
                child.meta["said"] = notes.get(child.meta["id"], [])


def _typed(token: Token) -> Token:
    return Token("text", "", 0, content=f"[^{token.meta['label']}]") if token.type == "footnote_ref" else token


def render_note(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    """A note where it is called, for the style sheet to take it to the foot."""
    said = tokens[idx].meta["said"]
    return f'<span class="footnote">{" ".join(self.renderInline(part, options, env) for part in said)}</span>'
