"""Tasks shared with forks: each is done once, in order, and a fork that dies loses nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import psutil
import pytest

from handouts.engine.workers.forked import shared

forks = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="no safe forks here")


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(processes: int) -> None:
    if processes > 1 and not hasattr(os, "fork"):
        pytest.skip("no forks here")
    assert shared(lambda number: number * number, 40, processes) == [number * number for number in range(40)]
    assert shared(lambda number: number, 0, processes) == []


@forks
def test_each_task_is_done_once_and_others_do_some(tmp_path: Path) -> None:
    def work(number: int) -> int:
        with (tmp_path / str(number)).open("x"):
            pass
        for _ in range(200_000):  # long enough for both to take some
            pass
        return os.getpid()

    done = shared(work, 60, 2)
    assert len(list(tmp_path.iterdir())) == 60
    assert len(set(done)) == 2


@forks
def test_what_a_fork_leaves_undone_is_done_here() -> None:
    parent = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != parent:
            os._exit(9)
        return number

    assert shared(work, 20, 3) == list(range(20))


@forks
def test_a_mistake_is_raised_here() -> None:
    def work(number: int) -> int:
        if number == 7:
            raise ZeroDivisionError
        return number

    before = psutil.Process().children()
    with pytest.raises(ZeroDivisionError):
        shared(work, 20, 3)
    assert psutil.Process().children() == before  # no fork is left behind


@forks
def test_answers_may_be_larger_than_a_pipe() -> None:
    assert [len(one) for one in shared(lambda number: "x" * (300_000 + number), 5, 2)] == [
        300_000 + number for number in range(5)
    ]
