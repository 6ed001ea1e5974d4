"""`python -m handouts` without the second that its start takes: forked from a process that has loaded everything.

What comes of a command is the same, and so is how it ends. It is for tests that ask what a build does; those that ask
how a process starts start one themselves. Started as a program, this is the process to fork from. It ends when the
folder with its socket is gone, or after half an hour in which nobody asked.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import resource
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock

SOURCES = Path(__file__).resolve().parents[1] / "src"
_SOCKET = "warm"
_MOST = 1 << 17
"""Bytes of a request: its arguments and its environment."""
_IDLE = 1800
"""Seconds after which nobody will ask any more."""
_START = 300
"""Seconds until the process to fork from has certainly loaded."""

spent = 0.0
"""Seconds of processor time of the commands that this process has forked and seen end."""

home: Path | None = None
"""The folder of this run, with the socket that all its processes share; None where nothing is forked."""


class Process:
    """A command that was forked, with what tests ask of a `subprocess.Popen` whose output is text in pipes."""

    def __init__(self, line: socket.socket, arguments: Sequence[str], streams: tuple[int, int]) -> None:
        self._line, self.args, self._streams = line, ("handouts", *arguments), streams
        self.pid = int(line.recv(_MOST))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, minus the number of a signal, or None while it runs."""
        if self.returncode is None and select.select([self._line], [], [], 0)[0]:
            self._end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once there is one."""
        if self.returncode is None:
            if not select.select([self._line], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self._end()
        assert self.returncode is not None
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """All that it said and complained of, once it has ended."""
        self.wait(timeout)
        said, complained = (os.pread(stream, os.fstat(stream).st_size, 0).decode("utf-8") for stream in self._streams)
        return said, complained

    def send_signal(self, number: int) -> None:
        """As `kill` does; one that has ended gets none."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def _end(self) -> None:
        global spent
        code, seconds = self._line.recv(_MOST).split()
        self.returncode = int(code)
        spent += float(seconds)
        self._line.close()

    def __del__(self) -> None:
        self._line.close()
        for stream in self._streams:
            os.close(stream)


def begin(
    *arguments: str,
    cwd: Path,
    environment: Mapping[str, str],
    session: bool = False,
    limits: Mapping[int, int] = {},
    cold: bool = False,
) -> Process | subprocess.Popen[str]:
    """Begin a command; its streams are kept until they are asked for.

    Args:
        arguments: What follows `handouts`.
        cwd: Where it is started.
        environment: All its variables. Those that Python reads at its start are heeded only where nothing is forked.
        session: Whether it leads a session of its own, so that a signal to its group reaches nobody else.
        limits: What the system allows it (setrlimit), by `resource.RLIMIT_…`.
        cold: Start it afresh, as a person does.
    """
    if home is None or cold:
        return subprocess.Popen(
            [sys.executable, "-m", "handouts", *arguments],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=session,
            preexec_fn=lambda: [resource.setrlimit(kind, (most, most)) for kind, most in limits.items()],
        )
    streams = os.memfd_create("out"), os.memfd_create("err")
    asked = {
        "arguments": arguments,
        "cwd": str(cwd),
        "environment": dict(environment),
        "session": session,
        "limits": [*limits.items()],
    }
    line = _connected(home)
    socket.send_fds(line, [json.dumps(asked).encode()], streams)
    return Process(line, arguments, streams)


def run(*arguments: str, timeout: float, **how: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; see `begin`."""
    process = begin(*arguments, **how)
    try:
        said, complained = process.communicate(timeout)
    finally:
        process.kill()
    return subprocess.CompletedProcess(process.args, process.wait(), said, complained)


def _connected(folder: Path) -> socket.socket:
    """A line to the process to fork from, which is started if there is none."""
    with FileLock(folder / f"{_SOCKET}.lock"):
        if not (folder / _SOCKET).exists():
            environment = {**os.environ, "PYTHONPATH": str(SOURCES), "PYTHONWARNINGS": "default"}
            command = [sys.executable, __file__, str(folder)]
            subprocess.run(command, env=environment, cwd=folder, check=True, stdin=subprocess.DEVNULL, timeout=_START)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.connect(str(folder / _SOCKET))
    return line


def _load() -> None:
    """Import every module, and forget what was found out on the way: it may go by the environment."""
    import handouts

    found = [module.name for module in pkgutil.walk_packages(handouts.__path__, "handouts.")]
    for name in found:
        importlib.import_module(name)
    for name in found:
        for one in vars(sys.modules[name]).values():
            if not isinstance(one, type) and hasattr(one, "cache_clear"):
                one.cache_clear()
    tempfile.tempdir = None
    gc.collect()
    gc.freeze()


def _listening(folder: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    made.bind(str(folder / f"{_SOCKET}.new"))
    made.listen(64)
    made.settimeout(1)
    (folder / f"{_SOCKET}.new").rename(folder / _SOCKET)
    return made


def _serve(folder: Path) -> None:
    """Fork a process for each who asks; only in such a process does this come to an end of its own."""
    _load()
    listening, asked = _listening(folder), time.monotonic()
    if os.fork():  # whoever started this goes on; nobody's child is left
        os._exit(0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while (folder / _SOCKET).exists() and time.monotonic() < asked + _IDLE:
        try:
            line, _ = listening.accept()
        except TimeoutError:
            continue
        asked = time.monotonic()
        if os.fork() == 0:
            listening.close()
            return _keep(line)
        line.close()
    os._exit(0)


def _keep(line: socket.socket) -> None:
    """Fork the command, and tell who has asked of its number and of its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    data, streams, _, _ = socket.recv_fds(line, _MOST, 2)
    if (pid := os.fork()) == 0:
        line.close()
        return _become(json.loads(data), streams)
    for stream in streams:
        os.close(stream)
    line.send(str(pid).encode())
    _, status, used = os.wait4(pid, 0)
    try:
        line.send(f"{os.waitstatus_to_exitcode(status)} {used.ru_utime + used.ru_stime}".encode())
    finally:
        os._exit(0)


def _become(asked: dict[str, object], streams: Sequence[int]) -> None:
    """Be the command: from here on this is a process like any other."""
    for number, stream in enumerate(streams, 1):
        os.dup2(stream, number)
        os.close(stream)
    if asked["session"]:
        os.setsid()
    for kind, most in asked["limits"]:  # type: ignore[attr-defined]
        resource.setrlimit(kind, (most, most))
    os.chdir(str(asked["cwd"]))
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[call-overload]
    program = sys.modules["__main__"] = importlib.import_module("handouts.__main__")
    sys.argv = [str(program.__file__), *asked["arguments"]]  # type: ignore[misc]
    program.main()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
