"""HTML → Deck: slides in reveal.js's markup as plain data.

Nested `<section>`s are vertical stacks, `<aside class="notes">` is for the presenter, charts and tables travel in
`<figure>`s. Whatever is not known degrades to readable text. Nothing here knows about lessons or about PowerPoint.
"""

from handouts.slides.characters import illegible, legible, tree_of
from handouts.slides.document import parse_deck
from handouts.slides.inline import address_of
from handouts.slides.remarks import Remark, remarks

__all__ = ["Remark", "address_of", "illegible", "legible", "parse_deck", "remarks", "tree_of"]
