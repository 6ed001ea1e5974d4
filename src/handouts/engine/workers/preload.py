"""Importing this loads all that setting a document takes, once, in the server that workers are forked from.

What cannot be loaded, since a library is missing or of another version, is passed over: the jobs that take it tell of
it, and the others are done.
A fork server hears only when it has loaded that nobody needs it any more, so meanwhile it looks by itself.
"""

from contextlib import suppress
from importlib import import_module

from handouts.engine.workers.orphan import while_wanted

ROOMS = (
    "engine.workers.worker",
    "slides",
    "writers.pdf",
    "writers.powerpoint",
    "writers.imposition",
    "writers.slidepages",
)
"""All that jobs are done with."""


def _load() -> None:
    for room in ROOMS:
        with suppress(Exception):
            import_module(f"handouts.{room}")
    with suppress(Exception):
        from handouts.writers import powerpoint

        powerpoint.warm()
    with suppress(Exception):
        from handouts.languages import known
        from handouts.writers import pdf

        pdf.warm(known())  # a worker loads dictionaries of other languages when it needs them


with while_wanted():
    _load()
