"""Importing this loads all that setting a document takes, once, in the server that workers are forked from.

What cannot be loaded, since a library is missing or of another version, is passed over: the jobs that take it tell of
it, and the others are done.
"""

from contextlib import suppress
from importlib import import_module

ROOMS = (
    "build.workers.worker",
    "slides",
    "writers.pdf",
    "writers.powerpoint",
    "writers.imposition",
    "writers.slidepages",
)
"""All that jobs are done with."""
_LANGUAGES = ("de", "en")
"""Those whose dictionaries are loaded; a worker loads others when it needs them."""

for _room in ROOMS:
    with suppress(Exception):
        import_module(f"handouts.{_room}")
with suppress(Exception):
    from handouts.writers import powerpoint

    powerpoint.warm()
with suppress(Exception):
    from handouts.writers import pdf

    pdf.warm(_LANGUAGES)
