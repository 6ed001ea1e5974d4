"""The brand's colours as the theme holds them."""

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
