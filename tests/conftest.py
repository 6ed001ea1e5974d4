"""What tests share: where things are, the real lesson built once, and comparison with golden files."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from handouts import cache

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
BUILD_SECONDS = 900

# Where a change is judged, the same examples every time; at a desk, new ones.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("house")


_CACHE = "HANDOUTS_CACHE"
_caches: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    """Give all tests of a run one cache folder of their own; the processes of pytest-xdist inherit it.

    A shell starts what runs in its background with Ctrl-C ignored, and so would be what tests start.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        _caches.append(tempfile.mkdtemp(prefix="handouts-tests-"))
        os.environ[_CACHE] = _caches[0]


def pytest_unconfigure() -> None:
    """Delete it."""
    while _caches:
        shutil.rmtree(_caches.pop(), ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say where the built files are, if they are built already."""
    parser.addoption("--outputs", metavar="DIR", help="look at the files in DIR instead of building every edition")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def tiny() -> Path:
    """A project with a lesson so small that a test can name all of it."""
    return ROOT / "tests" / "lesson"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The cache folder of this test, in which nothing is kept yet."""
    monkeypatch.setenv(_CACHE, str(tmp_path / "cache"))
    cache.folder.cache_clear()
    yield tmp_path / "cache"
    cache.folder.cache_clear()


@pytest.fixture(scope="session")
def golden() -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME; with HANDOUTS_RENEW_GOLDEN=1 write it there instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("HANDOUTS_RENEW_GOLDEN") == "1":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no golden file {name}; `make golden` writes it"
        assert text == path.read_text(encoding="utf-8")

    return compare


def run_handouts(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, from the sources of this checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "default", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "handouts", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=BUILD_SECONDS, check=False
    )


@pytest.fixture(scope="session")
def handouts() -> Callable[..., subprocess.CompletedProcess[str]]:
    """`handouts("list", "--lang", "de")` runs the command; `cwd=` names the project."""
    return run_handouts


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The output folder of the real lesson, every edition.

    The one that `--outputs` names; else one built here, once, also when xdist runs several workers.
    """
    given = request.config.getoption("outputs")
    if given:
        folder = request.config.invocation_params.dir / str(given)
        assert folder.is_dir(), f"{folder} is not there; `make build` makes it"
        return folder
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    output, record = shared / "built", shared / "built.json"
    with FileLock(shared / "built.lock"):
        if not record.exists():
            done = run_handouts("build", "-o", output)
            record.write_text(json.dumps([done.returncode, done.stdout, done.stderr]), encoding="utf-8")
    code, said, complained = json.loads(record.read_text(encoding="utf-8"))
    assert code == 0, f"handouts build ended with {code}:\n{said}\n{complained}"
    return output
