"""A real scheduler and real workers on this machine: the same bytes as without them, also when one of them dies."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from handouts.engine.plan import editions
from handouts.engine.state.tool_versions import tools
from handouts.engine.workers import cluster, connecting
from handouts.engine.workers.cluster import run_on_cluster
from handouts.engine.workers.connecting import difference, refuse_others
from handouts.engine.workers.executor import run
from handouts.engine.workers.limits import USUAL, Limits
from handouts.engine.workers.remote import do, packed, versions
from handouts.errors import HandoutsError, UsageError
from handouts.pipeline import Job, Made, Workspace, prepare

pytestmark = [pytest.mark.xdist_group("cluster"), pytest.mark.slow]

Start = Callable[..., AbstractContextManager[psutil.Popen]]
Outcomes = dict[str, Made | HandoutsError]
Enough = Callable[[Callable[[int], Outcomes], Callable[[Outcomes], bool]], tuple[int, Outcomes]]


@pytest.fixture(scope="module")
def jobs(tiny: Path) -> list[Job]:
    """Pages, slides, and enough of them that no worker has done all before another is gone."""
    workspace = Workspace.open(tiny)
    asked = editions(
        workspace.project, workspace.lesson, documents=["worksheet", "deck"], languages=["de"], audiences=["class"]
    )
    found = [prepare(workspace, edition) for edition in asked]
    copies = (replace(found[0], edition=f"de/class/copy-{number}.pdf") for number in range(3))
    return [*found, *copies]


def made(results: Iterator[cluster.Result]) -> dict[str, bytes]:
    found = {result.job.edition: result.outcome for result in results}
    assert all(isinstance(outcome, Made) for outcome in found.values()), found
    return {edition: outcome.data for edition, outcome in found.items() if isinstance(outcome, Made)}


def test_the_same_bytes_although_a_worker_is_killed(
    standing: tuple[str, psutil.Popen], jobs: list[Job], start_worker: Start
) -> None:
    with start_worker(standing[0]) as first:
        results = run_on_cluster(iter(jobs), standing[0])
        begun = next(results)
        first.send_signal(signal.SIGKILL)
        there = {**made(iter([begun])), **made(results)}
        assert first.wait() == -signal.SIGKILL
    assert there == made(run(iter(jobs)))


def test_a_job_beyond_its_limit_fails_alone_and_its_worker_stays(
    standing: tuple[str, psutil.Popen], jobs: list[Job], endless: str, enough: Enough
) -> None:
    late = replace(jobs[0], edition="de/class/endless.pdf", html=jobs[0].html.replace("<p", f"{endless}<p", 1))
    address, worker = standing

    def done(seconds: int) -> Outcomes:
        return {one.job.edition: one.outcome for one in run_on_cluster([late, jobs[0]], address, Limits(seconds))}

    seconds, found = enough(done, lambda found: isinstance(found[jobs[0].edition], Made))
    assert worker.poll() is None
    assert f"was stopped after {seconds} s" in str(found["de/class/endless.pdf"])
    assert isinstance(found[jobs[0].edition], Made)


def test_other_versions_are_refused_before_anything_is_sent(
    standing: tuple[str, psutil.Popen], monkeypatch: pytest.MonkeyPatch
) -> None:
    def untouched() -> Iterator[Job]:
        raise AssertionError("a job was asked for")
        yield

    monkeypatch.setattr(connecting, "tools", lambda: {**tools(), "weasyprint": "69.0"})
    with pytest.raises(UsageError, match=r"worker tcp://\S+: .*weasyprint is \S+ there and 69.0 here; .*install"):
        list(run_on_cluster(untouched(), standing[0]))


def test_a_worker_that_has_just_gone_is_no_reason_to_refuse() -> None:
    class Client:
        def wait_for_workers(self, *_: Any, **__: Any) -> None: ...

        def run(self, *_: Any, **__: Any) -> dict[str, Any]:
            return {"tcp://gone:1": OSError("Timed out"), "tcp://here:1": tools()}

        def nthreads(self) -> dict[str, int]:
            return {"tcp://here:1": 1}

    refuse_others(Client(), "tcp://scheduler:1")


def test_a_worker_that_joins_later_is_asked_too(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    class Somebody:
        address = "tcp://late:1"

    monkeypatch.setattr("distributed.get_worker", Somebody)
    answer = do("build", packed(jobs[0]), USUAL, versions({**tools(), "pydyf": "0.1"}))
    assert answer.worker == "tcp://late:1"
    assert difference(answer.tools) == ""


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x:1", "tls://127.0.0.1:1"])
def test_no_scheduler_is_a_plain_error(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "CONNECT", 1)
    with pytest.raises(UsageError, match=f"no scheduler answers at {address}"):
        list(run_on_cluster([], address))


def test_no_garbage_is_found_while_a_loop_is_started_or_ended() -> None:
    """A client in it would wait for the lock that is held meanwhile, and the loop for the client."""
    from distributed.utils import LoopRunner

    found = []

    def look(phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            found.append(LoopRunner._lock.locked())

    usual = gc.get_threshold()
    gc.callbacks.append(look)
    gc.set_threshold(1)
    try:
        with connecting._loop():
            kept = [[] for _ in range(100)]
    finally:
        gc.set_threshold(*usual)
        gc.callbacks.remove(look)
    assert kept
    assert found
    assert not any(found)


def test_no_worker_is_a_plain_error(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "await_one", lambda client: None)
    with pytest.raises(UsageError, match=r"has no workers; start some with: dask worker tcp://"):
        list(run_on_cluster([], scheduler))


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r'pip install "handouts\[cluster\]"'):
        list(run_on_cluster([], "tcp://127.0.0.1:1"))
