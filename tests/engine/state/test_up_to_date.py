"""Stamps: what was up to date is known to be so again, and anything that differs makes them void."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from handouts import cache
from handouts.engine.state import fingerprint
from handouts.engine.state.fingerprint import Fingerprint, Stamp, remember, up_to_date

NAMES = ("de/class/handout.pdf", "en/class/Übung „1“.pdf")
OPTIONS = ("lang=de", "booklet")


@pytest.fixture
def project(tmp_path: Path, kept: Path) -> Path:
    """A project with two files that are up to date."""
    place = tmp_path / "project"
    for name in (
        "handouts.yaml",
        "content/tiny/lesson.yaml",
        *(f"output/{name}" for name in (*NAMES, "manifest.json")),
    ):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(name, "utf-8")
    done(place)
    return place


def done(project: Path, left: tuple[str, ...] = ()) -> None:
    before = fingerprint.take(project)
    remember(before, project, None, OPTIONS, target=project / "output", names=NAMES, left=left)


def asked(project: Path, output: Path | None = None, options: tuple[str, ...] = OPTIONS) -> Stamp | None:
    return up_to_date(fingerprint.take(project), project, output, options)


def test_what_was_up_to_date_still_is(project: Path) -> None:
    assert asked(project) == Stamp(project / "output", NAMES, ())


@pytest.mark.parametrize("name", ["handouts.yaml", "content/tiny/lesson.yaml"])
def test_a_changed_source_voids_it(project: Path, name: str) -> None:
    (project / name).write_text(name.upper(), "utf-8")
    assert asked(project) is None


@pytest.mark.parametrize("name", [*NAMES, "manifest.json"])
@pytest.mark.parametrize("change", ["gone", "other", "alike"])
def test_a_changed_output_voids_it(project: Path, name: str, change: str) -> None:
    path = project / "output" / name
    if change == "gone":
        path.unlink()
    else:
        path.write_text({"other": "longer than it was, by far", "alike": name.swapcase()}[change], "utf-8")
    assert asked(project) is None


def test_an_output_that_changes_within_a_tick_voids_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second = (time.time_ns() // 1_000_000_000 + 3600) * 1_000_000_000  # however long the rest takes
    monkeypatch.setattr(fingerprint, "signature", lambda path: f"20 {second} 0")
    done(project)
    assert asked(project) is not None
    (project / "output" / NAMES[0]).write_text("another", "utf-8")
    assert asked(project) is None


def test_another_choice_is_another_stamp(project: Path) -> None:
    assert asked(project, options=("lang=de",)) is None
    assert asked(project, output=project / "output") is None
    assert asked(project, options=("lang=debooklet",)) is None


def test_another_project_is_another_stamp(project: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(project, tmp_path / "other"))
    assert asked(other) is None


def test_what_is_left_over_is_said_again_while_it_is_there(project: Path) -> None:
    old = project / "output" / "fr" / "handout.pdf"
    old.parent.mkdir()
    old.write_text("old", "utf-8")
    done(project, left=("fr/handout.pdf",))
    assert (found := asked(project)) is not None
    assert found.left == ("fr/handout.pdf",)
    old.unlink()
    assert asked(project) == Stamp(project / "output", NAMES, ())


def test_without_a_cache_nothing_is_known(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_CACHE", "")
    cache.folder.cache_clear()
    done(project)
    assert asked(project) is None


def test_half_a_stamp_is_none(project: Path, kept: Path) -> None:
    (path,) = (kept / "stamps").iterdir()
    path.write_bytes(path.read_bytes()[:-5])
    assert asked(project) is None


def test_what_cannot_be_read_is_not_remembered(project: Path, kept: Path) -> None:
    (path,) = (kept / "stamps").iterdir()
    path.unlink()
    before = Fingerprint("0" * 32, ((str(project / "gone.yaml"), ""),))
    remember(before, project, None, OPTIONS, target=project / "output", names=NAMES)
    assert list((kept / "stamps").iterdir()) == []


def test_an_output_that_is_missing_is_not_remembered(project: Path, kept: Path) -> None:
    (project / "output" / NAMES[0]).unlink()
    done(project)
    assert asked(project) is None
