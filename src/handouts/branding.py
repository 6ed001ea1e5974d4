"""A brand made from another, as a file for people to edit. Nothing here reads or writes files.

All colours of a brand from one accent, each as dark as the one that it stands for.

What makes a chart readable on a grey copier is how light its colours are, not their hue: so every derived colour takes
the lightness of the base's, and only its hue from the accent or from the colour opposite on the wheel.

A brand as the brand.yaml that somebody goes on with: every key with a remark that says what it is for.
"""

from __future__ import annotations

import colorsys
import json

from handouts.colours import GRAPHICS, TEXT, contrast, lightness, mixed, standing_out
from handouts.model.brand import Brand, Colours

__all__ = ["brand_file", "derived"]

_TINT = 0.06
"""How much of the accent the ground of boxes has in it."""
_GREY = 0.08
"""Below this saturation a colour has no hue to speak of."""
_VIVID = (0.3, 0.6)
"""Least and most saturation of derived colours: still a hue, not yet shrill."""
_HALVINGS = 24
_HEAD = """\
# yaml-language-server: $schema=../../../.handouts/schema/brand.json
# How your documents look: one brand for pages and for slides. It is used when handouts.yaml says
#   theme: {folder}
# (at the top for everybody, or below one audience for that audience alone).
#
# Change what you like, then look at it:
#   handouts check                          says which colours cannot be read well, and what to take instead
#   handouts theme preview {folder} -o preview    shows colours, type, blocks and slides, as PDF and PPTX
"""
_USES = {
    "ink": "running text",
    "muted": "small print: captions, running heads, sources",
    "accent": "headings, rules, title slides",
    "second": "a second voice: bars beside notices, bullets",
    "paper": "the ground of pages and slides",
    "tint": "the ground of boxes and panels",
    "rule": "thin lines",
}
_LOGO = """\

# A logo, for slides and wherever your templates put it: take the # away, and put the file into this folder.
# logo:
#   file: logo.png                 # PNG or JPEG
#   alt: "Logo of the school"      # what it shows, for those who do not see it
"""


def derived(base: Colours, accent: str) -> Colours:
    """The colours of a brand with this accent; all that the reader of brand.yaml asks of contrast holds.

    The accent itself is made darker, or lighter on dark paper, just so far that text in it can be read. An accent
    without a hue leaves the base its second colour.
    """
    readable = standing_out(accent.lower(), base.paper, TEXT)
    tint = mixed(base.paper, readable, _TINT)
    grounds = (base.paper, tint)
    readable = _on(readable, grounds, TEXT)
    second = _on(_shade(base.second, accent, 0.5), grounds, GRAPHICS)
    chart = (
        _shade(colour, second if place % 2 and _hue(accent) else accent, 0.0) for place, colour in enumerate(base.chart)
    )
    return Colours(
        ink=_on(base.ink, grounds, TEXT),
        muted=_on(base.muted, grounds, TEXT),
        accent=readable,
        second=second,
        paper=base.paper,
        tint=tint,
        rule=base.rule,
        chart=tuple(_labelled(colour, base) for colour in chart),
    )


def _on(colour: str, grounds: tuple[str, ...], least: float) -> str:
    """The colour, made to stand out from all grounds."""
    for ground in grounds:
        colour = standing_out(colour, ground, least)
    return colour


def _labelled(colour: str, base: Colours) -> str:
    """An area of a chart that stands out from paper, and that paper or ink can be read upon."""
    colour = standing_out(colour, base.paper, GRAPHICS)
    if max(contrast(colour, base.paper), contrast(colour, base.ink)) >= TEXT:
        return colour
    return standing_out(colour, base.paper, TEXT)


def _hue(colour: str) -> float | None:
    """Where a colour stands on the wheel, 0 to 1; None for greys."""
    hue, _, saturation = _wheel(colour)
    return hue if saturation >= _GREY else None


def _shade(model: str, colour: str, turn: float) -> str:
    """The hue of a colour, turned on the wheel, as light as a model; the model itself if the colour has no hue."""
    hue = _hue(colour)
    if hue is None:
        return model
    least, most = _VIVID
    saturation = min(max(_wheel(colour)[2], least), most)
    wanted, low, high = lightness(model), 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if lightness(_hex(hue + turn, middle, saturation)) < wanted:
            low = middle
        else:
            high = middle
    return _hex(hue + turn, low, saturation)


def _wheel(colour: str) -> tuple[float, float, float]:
    """Hue, lightness and saturation, each 0 to 1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)


def _hex(hue: float, light: float, saturation: float) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue % 1, light, saturation))


def brand_file(brand: Brand, folder: str) -> str:
    """The text of brand.yaml.

    Args:
        brand: What it says.
        folder: The name of the theme's folder, which handouts.yaml calls it by.
    """
    fonts = brand.fonts
    lines = [
        _HEAD.format(folder=folder),
        f"name: {_quoted(brand.name)}",
        "",
        "# #rrggbb, with the contrast to paper; text needs 4.5:1, lines and areas 3:1 (WCAG 2.2).",
        "colours:",
        *(_colour(brand, key, use) for key, use in _USES.items()),
        "  # Charts take these in turn. Dark and light by turns, they are told apart on a grey copier, too.",
        f"  chart: [{', '.join(map(_quoted, brand.colours.chart))}]",
        "",
        "# Pages take fonts that ship with the tool; slides cannot carry fonts, so name one that every machine has.",
        "fonts:",
        f"  text: {fonts.text}",
        f"  heading: {fonts.heading}",
        f"  japanese: {fonts.japanese}",
        f"  slides: {fonts.slides}",
        "",
        f"footer: {_quoted(brand.footer)}    # at the foot of every page: the name of the school, say",
    ]
    return "\n".join(lines) + "\n" + _logo(brand)


def _colour(brand: Brand, key: str, use: str) -> str:
    colour = getattr(brand.colours, key)
    ratio = "" if key in ("paper", "tint") else f", {contrast(colour, brand.colours.paper):.1f}:1"
    return f"  {key + ':':<8} {_quoted(colour)}    # {use}{ratio}"


def _logo(brand: Brand) -> str:
    if brand.logo is None:
        return _LOGO
    return f"\nlogo:\n  file: {_quoted(brand.logo.file)}\n  alt: {_quoted(brand.logo.alt)}\n"


def _quoted(text: str) -> str:
    """A text as YAML: JSON is a part of it."""
    return json.dumps(text, ensure_ascii=False)
