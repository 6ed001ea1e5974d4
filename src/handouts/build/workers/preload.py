"""Importing this loads all that setting a document takes, once, in the server that workers are forked from."""

from contextlib import suppress
from importlib import import_module

from handouts.writers import pdf, powerpoint

_LANGUAGES = ("de", "en")
"""Those whose dictionaries are loaded; a worker loads others when it needs them."""

for _room in ("build.workers.worker", "slides", "writers.imposition", "writers.slidepages"):
    import_module(f"handouts.{_room}")
with suppress(Exception):  # what is wrong here, the jobs will tell of
    powerpoint.warm()
    pdf.warm(_LANGUAGES)
