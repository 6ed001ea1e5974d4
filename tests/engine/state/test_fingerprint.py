"""The fingerprint of all that a build reads: every change shows, and nothing that is read is left out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.engine.state import fingerprint
from handouts.engine.state.fingerprint import Fingerprint, same, take
from handouts.engine.state.stat_cache import is_clean, signature

ROOT = Path(__file__).resolve().parents[3]

SPY = """
import json, os, sys
opened = set()
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        opened.add(os.path.abspath(os.fsdecode(arguments[0])))
sys.addaudithook(note)
from handouts.cli import main
try:
    main(sys.argv[2:])
finally:
    with open(sys.argv[1], "w") as file:
        json.dump(sorted(opened), file)
"""


def spied(folder: Path, code: str, *arguments: str | Path) -> list[str]:
    """The files that a program opens, itself and in the processes that it starts here."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HANDOUTS_CACHE": str(folder / "cache")}
    command = [sys.executable, "-c", code, str(folder / "opened.json"), *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads((folder / "opened.json").read_text(encoding="utf-8")))


@pytest.fixture
def project(tiny: Path, tmp_path: Path) -> Path:
    """A copy of the tiny project with a template, labels and a theme of its own."""
    place = Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))
    for name in ("worksheet/html.j2", "labels/de.yaml", "themes/classic/brand.yaml"):
        (place / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "templates" / name, place / "templates" / name)
    return place


@pytest.mark.slow
def test_whatever_a_build_opens_is_in_the_fingerprint(project: Path, tmp_path: Path) -> None:
    chosen = ("--audience", "class", "--lang", "de", "--only", "worksheet", "--only", "deck")
    opened = spied(tmp_path, SPY, "build", "-C", project, *chosen, "-j", "1", "-o", tmp_path / "out")
    covered = {str(Path(path).absolute()) for path, _ in fingerprint.files(project, ())}
    homes = (str(project), str(ROOT / "src" / "handouts"), str(ROOT / "templates"))
    read = {path for path in opened if path.startswith(homes) and "__pycache__" not in path and Path(path).is_file()}
    assert {str(project / "handouts.yaml"), str(project / "templates/themes/classic/brand.yaml")} < read
    assert str(ROOT / "templates" / "shared" / "base.css") in read
    assert len(read) > 30
    assert read - covered == set()


def settle(project: Path) -> None:
    """Wait until no file of this project is so young that its content counts."""
    while any(path.startswith(str(project)) for path, _ in take(project).unsettled):
        time.sleep(0.01)


def test_nothing_changed_is_the_same(project: Path) -> None:
    settle(project)
    assert same(take(project), take(project))


