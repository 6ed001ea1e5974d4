"""The folders that a system gives each user for what programs keep of their own.

On Linux by the XDG Base Directory Specification, which is what platformdirs says as well, without the time that its
import takes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "handouts"


def user_cache() -> Path | None:
    """Where what can be made again is kept; None if this user has no such folder. It need not be there."""
    if _is_plain_linux():
        return _xdg("XDG_CACHE_HOME", ".cache")
    from platformdirs import user_cache_path

    return user_cache_path(_NAME, appauthor=False)


def user_state() -> Path | None:
    """Where what lasts from run to run on this machine is kept, as `user_cache`."""
    if _is_plain_linux():
        return _xdg("XDG_STATE_HOME", ".local/state")
    from platformdirs import user_state_path

    return user_state_path(_NAME, appauthor=False)


def _is_plain_linux() -> bool:
    return sys.platform == "linux" and "ANDROID_DATA" not in os.environ


def _xdg(variable: str, usual: str) -> Path | None:
    """A relative path in the variable does not count (XDG, 0.8); who has no home has no such folder either."""
    base = os.environ.get(variable, "").strip()
    found = base if os.path.isabs(base) else os.path.expanduser(f"~/{usual}")  # noqa: PTH111, PTH117
    return Path(found, _NAME) if os.path.isabs(found) else None  # noqa: PTH117
