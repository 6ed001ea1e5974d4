"""Copies for the pupils of a roster.

`recipients` says who gets what and where it is written, `jobs` which layouts that takes, `copies` makes what is stale
and marks as orphans the copies of people who are no longer on their list.

What copies share is laid out once; see `pipeline.personalisation`. Names are written into files, their paths and the
manifest, and nowhere else but into the user's cache folder, which knows what was up to date.
"""

from handouts.engine.personal.copies import build_copies, dry_run_copies
from handouts.engine.personal.recipients import Copied, MailMerge, wanted

__all__ = ["Copied", "MailMerge", "build_copies", "dry_run_copies", "wanted"]
