"""Copies of a layout, each with what is its reader's own: one file a copy, or all copies of a class in one.

`marks` finds in HTML what is personal and makes pictures of codes (segno), `files` writes the objects of a layout as
a file, what all its copies have in common once. `merged` puts copies of one or several layouts into one file, with
tags, bookmarks, links and fields of each. Nothing here lays anything out; numbers
in brackets are sections of ISO 32000-1.
"""

from handouts.writers.personal.files import Copier
from handouts.writers.personal.marks import blank, fill, keys_of, qr_address
from handouts.writers.personal.merged import Merged, merge

__all__ = ["Copier", "Merged", "blank", "fill", "keys_of", "merge", "qr_address"]
