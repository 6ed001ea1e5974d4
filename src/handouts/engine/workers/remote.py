"""What happens on a worker of a Dask cluster: a job comes in, is set in a process of its own, and goes back.

So a document that hangs or eats memory ends that process and not the worker, and limits are those of one machine.
Processes stay warm between jobs.
"""

from __future__ import annotations

import multiprocessing
import pickle
import threading
import zlib
from collections import deque
from dataclasses import dataclass, field

from handouts.cache import digest
from handouts.engine.state.tool_versions import tools
from handouts.engine.workers.limits import Limits
from handouts.engine.workers.process import CannotStartError, WorkerProcess, process_context
from handouts.engine.workers.worker import Answer
from handouts.errors import LayoutError
from handouts.pipeline import Job

_LEVEL = 1
"""Of zlib: a fifth of the size already, for a millisecond."""


@dataclass(frozen=True)
class Refused:
    """A worker's answer if it would make other bytes: what it has installed. `worker` is its address."""

    worker: str
    tools: dict[str, str]


def packed(job: Job) -> bytes:
    """A job as it travels; only workers unpack it."""
    return zlib.compress(pickle.dumps(job, pickle.HIGHEST_PROTOCOL), _LEVEL)


def installed() -> dict[str, str]:
    """What decides bytes on this worker."""
    return tools()


def versions(found: dict[str, str]) -> str:
    """All of it in one word."""
    return digest(*(f"{name}\0{version}" for name, version in sorted(found.items())))


def do(build: str, data: bytes, limits: Limits, wanted: str) -> Answer | Refused:
    """Set a job.

    Args:
        build: Whose job it is.
        data: The job, packed.
        limits: What it may take.
        wanted: The versions that the file is to be made with.
    """
    if versions(found := tools()) != wanted:
        from distributed import get_worker

        return Refused(get_worker().address, found)
    called_off = Answer(LayoutError("it was called off"), 0, spent=True)
    if _HANDS.is_over(build):
        return called_off
    job: Job = pickle.loads(zlib.decompress(data))
    try:
        worker = _HANDS.starts_processes(build, limits)
    except (CannotStartError, OSError) as error:
        return Answer(LayoutError(f"no process can be started on a worker of the cluster ({error})"), 0, spent=True)
    answer = called_off
    try:
        if not _HANDS.is_over(build):
            answer = worker.do(job)
    finally:
        _HANDS.release(build, limits, worker, spent=answer.spent)
    return answer


def dismiss(build: str) -> None:
    """End what this build still has under way here, and let idle processes go."""
    _HANDS.dismiss(build)


@dataclass
class _Hands:
    """The processes of this worker: idle ones by their limits, busy ones by the build that they work for.

    `over` are the builds that were dismissed last; a job of theirs may still be on its way.
    """

    idle: list[tuple[Limits, WorkerProcess]] = field(default_factory=list)
    busy: list[tuple[str, WorkerProcess]] = field(default_factory=list)
    over: deque[str] = field(default_factory=lambda: deque(maxlen=1000))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def is_over(self, build: str) -> bool:
        """Whether a build wants nothing more."""
        with self.lock:
            return build in self.over

    def starts_processes(self, build: str, limits: Limits) -> WorkerProcess:
        """An idle process, or a new one."""
        with self.lock:
            found = next((one for one in self.idle if one[0] == limits), None)
            if found is not None:
                self.idle.remove(found)
        _let_children_be()
        worker = found[1] if found is not None else WorkerProcess(process_context(), limits)
        with self.lock:
            self.busy.append((build, worker))
        return worker

    def release(self, build: str, limits: Limits, worker: WorkerProcess, *, spent: bool) -> None:
        """Take a process back; end it if it had better do no other job, and those that wait with other limits."""
        with self.lock:
            self.busy.remove((build, worker))
            gone = [worker] if spent else [one for known, one in self.idle if known != limits]
            self.idle = [(known, one) for known, one in self.idle if one not in gone]
            if not spent:
                self.idle.append((limits, worker))
        for one in gone:
            one.kill()

    def dismiss(self, build: str) -> None:
        """End the busy processes of a build, and all idle ones."""
        with self.lock:
            self.over.append(build)
            under_way = [worker for whose, worker in self.busy if whose == build]
            gone, self.idle = [worker for _, worker in self.idle], []
        for worker in under_way:
            worker.interrupt()
        for worker in gone:
            worker.kill()


_HANDS = _Hands()


def _let_children_be() -> None:
    """Dask's nanny starts workers as daemons, which multiprocessing lets start no processes.

    That is so that none outlives its parent, and ours watch for that themselves.
    """
    vars(multiprocessing.current_process())["_config"]["daemon"] = False
