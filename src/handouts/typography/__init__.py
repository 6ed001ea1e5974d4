"""One typographic pass over finished HTML, the same for pages and slides.

Authors type what a keyboard has: straight quotes and apostrophes, hyphens for dashes, plain spaces. Here they become
what the language of each element prints, and what must not be torn apart at a line's end is bound. What is typed
right already stays as it is, so that a second pass changes nothing.

`conventions` gives those of a language, `setting` applies them to paragraphs, and `markup` finds the paragraphs in
HTML, since a quotation may open inside an `<em>` and close outside it. That is why no library does it: those at hand
see one piece of text between two tags, one language a document, or only what was Markdown.
"""

from handouts.languages.spelling import NARROW, NBSP
from handouts.typography.markup import set_html, set_text

__all__ = ["NARROW", "NBSP", "set_html", "set_text"]
