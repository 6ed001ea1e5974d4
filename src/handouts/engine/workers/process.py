"""One process that sets jobs for this one: how it is started, talked with and ended."""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import signal
import threading
import time
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import Any

from handouts.engine.scratch import scratch
from handouts.engine.signals import call_me_parent, signals_deferred
from handouts.engine.workers.limits import MEBI, Limits, too_big, too_slow
from handouts.engine.workers.worker import TOO_BIG, Answer, Work, serve
from handouts.errors import HandoutsError, LayoutError

_PRELOAD = ["__main__", "handouts.engine.workers.preload"]
_STARTING = threading.Lock()
"""`multiprocessing` keeps a list of its processes that two threads must not change at once."""
_START_SECONDS = 120
"""How long a process may take until it is ready; loading everything afresh takes a slow laptop ten."""
_ABORTED = tuple(-getattr(signal, name) for name in ("SIGABRT", "SIGTRAP") if hasattr(signal, name))
"""How GLib and C++ end a process that asks for memory and gets none."""


def process_context() -> BaseContext:
    """How processes of a pool are started: forked from a server that has loaded everything, or afresh."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    call_me_parent()
    return context


def start_fork_server() -> None:
    """Let the fork server begin to load; to be called as soon as it is known that several jobs will come."""
    scratch()
    if process_context().get_start_method() == "forkserver":
        with signals_deferred():
            multiprocessing.forkserver.ensure_running()


class CannotStartError(Exception):
    """A process ended, or hung, before it could take a job."""


class WorkerProcess:
    """One process, with which one thread talks at a time."""

    def __init__(self, context: BaseContext, limits: Limits, work: Work | None = None) -> None:
        self._limits = limits
        self._line, there = context.Pipe()
        maker: Any = context
        self._process = maker.Process(target=serve, args=(there, limits, work), daemon=True)
        with _STARTING, signals_deferred():
            self._process.start()
        there.close()
        if not wait([self._line, self._process.sentinel], _START_SECONDS) or not self._hears():
            self.kill()
            raise CannotStartError(self._how_it_ended())

    def do(self, job: Any) -> Answer:
        """Have a job done; whatever becomes of the process, there is an answer."""
        began = time.monotonic()
        try:
            self._line.send(job)
            if not wait([self._line, self._process.sentinel], self._limits.seconds):
                self.kill()
                return Answer(too_slow(self._limits), self._limits.seconds or 0, spent=True)
            answer: Answer = self._line.recv()
        except (EOFError, OSError):
            self.kill()
            return Answer(self._died(), time.monotonic() - began, spent=True)
        return answer

    def dismiss(self) -> None:
        """Let the process end; it must have nothing to do."""
        with suppress(OSError):
            self._line.send(None)
        self._process.join(1)
        self.kill()

    def interrupt(self) -> None:
        """End the process at once, from any thread: the one that talks with it hears that it has died."""
        with _STARTING:
            self._process.kill()

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        with _STARTING:
            self._process.kill()
            self._process.join()
        self._line.close()

    def _hears(self) -> bool:
        try:
            self._line.recv()
        except (EOFError, OSError):
            return False
        return True

    def _died(self) -> HandoutsError:
        code = self._process.exitcode
        if code == TOO_BIG:
            return too_big(self._limits)
        return LayoutError(
            f"the process that set this {self._how_it_ended()}; build it alone to see whether it does so again"
        )

    def _how_it_ended(self) -> str:
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"ended with exit code {code}"
        if code == -signal.SIGKILL:
            return "was killed, by somebody or because the machine had no memory left (fewer processes: -j 1)"
        if code in _ABORTED and self._limits.memory:
            limit = self._limits.memory // MEBI
            return f"died of {signal.Signals(-code).name}, as if it got no more memory (limit: --memory-limit {limit})"
        return f"died of {signal.Signals(-code).name}"
