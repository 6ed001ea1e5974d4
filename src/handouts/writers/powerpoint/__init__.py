"""Deck → PowerPoint file.

`slidelayout` has laid the slides out; here they are written as Office Open XML with python-pptx, and nothing changes a
word. `masters` finds the master to write into: the brand's own (`own_master`), or one that somebody else made
(`custom_master`). `writer` fills its placeholders with `text`, `shapes` and `charts`; `package` closes the file.
`shortcuts` make python-pptx quick, and `ooxml` has it load less.
"""

from handouts.writers.powerpoint import ooxml  # noqa: F401  (first of all)
from handouts.writers.powerpoint.masters import export_master, master_mistakes, master_of
from handouts.writers.powerpoint.package import LONGEST_PROPERTY, Master
from handouts.writers.powerpoint.writer import Slides, set_slides, warm, write_pptx

__all__ = [
    "LONGEST_PROPERTY",
    "Master",
    "Slides",
    "export_master",
    "master_mistakes",
    "master_of",
    "set_slides",
    "warm",
    "write_pptx",
]
