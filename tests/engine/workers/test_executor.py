"""Jobs are run whatever one of them does: in one process, in several, or in this one."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from handouts.engine.workers import executor, process, worker
from handouts.engine.workers.executor import available, run
from handouts.engine.workers.limits import MEBI, Limits
from handouts.engine.workers.pool import WorkerPool
from handouts.engine.workers.worker import Result
from handouts.errors import HandoutsError
from handouts.pipeline import Job, Made
from handouts.registry import Writer

from .waiting import PATIENCE, patience

HERE = Path(__file__).resolve().parent
MakeJob = Callable[..., Job]
ENDLESS = {"sleep", "loop", "hang with the lock"}


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> MakeJob:
    """Make jobs that do what real ones must not; worker processes find the module that knows how."""
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setattr(worker, "perform", worker.perform)
    import deeds

    made: MakeJob = deeds.job
    return made


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a second to what never ends, and any time to the others, however slow this machine is."""
    real = process.WorkerProcess.do

    def do(self: Any, job: Job) -> Any:
        self._limits = replace(self._limits, seconds=1 if job.html.deed in ENDLESS else None)
        return real(self, job)

    monkeypatch.setattr(process.WorkerProcess, "do", do)


def only(results: Iterator[Result]) -> Made | HandoutsError:
    (result,) = results
    return result.outcome


def said(result: Result) -> str:
    return str(result.outcome)


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("exit 0", "the process that set this ended with exit code 0"),
        ("exit 3", "the process that set this ended with exit code 3"),
        ("segfault", "died of SIGSEGV"),
        ("abort", "died of SIGABRT, as if it got no more memory (limit: --memory-limit 300)"),
        ("killed", "was killed, by somebody or because the machine had no memory left"),
        ("sleep", "this was stopped after 1 s, its limit of time"),
        ("loop", "or allow more with --time-limit 2"),
        ("hang with the lock", "this was stopped after 1 s"),
        ("one large piece", "this needs more than 300 MB of memory, its limit"),
        ("many small pieces", "or allow more with --memory-limit 600"),
        ("fault", "a mistake in handouts or a library: KeyError: 'nothing' (deeds.py:"),
    ],
)
def test_a_job_that_goes_wrong_is_named_and_the_others_are_done(
    job: MakeJob, short: None, deed: str, message: str
) -> None:
    jobs = [job("de/a/before.pdf"), job("de/a/odd.pdf", deed), job("de/a/after.pdf"), job("en/a/after.pdf")]
    results = {result.job.edition: result for result in run(jobs, 1, Limits(None, 300 * MEBI))}
    assert len(results) == 4
    odd = results.pop("de/a/odd.pdf")
    assert isinstance(odd.outcome, HandoutsError)
    assert message in said(odd)
    assert all(isinstance(result.outcome, Made) for result in results.values())


def test_the_memory_of_one_job_is_not_held_against_the_next(job: MakeJob) -> None:
    jobs = [job("de/a/1.pdf", "pid"), job("de/a/2.pdf", "grow"), job("de/a/3.pdf", "pid")]
    with WorkerPool(1, Limits()) as pool:
        first, _, third = (only(run([one], pool=pool)) for one in jobs)
    assert isinstance(first, Made)
    assert isinstance(third, Made)
    assert first.data != third.data


def test_workers_are_kept_from_run_to_run(job: MakeJob) -> None:
    with WorkerPool(1, Limits()) as pool:
        outcomes = [only(run([job(f"de/a/{name}.pdf", "pid")], pool=pool)) for name in "ab"]
    assert outcomes[0] == outcomes[1]


def test_jobs_are_asked_for_while_others_are_done(job: MakeJob) -> None:
    asked = []

    def endless() -> Iterator[Job]:
        for number in range(10_000):
            asked.append(number)
            yield job(f"de/a/{number}.pdf")

    results = run(endless(), 2)
    assert isinstance(next(results).outcome, Made)
    assert len(asked) < 200
    results.close()  # type: ignore[attr-defined]
    assert len(asked) < 200


def test_who_stops_asking_leaves_no_process(job: MakeJob) -> None:
    jobs = (job(f"de/a/{number}.pdf", "sleep" if number else "pid") for number in range(6))
    results = run(jobs, 2, Limits(None, None))
    first = next(results).outcome
    assert isinstance(first, Made)
    with patience():
        results.close()  # type: ignore[attr-defined]
    assert not psutil.pid_exists(int(first.data))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there a process that ends takes none with it")
