"""One thing that was looked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What was looked for, what was found, and what to do if it will not do.

    `found` is a version, a list, or what is wrong; `mend` are commands to type, one a line, or a sentence where there
    is none.
    """

    topic: str
    name: str
    found: str
    ok: bool = True
    mend: str = ""
