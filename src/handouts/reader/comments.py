"""Text that YAML takes for a comment: what is behind a space and `#` is gone without a word.

Whoever writes a comment behind a value sets it off by two spaces, as style guides of YAML ask for, or behind a number
by one and one after the sign. All else is taken for text that its author lost (`Lied #1`, `#c2185b`).
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[-+]?[0-9][0-9.,:/-]*|true|false|True|False")
_BEHIND = re.compile(r"([ \t]+)(#[^\r\n]*)")
_LONGEST = 40


def cut(text: str, value: str, end: int) -> tuple[int, str] | None:
    """What is cut off of a scalar without quotes: where it begins in the text, and what to say; None if nothing is.

    Args:
        text: The file.
        value: What YAML reads.
        end: Where that ends in the text.
    """
    found = _BEHIND.match(text, end)
    if not found or (value and len(found[1]) > 1):
        return None
    lost = found[2].rstrip()
    remark = not lost.strip("#") or lost[1] in " \t"
    if remark and (not value or _NUMBER.fullmatch(value)):
        return None
    told = lost if len(lost) <= _LONGEST else f"{lost[: _LONGEST - 1]}…"
    if not value:
        return found.start(2), f'"{told}" is read as a comment, so there is no value; put it in quotes'
    return found.start(2), (
        f'the text is cut at "#": "{told}" is read as a comment; put the whole text in quotes, '
        'or two spaces before "#" if it is a comment'
    )
