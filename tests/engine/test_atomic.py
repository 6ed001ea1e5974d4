"""Files are written whole or not at all."""

import errno
import os
import signal
import stat
import tempfile
from pathlib import Path

import pytest

from handouts.engine.atomic import one_fsync, publish, unfinished
from handouts.errors import PublishError


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "de" / "sek1" / "handout.pdf"
    publish(path, b"old")
    publish(path, b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in path.parent.iterdir()] == ["handout.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter here")
@pytest.mark.parametrize(("umask", "rights"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_who_may_read_it_is_for_the_umask_to_say(umask: int, rights: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        publish(tmp_path / "de" / "handout.pdf", b"names of pupils")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "de" / "handout.pdf").stat().st_mode) == rights


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "(No space left on device): the disk is full; make room"),
        (errno.EDQUOT, "(Disk quota exceeded): your share of the disk is used up"),
        (errno.EROFS, "(Read-only file system): it is on a disk that can only be read; choose another folder with -o"),
        (errno.EACCES, "(Permission denied): you may not write there"),
        (errno.EFBIG, "(File too large): the system allows no file of this size"),
        (errno.EIO, "(Input/output error): is it open in another program?"),
    ],
)
def test_a_failure_keeps_the_old_file_and_leaves_no_stray_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    path = tmp_path / "handout.pdf"
    publish(path, b"old")

    def fails(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(PublishError) as caught:
        publish(path, b"new")
    assert f"handout.pdf: cannot be written {advice}" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_names_as_long_as_can_be_are_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'ä' * 125}.pptx"
    publish(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_no_file_takes_the_place_of_a_device_or_pipe(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.pptx", tmp_path / "null.pptx"
    os.mkfifo(pipe)
    link.symlink_to("/dev/null")
    for path in (pipe, link):
        with pytest.raises(PublishError, match=r"\.pptx: is no plain file; choose another name with -o"):
            publish(path, b"new")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert {*tmp_path.iterdir()} == {pipe, link}


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that are given and the folders that are told to keep them, in the order in which that happens."""
    done: list[str] = []
    replace, fsync = os.replace, os.fsync

    def replaced(old: str, new: Path) -> None:
        replace(old, new)
        done.append(new.name)

    def synced(descriptor: int) -> None:
        fsync(descriptor)
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            done.append("kept")

    monkeypatch.setattr(os, "replace", replaced)
    monkeypatch.setattr(os, "fsync", synced)
    return done


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be told so there")
def test_a_new_name_outlasts_a_power_cut(tmp_path: Path, order: list[str]) -> None:
    publish(tmp_path / "a.pdf", b"a")
    publish(tmp_path / "b.pdf", b"b")
    assert order == ["a.pdf", "kept", "b.pdf", "kept"]


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be told so there")
def test_names_given_together_outlast_a_power_cut_once_all_are_there(tmp_path: Path, order: list[str]) -> None:
    with one_fsync():
        publish(tmp_path / "a.pdf", b"a")
        publish(tmp_path / "b.pdf", b"b")
    assert order == ["a.pdf", "b.pdf", "kept"]
    publish(tmp_path / "c.pdf", b"c")
    assert order[3:] == ["c.pdf", "kept"]


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be told so there")
def test_names_given_together_outlast_a_power_cut_although_one_cannot_be_given(
    tmp_path: Path, order: list[str]
) -> None:
    (tmp_path / "b.pdf/mine").mkdir(parents=True)

    def both() -> None:
        with one_fsync():
            publish(tmp_path / "a.pdf", b"a")
            publish(tmp_path / "b.pdf", b"b")

    with pytest.raises(PublishError):
        both()
    assert order == ["a.pdf", "kept"]


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "de").write_text("in the way")
    with pytest.raises(PublishError, match="there is a file where a folder has to be; rename it"):
        publish(tmp_path / "de" / "handout.pdf", b"new")


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "handout.pdf/mine").mkdir(parents=True)
    with pytest.raises(PublishError, match="there is a folder of this name; rename it"):
        publish(tmp_path / "handout.pdf", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["handout.pdf"]


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="the name is too long for this disk"):
        publish(tmp_path / f"{'x' * 252}.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_waits_until_the_file_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def interrupted(*names: str) -> None:
        signal.raise_signal(signal.SIGINT)
        replace(*names)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path / "handout.pdf", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["handout.pdf"]


def test_what_a_killed_build_left_is_known_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "de/class"
    folder.mkdir(parents=True)
    left = Path(tempfile.mkstemp(dir=folder, prefix=".handout.pdf.")[1])
    for name in (".handout.pdf.swp", "handout.pdf", ".notes", "handout.pdf.abcdefgh"):
        (folder / name).touch()
    assert list(unfinished(tmp_path)) == [left]
