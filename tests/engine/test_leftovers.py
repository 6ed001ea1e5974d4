"""What killed builds leave is seen without looking at everything."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from handouts.engine.leftovers import JOURNAL, LOCK, SCRATCH, is_broken_off, sweep_scratch
from handouts.engine.lock import locked


def test_a_build_that_was_killed_has_left_its_lock_or_its_journal(tmp_path: Path) -> None:
    assert not is_broken_off(tmp_path)
    for name in (LOCK, JOURNAL):
        (tmp_path / name).touch()
        assert is_broken_off(tmp_path)
        (tmp_path / name).unlink(missing_ok=True)


def test_one_that_is_under_way_has_left_nothing(tmp_path: Path) -> None:
    with locked(tmp_path):
        (tmp_path / JOURNAL).touch()
        assert not is_broken_off(tmp_path)
        assert (tmp_path / LOCK).exists()


def test_what_is_no_lock_is_for_the_build_to_tell(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()
    assert is_broken_off(tmp_path)


def test_folders_for_temporary_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    left = tmp_path / f"{SCRATCH}abc"
    left.mkdir()
    (left / "in-use").write_text("{}", encoding="utf-8")
    sweep_scratch()
    assert not left.exists()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    sweep_scratch()
