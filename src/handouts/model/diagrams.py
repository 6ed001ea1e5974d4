"""The kinds of diagrams, one record each: what is written in HTML as `<figure data-diagram="…">` around a table.

Slides draw them as shapes; on pages the table is a table. Nothing else says which kinds there are.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.nearest import suggestion


@dataclass(frozen=True)
class DiagramKind:
    """A kind of diagram.

    Args:
        name: What `data-diagram` says.
        meaning: What it shows, for whoever writes templates.
        most: How many entries can be told apart on one slide.
        dated: Whether each row says with `data-x` when it was.
    """

    name: str
    meaning: str
    most: int
    dated: bool = False


KINDS: dict[str, DiagramKind] = {
    kind.name: kind
    for kind in (
        DiagramKind("timeline", "events or periods on an axis of time, to scale", 60, dated=True),
        DiagramKind("figures", "one to three numbers in large type, each with a line", 3),
        DiagramKind("comparison", "two or three columns under their heads, row by row", 3),
        DiagramKind("agenda", "stations one after the other, the one at hand lit", 9),
    )
}


def refusal(name: str) -> str:
    """What is to be told of a kind that nothing draws; empty for one that slides do."""
    if name in KINDS:
        return ""
    hint = suggestion(name, list(KINDS), f"use one of {', '.join(KINDS)}")
    return f"“{name[:60]}” is no kind of diagram (data-diagram){hint}"
