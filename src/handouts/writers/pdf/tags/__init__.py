"""The structure tree of a PDF, mended where WeasyPrint's falls short of PDF/UA-1 (ISO 14289-1).

WeasyPrint makes one structure element of each box. `tree` hands each, as soon as it is made, to the module of its
topic, `links`, `lists` or `tables`, and joins what pages and columns break; `artifacts` keeps out what is no part of
the text. Form fields need no module: WeasyPrint makes a Form element of each box that has one. Numbers in brackets are
sections of ISO 32000-1, which PDF/UA-1 builds upon. This replaces a function and reads boxes that are private to
WeasyPrint: the version is pinned.
"""

from handouts.writers.pdf.tags.tree import mended_tags

__all__ = ["mended_tags"]
