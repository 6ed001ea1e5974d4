"""Which layout of a master stands for which of those that slides ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from handouts.writers.powerpoint.given.errors import MasterError
from handouts.writers.powerpoint.layouts import LAYOUTS, PLAIN

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

_OTHER_NAMES = {
    "Title Slide": "Titelfolie; Titel; Diapositive de titre; Diapositiva de título; Diapositiva titolo; Titeldia; "
    "Slajd tytułowy; Slide de Título; Rubrikbild",
    PLAIN: "Titel und Inhalt; Titre et contenu; Título y objetos; Título y contenido; Titolo e contenuto; "
    "Titel en object; Titel en inhoud; Tytuł i zawartość; Título e Conteúdo; Rubrik och innehåll; Title, Content; "
    "Inhalt; Default",
    "Two Content": "Zwei Inhalte; Zwei Spalten; Deux contenus; Dos objetos; Dos contenidos; Due contenuti; "
    "Inhoud van twee; Dwa elementy zawartości; Duas Partes de Conteúdo; Två innehållsdelar; Title, 2 Content",
    "Section Header": "Abschnittsüberschrift; Abschnitts-überschrift; Abschnittstitel; Kapitel; Zwischentitel; "
    "Titre de section; Encabezado de sección; Intestazione sezione; Sectiekop; Nagłówek sekcji; Avsnittsrubrik",
    "Quotation": "Zitat; Quote; Citation; Cita; Citazione; Citaat",
    "Statement": "Aussage; Kernaussage; These; Merksatz",
    "Task": "Aufgabe; Arbeitsauftrag; Exercise; Assignment",
    "References": "Quellen; Quellenverzeichnis; Literatur; Literaturverzeichnis; Nachweise; Sources; Bibliography",
    "Table": "Tabelle; Titel und Tabelle; Title and Table",
    "Chart": "Diagramm; Titel und Diagramm; Title and Chart",
    "Picture with Caption": "Bild mit Überschrift; Bild mit Beschriftung; Bild mit Bildunterschrift; "
    "Image avec légende; Imagen con título; Immagine con didascalia",
}
"""What such a layout is called in other languages of PowerPoint, in LibreOffice, and by schools."""


def found(names: Sequence[str], kinds: Sequence[str], told: Mapping[str, str]) -> dict[str, int]:
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
    return next((place for place, other in enumerate(plain) if other in others), None)


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
