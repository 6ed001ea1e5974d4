"""Runs commands and says what they cost: seconds, processor time, peak memory.

Seconds are taken in runs of their own, since looking at a process slows it down.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

SAMPLE = 0.01, 0.1
"""Seconds between two looks at a process and all that it started: often at first, then less and less."""


class BenchError(Exception):
    """A command that was to be measured failed."""


@dataclass(frozen=True)
class Command:
    """A command as a shell would start it.

    `before` puts everything as the command is to find it; its time does not count. `reads` is its standard input.
    """

    words: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None
    reads: Path | None = None


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds on the clock; and if it was watched, seconds of processors, bytes at the peak."""

    seconds: float
    processor: float = 0.0
    peak: int = 0


@dataclass(frozen=True)
class Costs:
    """What all runs of one command took. The best one is the least disturbed by whatever else the machine did."""

    runs: tuple[Cost, ...]
    peak: int = 0
    processor: float = 0.0

    @property
    def seconds(self) -> float:
        """The clock of the quickest run."""
        return min(run.seconds for run in self.runs)


def compare(commands: Sequence[Command], runs: int) -> list[Costs]:
    """Run these commands in turn, so that what disturbs one disturbs the others, too.

    The first round is watched, and warms the disk's cache; its seconds do not count. With a single run all is taken at
    once.
    """
    first = [run(command, watched=True) for command in commands]
    rounds = [[run(command) for command in commands] for _ in range(runs)] if runs > 1 else [first]
    return [
        Costs(taken, begun.peak, begun.processor) for taken, begun in zip(zip(*rounds, strict=True), first, strict=True)
    ]


def run(command: Command, *, watched: bool = False) -> Cost:
    """Run a command once, all of it: the processes that it starts count, too.

    Raises:
        BenchError: Its exit code is not 0; with the end of what it said.
    """
    command.before()
    with tempfile.TemporaryFile() as said, _started(command, said) as (process, started):
        watch = _Watch(process.pid) if watched else None
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        processor, peak = watch.seen() if watch else (0.0, 0)
        if process.returncode:
            said.seek(0)
            end = said.read().decode("utf-8", "replace")[-2000:]
            raise BenchError(f"{Path(command.words[0]).name} ended with {process.returncode}: {end.strip()}")
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) if watched else 0
    return Cost(seconds, max(processor, usage.ru_utime + usage.ru_stime), peak or largest)


def printed(*words: str, **environment: str) -> str:
    """What a script prints: Python, the script, its words; `environment` is added to that of this process.

    Raises:
        BenchError: Its exit code is not 0; with the end of what it said.
    """
    done = subprocess.run(words, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"{Path(words[1]).name} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def _usual() -> dict[str, str]:
    """The environment, but for what keeps Python from keeping compiled modules: pip compiles what users install."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@contextmanager
def _started(command: Command, said: IO[bytes]) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    environment = {**_usual(), **command.environment}
    with (command.reads or Path(os.devnull)).open("rb") as reads:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.words, cwd=command.folder, env=environment, stdin=reads, stdout=said, stderr=said
        )
    try:
        yield process, started
    finally:
        if process.returncode is None:
            process.kill()
            process.wait()


class _Watch:
    """Looks at a process and its children, and theirs, until it is asked what it saw."""

    def __init__(self, pid: int) -> None:
        self._root, self._peak, self._done = psutil.Process(pid), 0, threading.Event()
        self._processor: dict[int, float] = {}
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def seen(self) -> tuple[float, int]:
        """Seconds that all of them used of processors, and the largest sum of their memory in bytes."""
        self._done.set()
        self._thread.join()
        return sum(self._processor.values()), self._peak

    def _look(self) -> None:
        pause, longest = SAMPLE
        while not self._done.wait(pause):
            pause = min(pause * 1.05, longest)
            sizes = []
            for process in family(self._root):
                with suppress(psutil.Error):
                    sizes.append(memory(process))
                    self._processor[process.pid] = sum(process.cpu_times()[:2])
            self._peak = max(self._peak, sum(sizes))


def family(root: psutil.Process) -> list[psutil.Process]:
    """A process and all that it started; nothing once it has ended."""
    try:
        return [root, *root.children(recursive=True)]
    except psutil.Error:
        return []


def memory(process: psutil.Process) -> int:
    """The memory of a process in bytes.

    Pages that it shares with others are shared out among them (PSS) where the system tells so much (Linux); elsewhere
    they count for each (RSS).
    """
    info = process.memory_full_info()
    return getattr(info, "pss", 0) or info.rss
