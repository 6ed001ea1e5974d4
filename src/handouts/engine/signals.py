"""Signals that end a build: held back while something must not be torn in two, and all of them taken as Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
_TICK = {signal.SIGALRM} if hasattr(signal, "SIGALRM") else set()


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
