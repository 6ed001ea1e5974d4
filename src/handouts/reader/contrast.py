"""Do a brand's colours stand out from one another where pages and slides put them together?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.colours import GRAPHICS, TEXT, contrast, standing_out
from handouts.errors import Problem
from handouts.model.brand import Colours
from handouts.model.position import Positions

_TEXTS = (
    ("ink", "paper"),
    ("muted", "paper"),
    ("accent", "paper"),
    ("ink", "tint"),
    ("muted", "tint"),
    ("accent", "tint"),
)
"""Text and its ground in the packaged styles and slides; paper also stands as text on accent."""
_GRAPHICS = (("second", "paper"), ("second", "tint"), ("rule", "paper"))
"""Lines, bars and bullets."""


def contrast_problems(colours: Colours, positions: Positions) -> Iterator[Problem]:
    """Pairs of colours that fall short of WCAG 2.2 (1.4.3 and 1.4.11), each with the nearest colour that does not."""
    for pairs, least, kind in ((_TEXTS, TEXT, "text needs"), (_GRAPHICS, GRAPHICS, "lines need")):
        for name, ground in pairs:
            message = _short_of(name, getattr(colours, name), ground, getattr(colours, ground), least, kind)
            if message:
                yield positions.problem(("colours", name), message)
    for index, colour in enumerate(colours.chart):
        name = f"chart colour {index + 1}"
        message = _short_of(name, colour, "paper", colours.paper, GRAPHICS, "areas need")
        if message := message or _unlabelled(name, colour, colours):
            yield positions.problem(("colours", "chart", index), message)


def _short_of(name: str, colour: str, on: str, ground: str, least: float, kind: str) -> str:
    if (reached := contrast(colour, ground)) >= least:
        return ""
    better = standing_out(colour, ground, least)
    return (
        f'{name} "{colour}" on {on} "{ground}" has a contrast of {_ratio(reached)}; '
        f'{kind} {_ratio(least)}; use "{better}" or one that stands out more'
    )


def _unlabelled(name: str, colour: str, colours: Colours) -> str:
    """Slides write the numbers of a chart upon its colours, in paper or ink, whichever is read better."""
    inks = (colours.paper, colours.ink)
    if (reached := max(contrast(ink, colour) for ink in inks)) >= TEXT:
        return ""
    enough = (standing_out(colour, ink, TEXT) for ink in inks)
    better = min(
        (other for other in enough if contrast(other, colours.paper) >= GRAPHICS),
        key=lambda other: contrast(other, colour),
    )
    return (
        f'{name} "{colour}": neither paper "{colours.paper}" (contrast {_ratio(contrast(colours.paper, colour))}) nor '
        f'ink "{colours.ink}" is read well upon it (at best {_ratio(reached)}); text needs {_ratio(TEXT)}; '
        f'use "{better}"'
    )


def _ratio(value: float) -> str:
    """A contrast as it is usually written, rounded down, so that what falls short never looks enough."""
    return f"{int(value * 100) / 100:g}:1"
