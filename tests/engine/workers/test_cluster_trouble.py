"""What becomes of jobs on a real cluster when workers end, hang about, or are no longer wanted."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from handouts.engine.state.tool_versions import tools
from handouts.engine.workers import cluster, connecting, remote, worker
from handouts.engine.workers.cluster import run_on_cluster
from handouts.engine.workers.connecting import answers, connected, difference, workers_of
from handouts.engine.workers.limits import USUAL
from handouts.engine.workers.remote import dismiss, do, packed, versions
from handouts.engine.workers.worker import Result
from handouts.errors import HandoutsError, UsageError
from handouts.pipeline import Job, Made

from .waiting import PATIENCE, patience

pytestmark = [pytest.mark.xdist_group("trouble of a cluster"), pytest.mark.slow]

Start = Callable[..., AbstractContextManager[psutil.Popen]]
Standing = tuple[str, psutil.Popen]
MakeJob = Callable[..., Job]


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> MakeJob:
    """Make jobs that do what real ones must not; workers find the module that knows how."""
    monkeypatch.syspath_prepend(Path(__file__).resolve().parent)
    monkeypatch.setattr(worker, "perform", worker.perform)
    import deeds

    made: MakeJob = deeds.job
    return made


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the workers more often than a build would."""
    monkeypatch.setattr(cluster, "LOOK", 0.2)


class Deadly(str):
    """A text that ends the worker that unpacks it."""

    def __reduce__(self) -> Any:
        return os._exit, (1,)


def outcomes(results: Iterator[Result]) -> dict[str, Made | HandoutsError]:
    return {result.job.edition: result.outcome for result in results}


def setting(worker: psutil.Process) -> list[psutil.Process]:
    """The processes that set jobs for a worker; the servers that they are forked from are its children."""
    below = worker.children(recursive=True)
    servers = [one.pid for one in below if "multiprocessing.forkserver" in " ".join(one.cmdline())]
    return [one for one in below if one.ppid() in servers]


def at_work(worker: psutil.Process) -> list[psutil.Process]:
    """As `setting`, once there are any."""
    with patience():
        while not (found := setting(worker)):
            time.sleep(0.05)
    return found


def gone(processes: list[psutil.Process], seconds: float = PATIENCE) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return not alive


def test_what_ends_workers_fails_by_name_and_what_was_beside_it_is_made(
    scheduler: str, job: MakeJob, start_worker: Start
) -> None:
    deadly = replace(job("de/a/deadly.pdf"), html=Deadly("x"))
    jobs = [job("de/a/beside.pdf", "second"), deadly, job("de/a/after.pdf")]
    with start_worker(scheduler, threads=2, nanny=True):
        found = outcomes(run_on_cluster(jobs, scheduler))
    assert str(found.pop("de/a/deadly.pdf")) == "this ended several workers of the cluster; build it alone to see why"
    assert found == {"de/a/beside.pdf": Made(b"", 1), "de/a/after.pdf": Made(b"", 1)}


def test_what_ended_the_last_worker_is_named(
    scheduler: str, job: MakeJob, start_worker: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "await_one", lambda client: None)
    deadly = replace(job("de/a/deadly.pdf"), html=Deadly("x"))
    with start_worker(scheduler), start_worker(scheduler):
        found = outcomes(run_on_cluster([deadly], scheduler))
    assert "this ended several workers" in str(found["de/a/deadly.pdf"])


def test_without_any_worker_it_ends_after_a_while(
    scheduler: str, job: MakeJob, start_worker: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "LOST", 1)
    with start_worker(scheduler) as only:
        results = run_on_cluster([job("de/a/1.pdf"), job("de/a/2.pdf", "sleep")], scheduler)
        assert next(results).outcome == Made(b"", 1)
        only.kill()
        with pytest.raises(HandoutsError, match=f"^all workers of {scheduler} have gone; build again once"), patience():
            next(results)


