"""Paragraphs and runs → HTML: lists nested by their levels, everything as large and as far in as its setting says.

A slide's inch is `--inch` long in elements and lengths, so that style sheets make slides larger or smaller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from handouts.languages import without_wording
from handouts.model.deck import Paragraph, Run
from handouts.slidelayout.placeholders import Box, Setting
from handouts.slidelayout.split import by_script

POINTS = 72
_MARKED = ("bullet", "number")
_RAISED = {"super": "sup", "sub": "sub"}
_COUNTINGS = {"alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
"""How a list counts, as HTML says it; with digits unless told."""
_Placed = list[tuple[int, Paragraph]]
"""Paragraphs with their places in the whole text: the first has no space before it."""


def length(inches: float) -> str:
    """A length on the slide."""
    return f"calc({inches:.4f} * var(--inch))"


def size(points: float) -> str:
    """A size of type; `--type` is an inch, or less where the fonts of pages are wider than those of slides."""
    return f"calc({points / POINTS:.4f} * var(--type))"


def place(box: Box) -> dict[str, str]:
    """Where a box stands on its slide."""
    return {"left": length(box.x), "top": length(box.y), "width": length(box.w), "height": length(box.h)}


def style(properties: Mapping[str, str]) -> str:
    """CSS properties as the value of an attribute; those without a value are left out."""
    return "; ".join(f"{name}: {value}" for name, value in properties.items() if value)


def element(name: str, inside: str, attributes: Mapping[str, str | None] | None = None) -> str:
    """An element around finished HTML; attributes without a value are left out."""
    said = "".join(f' {key}="{escape(value)}"' for key, value in (attributes or {}).items() if value)
    return f"<{name}{said}>{inside}</{name}>"


def runs_html(runs: Sequence[Run], language: str) -> str:
    """Runs as phrasing content; those in another language than `language` say so."""
    return "".join(_run(run, without_wording(language)) for run in by_script(tuple(runs)))


def _run(run: Run, around: str) -> str:
    inside = escape(run.text).replace("\n", "<br>")
    marks = {
        "code": run.code,
        "s": run.struck,
        "em": run.italic,
        "strong": run.bold,
        _RAISED.get(run.position, ""): True,
    }
    for name, wanted in marks.items():
        if name and wanted:
            inside = element(name, inside)
    language = without_wording(run.language) if without_wording(run.language) != around else None
    if run.link:
        return element("a", inside, {"href": run.link, "lang": language})
    return element("span", inside, {"lang": language}) if language else inside


def text_html(text: Sequence[Paragraph], language: str, setting: Setting | None = None) -> str:
    """Paragraphs and lists.

    Args:
        text: The paragraphs.
        language: That of what is around them.
        setting: How they are set; None leaves sizes and indents to the style sheet.
    """
    return _blocks(list(enumerate(text)), language, setting, 0.0)


def _blocks(text: _Placed, language: str, setting: Setting | None, around: float) -> str:
    """Paragraphs in something that stands in by `around` inches."""
    made: list[str] = []
    while text:
        _, first = text[0]
        if first.bullet in _MARKED:
            end = next((n for n, (_, one) in enumerate(text) if n and _ends(one, first)), len(text))
            made.append(_list(text[:end], language, setting, around))
        else:
            end = 1
            made.append(_paragraph(text[0], language, setting, around))
        text = text[end:]
    return "".join(made)


def _ends(paragraph: Paragraph, first: Paragraph) -> bool:
    """Whether a paragraph stands after the list that `first` begins."""
    same = paragraph.bullet in (first.bullet, "continued")
    return paragraph.level < first.level or (paragraph.level == first.level and not same)


def _paragraph(placed: tuple[int, Paragraph], language: str, setting: Setting | None, around: float) -> str:
    place, paragraph = placed
    properties = {}
    if setting is not None:
        indent = setting.indent(paragraph.level, marked=paragraph.bullet == "continued") - around
        properties = {"margin-left": length(indent) if indent else "", **_set(place, paragraph, setting)}
    return element("p", runs_html(paragraph.runs, language), {"style": style(properties)})


def _set(place: int, paragraph: Paragraph, setting: Setting) -> dict[str, str]:
    """Size of a paragraph, and space before it unless it is the first."""
    space = setting.space(paragraph.level) / POINTS
    return {
        "font-size": size(setting.size(paragraph.level)),
        "margin-top": length(space) if place and space else "",
    }


def _list(text: _Placed, language: str, setting: Setting | None, around: float) -> str:
    first = text[0][1]
    begins = [n for n, (_, one) in enumerate(text) if one.level == first.level and one.bullet == first.bullet]
    items = [text[begin:end] for begin, end in zip(begins, [*begins[1:], len(text)], strict=True)]
    indent = setting.indent(first.level, marked=True) if setting else 0.0
    properties = {"padding-left": length(indent - around)} if setting else {}
    unmarked = setting is not None and first.level in setting.unmarked and first.bullet == "bullet"
    attributes = {
        "class": "unmarked" if unmarked else f"level-{first.level % 2}",
        "type": _COUNTINGS.get(first.counting) if first.bullet == "number" else None,
        "start": str(first.number) if first.bullet == "number" and first.number != 1 else None,
        "style": style(properties),
    }
    numbers = [item[0][1].number for item in items]
    counted = [before + 1 == number for before, number in pairwise(numbers)]
    made = (
        _item(item, language, setting, indent, counted=on or first.bullet == "bullet")
        for item, on in zip(items, [True, *counted], strict=True)
    )
    return element("ol" if first.bullet == "number" else "ul", "".join(made), attributes)


def _item(text: _Placed, language: str, setting: Setting | None, indent: float, *, counted: bool) -> str:
    """An item of a list with all that hangs on it; one that is not `counted` on from the one before says its number."""
    (place, head), *rest = text
    inside = runs_html(head.runs, language)
    if rest and rest[0][1].bullet not in _MARKED:
        inside = element("p", inside)
    properties = _set(place, head, setting) if setting else {}
    attributes = {"value": None if counted else str(head.number), "style": style(properties)}
    return element("li", inside + _blocks(rest, language, setting, indent), attributes)
