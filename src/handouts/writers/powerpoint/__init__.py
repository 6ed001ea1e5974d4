"""Deck → PowerPoint file.

`pages` lays the slides out: measured by `fit`, `tablefit`, `metrics` and `charts.plan`, cut by `split`. `theme` makes
the empty presentation from the brand (`layouts` as data, `master` as XML), `writer` fills it, `package` closes it.
What a slide says is decided before, in the deck; nothing here changes a word.
"""

from handouts.writers.powerpoint.writer import write_pptx

__all__ = ["write_pptx"]
