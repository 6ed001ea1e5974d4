"""How long tests wait for what has to happen: far longer than it takes on any machine."""

from __future__ import annotations

from contextlib import AbstractContextManager

from handouts.engine.workers.limits import Limits, too_slow, within

PATIENCE = 180
"""Seconds."""


def patience() -> AbstractContextManager[None]:
    """An error instead of a test that never ends."""
    return within(Limits(PATIENCE, None), too_slow, lambda: None)
