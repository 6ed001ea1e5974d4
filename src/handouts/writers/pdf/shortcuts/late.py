"""Names of modules that are imported when they are first used."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


@cache
def late(module: str, name: str) -> Any:
    """What `from module import name` would give."""
    found = import_module(module)
    return getattr(found, name) if hasattr(found, name) else import_module(f"{module}.{name}")
