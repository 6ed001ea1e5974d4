"""Importing this loads all that setting a document takes, once, in the server that workers are forked from.

What cannot be loaded, since a library is missing or of another version, is passed over: the jobs that take it tell of
it, and the others are done.
A fork server hears only when it has loaded that nobody needs it any more, so meanwhile it looks by itself.
"""

from contextlib import suppress
from importlib import import_module

from handouts import registry
from handouts.engine.signals import while_wanted
from handouts.languages import known

BETWEEN = (
    "handouts.engine.workers.worker",
    "handouts.slides",
    "handouts.writers.imposition",
    "handouts.writers.slidepages",
)
"""What jobs are done with beside writers."""


def modules() -> tuple[str, ...]:
    """All that jobs are done with."""
    writers: tuple[registry.Writer, ...] = registry.BUILT_IN
    with suppress(Exception):
        writers = registry.writers()
    return (*BETWEEN, *(one.module for one in writers))


def _load() -> None:
    for name in modules():
        with suppress(Exception):
            module = import_module(name)
            if warm := getattr(module, "warm", None):
                warm(known())  # a worker loads dictionaries of other languages when it needs them


with while_wanted():
    _load()
