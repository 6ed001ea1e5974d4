"""The way to a Dask cluster: a connection to its scheduler, and workers that would make the same bytes."""

from __future__ import annotations

import gc
import logging
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from handouts.engine.signals import signals_deferred
from handouts.engine.state.tool_versions import tools
from handouts.engine.workers.remote import installed
from handouts.errors import Problem, UsageError

T = TypeVar("T")

CONNECT = 10
"""Seconds until a scheduler has to answer, and until a worker has to be there at the beginning."""
SILENT = 30
"""Seconds after which a scheduler or a worker that says nothing any more counts as gone: it may be there, and hang."""
_NAMED = 4
"""Differences that are told of one worker."""
_LARGE = {"distributed.admin.large-graph-warning-threshold": "1 GiB"}
"""A job with a master of 50 MB is large, and Dask need not say so."""
_TALKATIVE = ("distributed", "tornado")
"""Whose loggers keep still: what is to be said of a lost worker or scheduler is said here."""


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A client of the scheduler at an address, closed afterwards.

    Raises:
        UsageError: There is no Dask here, or no scheduler there.
    """
    try:
        import dask
        import distributed
    except ImportError:
        raise UsageError('--scheduler needs Dask; install it with: pip install "handouts[cluster]"') from None
    _hush()
    with dask.config.set(_LARGE), warnings.catch_warnings(), _loop() as loop:
        warnings.simplefilter("ignore")  # versions of Dask's own parts, which decide no bytes
        try:
            make = vars(distributed)["Client"]
            client: Any = bounded(lambda: make(address, timeout=CONNECT, set_as_default=False, loop=loop), SILENT)
        except (OSError, ValueError, TypeError) as error:  # OSError: also no answer in time
            what, advice = _said(error), "start one with: dask scheduler"
            raise UsageError(f"no scheduler answers at {address} ({what}); correct the address, or {advice}") from None
        try:
            yield client
        finally:
            with signals_deferred(), suppress(TimeoutError):
                bounded(lambda: client.close(timeout=CONNECT), SILENT)


def _hush() -> None:
    """Dask gives each of its loggers a level of its own."""
    for name in logging.root.manager.loggerDict:
        if name.partition(".")[0] in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def _loop() -> Iterator[Any]:
    """Dask's thread, and those that it starts, never get the signals that this one defers."""
    from distributed.utils import LoopRunner

    runner: Any = LoopRunner()
    with signals_deferred(), _uncollected():
        runner.start()
    try:
        yield runner.loop
    finally:
        with signals_deferred(), _uncollected():
            runner.stop()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile, in whatever thread.

    A client of Dask that could not connect closes itself when it is found among it. For that it takes the lock that
    starting and ending a loop hold, and so either would wait for ever.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def refuse_others(client: Any, address: str) -> None:
    """See that workers are there, and that each of them would make the same bytes.

    Raises:
        UsageError: There are none, or some differ; with what differs, worker by worker.
    """
    await_one(client)
    found = answers(client, workers_of(client))
    there = workers_of(client)  # one that has just gone could not answer
    if not (found := {worker: answer for worker, answer in found.items() if worker in there}):
        raise UsageError(f"{address} has no workers; start some with: dask worker {address}")
    told = [(worker, difference(answer)) for worker, answer in sorted(found.items())]
    if problems := [Problem("", 0, 0, f"worker {worker}: {what}") for worker, what in told if what]:
        raise UsageError(problems)


def answers(client: Any, workers: Iterable[str]) -> dict[str, dict[str, str] | BaseException]:
    """What each of these workers has installed, or what came of asking; one that hangs keeps nobody waiting."""
    asked = list(workers)
    try:
        found: dict[str, dict[str, str] | BaseException] = bounded(
            lambda: client.run(installed, workers=asked, on_error="return"), SILENT
        )
    except TimeoutError as error:
        if len(asked) == 1:
            return {asked[0]: error}
        found = {}
        for worker in asked:
            found |= answers(client, [worker])
    return found


def await_one(client: Any) -> None:
    """Wait for a worker, if none is there, but not for long."""
    with suppress(TimeoutError):
        bounded(lambda: client.wait_for_workers(1, timeout=CONNECT), CONNECT + SILENT)


def workers_of(client: Any) -> dict[str, int]:
    """The addresses of workers, and how many threads each has.

    Raises:
        TimeoutError: The scheduler says nothing any more.
    """
    return bounded(client.nthreads, SILENT)


def bounded(ask: Callable[[], T], seconds: float) -> T:
    """What a call gives that may never come back, as most of Dask's do if a process at the other end hangs.

    Raises:
        TimeoutError: It did not come back in time, and is left alone.
    """
    came: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def call() -> None:
        try:
            came.put((ask(), None))
        except BaseException as error:
            came.put((None, error))

    with signals_deferred():
        threading.Thread(target=call, daemon=True).start()
    try:
        found, error = came.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"no answer in {seconds:g} s") from None
    if error is not None:
        raise error
    return cast(T, found)


def difference(found: dict[str, str] | BaseException) -> str:
    """What a worker has installed otherwise than this machine; empty if nothing.

    Args:
        found: As `installed` tells it there, or what came of asking.
    """
    if isinstance(found, TimeoutError):
        return "it does not answer; end it, or start it anew"
    if isinstance(found, BaseException):
        return f"it has no handouts of this version ({_said(found)}); install it there"
    here = tools()
    names = [name for name in {**here, **found} if here.get(name) != found.get(name)]
    told = [f"{name} is {found.get(name, 'missing')} there and {here.get(name, 'missing')} here" for name in names]
    left = [f"and {len(told) - _NAMED} more"] if len(told) > _NAMED else []
    return "; ".join([*told[:_NAMED], *left]) + ("; install the same on both" if told else "")


def _said(error: BaseException) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__
