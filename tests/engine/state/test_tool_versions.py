"""Versions of what decides bytes: all of it, and the code of this package by its content."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest

from handouts.engine.state import tool_versions
from handouts.engine.state.tool_versions import library_versions, own_digest, packages, tools

ROOT = Path(__file__).resolve().parents[3]
NOT_IN_BYTES = {
    *("beautifulsoup4", "click", "latex2mathml", "mammoth", "markdownify", "packaging", "platformdirs", "watchfiles"),
}
"""What runs the build, talks to the person or reads drafts and foreign decks, and never touches what is in a file."""


pytestmark = pytest.mark.usefixtures("kept")


def test_versions_are_those_installed() -> None:
    found = tools()
    assert found["weasyprint"] == "70.0"
    assert found["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert re.fullmatch(r"1\.\d+\.\d+", found["Pango"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", found["HarfBuzz"])
    assert re.fullmatch(r"2\.\d+\.\d+", found["Fontconfig"])
    assert re.fullmatch(r"\S+ [0-9a-f]{12}", found["handouts"])
    assert "missing" not in {found[name] for name in packages()}


def test_every_package_that_is_needed_is_among_them() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    named = {re.split(r"[<>=\[; ]", one)[0].lower() for one in declared}
    setting = {re.split(r"[<>=!\[; ]", one)[0].lower() for one in requires("weasyprint") or () if "extra" not in one}
    assert len(named) > 10
    assert (named | setting) - NOT_IN_BYTES - {"cffi"} <= {*packages()}


def test_neither_weasyprint_nor_another_process_is_asked() -> None:
    code = (
        "import subprocess, sys; from handouts.engine.state.tool_versions import tools; "
        "subprocess.Popen = None; tools(); print(*sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert {"weasyprint", "pptx", "pydantic"}.isdisjoint(done.stdout.split())


def test_a_library_that_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> ctypes.CDLL:
        if "subset" in name:
            raise OSError(name)
        return ctypes.CDLL(None)

    opened = tool_versions.opened
    monkeypatch.setattr(tool_versions, "opened", lambda name: opened(name, load))
    found = library_versions()
    assert set(found) == set(tool_versions.LIBRARIES)
    assert {name for name, version in found.items() if version == "missing"} == {"HarfBuzz-subset"}


def package(folder: Path) -> Path:
    for name in ("a.py", "data/b.json", "starters/x.yaml", "__pycache__/a.pyc", "data/__pycache__/b.pyc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, "utf-8")
    return folder


def test_the_code_counts_by_its_content(tmp_path: Path) -> None:
    one, two = package(tmp_path / "one"), package(tmp_path / "two")
    before = own_digest(one)
    assert before == own_digest(two)
    for name in ("starters/x.yaml", "__pycache__/a.pyc", "data/__pycache__/b.pyc"):
        (two / name).write_text("other", "utf-8")
    assert own_digest(two) == before
    (two / "data/b.json").write_text("other", "utf-8")
    assert own_digest(two) != before
    (one / "a.py").rename(one / "c.py")
    assert own_digest(one) != before


def test_code_that_looks_as_before_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = package(tmp_path / "package")
    before = own_digest(home)
    monkeypatch.setattr(Path, "read_bytes", refuse(Path.read_bytes, home))
    assert own_digest(home) == before


def refuse(read: object, home: Path) -> object:
    def reading(path: Path) -> bytes:
        assert not path.is_relative_to(home), "it is read"
        return read(path)  # type: ignore[operator]

    return reading


def test_the_digest_is_that_of_this_package() -> None:
    assert own_digest() == own_digest(ROOT / "src" / "handouts")
    assert tool_versions._HERE == ROOT / "src" / "handouts"
