"""Where systems keep what programs keep for a user."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from platformdirs import user_cache_path, user_state_path

from handouts import userfolders
from handouts.userfolders import user_cache, user_state


@pytest.mark.parametrize("base", ["", "relative", "  ", "/somewhere"])
def test_the_folders_are_where_platformdirs_says(base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name != "nt":
        monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, base)
    assert user_cache() == user_cache_path("handouts", appauthor=False)
    assert user_state() == user_state_path("handouts", appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs says it")
def test_who_has_no_home_has_no_such_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one that is called `~` in the folder where somebody happens to be."""
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(userfolders.os.path, "expanduser", lambda path: path)
    assert user_cache() is user_state() is None
