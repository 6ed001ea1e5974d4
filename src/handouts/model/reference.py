"""Where a statement comes from, and what may be done with it.

Where a link may lead: into the web, or to a mailbox; not into a script, a file, or another program.
"""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from handouts.model.marks import Shown
from handouts.model.node import Id, Node
from handouts.model.text import Text

_LINKED = re.compile(r"(https?://[^/\s]|mailto:\S)", re.IGNORECASE)
ReferenceKey = Id


def may_be_linked(address: str) -> bool:
    """Whether a page or a slide may link to an address."""
    return _LINKED.match(address) is not None


class Reference(Node):
    """One entry of references.yaml: a citation, printed as its `label`.

    Args:
        url: Where it was read; None for printed works and own knowledge.
        seen: What was actually read.
        rights: Whether and how it may be reused.
    """

    id: Shown[Id]
    label: Shown[str] = Field(description="the source line as it is printed; the same in every language")
    url: Shown[str | None] = Field(
        default=None, pattern=r"^https?://[^\s]+$", description="where it was read; left out for printed works"
    )
    seen: Shown[Text] = Field(description="what was actually read: official text, secondary report …")
    rights: Shown[Text] = Field(description="rights in the source, in a few words")
    kind: Shown[Literal["primary", "secondary", "none"]] = Field(
        default="secondary", description="primary: the thing itself; secondary: about it; none: standard knowledge"
    )
