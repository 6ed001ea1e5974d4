"""Copies for the pupils of a roster.

`places` says who gets what and where it is written, `orders` which layouts that takes, `run` makes what is stale,
`left` knows whose copies nobody needs any more.

What copies share is laid out once; see `pipeline.copying`. Names are written into files, their paths and the manifest,
and nowhere else but into the user's cache folder, which knows what was up to date.
"""

from handouts.engine.sets.places import Copied, Wanted, wanted
from handouts.engine.sets.run import build_sets, foresee_sets

__all__ = ["Copied", "Wanted", "build_sets", "foresee_sets", "wanted"]
