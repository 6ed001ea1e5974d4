"""Importing this loads all that setting a document takes, once, in the server that workers are forked from.

With another WeasyPrint than the one that pages are proved with, what cannot be loaded is passed over: the jobs tell of
it, by name.
"""

from contextlib import suppress
from importlib import import_module

from handouts.installed import unproved

_LANGUAGES = ("de", "en")
"""Those whose dictionaries are loaded; a worker loads others when it needs them."""
_ROOMS = (
    "writers.pdf",
    "writers.powerpoint",
    "build.workers.worker",
    "slides",
    "writers.imposition",
    "writers.slidepages",
)

with suppress(*([Exception] if unproved() else [])):
    for _room in _ROOMS:
        import_module(f"handouts.{_room}")
with suppress(Exception):  # what is wrong here, the jobs will tell of
    from handouts.writers import pdf, powerpoint

    powerpoint.warm()
    pdf.warm(_LANGUAGES)
