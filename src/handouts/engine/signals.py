"""Signals that end a build: held back while something must not be torn in two, and all of them taken as Ctrl-C.

And the alarm that ends a process that loads for seconds, should the one that started it be killed meanwhile.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
_TICK = {signal.SIGALRM} if hasattr(signal, "SIGALRM") else set()
PARENT = "_HANDOUTS_PARENT"
"""A variable that says who starts a process: whoever has ended since then is no longer its parent.

It is none of those that decide what is made, by which fingerprints go.
"""
_EVERY = 0.25
"""Seconds between looks."""


@contextmanager
def signals_deferred() -> Iterator[None]:
    """Let no signal end what happens inside; one that comes meanwhile is delivered right afterwards.

    Threads and processes started inside never get these signals. Where the system cannot hold signals back, they come.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {*_ENDING, *_TICK})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def signals_released() -> None:
    """In a process started inside it: let all signals but Ctrl-C come again, with what they mean by default.

    Ctrl-C reaches every process of a terminal; the one that the person started ends the others.
    """
    for ending in _ENDING:
        signal.signal(ending, signal.SIG_IGN if ending == signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {*_ENDING, *_TICK})


@contextmanager
def as_interrupts() -> Iterator[None]:
    """Take every signal that asks this process to end as Ctrl-C, so that it tidies up first.

    What was to be ignored, as SIGHUP is under `nohup`, stays so. Only a process's first thread can do this.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.getsignal(one) for one in _ENDING if signal.getsignal(one) is signal.SIG_DFL}
    for ending in before:
        signal.signal(ending, _interrupt)
    try:
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (the system gives both)
    raise KeyboardInterrupt


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

    def end_if_orphaned(*_: object) -> None:
        if os.getppid() != int(parent):
            os._exit(1)

    handler = signal.signal(signal.SIGALRM, end_if_orphaned)
    blocked = signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})  # it may be started with signals held back
    signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        signal.signal(signal.SIGALRM, handler)
