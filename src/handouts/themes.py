"""A theme: one of one's own, made from another, and how one looks, without a lesson of one's own.

A new one is a folder below templates/themes/ with a brand.yaml to go on with: every key with a remark that says what it
is for, and all colours derived from one accent. What makes a chart readable on a grey copier is how light its colours
are, not their hue: so every derived colour takes the lightness of the base's, and only its hue from the accent or from
the colour opposite on the wheel.

What shows a brand is a sheet of its parts, and a deck with one slide a layout. They are a small project of their own,
so that they go the way that every handout goes. What they show of a lesson is that of the minimal starter.
"""

from __future__ import annotations

import colorsys
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

from handouts import reader
from handouts.colours import GRAPHICS, TEXT, contrast, lightness, mixed, standing_out
from handouts.engine.atomic import publish
from handouts.errors import UsageError
from handouts.fonts import font_files
from handouts.model.brand import Brand, Colours
from handouts.model.edition import Edition
from handouts.model.text import Text
from handouts.pipeline import Job, Workspace, prepare
from handouts.starter import MINIMAL, preview_templates, starter

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
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
DOCUMENTS = ("preview", "deck")
"""The sheet and the slides."""


@dataclass(frozen=True)
class NewTheme:
    """Where the brand.yaml is, and what in it is not as it was asked for."""

    path: Path
    remarks: tuple[str, ...]


def new_theme(root: Path, name: str, base: Brand, accent: str | None = None, font: str | None = None) -> NewTheme:
    """Write a theme into a project.

    Args:
        root: The project.
        name: What handouts.yaml will call it.
        base: The brand to begin with; its logo is copied, a master beside it is not.
        accent: The colour that all others are derived from, `#rrggbb`.
        font: The family of pages, one that ships with the tool.

    Raises:
        UsageError: Something is asked for that cannot be; nothing was written.
        PublishError: The folder cannot be written.
    """
    folder = root / "templates" / "themes" / name
    _refuse(folder, name, accent)
    brand = _rebranded(base, name, accent, font)
    if brand.logo is not None:
        publish(folder / brand.logo.file, brand.logo.data, elsewhere=False)
    publish(folder / "brand.yaml", brand_file(brand, name).encode(), elsewhere=False)
    return NewTheme(folder / "brand.yaml", tuple(_remarks(brand, accent)))


def _refuse(folder: Path, name: str, accent: str | None) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(f'"{name}" cannot be the name of a folder; use letters, digits, - and _, a letter first')
    if folder.exists():
        raise UsageError(f"templates/themes/{name} is there already, and nothing was written; take another name")
    if accent is not None and not _COLOUR.fullmatch(accent):
        raise UsageError(f'"{accent}" is not a colour; write # and six digits from 0 to f, in quotes: "#7a1f5c"')


def _rebranded(base: Brand, name: str, accent: str | None, font: str | None) -> Brand:
    """The base under another name, in other colours and another font if so asked.

    Raises:
        LayoutError: The font is not shipped.
    """
    fonts = base.fonts
    if font is not None:
        font_files(font)
        fonts = replace(fonts, text=font, heading=font)
    colours = base.colours if accent is None else derived(base.colours, accent)
    title = name.replace("-", " ").replace("_", " ").capitalize()
    return replace(base, name=title, fonts=fonts, colours=colours, layouts={})


def _remarks(brand: Brand, accent: str | None) -> list[str]:
    if accent is None or brand.colours.accent == accent.lower():
        return []
    return [
        f'{accent} cannot be read as text on paper and tint; the accent is "{brand.colours.accent}" instead (4.5:1)'
    ]


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
        *([f"  source: {fonts.source}    # quotations and sources"] if fonts.source else []),
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


def preview_jobs(theme: reader.Theme, language: str) -> tuple[Job, ...]:
    """The sheet and the deck that show a brand, to be performed.

    Raises:
        UsageError: There is no preview in this language.
        ContentError: The brand's fonts lack something, or its master cannot be used.
    """
    workspace = _workspace(theme)
    if language not in workspace.project.languages:
        known = ", ".join(workspace.project.languages)
        raise UsageError(f'there is no preview in "{language}"; choose one of {known}')
    audience = workspace.project.audiences[0]
    return tuple(prepare(workspace, Edition(document, audience, language)) for document in DOCUMENTS)


def _workspace(theme: reader.Theme) -> Workspace:
    content = reader.read_all(starter(MINIMAL))
    paper = Text(dict.fromkeys(content.project.languages, content.project.paper))
    audience = content.project.audiences[0].model_copy(update={"short": paper})
    project = content.project.model_copy(update={"documents": DOCUMENTS, "audiences": (audience,)})
    name = Text(dict.fromkeys(project.languages, theme.brand.name))
    lesson = content.lesson.model_copy(update={"title": name})
    return Workspace(preview_templates().parent, project, lesson, theme.brand, content.positions, theme)