def rewrite(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")


def rewrite_alike(path: Path) -> None:
    """Another text as long as the old one, with the old time of change, as some tools that copy folders do."""
    before = path.stat()
    path.write_text(path.read_text("utf-8").swapcase(), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def move(path: Path) -> None:
    path.rename(path.with_name(f"new-{path.name}"))


CHANGES: list[Callable[[Path], None]] = [rewrite, move, Path.unlink]
if os.name != "nt":
    CHANGES.append(rewrite_alike)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize(
    "name",
    [
        "handouts.yaml",
        "content/tiny/lesson.yaml",
        "templates/worksheet/html.j2",
        "templates/labels/de.yaml",
        "templates/themes/classic/brand.yaml",
    ],
)
def test_every_change_shows(project: Path, name: str, change: Callable[[Path], None]) -> None:
    settle(project)
    before = take(project)
    change(project / name)
    assert not same(before, take(project))


@pytest.mark.parametrize("name", ["content/tiny/new.yaml", "templates/new/deep/print.css", "templates/master.pptx"])
def test_a_new_file_shows(project: Path, name: str) -> None:
    before = take(project)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("new", "utf-8")
    assert not same(before, take(project))


def test_what_is_not_read_does_not_count(project: Path) -> None:
    settle(project)
    before = take(project)
    (project / "output" / "de").mkdir(parents=True)
    (project / "output" / "de" / "x.pdf").write_bytes(b"x")
    (project / "notes.txt").write_text("x", "utf-8")
    assert same(before, take(project))


def test_other_files_count_if_asked_for(project: Path, tmp_path: Path) -> None:
    names = tmp_path / "class.csv"
    names.write_text("name\nIda\n", "utf-8")
    before = take(project, [names])
    assert before.digest != take(project).digest
    names.write_text("name\nIda\nUlf\n", "utf-8")
    assert not same(before, take(project, [names]))


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "HANDOUTS_NO_SHORTCUTS", "WEASYPRINT_DLL_DIRECTORIES"])
def test_the_environment_counts(project: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = take(project)
    monkeypatch.setenv(name, "1")
    assert before.digest != take(project).digest


def test_where_the_cache_is_does_not_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = take(project)
    monkeypatch.setenv("HANDOUTS_CACHE", "elsewhere")
    assert before.digest == take(project).digest


def test_an_installed_package_counts(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "site-packages"
    place.mkdir()
    monkeypatch.syspath_prepend(str(place))
    before = take(project)
    (place / "extra-1.0.dist-info").mkdir()
    assert before.digest != take(project).digest


def test_the_code_of_an_extension_counts(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = tmp_path / "code" / "alliance_words"
    info = tmp_path / "code" / "alliance-1.0.dist-info"
    for folder in (code, info):
        folder.mkdir(parents=True)
    (code / "__init__.py").write_text("extension = None\n", "utf-8")
    (info / "entry_points.txt").write_text(
        "[console_scripts]\nx = other:main\n\n[handouts.templates]\nalliance = alliance_words:extension\n", "utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path / "code"))
    before = take(project)
    assert str(code / "__init__.py") in dict(fingerprint.files(project, ()))
    assert "alliance_words" not in sys.modules
    (code / "__init__.py").write_text("extension = 1234\n", "utf-8")
    assert before.digest != take(project).digest


def test_a_young_file_counts_with_its_content(project: Path) -> None:
    path = project / "content" / "tiny" / "lesson.yaml"
    path.write_text("one", "utf-8")
    before = take(project)
    assert str(path) in dict(before.unsettled)
    unseen = Fingerprint(before.digest)
    assert same(before, unseen)
    path.write_text("two", "utf-8")
    assert not same(before, unseen)


def test_when_a_change_is_sure_to_show() -> None:
    now = 1_700_000_000_500_000_000
    assert is_clean(f"10 {now - 30_000_000} 0", now)
    assert not is_clean(f"10 {now - 10_000_000} 0", now)
    assert not is_clean(f"10 5 {now - 10_000_000}", now)
    whole = now - 500_000_000
    assert not is_clean(f"10 {whole} {whole}", now), "a clock that counts seconds"
    assert is_clean(f"10 {whole - 2_000_000_000} 0", now)
    assert not is_clean(f"10 {now + 5_000_000_000} 0", now), "a file from the future"
    assert is_clean("none", now)


def test_a_file_that_is_not_there_looks_like_none(tmp_path: Path) -> None:
    assert signature(str(tmp_path / "none")) == "none"
    (tmp_path / "some").write_bytes(b"12345")
    assert signature(str(tmp_path / "some")).startswith("5 ")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_in_circles_end(project: Path) -> None:
    (project / "content" / "again").symlink_to(project / "content")
    (project / "content" / "lost").symlink_to(project / "nowhere")
    (project / "elsewhere").mkdir()
    (project / "elsewhere" / "a.yaml").write_text("x", "utf-8")
    (project / "content" / "other").symlink_to(project / "elsewhere")
    found = [path for path, _ in fingerprint.files(project, ())]
    assert str(project / "content" / "other" / "a.yaml") in found
    assert len([path for path in found if path.endswith("lesson.yaml") and path.startswith(str(project))]) == 1


def test_nothing_slow_is_imported() -> None:
    code = "import sys, handouts.engine.state.fingerprint; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    slow = {"json", "yaml", "jinja2", "pydantic", "platformdirs", "importlib.metadata", "tempfile", "email"}
    assert slow.isdisjoint(done.stdout.split())