def test_a_scheduler_that_hangs_has_gone(
    job: MakeJob, start_scheduler: Start, start_worker: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start_scheduler() as scheduler, start_worker(scheduler.address):
        results = run_on_cluster([job("de/a/1.pdf"), job("de/a/2.pdf", "sleep")], scheduler.address)
        assert next(results).outcome == Made(b"", 1)
        monkeypatch.setattr(connecting, "SILENT", 1)
        monkeypatch.setattr(cluster, "CONNECT", 1)
        scheduler.suspend()
        with patience(), pytest.raises(HandoutsError, match=r"^the scheduler at .* has gone"):
            next(results)
        with patience(), pytest.raises(UsageError, match=r"^no scheduler answers at .*no answer in 1 s"):
            list(run_on_cluster([], scheduler.address))


def test_a_worker_that_hangs_from_the_start_is_told(
    scheduler: str, start_worker: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start_worker(scheduler) as hanging:
        hanging.suspend()
        with connected(scheduler) as client:
            there = workers_of(client)
            monkeypatch.setattr(connecting, "SILENT", 1)
            found = answers(client, there)
    assert [difference(what) for what in found.values()] == ["it does not answer; end it, or start it anew"]


OLD = {
    **{f"handouts/{room}__init__.py": "" for room in ("", "engine/", "engine/workers/")},
    "handouts/engine/workers/limits.py": "class Limits: ...",
    "handouts/engine/workers/remote.py": "def installed(): return {}\ndef do(job): ...\ndef dismiss(build): ...",
}
NONE = {"handouts/__init__.py": "raise ImportError('none')"}


@pytest.mark.parametrize(("there", "nanny"), [(OLD, False), (NONE, True)], ids=["an old one", "none"])
def test_a_worker_with_another_handouts_that_joins_later_does_no_harm(
    scheduler: str, job: MakeJob, start_worker: Start, tmp_path: Path, there: dict[str, str], nanny: bool
) -> None:
    """It fails, or ends, at what it is sent before it could refuse it; a nanny starts it again."""
    for name, text in there.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    with ExitStack() as later, start_worker(scheduler):

        def jobs() -> Iterator[Job]:
            yield job("de/a/0.pdf")
            later.enter_context(start_worker(scheduler, threads=4, nanny=nanny, PYTHONPATH=str(tmp_path)))
            yield from (job(f"de/a/{number}.pdf", "second") for number in range(1, 9))

        found = outcomes(run_on_cluster(jobs(), scheduler))
    assert found == {f"de/a/{number}.pdf": Made(b"", 1) for number in range(9)}


def test_results_come_while_others_are_under_way(standing: Standing, job: MakeJob, tmp_path: Path) -> None:
    sign = tmp_path / "the first has come"
    results = run_on_cluster([job("de/a/last.pdf", f"wait for: {sign}"), job("de/a/first.pdf")], standing[0])
    assert next(results).job.edition == "de/a/first.pdf"
    sign.touch()
    assert outcomes(results) == {"de/a/last.pdf": Made(b"", 1)}


def test_who_stops_asking_ends_what_is_under_way_on_workers(standing: Standing, job: MakeJob) -> None:
    address, one = standing
    jobs = [job("de/a/0.pdf"), *(job(f"de/a/{number}.pdf", "sleep") for number in range(1, 5))]
    results = run_on_cluster(jobs, address)
    assert next(results).outcome == Made(b"", 1)
    busy = at_work(one)
    results.close()  # type: ignore[attr-defined]
    assert gone(busy)
    assert outcomes(run_on_cluster([job("de/a/5.pdf")], address)) == {"de/a/5.pdf": Made(b"", 1)}
    assert gone(setting(one))


def test_what_arrives_too_late_is_not_begun(job: MakeJob, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: Any) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(remote, "WorkerProcess", none)
    dismiss("a build")
    answer = do("a build", packed(job("de/a/1.pdf")), USUAL, versions(tools()))
    assert "it was called off" in str(answer)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_a_worker_under_a_nanny(
    scheduler: str, job: MakeJob, start_worker: Start, how: signal.Signals
) -> None:
    """Told to end, a nanny waits some seconds for a job that is under way; killed, it cannot."""
    jobs = [job("de/a/1.pdf"), job("de/a/2.pdf", "sleep")][: 1 if how == signal.SIGTERM else 2]
    with start_worker(scheduler, nanny=True) as nanny:
        results = run_on_cluster(jobs, scheduler)
        assert next(results).outcome == Made(b"", 1)
        assert at_work(nanny)
        below = nanny.children(recursive=True)
        nanny.send_signal(how)
        assert gone([nanny, *below])
        results.close()  # type: ignore[attr-defined]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not tell")
def test_threads_of_dask_leave_signals_to_the_one_that_can_hold_them_back(standing: Standing) -> None:
    before = {thread.native_id for thread in threading.enumerate()}
    with connected(standing[0]) as client:
        client.submit(len, "abc").result()
        new = [thread.native_id for thread in threading.enumerate() if thread.native_id not in before]
        assert new
        for thread in new:
            status = Path(f"/proc/self/task/{thread}/status").read_text("ascii")
            blocked = int(status.partition("SigBlk:")[2].split()[0], 16)
            assert blocked >> (signal.SIGINT - 1) & 1
            assert blocked >> (signal.SIGTERM - 1) & 1