@pytest.mark.parametrize("jobs", [1, 2])
def test_nobody_works_for_a_process_that_is_no_more(tmp_path: Path, jobs: int) -> None:
    """One job is done in a fork of that process, two in one of a server."""
    begun = tmp_path / "begun"
    code = f"""
import sys; sys.path.insert(0, {str(HERE)!r})
from handouts.engine.workers.executor import run
import deeds
list(run([deeds.job(f"de/a/{{n}}.pdf", "stay: " + {str(begun)!r}) for n in range({jobs})], 1))
"""
    with subprocess.Popen([sys.executable, "-c", code]) as asking:
        with patience():
            while not (begun.exists() and begun.read_text("ascii")):
                time.sleep(0.02)
        worker = psutil.Process(int(begun.read_text("ascii")))
        asking.kill()
    _, alive = psutil.wait_procs([worker], timeout=PATIENCE)
    for one in alive:
        one.kill()
    assert not alive


def test_a_pool_that_was_stopped_can_be_asked_again(job: MakeJob) -> None:
    with WorkerPool(1, Limits()) as pool:
        results = pool.run([job("de/a/1.pdf"), job("de/a/2.pdf", "sleep")])
        assert isinstance(next(results).outcome, Made)
        results.close()  # type: ignore[attr-defined]
        assert only(pool.run([job("de/a/3.pdf")])) == Made(b"", 1)


def test_a_hard_error_in_between_stops_everything(job: MakeJob) -> None:
    def broken() -> Iterator[Job]:
        yield job("de/a/1.pdf")
        yield job("de/a/2.pdf")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        list(run(broken(), 2))


def test_what_libraries_print_is_not_for_programs(job: MakeJob, capfd: pytest.CaptureFixture[str]) -> None:
    list(run([job("de/a/1.pdf", "print"), job("de/a/2.pdf")], 1))
    assert "from a worker" not in capfd.readouterr().out


@pytest.mark.parametrize("method", ["fork", None])
def test_one_job_pays_for_no_pool(job: MakeJob, monkeypatch: pytest.MonkeyPatch, method: str | None) -> None:
    def none(*_: Any) -> None:
        raise AssertionError("a pool was started")

    monkeypatch.setattr(executor, "WorkerPool", none)
    monkeypatch.setattr(executor, "_start_method", lambda: method)
    began: list[Job] = []
    one = job("de/a/1.pdf")
    (result,) = run([one], 2, started=began.append)
    assert result.outcome == Made(b"", 1)
    assert began == [one]
    assert list(run([], 2)) == []


@pytest.mark.parametrize("method", ["fork", None])
@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("loop", "stopped after 1 s"),
        ("one large piece", "more than 300 MB"),
        ("fault", "KeyError"),
    ],
)
def test_one_job_has_the_same_limits(
    job: MakeJob, monkeypatch: pytest.MonkeyPatch, method: str | None, deed: str, message: str
) -> None:
    monkeypatch.setattr(executor, "_start_method", lambda: method)
    (result,) = run([job("de/a/1.pdf", deed)], 2, Limits(1 if deed in ENDLESS else 600, 300 * MEBI))
    assert message in said(result)


def test_one_job_that_cannot_be_stopped_in_this_process_ends_it_with_a_word() -> None:
    code = f"""
import sys, threading; sys.path.insert(0, {str(HERE)!r})
from handouts.engine.workers import executor, limits
from handouts.engine.workers.limits import Limits
import deeds, ctypes
deeds.DEEDS["sleep"] = lambda: ctypes.CDLL(None).sleep(3600)
limits._GRACE = 1
executor._start_method = lambda: None
def last_words(job, error):
    print(job.edition, error, flush=True)
print(*executor.run([deeds.job("de/a/1.pdf", "sleep")], 1, Limits(1), aborted=last_words))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("de/a/1.pdf this was stopped after 1 s")


def test_the_time_of_a_job_in_this_process_counts_once_its_libraries_are_there(
    job: MakeJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened = []
    real = executor.within
    monkeypatch.setattr(executor, "_start_method", lambda: None)
    monkeypatch.setattr(Writer, "load", lambda self: happened.append(f"load {self.name}"))
    monkeypatch.setattr(executor, "within", lambda *details: happened.append("within") or real(*details))
    (result,) = run([job("de/a/1.pdf", "nothing")], 1)
    assert isinstance(result.outcome, Made)
    assert happened == ["load pdf", "within"]


def test_no_more_is_tried_if_no_process_can_be_started(job: MakeJob, monkeypatch: pytest.MonkeyPatch) -> None:

    tried = []

    def fails(*_: Any) -> None:
        tried.append(1)
        raise OSError("no more processes")

    monkeypatch.setattr("handouts.engine.workers.pool.WorkerProcess", fails)
    results = list(run([job(f"de/a/{number}.pdf") for number in range(20)], 1))
    assert len(results) == 20
    assert len(tried) <= 3
    assert all("no process could be started" in said(result) for result in results)


def test_at_least_one_process_can_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quota = tmp_path / "cpu.max"
    monkeypatch.setattr(executor, "_QUOTA", quota)
    free = available()
    assert free >= 1
    quota.write_text("50000 100000\n")
    assert available() == 1
    quota.write_text("max 100000\n")
    assert available() == free
