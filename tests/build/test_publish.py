"""Files are written whole or not at all."""

import os
from pathlib import Path

import pytest

from handouts.build.publish import publish
from handouts.errors import PublishError


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "de" / "sek1" / "handout.pdf"
    publish(path, b"old")
    publish(path, b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in path.parent.iterdir()] == ["handout.pdf"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_failure_keeps_the_old_file_and_leaves_no_stray_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "handout.pdf"
    publish(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PublishError, match=r"handout\.pdf: cannot be written \(No space left on device\)"):
        publish(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "de").write_text("in the way")
    with pytest.raises(PublishError, match="cannot be written"):
        publish(tmp_path / "de" / "handout.pdf", b"new")
