"""Marks within a line: which stars mean emphasis, which marks are citations, what of a link is printed, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it.common.normalize_url import validateLink
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token

from handouts.markup import ADDRESS, SHOWN_ADDRESS

_CITATION = re.compile(r"\[\^[^\]\s]+\]")
_DATA = re.compile(r"data:image/[a-z+.-]+[;,]", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?://|mailto:)(?:www\.)?", re.IGNORECASE)
_MARKS = "*_`[]|#~^!"
_PROTOCOL = re.compile(r"^(?:https?://|mailto:)", re.IGNORECASE)


def stars(state: StateInline, silent: bool) -> bool:
    """Emphasis as CommonMark has it, but a single star between two letters or digits is a star.

    2*3*4 and Schüler*innen would lose theirs. Two stars do stand for bold within a word: du geh**st**.
    """
    place, text = state.pos, state.src
    around = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if text[place] == "*" and all(one.isalnum() for one in around):
        if silent:
            return False
        state.pending += "*"
        state.pos += 1
        return True
    return emphasis.tokenize(state, silent)


def citation(state: StateInline, silent: bool) -> bool:
    """Keep `[^S07]` as it is: else the ^ of two of them would enclose a superscript."""
    if (match := _CITATION.match(state.src, state.pos)) is None:
        return False
    if not silent:
        state.pending += match[0]
    state.pos = match.end()
    return True


def is_address(address: str) -> bool:
    """Whether a link or picture may have this address: those of the library, and pictures of any kind in the text."""
    return bool(_DATA.match(address)) or validateLink(address)


def show_addresses(state: StateCore) -> None:
    """Print the address behind a link in brackets, unless it is what the link says or leads to another place here."""
    for token in state.tokens:
        if token.children and any(child.type == "link_open" for child in token.children):
            token.children = list(_shown(token.children))


def _shown(children: list[Token]) -> Iterator[Token]:
    link: Token | None = None
    said = ""
    for child in children:
        yield child
        if child.type == "link_open":
            link, said = child, ""
        elif child.type == "link_close" and link is not None:
            address = unquote(str(link.attrs.get("href", "")))
            if _core(said) == _core(address):
                link.attrJoin("class", ADDRESS)
            elif _PROTOCOL.match(address):
                words = escapeHtml(_PROTOCOL.sub("", address).removesuffix("/"))
                yield Token("html_inline", "", 0, content=f'<span class="{SHOWN_ADDRESS}"> ({words})</span>')
            link = None
        else:
            said += child.content


def _core(address: str) -> str:
    """An address without what nobody types."""
    return _SCHEME.sub("", address.strip()).removeprefix("www.").rstrip("/").casefold()


def render_escaped(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG001
    """A mark that is meant as the character itself, as a reference, so that nobody takes it for one that was left."""
    token = tokens[idx]
    return (
        f"&#{ord(token.content)};" if token.info == "escape" and token.content in _MARKS else escapeHtml(token.content)
    )


def gather_notes(state: StateCore) -> None:
    """Take the notes from the end of the text, where the plugin puts them, and give each to its calls.

    The style sheet of pages takes them to the foot from there, beside those that cite sources. A note within a note
    stays as typed.
    """
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
