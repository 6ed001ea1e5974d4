"""Markdown as authors write it: CommonMark with tables, x^2^ and H~2~O, and footnotes of one's own.

markdown-it and its plugins parse; core rules rewrite their tokens into what paper needs: numbers of lists as typed, the
address behind a link, a picture that stands alone as a figure. Tokens, not HTML, so that whoever asks for paragraphs
one by one gets the same. Raw HTML stays text. Marks of citation (`[^S07]`) do too, for templates to replace.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from handouts.cache import code, digest
from handouts.installed import version

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

PICTURE = "inserted"
"""The class of a picture that a text brings itself."""
IN_TEXT = "in-text"
"""The class of headings and tables that stand in a text."""
ADDRESS, SHOWN_ADDRESS = "address", "link-address"
"""The classes of an address, and of one that is printed since its link cannot be followed on paper."""


@cache
def parser() -> MarkdownIt:
    """The one parser of content; loaded when a text first needs it."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.subscript import sub_plugin
    from mdit_py_plugins.superscript import superscript_plugin

    from handouts.markup import blocks, inline

    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    made.use(sub_plugin).use(superscript_plugin).use(footnote_plugin, inline=False)
    made.inline.ruler.at("emphasis", inline.stars)
    made.inline.ruler.after("footnote_ref", "citation", inline.citation)
    made.validateLink = inline.is_address  # type: ignore[method-assign, assignment]
    made.core.ruler.push("lists", blocks.number_lists)
    made.core.ruler.push("tables", blocks.set_tables)
    made.core.ruler.push("headings", blocks.mark_headings)
    made.core.ruler.push("pictures", blocks.set_pictures)
    made.core.ruler.push("links", inline.show_addresses)
    made.core.ruler.push("notes", inline.gather_notes)
    made.core.ruler.disable("text_join")  # so that what is escaped is still known to be
    made.add_render_rule("text_special", inline.render_escaped)
    made.add_render_rule("footnote_ref", inline.render_note)
    return made


@cache
def library() -> str:
    """A digest of all that decides what becomes of a text."""
    return digest(version("markdown-it-py"), version("mdit-py-plugins"), code("markup"))


def tokens_of(text: str) -> list[Any]:
    """What a text consists of, for whoever looks for something in it."""
    found: list[Any] = parser().parse(text, {})
    return found
