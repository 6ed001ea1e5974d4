"""The switch for all short cuts through private parts of libraries, for pages and for decks."""

from __future__ import annotations

import os

SWITCH = "HANDOUTS_NO_SHORTCUTS"


def switched_off() -> bool:
    """Whether the environment asks for the libraries' own ways: by anything but an empty value and 0."""
    return os.environ.get(SWITCH, "") not in ("", "0")
