"""A lesson with nothing that can be left out, and one with everything that can, on the same rain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, prepare
from handouts.reader.validate import model_in

Data = dict[str, Any]
DOCUMENTS = ["handout", "worksheet", "reader", "cards", "taskbank", "teacher", "test", "flashcards", "poster", "deck"]

LEAST: Data = {
    "title": "Regen",
    "texts": [{"id": "X1", "title": "Woher er kommt", "text": "Wasser steigt auf."}],
    "tasks": [{"id": "K1", "prompt": "Nenne zwei Wege."}],
}
"""What every lesson has: a title, a material, a task."""

NAME = {"kind": "country", "name": "Rheinland", "lat": "50", "lon": "7"}
NEEDED: Data = {
    "competences": {"id": "C1", "text": "Wetter lesen"},
    "objectives": {"id": "O1", "text": "Ich kann es sagen."},
    "operators": {"id": "tun", "level": "I", "name": "tun"},
    "social_forms": {"id": "XA", "name": "Allein"},
    "rubrics": {"id": "R1", "points": 2, "criteria": [{"id": "R1a", "points": 2, "text": "gut"}]},
    "phrases": {"text": "Ich meine"},
    "texts": LEAST["texts"][0],
    "periods": {"id": "P1", "begins": "1900", "title": "Anfang"},
    "timeline": {"id": "E1", "date": "1901", "title": "Flut"},
    "glossary": {"id": "G1", "term": "Wolke", "standard": "Wasser in der Luft"},
    "people": {"id": "B1", "name": "Ada Wolke", "text": "Sie zählte Tropfen."},
    "documents": {"id": "D1", "title": "Wetterpakt", "key": "Alle messen."},
    "quotations": {"id": "Q1", "title": "Brief", "text": "Es regnet oft."},
    "charts": {
        "id": "CH1",
        "kind": "bar",
        "title": "Regen im Jahr",
        "series": [{"key": "value", "name": "Regen"}],
        "panels": [
            {
                "id": "A1",
                "data": [{"label": "Nord", "values": {"value": 1}}, {"label": "Süd", "values": {"value": 2}}],
            }
        ],
    },
    "map": {"kinds": [{"kind": "war", "name": "Ort"}]},
    "places": {"id": "L1", "lat": 50, "lon": 8, "kind": "war", "name": "Mainz"},
    "statements": {"id": "S1", "verdict": "true", "text": "Regen ist nass."},
    "materials": {"id": "M1", "shows": "X1", "title": "Woher er kommt"},
    "tasks": LEAST["tasks"][0],
    "sprints": {"id": "Z1", "text": "Zähle Tropfen."},
    "plans": {"id": "L45", "title": "Eine Stunde", "phases": [{"minutes": 45, "name": "Arbeit"}], "minutes": 45},
    "roles": {"id": "RO1", "name": "Bauer", "points": ["Es ist trocken."]},
    "observations": {"id": "OB1", "title": "Zuhören", "columns": ["Was", "Wer"], "criteria": ["Ton"]},
    "tests": {"id": "T1", "tasks": ["K1"]},
    "slides": {"id": "F1", "title": "Regen"},
    "facts": {"id": "FA1", "status": "ok", "statement": "Es regnet."},
    "misconceptions": {"id": "MI1", "error": "Nie.", "answer": "Doch."},
    "wordings": {"id": "W1", "title": "Flut", "text": "Menschen starben."},
    "references": {"id": "S01", "label": "Buch, S. 1"},
    "acceptance": {"id": "AC1", "text": "Regen"},
}
"""The least record of each kind."""

ADDED: dict[str, Data] = {
    "": {
        "subtitle": "Von oben",
        "question": "Warum?",
        "subject": "Erdkunde",
        "curriculum": "Klima",
        "as_of": "2026-11",
        "version": "1.0",
        "authors": "Wir",
        "licence": "CC BY-SA 4.0",
        "name_note": "Namen wie üblich.",
        "content_warning": "Es wird nass.",
        "sensitive_note": "Vorsicht.",
        "easy_note": "Leicht.",
        "working_translation": "Übersetzung",
        "sources": ["S01"],
        "board": {"title": "Tafel", "columns": [{"head": "Kopf", "entries": ["Eintrag"]}]},
        "forbidden": {"de": ["Unwort"]},
        "hyphenation": {"de": ["Re-gen"]},
    },
    "item": {
        "sources": ["S01"],
        "facts": ["FA1"],
        "confidence": "A",
        "sensitive": "true",
        "note": "für uns",
        "audiences": ["class"],
    },
    "operators": {"bloom": "apply", "meaning": "etwas machen", "project": "true"},
    "social_forms": {"short": "A"},
    "texts": {
        "account": "true",
        "keywords": ["Wasser"],
        "annotations": [{"term": "Wasser", "word": "das Wasser", "explanation": "H2O"}],
        "level": "easy",
        "lines": "true",
    },
    "timeline": {
        "importance": 2,
        "place": "L1",
        "text": "Alles nass.",
        "question": "Wann war die Flut?",
        "turning_point": "true",
    },
    "glossary": {"easy": "Nebel oben", "kanji": "雲", "romaji": "kumo", "question": "Was zieht am Himmel?"},
    "people": {
        "question": "Wer zählte Tropfen?",
        "western": "Ada Wolke",
        "born": 1900,
        "died": 1950,
        "role": "Forscherin",
    },
    "documents": {
        "issued": "1901",
        "signed": "1902",
        "passed": "1903",
        "decided": "1904",
        "promulgated": "1905",
        "accepted": "1906",
        "in_force": "1907",
        "ended": "1908",
        "parties": "Nord und Süd",
        "effect": "Alle maßen.",
    },
    "quotations": {
        "date": "1901-02",
        "introduction": "Ein Brief.",
        "original": "de",
        "published_translation": "de",
        "gist": "Viel Regen.",
        "account_before": "Sie grüßt.",
        "account_after": "Sie schließt.",
        "rights": "gemeinfrei",
        "annotations": [{"term": "oft", "explanation": "viele Male"}],
        "unverified": "alles",
    },
    "charts": {
        "unit": "mm",
        "caveat": "Nur grob.",
        "alt": "Süd hat mehr.",
        "decimals": 1,
        "round_to": 1,
        "scale": "linear",
        "x_label": "Ort",
        "finding": "Im Süden regnet es mehr.",
        "by_value": "true",
    },
    "map": {
        "alt": "Eine Karte mit Mainz.",
        "blank_alt": "Eine stumme Karte.",
        "names": [NAME],
    },
    "places": {"label": "am Rhein", "returned": "1950", "inset_only": "true"},
    "statements": {"correction": "Er ist es immer."},
    "materials": {"introduction": "Lies genau.", "for_tests": "true"},
    "tasks": {
        "type": "opinion",
        "operators": ["tun", "nennen"],
        "level": "II",
        "materials": ["M1"],
        "points": 1.5,
        "minutes": 5,
        "objectives": ["O1"],
        "pool": "true",
        "roles": ["RO1"],
        "social_form": "PA",
        "expected": [
            {"points": 1, "text": "Verdunstung"},
            {"points": 0.5, "text": "Regen", "from_introduction": "true"},
        ],
        "rubric": "R1",
        "options": [{"correct": "true", "text": "eins"}, {"text": "zwei", "keep_with": "previous"}],
        "events": ["E1"],
        "pairs": [{"left": "eins", "right": "I"}, {"left": "zwei", "right": "II"}],
        "terms": ["G1"],
        "places": ["L1"],
        "gap_text": "Es {regnet}.",
        "steps": ["Sieh hin.", "Denk nach.", "Sag es."],
        "starters": ["Ich meine"],
        "phrases": ["Man kann sagen"],
        "help": ["Denk an Wolken."],
        "lines": 3,
        "for_tests": "true",
        "table": {"columns": ["Weg", "Ziel"], "rows": ["eins"]},
        "box_height": 20,
    },
    "plans": {
        "suffix": "kurz",
        "question": "Warum?",
        "competences": ["C1"],
        "objectives": ["O1"],
        "choice_tasks": ["K1"],
        "homework_tasks": ["K1"],
        "homework": "Zähle.",
        "begins": "1900",
        "ends": "1950",
        "summary": ["Es regnet."],
        "key_terms": ["G1"],
        "board": {"title": "Tafel", "columns": [{"head": "Kopf", "entries": ["Eintrag"]}]},
        "observation": "OB1",
        "stumbling_blocks": ["Nebel"],
        "support": ["Bilder"],
    },
    "phases": {
        "social_form": "PA",
        "content": "Lesen",
        "materials": ["M1"],
        "tasks": ["K1"],
        "groups": [["K1"]],
        "comment": "Leise.",
    },
    "roles": {"interest": "Regen", "opening": "Guten Tag."},
    "observations": {"rows": 2},
    "tests": {
        "kind": "exam",
        "minutes": 10,
        "title": "Test",
        "materials": ["M1"],
        "beside": ["M1"],
        "instead": {"B": {"K1": "K1"}},
        "language_points": 2,
        "rubric": "R1",
        "marking": {"1": 50, "2": 0},
        "word_help": "true",
        "gist": "true",
        "aids": "Lineal",
    },
    "slides": {
        "beside": "true",
        "figures": [{"number": "3", "text": "Regentage"}],
        "columns": [{"head": "Nord", "entries": ["nass"]}, {"head": "Süd", "entries": ["trocken"]}],
        "rows": ["Wetter"],
        "section": "Anfang",
        "bullets": ["Wasser"],
        "shows": ["M1"],
        "period": "P1",
        "tasks": ["K1"],
        "notes": "Vorlesen.",
    },
    "facts": {"date": "1901", "claim": "Es regnet nie."},
    "wordings": {"detail": "full"},
    "references": {
        "language": "en",
        "short": "Buch",
        "url": "https://example.org/regen",
        "seen": "Buch",
        "rights": "frei",
        "kind": "primary",
    },
    "acceptance": {"easy": "true", "importance": 2},
}
"""By kind, every key that may be left out, with a value of its own; of lists of records inside it, those keys too."""

SETTINGS: Data = {"languages": ["de"], "documents": DOCUMENTS}


def rendered(root: Path, lesson: Data, audience: Data | None = None) -> Iterator[tuple[str, str]]:
    """The pages and slides of a lesson, by the names of their files."""
    folder = root / "content/regen"
    folder.mkdir(parents=True, exist_ok=True)
    settings = SETTINGS | ({"audiences": [{"id": "class", **audience}]} if audience else {})
    (root / "handouts.yaml").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    (folder / "lesson.yaml").write_text(json.dumps(lesson, ensure_ascii=False).replace('"true"', "true"), "utf-8")
    workspace = Workspace.open(root)
    for edition in editions(workspace.project, workspace.lesson):
        yield str(edition), prepare(workspace, edition).html


def optional_keys(model: type[BaseModel]) -> set[str]:
    """The keys of a model that may be left out, those of every item aside."""
    return {info.alias or name for name, info in model.model_fields.items() if not info.is_required()}


def kinds_of(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """The keys of a model under which records stand, with what these are."""
    for name, info in model.model_fields.items():
        if (inner := model_in(info.annotation)) is not None:
            yield name, inner
