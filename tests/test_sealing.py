"""The key of seals is this user's alone, and whatever lies in its place is no key."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts import sealing
from handouts.sealing import sealed, unsealed

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions and files")


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where this test's key is, which has yet to be made."""
    monkeypatch.setattr(sealing, "user_state", lambda: tmp_path / "new" / "state")
    sealing._key.cache_clear()
    yield tmp_path / "new" / "state" / "cache-key"
    sealing._key.cache_clear()


def again(name: str, data: bytes | None) -> bytes | None:
    """As another process reads it."""
    sealing._key.cache_clear()
    assert data is not None
    return unsealed(name, data)


def test_what_is_sealed_is_read_by_its_name_alone(key: Path) -> None:
    found = sealed("kind/name", b"data")
    assert again("kind/name", found) == b"data"
    assert again("kind/other", found) is None
    assert again("kind/nam", found) is None
    assert again("kind/name", b"") is None
    assert again("kind/name", sealed("kind/name", b"")) == b""


@POSIX
def test_the_key_is_this_users_alone(key: Path) -> None:
    sealed("name", b"data")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert [one.name for one in key.parent.iterdir()] == [key.name]


@POSIX
@pytest.mark.parametrize("instead", ["readable", "short", "long", "link", "pipe"])
def test_a_key_that_others_may_know_is_made_anew(key: Path, tmp_path: Path, instead: str) -> None:
    before = sealed("name", b"data")
    known = key.read_bytes()
    if instead == "readable":
        key.chmod(0o644)
    elif instead in ("short", "long"):
        key.write_bytes(known[:-1] if instead == "short" else known + b"x")
    elif instead == "link":
        key.rename(tmp_path / "aside")
        key.symlink_to(tmp_path / "aside")
    else:
        key.unlink()
        os.mkfifo(key)
    assert again("name", before) is None
    assert key.read_bytes() != known
    assert stat.S_IMODE(key.lstat().st_mode) == 0o600
    assert again("name", sealed("name", b"data")) == b"data"


def test_where_no_key_can_be_kept_nothing_is_sealed(key: Path) -> None:
    key.mkdir(parents=True)
    assert sealed("name", b"data") is None
    assert unsealed("name", b"x" * 40) is None
    assert [one.name for one in key.parent.iterdir()] == [key.name]


def test_without_a_folder_there_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "user_state", lambda: None)
    assert sealing.key_file() is None
    sealing._key.cache_clear()
    assert sealed("name", b"data") is None
    sealing._key.cache_clear()
