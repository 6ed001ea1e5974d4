"""What people write out of habit where a lesson wants something else, and what to write instead.

Dates in the order of a country, commas before decimals, `ja` and `nein`, keys in German, words that YAML takes for
nothing: each is told as what its author meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from handouts.model.position import Positions, Way

_DATE = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_COMMA = re.compile(r"([-+]?[0-9.   ]*[0-9]),([0-9]+)(.*)")
_UNIT = re.compile(r"([-+]?[0-9]+(?:[.,][0-9]+)?)(?:\s+[^\W\d_]|\s*[%€$°′])[^\d]*")
_TRUE = frozenset("ja wahr richtig yes on stimmt korrekt correct right oui x".split())
_FALSE = frozenset("nein falsch unwahr no off wrong non".split())
_NOTHING = re.compile(
    r"(?:(?:\"[^\"]*\"|'[^']*'|[^\s:,{}\[\]\"'][^:,{}\[\]]*?)\s*:\s+)?(null|Null|NULL|~)(?=\s|[,}\]]|$)"
)
_GERMAN = {
    "Titel": "title", "Untertitel": "subtitle", "Überschrift": "title", "Frage": "question", "Leitfrage": "question",
    "Fach": "subject", "Lehrplan": "curriculum", "Stand": "as_of", "Fassung": "version", "Autor": "authors",
    "Autorin": "authors", "Autoren": "authors", "Autorinnen": "authors", "Verfasser": "authors", "Lizenz": "licence",
    "Sprache": "languages", "Sprachen": "languages", "Text": "text", "Texte": "texts", "Aufgabe": "tasks",
    "Aufgaben": "tasks", "Material": "materials", "Materialien": "materials", "Quelle": "sources", "Quellen": "sources",
    "Quellentexte": "quotations", "Zitate": "quotations", "Literatur": "references", "Nachweise": "references",
    "Bild": "pictures", "Bilder": "pictures", "Glossar": "glossary", "Begriff": "term", "Begriffe": "terms",
    "Erklärung": "explanation", "Person": "people", "Personen": "people", "Ereignisse": "timeline",
    "Zeitleiste": "timeline", "Zeitstrahl": "timeline", "Karte": "map", "Ort": "place", "Orte": "places",
    "Diagramm": "charts", "Diagramme": "charts", "Folien": "slides", "Test": "tests", "Klausur": "tests",
    "Klassenarbeit": "tests", "Operator": "operators", "Operatoren": "operators", "Sozialform": "social_form",
    "Sozialformen": "social_forms", "Niveau": "level", "Anforderungsbereich": "level", "AFB": "level",
    "Punkte": "points", "Minuten": "minutes", "Zeit": "minutes", "Dauer": "minutes", "Lösung": "expected",
    "Erwartung": "expected", "Erwartungshorizont": "expected", "Hilfe": "help", "Hilfen": "help",
    "Lückentext": "gap_text", "Paare": "pairs", "links": "left", "rechts": "right", "Antworten": "options",
    "Möglichkeiten": "options", "richtig": "correct", "Zeilen": "lines", "Tabelle": "table", "Spalten": "columns",
    "Auftrag": "prompt", "Arbeitsauftrag": "prompt", "Aufgabenstellung": "prompt", "Art": "type", "Typ": "type",
    "Name": "name", "Datum": "date", "Jahr": "year", "Werte": "values", "Einheit": "unit", "Wichtigkeit": "importance",
    "Rolle": "role", "Rollen": "roles", "geboren": "born", "gestorben": "died", "Notizen": "notes",
    "Zielgruppe": "audiences", "Zielgruppen": "audiences", "Klassen": "audiences", "Kompetenzen": "competences",
    "Lernziele": "objectives", "Ziele": "objectives", "Phasen": "phases", "Stunden": "plans", "Stunde": "lesson",
    "Lektion": "lesson", "Hausaufgabe": "homework", "Tafelbild": "board", "Ausgabe": "output", "Dokumente": "documents",
    "Papier": "paper", "Schule": "school", "Rechte": "rights", "Einleitung": "introduction", "zeigt": "shows",
    "Bildunterschrift": "caption", "Datei": "file", "Breite": "width", "Farben": "colours", "Schriften": "fonts",
}  # fmt: skip
"""Keys as German-speaking authors write them, capitals or not."""
_KEYS = {word.casefold(): key for word, key in _GERMAN.items()}


def english(key: str, known: Collection[str]) -> str | None:
    """The key that a German one stands for, if it is known where it is written, be it for one or for several."""
    meant = _KEYS.get(key.casefold())
    forms = (meant, f"{meant}s", meant[:-1]) if meant else ()
    return next((form for form in forms if form in known), None)


def as_date(value: object) -> str | None:
    """A date as content files write it, if it is written as people write it."""
    text = str(value).strip()
    if match := _DATE.fullmatch(text):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    if match := _MONTH_YEAR.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02d}"
    if match := _SLASHED.fullmatch(text):
        return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    return None


def as_number(value: object) -> str | None:
    """A number as content files write it, if it has a comma before decimals, a unit, or both."""
    text = str(value).strip()
    if match := _UNIT.fullmatch(text):
        text = match[1]
    if match := _COMMA.fullmatch(text):
        text = f"{re.sub('[^0-9+-]', '', match[1])}.{match[2]}" if not match[3] else ""
    return text if text and text != str(value).strip() else None


def as_whole_number(value: object) -> str | None:
    """The same of a number without decimals."""
    number = as_number(value)
    return number if number and number.lstrip("+-").isdigit() else None


def as_truth(value: object) -> str | None:
    """`true` or `false`, if it is said in other words."""
    word = str(value).strip().casefold()
    return "true" if word in _TRUE else "false" if word in _FALSE else None


def nothing(positions: Positions, path: Way) -> str | None:
    """The word at a place that YAML takes for nothing, if there is one: `Null`, `~`."""
    place = positions.places.get(path)
    lines = positions.files.get(place.path, "").splitlines() if place else []
    if place is None or not 0 < place.line <= len(lines):
        return None
    found = _NOTHING.match(lines[place.line - 1], place.column - 1)
    return found[1] if found else None
