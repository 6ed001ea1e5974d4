"""Sections of finished pages that hold nothing but their title: a heading over empty paper.

One without a title is not to be seen. Slides are sections, too, and may be a title alone; what is wrong with them
is found where they are laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_BLANK = r"(?:\s|<!--.*?-->)*"
_HOLLOW = re.compile(
    rf"<section\b[^>]*>{_BLANK}<(h[1-6])\b[^>]*>(?P<title>(?:(?!</h[1-6]>).)*)</\1>{_BLANK}</section>", re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")


def hollow_sections(html: str) -> Iterator[str]:
    """What to say of each section of a page without content."""
    for found in _HOLLOW.finditer(html):
        title = " ".join(unescape(_TAG.sub("", found["title"])).split())
        yield f'the section “{title}” has nothing below its title; print it with "if" only where there is something'
