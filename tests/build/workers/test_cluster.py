"""A real scheduler and real workers on this machine: the same bytes as without them, also when one of them dies."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.build.freshness.versions import tools
from handouts.build.plan import editions
from handouts.build.workers import cluster
from handouts.build.workers.cluster import difference, run_on_cluster
from handouts.build.workers.executor import run
from handouts.build.workers.limits import USUAL, Limits
from handouts.build.workers.remote import do, packed, versions
from handouts.errors import UsageError
from handouts.pipeline import Job, Made, Workspace, prepare

pytestmark = [pytest.mark.xdist_group("cluster"), pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]
_SECONDS = 30
"""To start a scheduler or a worker, on a machine that does other things too."""


@contextmanager
def process(log: Path, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of Dask's commands, ended afterwards."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    with log.open("wb") as file:
        command = [sys.executable, "-m", *arguments]
        started = subprocess.Popen(command, cwd=log.parent, env=surroundings, stdout=file, stderr=file)
        try:
            yield started
        finally:
            started.kill()
            started.wait()


def told(log: Path, pattern: str) -> str:
    """What a process says of itself sooner or later."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8", "replace"))


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler without workers."""
    log = tmp_path_factory.mktemp("scheduler") / "log"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    with process(log, "distributed.cli.dask_scheduler", *options):
        yield told(log, r"Scheduler at:\s+(tcp://\S+)")


@contextmanager
def worker(scheduler: str, folder: Path, name: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker with one thread that has joined the scheduler."""
    options = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name)
    with process(folder / name, "distributed.cli.dask_worker", scheduler, *options, **environment) as started:
        told(folder / name, r"(Starting established connection)")
        yield started


@pytest.fixture(scope="module")
def jobs(tiny: Path) -> list[Job]:
    """Pages, slides, and enough of them that no worker has done all before another is gone."""
    workspace = Workspace.open(tiny)
    asked = editions(
        workspace.project, workspace.lesson, documents=["worksheet", "deck"], languages=["de"], audiences=["class"]
    )
    found = [prepare(workspace, edition) for edition in asked]
    copies = (replace(found[0], edition=f"de/class/copy-{number}.pdf") for number in range(5))
    return [*found, *copies]


def made(results: Iterator[cluster.Result]) -> dict[str, bytes]:
    found = {result.job.edition: result.outcome for result in results}
    assert all(isinstance(outcome, Made) for outcome in found.values()), found
    return {edition: outcome.data for edition, outcome in found.items() if isinstance(outcome, Made)}


def test_the_same_bytes_although_a_worker_is_killed(scheduler: str, jobs: list[Job], tmp_path: Path) -> None:
    with worker(scheduler, tmp_path, "first") as first, worker(scheduler, tmp_path, "second"):
        results = run_on_cluster(iter(jobs), scheduler)
        begun = next(results)
        first.send_signal(signal.SIGKILL)
        there = {**made(iter([begun])), **made(results)}
        assert first.wait() == -signal.SIGKILL
    assert there == made(run(iter(jobs)))


def test_a_job_beyond_its_limit_fails_alone_and_its_worker_stays(
    scheduler: str, jobs: list[Job], tmp_path: Path
) -> None:
    endless = replace(
        jobs[0], edition="de/class/endless.pdf", html=jobs[0].html.replace("<p", f"<p>{'a' * 300_000}<p", 1)
    )
    with worker(scheduler, tmp_path, "third") as third:
        found = {one.job.edition: one.outcome for one in run_on_cluster([endless, jobs[0]], scheduler, Limits(4))}
        assert third.poll() is None
    assert "was stopped after 4 s" in str(found["de/class/endless.pdf"])
    assert isinstance(found[jobs[0].edition], Made)


def test_other_versions_are_refused_before_anything_is_sent(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def untouched() -> Iterator[Job]:
        raise AssertionError("a job was asked for")
        yield

    with worker(scheduler, tmp_path, "fourth"):
        monkeypatch.setattr(cluster, "tools", lambda: {**tools(), "weasyprint": "69.0"})
        with pytest.raises(UsageError, match=r"worker tcp://\S+: .*weasyprint is \S+ there and 69.0 here; .*install"):
            list(run_on_cluster(untouched(), scheduler))


def test_a_worker_that_joins_later_is_asked_too(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    class Somebody:
        address = "tcp://late:1"

    monkeypatch.setattr("distributed.get_worker", Somebody)
    answer = do("build", packed(jobs[0]), USUAL, versions({**tools(), "pydyf": "0.1"}))
    assert answer.worker == "tcp://late:1"
    assert difference(answer.tools) == ""


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x:1", "tls://127.0.0.1:1"])
def test_no_scheduler_is_a_plain_error(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 1)
    with pytest.raises(UsageError, match=f"no scheduler answers at {address}"):
        list(run_on_cluster([], address))


def test_no_worker_is_a_plain_error(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 1)
    with pytest.raises(UsageError, match=r"has no workers; start some with: dask worker tcp://"):
        list(run_on_cluster([], scheduler))


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r'pip install "handouts\[cluster\]"'):
        list(run_on_cluster([], "tcp://127.0.0.1:1"))
