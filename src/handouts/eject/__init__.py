"""Packaged templates into a project's own: what to write there, and whether the original has changed since.

A copy says in a comment what it was made from. The original as it was is kept beside it in `templates/.ejected/`, under
the beginning of its hash, so that what changed in the package can be told from what the project changed.
`copies` makes them, `drift` looks after them.
"""

from handouts.eject.copies import KEPT, EjectedCopy, blocks, copy_of, ejectable, with_block
from handouts.eject.drift import Drift, caught_up, drifted, originals

__all__ = [
    "KEPT",
    "Drift",
    "EjectedCopy",
    "blocks",
    "caught_up",
    "copy_of",
    "drifted",
    "ejectable",
    "originals",
    "with_block",
]
