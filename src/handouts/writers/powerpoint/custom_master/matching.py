"""Which layout of a master stands for which of ours, what its placeholders are for, and what stands in for others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from handouts.slidelayout.layouts import BESIDE, CAPTION, LAYOUTS, PLAIN, TABLE
from handouts.slidelayout.placeholders import Box, Placeholder, Role, SlideLayout
from handouts.writers.powerpoint.custom_master.opening import MasterError
from handouts.writers.powerpoint.custom_master.text_styles import Holder

NEEDED = ("Title Slide", PLAIN)
"""Without these there is no deck; what else is missing, these stand in for."""

_KINDS = {
    "Title Slide": "title",
    PLAIN: "obj",
    "Two Content": "twoObj",
    "Section Header": "secHead",
    "Picture with Caption": "picTx",
    "Table": "tbl",
    "Chart": "chart",
}
"""The `type` that PowerPoint gives its own layouts, whatever their names are [ECMA-376 part 1, 19.7.15]."""

_SECOND_KINDS = {"Two Content": "twoTxTwoObj"}
"""The type of what will do, too: a comparison is two contents, each with a heading, which may be empty."""

_OTHER_NAMES = {
    "Title Slide": "Titelfolie; Titel; Diapositive de titre; Diapositiva de título; Diapositiva titolo; Titeldia; "
    "Slajd tytułowy; Slide de Título; Rubrikbild",
    PLAIN: "Titel und Inhalt; Titre et contenu; Título y objetos; Título y contenido; Titolo e contenuto; "
    "Titel en object; Titel en inhoud; Tytuł i zawartość; Título e Conteúdo; Rubrik och innehåll; Title, Content; "
    "Inhalt; Default",
    "Two Content": "Zwei Inhalte; Zwei Spalten; Deux contenus; Dos objetos; Dos contenidos; Due contenuti; "
    "Inhoud van twee; Dwa elementy zawartości; Duas Partes de Conteúdo; Två innehållsdelar; Title, 2 Content",
    "Section Header": "Abschnittsüberschrift; Abschnitts-überschrift; Abschnittstitel; Kapitel; Zwischentitel; "
    "Abschnitt; Trennfolie; Section Title; Section; Chapter; "
    "Titre de section; Encabezado de sección; Intestazione sezione; Sectiekop; Nagłówek sekcji; Avsnittsrubrik",
    "Quotation": "Zitat; Quote; Citation; Cita; Citazione; Citaat; Quote with Caption; Zitat mit Beschriftung; "
    "Citation avec légende; Cita con descripción; Citazione con didascalia",
    "Statement": "Aussage; Kernaussage; These; Merksatz",
    "Task": "Aufgabe; Arbeitsauftrag; Exercise; Assignment",
    "References": "Quellen; Quellenverzeichnis; Literatur; Literaturverzeichnis; Nachweise; Sources; Bibliography",
    "Table": "Tabelle; Titel und Tabelle; Title and Table",
    "Chart": "Diagramm; Titel und Diagramm; Title and Chart",
    "Picture with Caption": "Bild mit Überschrift; Bild mit Beschriftung; Bild mit Bildunterschrift; "
    "Image avec légende; Imagen con título; Immagine con didascalia; Picture; Bild; Title and Picture; Titel und Bild; "
    "Panoramic Picture with Caption; Panoramabild mit Beschriftung",
}
"""What such a layout is called in other languages of PowerPoint, in LibreOffice, and by schools."""
_TITLES = ("title", "ctrTitle")
_CONTENTS = ("obj", "body", "subTitle", "chart", "tbl", "pic", "clipArt", "dgm", "media")
_TEXTS = ("obj", "body", "subTitle")
_LEAST_TITLE = 18
"""Titles have less room in some masters than in ours; points."""
_CAPTION_HIGH = 0.54
_AIR = 0.08
_GAP = 0.4
"""Between two columns, as the layout of two has it."""
_FEET: Mapping[Role, Role] = {"visual": "caption", "text": "text caption"}
_FOOT_INDEX: Mapping[Role, int] = {"caption": -1, "text caption": -2}
_NAMES: Mapping[Role, str] = {"visual": "Content", "caption": "Caption", "text caption": "Caption"}
_VISUALS = ("Quotation", "Table", "Chart", "Picture with Caption")


def matched_layouts(names: Sequence[str], kinds: Sequence[str], told: Mapping[str, str]) -> dict[str, int]:
    """For each layout that slides may ask for its place among those of a master, if it has one.

    Args:
        names: The names of the master's layouts.
        kinds: Their types.
        told: What brand.yaml says: the master's name for some of ours.

    Raises:
        MasterError: brand.yaml names a layout that is not there, or none is found that a deck cannot be without.
    """
    problems = list(_mistakes(names, told))
    if problems:
        raise MasterError(problems)
    places = {name: place for name in LAYOUTS if (place := _place(name, names, kinds, told)) is not None}
    missing = [(("layouts",), _none(name, names)) for name in NEEDED if name not in places]
    if missing:
        raise MasterError(missing)
    return places


def _place(name: str, names: Sequence[str], kinds: Sequence[str], told: Mapping[str, str]) -> int | None:
    if name in told:
        return names.index(told[name])
    plain = [_plain(other) for other in names]
    if _plain(name) in plain:
        return plain.index(_plain(name))
    if (kind := _KINDS.get(name)) in kinds:
        return kinds.index(kind or "")
    others = [_plain(other) for other in _OTHER_NAMES[name].split("; ")]
    found = next((place for place, other in enumerate(plain) if other in others), None)
    second = _SECOND_KINDS.get(name)
    return kinds.index(second) if found is None and second in kinds else found


def _plain(name: str) -> str:
    """A name as people remember it: without case, spaces at its ends and numbers that PowerPoint adds to copies."""
    name = re.sub(r"[\u00ad\u200b]", "", name).casefold()
    return re.sub(r"^\d+_", "", re.sub(r"\s+", " ", name)).strip()


def _mistakes(names: Sequence[str], told: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    for ours, theirs in told.items():
        if ours not in LAYOUTS:
            yield ("layouts", ours), f'there is no layout "{ours}" to stand for{_near(ours, list(LAYOUTS))}'
        elif theirs not in names:
            yield ("layouts", ours), f'the master has no layout "{theirs}"{_near(theirs, names)}'


def _none(name: str, names: Sequence[str]) -> str:
    return (
        f'the master has no layout that is known as "{name}"; say below "layouts:" which one it is, such as '
        f'"{name}: {names[0] if names else "…"}"; it has {_listed(names)}'
    )


def _near(name: str, known: Sequence[str]) -> str:
    by_fold = {other.casefold(): other for other in known}
    near = [by_fold[fold] for fold in get_close_matches(name.casefold(), by_fold, 2)]
    return f"; did you mean {' or '.join(f'“{other}”' for other in near)}?" if near else f"; there are {_listed(known)}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names) or "none"


def layout_from(name: str, holders: Sequence[Holder]) -> SlideLayout | str:
    """The layout that slides ask for by this name, made of the placeholders of one in the master.

    Returns:
        The layout, or what it lacks.
    """
    ours = LAYOUTS[name]
    title = next(
        (
            placeholder
            for holder in holders
            if holder.kind in _TITLES and (placeholder := _placeholder("title", holder, ours))
        ),
        None,
    )
    if title is None:
        return "a title"
    placeholders = tuple(
        _contents(ours, [holder for holder in holders if holder.kind in _CONTENTS and holder.is_upright])
    )
    have = {placeholder.role for placeholder in placeholders}
    needed: tuple[Role, ...] = ("text", "visual") if name == BESIDE else ("visual",) if name in _VISUALS else ("text",)
    if not ours.cover and (lacking := [role for role in needed if role not in have]):
        return "places for two contents side by side" if name == BESIDE else f"a place for {_said(lacking[0])}"
    return replace(ours, placeholders=(title, *placeholders))


def _said(role: Role) -> str:
    return {"text": "text", "visual": "content"}.get(role, role)


def _contents(ours: SlideLayout, holders: list[Holder]) -> Iterator[Placeholder]:
    """The placeholders for the content of a layout, and captions where it has none."""
    same = {holder.index: holder for holder in holders}
    if all(placeholder.index in same for placeholder in ours.placeholders[1:]):
        yield from filter(
            None,
            (_placeholder(placeholder.role, same[placeholder.index], ours) for placeholder in ours.placeholders[1:]),
        )
        return
    roles: list[Role] = [
        placeholder.role for placeholder in ours.placeholders[1:] if placeholder.role in ("text", "visual")
    ]
    able = [holder for holder in holders if "text" not in roles or roles == ["text", "visual"] or holder.kind in _TEXTS]
    largest = sorted(able, key=_area, reverse=True)[: len(roles)]
    for role, holder in zip(roles, sorted(largest, key=_from_left), strict=False):
        placeholder = _placeholder(role, holder, ours)
        if placeholder is not None:
            yield from _with_foot(placeholder, ours)


def _area(holder: Holder) -> float:
    return holder.frame.w * holder.frame.h if holder.frame else 0.0


def _from_left(holder: Holder) -> float:
    return holder.frame.x if holder.frame else 0.0


def _placeholder(role: Role, holder: Holder, ours: SlideLayout) -> Placeholder | None:
    """A placeholder of the master as one of ours; its room is what its margins leave."""
    if (frame := holder.frame) is None:
        return None
    left, top, right, bottom = holder.margins
    room = Box(frame.x + left, frame.y + top, frame.w - left - right, frame.h - top - bottom)
    meant = next((placeholder for placeholder in ours.placeholders if placeholder.role == role), ours.placeholders[-1])
    least = min(meant.setting.minimum, _LEAST_TITLE) if role == "title" else meant.setting.minimum
    setting = holder.setting(least, listed=role in ("text", "visual") and not ours.cover)
    if ours.name == "Table":
        setting = replace(TABLE, font=setting.font)
    return Placeholder(
        role, holder.index, holder.kind, meant.name, room, setting, holder.margins, silent=holder.is_silent
    )


def _with_foot(placeholder: Placeholder, ours: SlideLayout) -> Iterator[Placeholder]:
    """A placeholder, and below it what it leaves to a caption if the layout is meant to have one."""
    foot = _FEET[placeholder.role]
    if ours.placeholder(foot) is None or ours.panel:
        yield placeholder
        return
    box, setting = placeholder.box, replace(CAPTION, spaces=(0.0,))
    below = Box(box.x, box.y + box.h - _CAPTION_HIGH, box.w, _CAPTION_HIGH)
    yield replace(placeholder, box=replace(box, h=box.h - _CAPTION_HIGH - _AIR), loose=True)
    yield Placeholder(foot, _FOOT_INDEX[foot], "body", _NAMES[foot], below, setting, loose=True)


def stand_in(name: str, plain: SlideLayout) -> SlideLayout:
    """What stands in for a layout that the master lacks: the one for title and content, used otherwise."""
    ours = LAYOUTS[name]
    title, content = plain["title"], plain["text"]
    if name == BESIDE:
        left, right = content.box.columns(2, _GAP)
        halves = (
            replace(content, box=left, loose=True),
            replace(content, role="visual", index=-3, kind="obj", box=right, loose=True),
        )
        placeholders = tuple(part for half in halves for part in _with_foot(half, ours))
    elif name in _VISUALS:
        setting = replace(TABLE, font=content.setting.font) if name == "Table" else content.setting
        placeholders = tuple(_with_foot(replace(content, role="visual", setting=setting), ours))
    else:
        return replace(plain, name=name)
    return SlideLayout(name, plain.kind, (title, *placeholders), barred=False, place=plain.place)
