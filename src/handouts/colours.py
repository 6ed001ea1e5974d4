"""How colours contrast, and what to take instead of one that does not stand out enough.

Reckoned as the Web Content Accessibility Guidelines do (WCAG 2.2, "relative luminance" and "contrast ratio").
"""

from __future__ import annotations

TEXT = 4.5
"""Least contrast of text with its ground (WCAG 2.2, 1.4.3)."""
GRAPHICS = 3.0
"""Least contrast of lines and areas that carry meaning (WCAG 2.2, 1.4.11)."""
_STEPS = 255


def lightness(colour: str) -> float:
    """Relative luminance of an sRGB colour `#rrggbb`, 0 black to 1 white."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    dark, light = sorted((lightness(one), lightness(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another, 0 to 1, channel by channel."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(255 * (one + (two - one) * share)):02x}" for one, two in pairs)


def standing_out(colour: str, ground: str, least: float) -> str:
    """The colour made darker or lighter just so far that it has at least this contrast, up to 4.5, with the ground."""
    aims = (aim for aim in ("#000000", "#ffffff") if contrast(aim, ground) >= least)
    ladders = [[mixed(colour, aim, step / _STEPS) for step in range(_STEPS + 1)] for aim in aims]
    firsts = [
        next((step, rung) for step, rung in enumerate(rungs) if contrast(rung, ground) >= least) for rungs in ladders
    ]
    return min(firsts)[1]


def _parts(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
