"""A Dask scheduler and workers on this machine, as its own commands start them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psutil
import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
_SECONDS = 180
"""To start a scheduler or a worker, on any machine that does other things too."""
_LOCAL = ("--host", "127.0.0.1", "--no-dashboard")

Start = Callable[..., AbstractContextManager[psutil.Popen]]


@contextmanager
def _process(log: Path, *arguments: str, **environment: str) -> Iterator[psutil.Popen]:
    """One of Dask's commands; it and all that it has started are ended afterwards."""
    ours = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{HERE}", "DASK_TEMPORARY_DIRECTORY": str(log.parent)}
    surroundings = {**os.environ, **ours, **environment}
    with log.open("wb") as file:
        command = [sys.executable, "-m", *arguments]
        started = psutil.Popen(command, cwd=log.parent, env=surroundings, stdout=file, stderr=subprocess.STDOUT)
        try:
            yield started
        finally:
            below = started.children(recursive=True) if started.is_running() else []
            for one in (started, *below):
                if one.is_running():
                    one.kill()
            started.wait()


def _told(log: Path, pattern: str) -> str:
    """What a process says of itself sooner or later."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8", "replace"))


@pytest.fixture(scope="session")
def start_scheduler(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """`start_scheduler("tls")` starts a scheduler; its `address` is where it listens.

    Two workers that a job has ended are enough for it to give that job up.
    """

    @contextmanager
    def start(protocol: str = "tcp", options: Sequence[str] = ()) -> Iterator[psutil.Popen]:
        log = tmp_path_factory.mktemp("scheduler") / "log"
        options = (*_LOCAL, "--port", "0", "--no-show", "--protocol", protocol, *options)
        environment = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        with _process(log, "distributed.cli.dask_scheduler", *options, **environment) as started:
            started.address = _told(log, rf"Scheduler at:\s+({protocol}://\S+)")
            yield started

    return start


@pytest.fixture(scope="session")
def scheduler(start_scheduler: Start) -> Iterator[str]:
    """The address of a scheduler without workers."""
    with start_scheduler() as started:
        yield started.address


@pytest.fixture(scope="session")
def start_worker(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """`start_worker(scheduler, threads=2, nanny=True)` starts a worker that has joined the scheduler."""

    @contextmanager
    def start(
        scheduler: str, *, threads: int = 1, nanny: bool = False, options: Sequence[str] = (), **environment: str
    ) -> Iterator[psutil.Popen]:
        log = tmp_path_factory.mktemp("worker") / "log"
        options = (*_LOCAL, "--nthreads", str(threads), "--nanny" if nanny else "--no-nanny", *options)
        with _process(log, "distributed.cli.dask_worker", scheduler, *options, **environment) as started:
            _told(log, r"(Starting established connection)")
            yield started

    return start


@pytest.fixture(scope="session")
def standing(start_scheduler: Start, start_worker: Start) -> Iterator[tuple[str, psutil.Popen]]:
    """The address of a scheduler that has one worker with two threads, and that worker; both stay for the next test."""
    with start_scheduler() as scheduler, start_worker(scheduler.address, threads=2) as worker:
        yield scheduler.address, worker
