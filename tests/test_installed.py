"""Versions of packages, found without `importlib.metadata`, are those that it finds."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from handouts import installed


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that packages are looked for in first."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "not there"), *sys.path])
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    installed.version.cache_clear()
    installed._folders.cache_clear()


def test_they_are_those_of_the_metadata() -> None:
    names = {found.name for found in metadata.distributions()}
    assert len(names) > 20
    assert {name: installed.version(name) for name in names} == {name: metadata.version(name) for name in names}


@pytest.mark.parametrize("name", ["python-pptx", "Python_PPTX", "python.pptx"])
def test_a_name_has_many_spellings(name: str) -> None:
    assert installed.version(name) == metadata.version("python-pptx")


def test_what_is_first_on_the_path_counts(place: Path) -> None:
    (place / "python_pptx-99.0.dist-info").mkdir()
    assert installed.version("python-pptx") == "99.0"


def test_what_is_installed_in_an_older_way_is_asked_for(place: Path) -> None:
    (place / "elder-3.2.egg-info").mkdir()
    (place / "elder-3.2.egg-info" / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: elder\nVersion: 3.2\n")
    assert installed.version("elder") == "3.2"


def test_what_is_not_installed_is_missing() -> None:
    assert installed.version("no-such-package-anywhere") == "missing"


def test_the_weasyprint_that_pages_are_proved_with_is_the_one_that_is_asked_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"weasyprint=={installed.PROVED}" in project["dependencies"]
    assert re.search(
        rf"^weasyprint=={re.escape(installed.PROVED)} ", (root / "constraints.txt").read_text(), re.MULTILINE
    )


@pytest.mark.parametrize("found", ["9.5", "70.0.1", "70.1", "70.0rc1", "170.0"])
def test_another_weasyprint_is_told_by_name(found: str, place: Path) -> None:
    (place / f"weasyprint-{found}.dist-info").mkdir()
    said = installed.unproved()
    assert said
    assert said.startswith(f"WeasyPrint {found} is installed; pages are proved with {installed.PROVED}")
    assert said.endswith(f'-m pip install "weasyprint=={installed.PROVED}"')


@pytest.mark.parametrize("found", ["70", "70.0", "70.0.0", "70.0+local.1"])
def test_the_same_weasyprint_is_no_other(found: str, place: Path) -> None:
    (place / f"weasyprint-{found}.dist-info").mkdir()
    assert installed.unproved() is None
