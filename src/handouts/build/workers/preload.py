"""Importing this loads all that setting a document takes, once, in the server that workers are forked from.

A fork server hears only when it has loaded that nobody needs it any more, so meanwhile it looks by itself.
"""

from contextlib import suppress
from importlib import import_module

from handouts.build.workers.orphan import while_wanted

_LANGUAGES = ("de", "en")
"""Those whose dictionaries are loaded; a worker loads others when it needs them."""


def _load() -> None:
    from handouts.writers import pdf, powerpoint

    for room in ("build.workers.worker", "slides", "writers.imposition", "writers.slidepages"):
        import_module(f"handouts.{room}")
    with suppress(Exception):  # what is wrong here, the jobs will tell of
        powerpoint.warm()
        pdf.warm(_LANGUAGES)


with while_wanted():
    _load()
