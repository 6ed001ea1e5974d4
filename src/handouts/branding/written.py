"""A brand as the brand.yaml that somebody goes on with: every key with a remark that says what it is for."""

from __future__ import annotations

import json

from handouts.colours import contrast
from handouts.model.brand import Brand

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
