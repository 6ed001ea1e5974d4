"""What loads for seconds does not outlive the one that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import psutil
import pytest

from handouts.engine.signals import PARENT, call_me_parent, while_wanted

from .waiting import PATIENCE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no fork server there")

LOADING = """
import time
from handouts.engine.signals import while_wanted
with while_wanted():
    print("loading", flush=True)
    while True:
        time.sleep(60)
"""
STARTING = f"""
import subprocess, sys, time
from handouts.engine.signals import call_me_parent
from handouts.engine.signals import signals_deferred
call_me_parent()
with signals_deferred():
    child = subprocess.Popen([sys.executable, "-c", {LOADING!r}], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(3600)
"""


def test_it_ends_with_the_one_that_started_it() -> None:
    """Although it was started with all signals held back, as a fork server is."""
    with subprocess.Popen([sys.executable, "-c", STARTING], stdout=subprocess.PIPE) as starting:
        assert starting.stdout is not None
        loading = psutil.Process(int(starting.stdout.readline()))
        starting.kill()
    _, alive = psutil.wait_procs([loading], timeout=PATIENCE)
    for one in alive:
        one.kill()
    assert not alive


def test_it_ends_if_that_one_is_gone_already() -> None:
    environment = {**os.environ, PARENT: "1"}
    done = subprocess.run([sys.executable, "-c", LOADING], env=environment, timeout=PATIENCE, check=False)
    assert done.returncode == 1


def test_afterwards_everything_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PARENT, "")
    call_me_parent()
    assert os.environ[PARENT] == str(os.getpid())
    monkeypatch.setenv(PARENT, str(os.getppid()))
    before = signal.getsignal(signal.SIGALRM), signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with while_wanted():
        assert signal.getitimer(signal.ITIMER_REAL)[1] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert (signal.getsignal(signal.SIGALRM), signal.pthread_sigmask(signal.SIG_BLOCK, [])) == before


def test_who_does_not_know_its_parent_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PARENT, raising=False)
    with while_wanted():
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
