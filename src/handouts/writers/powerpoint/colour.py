"""The brand's colours as the theme holds them, and how they contrast."""

from __future__ import annotations

from handouts.model.brand import Brand


def theme_colours(brand: Brand) -> dict[str, str]:
    """The twelve colours of the theme: text, grounds, six for charts, links."""
    colours = brand.colours
    charts = (*colours.chart, colours.accent, colours.second)[:6]
    named = {
        "dk1": colours.ink,
        "lt1": colours.paper,
        "dk2": colours.accent,
        "lt2": colours.tint,
        **{f"accent{place}": colour for place, colour in enumerate(charts, 1)},
        "hlink": colours.accent,
        "folHlink": colours.muted,
    }
    return {slot: colour.lstrip("#").upper() for slot, colour in named.items()}


def contrast(one: str, other: str) -> float:
    """Contrast of two sRGB colours as WCAG 2 reckons it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
