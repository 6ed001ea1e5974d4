"""A layout that is to be copied: what a template marks is left open, and drawn once for each value that it may hold.

A template marks an element that holds nothing but words by `data-personal="name"`, or `class`, `code` and so on, and an
`<img>` by `data-personal="qr"`. `slots` draws every value with WeasyPrint's own means where the marked element stands;
`objects` takes the file's objects from it before they are written. Both read private parts: the version is pinned.
Numbers in brackets are sections of ISO 32000-1.
"""

from handouts.writers.pdf.copies.objects import taken
from handouts.writers.pdf.copies.slots import Drawings

__all__ = ["Drawings", "taken"]
