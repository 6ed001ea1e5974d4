"""Builds on a real cluster as a person starts them, and what they leave behind when they are broken off."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner

from handouts.cli import main
from handouts.engine.workers import cluster, connecting
from handouts.engine.workers.cluster import run_on_cluster
from handouts.engine.workers.worker import Result
from handouts.errors import UsageError
from handouts.pipeline import Job

from .waiting import PATIENCE

pytestmark = [pytest.mark.xdist_group("cluster"), pytest.mark.slow]

Start = Callable[..., AbstractContextManager[psutil.Popen]]
Build = Callable[..., "subprocess.Popen[str]"]
QUICK = ("worksheet", "test", "poster")
PAGE = (
    '<!DOCTYPE html><html lang="{{ edition.language }}"><head><meta charset="utf-8"><title>-</title></head>'
    "<body><main><h1>{{ edition.document }}</h1>%s</main></body></html>"
)
CHOSEN = (
    "--time-limit",
    "3600",
    "--lang",
    "de",
    "--audience",
    "class",
    *(f"--only={document}" for document in (*QUICK, "teacher")),
)


def override(project: Path, document: str, body: str) -> None:
    template = project / "templates" / document / "html.j2"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(PAGE % body, encoding="utf-8")


@pytest.fixture
def project(tiny: Path, tmp_path: Path, endless: str) -> Path:
    """The tiny project with templates that take no time, and one that is never done."""
    folder = Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))
    for document in QUICK:
        override(folder, document, "<p>Ein kurzer Satz.</p>")
    override(folder, "teacher", endless)
    return folder


@pytest.fixture
def build(tmp_path: Path, root: Path) -> Iterator[Build]:
    """Start a build as a person would."""
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "HANDOUTS_CACHE": str(tmp_path / "cache")}
    begun: list[subprocess.Popen[str]] = []

    def begin(project: Path, *options: str, **more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "handouts", "build", "-C", str(project), *options]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        begun.append(subprocess.Popen(command, env=environment | more, encoding="utf-8", **pipes))  # type: ignore[call-overload]
        return begun[-1]

    yield begin
    for one in begun:
        if one.poll() is None:
            one.kill()
        one.communicate()


def finished(output: Path) -> list[str]:
    found = (path for path in output.rglob("*.p*") if not path.name.startswith("."))
    return sorted(path.relative_to(output).as_posix() for path in found)


def wait_for(output: Path, count: int, build: subprocess.Popen[str]) -> None:
    """Until so many files are there; the large one is still being set then."""
    until = time.monotonic() + PATIENCE
    while len(finished(output)) < count and build.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    assert build.poll() is None, build.communicate()
    assert len(finished(output)) >= count


def assert_sound(output: Path) -> None:
    """All files are whole, the manifest knows them and no others, and nothing else lies about."""
    names = finished(output)
    assert all((output / name).read_bytes().rstrip().endswith(b"%%EOF") for name in names)
    assert sorted(json.loads((output / "manifest.json").read_text("utf-8"))["outputs"]) == names
    assert [path.name for path in output.rglob(".*")] == []


def setting(worker: psutil.Process) -> list[psutil.Process]:
    """The processes that set jobs for a worker: forked from one that it has started."""
    return [one for one in worker.children(recursive=True) if one.ppid() != worker.pid]


def test_interrupted_it_calls_off_what_is_under_way_on_the_workers(
    standing: tuple[str, psutil.Popen], project: Path, build: Build
) -> None:
    address, worker = standing
    one = build(project, "--scheduler", address, *CHOSEN)
    wait_for(project / "output", 4, one)
    busy = setting(worker)
    assert busy
    one.send_signal(signal.SIGINT)
    _, complained = one.communicate(timeout=PATIENCE)
    assert not psutil.wait_procs(busy, timeout=PATIENCE)[1]
    assert setting(worker) == []
    assert one.returncode == 130
    assert len(complained.splitlines()) == 1
    assert complained.startswith("interrupted; built 4, ")
    assert len(finished(project / "output")) == 4
    assert_sound(project / "output")


def test_if_the_scheduler_goes_what_was_made_is_kept_and_the_next_build_goes_on(
    project: Path, build: Build, start_scheduler: Start, start_worker: Start
) -> None:
    with start_scheduler() as scheduler, start_worker(scheduler.address, threads=2):
        one = build(project, "--scheduler", scheduler.address, *CHOSEN)
        wait_for(project / "output", 4, one)
        scheduler.kill()
        _, complained = one.communicate(timeout=PATIENCE)
    assert one.returncode == 1
    assert complained == f"the scheduler at {scheduler.address} has gone; build again once it is back\n"
    assert len(finished(project / "output")) == 4
    assert_sound(project / "output")
    override(project, "teacher", "<p>Kurz.</p>")
    said, complained = build(project, "-v", *CHOSEN).communicate(timeout=PATIENCE)
    assert complained == ""
    assert said.count("fresh  ") == 4
    assert len(finished(project / "output")) == 5


def test_copies_for_a_class_are_the_same_bytes(
    standing: tuple[str, psutil.Popen], project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(jobs: Iterable[Job], address: str, *more: Any) -> Iterator[Result]:
        asked.append(address)
        return run_on_cluster(jobs, address, *more)

    monkeypatch.setattr(cluster, "run_on_cluster", counted)
    shutil.rmtree(project / "templates")
    roster = tmp_path / "9b.csv"
    roster.write_text("name\nAda Müller\nBo Li\n", encoding="utf-8")
    chosen = ["build", "-C", str(project), "--roster", str(roster), "--lang", "de", "--audience", "class"]
    for place, by in (("there", ["--scheduler", standing[0]]), ("here", [])):
        done = CliRunner().invoke(main, [*chosen, "--only", "worksheet", "-o", str(tmp_path / place), *by])
        assert done.exit_code == 0, done.output
    assert asked == [standing[0]]
    names = finished(tmp_path / "here")
    assert len(names) == 2
    assert names == finished(tmp_path / "there")
    for name in (*names, "manifest.json"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()


def certificates(folder: Path) -> dict[str, str]:
    """A certificate authority of one's own and what it vouches for, by the names that Dask has for these files."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not there to make certificates")
    new = (openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj")
    signed = ("-CA", "ca.pem", "-CAkey", "ca-key.pem", "-addext", "subjectAltName=IP:127.0.0.1")
    for command in (
        (*new, "/CN=ours", "-keyout", "ca-key.pem", "-out", "ca.pem"),
        (*new, "/CN=127.0.0.1", *signed, "-keyout", "key.pem", "-out", "cert.pem"),
    ):
        if subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode:
            pytest.skip("this openssl cannot sign certificates in one step")
    return {"ca-file": str(folder / "ca.pem"), "cert": str(folder / "cert.pem"), "key": str(folder / "key.pem")}


def test_with_certificates_of_ones_own(
    project: Path,
    build: Build,
    start_scheduler: Start,
    start_worker: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = certificates(tmp_path)
    options = [part for name, file in files.items() for part in (f"--tls-{name}", file)]
    settings = {"ca-file": files["ca-file"], "client": {"cert": files["cert"], "key": files["key"]}}
    (tmp_path / "dask").mkdir()
    whole = {"distributed": {"comm": {"tls": settings}}}
    (tmp_path / "dask" / "tls.yaml").write_text(json.dumps(whole), encoding="utf-8")
    with start_scheduler("tls", options) as scheduler, start_worker(scheduler.address, options=options):
        chosen = ("--lang", "de", "--only", "poster", "--scheduler", scheduler.address)
        one = build(project, *chosen, DASK_CONFIG=str(tmp_path / "dask"))
        monkeypatch.setattr(connecting, "CONNECT", 1)
        with pytest.raises(UsageError, match="no scheduler answers at tls:"):  # without the settings
            list(run_on_cluster([], scheduler.address))
        said = one.communicate(timeout=PATIENCE)
    assert one.returncode == 0, said
    assert finished(project / "output") == ["de/class/poster.pdf"]
