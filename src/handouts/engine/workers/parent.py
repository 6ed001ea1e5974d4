"""Ends a process that loads for seconds, should the one that started it be killed meanwhile."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

PARENT = "_HANDOUTS_PARENT"
"""A variable that says who starts a process: whoever has ended since then is no longer its parent.

It is none of those that decide what is made, by which fingerprints go.
"""
_EVERY = 0.25
"""Seconds between looks."""


def call_me_parent() -> None:
    """Let processes that are started from now on know which one this is."""
    os.environ[PARENT] = str(os.getpid())


@contextmanager
def while_wanted() -> Iterator[None]:
    """End this process if its parent ends (setitimer, getppid); in a process's first thread, where there are timers."""
    parent = os.environ.get(PARENT, "")
    if not hasattr(signal, "setitimer") or not parent.isdecimal():
        yield
        return

    def signature(*_: object) -> None:
        if os.getppid() != int(parent):
            os._exit(1)

    handler = signal.signal(signal.SIGALRM, signature)
    blocked = signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})  # it may be started with signals held back
    signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        signal.signal(signal.SIGALRM, handler)
