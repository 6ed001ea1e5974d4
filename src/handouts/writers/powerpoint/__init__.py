"""Deck → PowerPoint file.

`design` is what a deck looks like: the brand's own (`layouts` as data, `master` as XML, `theme`), or `given` by a
master that somebody else made. `pages` lays the slides out in it: measured by `fit`, `tablefit`, `metrics` with widths
of `typefaces`, and `charts.plan`, cut by `split`. `writer` fills the placeholders, `package` closes the file;
`exported` is the master alone, `shortcuts` make python-pptx quick and `late` has it load less. What a slide says is
decided before, in the deck; nothing here changes a word.
"""

from handouts.writers.powerpoint import late  # noqa: F401  (first of all)
from handouts.writers.powerpoint.design import Design, design_of, master_mistakes
from handouts.writers.powerpoint.exported import export_master
from handouts.writers.powerpoint.writer import Slides, set_slides, warm, write_pptx

__all__ = [
    "Design",
    "Slides",
    "design_of",
    "export_master",
    "master_mistakes",
    "set_slides",
    "warm",
    "write_pptx",
]
