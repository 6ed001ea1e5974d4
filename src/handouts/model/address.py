"""Where a link may lead: into the web, or to a mailbox; not into a script, a file, or another program.

No pydantic here: workers that only lay out pages ask this, too.
"""

from __future__ import annotations

import re

_LINKED = re.compile(r"(https?://[^/\s]|mailto:\S)", re.IGNORECASE)


def may_be_linked(address: str) -> bool:
    """Whether a page or a slide may link to an address."""
    return _LINKED.match(address) is not None
