"""What tests share: where things are, the real lesson built once, and comparison with golden files."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock
from hypothesis import settings

from handouts import cache

from . import times, warm

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
BUILD_SECONDS = 900

T = TypeVar("T")

# Where a change is judged, the same examples every time; at a desk, new ones.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("house")


_CACHE = "HANDOUTS_CACHE"
_caches: list[str] = []
_NOTES = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Give all tests of a run one cache folder of their own; the processes of pytest-xdist inherit it.

    A shell starts what runs in its background with Ctrl-C ignored, and so would be what tests start.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        _caches.append(tempfile.mkdtemp(prefix="handouts-tests-"))
        os.environ[_CACHE] = _caches[0]
        os.environ["XDG_STATE_HOME"] = _caches[0]
    config.stash[_NOTES] = Path(os.environ[_CACHE]) / "times"
    if sys.platform == "linux":
        warm.home = Path(os.environ[_CACHE])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Note the time of each test, with `--times`."""
    if not item.config.getoption("times"):
        return (yield)
    with times.timed(item, item.config.stash[_NOTES]):
        return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Write the table of times, and delete the folder."""
    if _caches and config.getoption("times") and config.stash[_NOTES].is_file():
        times.write(Path(config.getoption("times")), config.stash[_NOTES])
    while _caches:
        shutil.rmtree(_caches.pop(), ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say where the built files are, if they are built already, and where the times of the tests go."""
    parser.addoption("--times", metavar="PAGE", help="write into PAGE where the time of the tests goes")
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
def endless() -> str:
    """A picture that takes no memory and no end to be drawn: 10¹⁸ times nothing."""
    uses = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 19))
    drawing = f'<defs><g id="a0"/>{uses}</defs><use href="#a18"/>'
    data = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{drawing}</svg>'.encode()
    return f'<img alt="x" src="data:image/svg+xml;base64,{base64.b64encode(data).decode()}">'


@pytest.fixture(scope="session")
def enough() -> Callable[[Callable[[int], T], Callable[[T], bool]], tuple[int, T]]:
    """Do something within as many seconds as what is sound needs on this machine: 2, or more if that does not suffice.

    What never ends takes too long in any case.
    """

    def tried(work: Callable[[int], T], suffices: Callable[[T], bool]) -> tuple[int, T]:
        for seconds in (2, 8, 32):
            if suffices(found := work(seconds)):
                return seconds, found
        return 128, work(128)

    return tried


@pytest.fixture(scope="session")
def growth() -> Callable[[Callable[[int], object]], float]:
    """How many times as long something takes for 8 times as much: 8 if its time grows with the size, 64 if squared.

    Asked for a few times, since a machine that does other things too may disturb it, and always in the same way.
    """

    def quickest(work: Callable[[int], object], size: int) -> float:
        taken = []
        for _ in range(3):
            started = time.process_time()
            work(size)
            taken.append(time.process_time() - started)
        return min(taken)

    def grown(work: Callable[[int], object]) -> float:
        return min(quickest(work, 8) / quickest(work, 1) for _ in range(3))

    return grown


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
    """Run the command from the sources of this checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "default", "NO_COLOR": "1"}
    return warm.run(*map(str, arguments), cwd=cwd, environment=environment, timeout=BUILD_SECONDS)


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
    return _once("built", lambda output: run_handouts("build", "-o", output), tmp_path_factory, request)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The wheel of this checkout, built once."""

    def build(folder: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600, check=False)

    (made,) = _once("wheel", build, tmp_path_factory, request).glob("*.whl")
    return made


def _once(
    name: str,
    make: Callable[[Path], subprocess.CompletedProcess[str]],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Path:
    """A folder that is filled once in a run of the tests, also when xdist runs several workers."""
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    folder, record = shared / name, shared / f"{name}.json"
    with FileLock(shared / f"{name}.lock"):
        if not record.exists():
            done = make(folder)
            record.write_text(json.dumps([done.returncode, done.stdout, done.stderr]), encoding="utf-8")
    code, said, complained = json.loads(record.read_text(encoding="utf-8"))
    assert code == 0, f"making {name} ended with {code}:\n{said}\n{complained}"
    return folder
