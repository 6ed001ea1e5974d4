"""Deck → HTML: the slides of the PowerPoint file as pages, to be set as a PDF.

`slidelayout` has laid the slides out: what stands on which slide, in which box and size. Here the same is said in HTML
with every part at its place: `slide` a whole slide, `words` its text, `visuals` tables, charts and pictures, `sheets`
all slides as pages: alone, with their notes, or with lines beside them; `look` is the design in HTML's terms. How it
looks is CSS (templates/deck/).
"""

from handouts.writers.slidepages.slide import PLACE, slide_pages

__all__ = ["PLACE", "slide_pages"]
