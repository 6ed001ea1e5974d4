"""Copies for the pupils of a roster.

`places` says who gets what and where it is written, `orders` which layouts that takes, `run` makes what is stale,
`left` knows whose copies nobody needs any more.

What copies share is laid out once; see `pipeline.copying`. Names are written into files, their paths and the manifest,
and nowhere else but into the user's cache folder, which knows what was up to date.
"""

from handouts.engine.personal.copies import build_copies, foresee_copies
from handouts.engine.personal.recipients import Copied, MailMerge, wanted

__all__ = ["Copied", "MailMerge", "build_copies", "foresee_copies", "wanted"]
