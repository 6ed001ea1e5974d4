"""A small project around one text, to see what becomes of its Markdown."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

from handouts.engine.plan import editions
from handouts.pipeline import Workspace
from handouts.pipeline.preparation import render

PROJECT = """\
lesson: bread
languages: [de]
documents: [handout, worksheet]
audiences:
  - id: a
    name: {de: "Klasse 8"}
    short: {de: "8"}
    languages: [de]
    texts: [X1]
    references: true
    footnotes: true
    level_mix: {I: 40, II: 30, III: 30}
"""
LESSON = """\
id: bread
languages: [de]
title: {de: "TITLE"}
subtitle: {de: "Ein Grundnahrungsmittel"}
question: {de: "Wer backt es?"}
subject: {de: Hauswirtschaft}
as_of: 2025-03-01
authors: AUTHOR
version: 1.0
licence: {de: "CC BY 4.0"}
working_translation: {de: Übersetzung}
texts:
  - id: X1
    level: standard
    title: {de: "Vom Mehl"}
    text:
      de: |
TEXT
    sources: [S01]
materials:
  - {id: M1, shows: X1, title: {de: "Vom Mehl"}}
operators:
  - {id: nennen, level: I, name: {de: nennen}, bloom: remember}
  - {id: erklären, level: II, name: {de: erklären}, bloom: understand}
  - {id: bewerten, level: III, name: {de: bewerten}, bloom: evaluate}
social_forms:
  - {id: EA, name: {de: Einzelarbeit}}
tasks:
  - {id: K1, type: source_analysis, operators: [nennen], level: I, materials: [M1],
     points: 1, minutes: 1, social_form: EA, prompt: {de: "PROMPT"},
     expected: [{points: 1, text: {de: "Mehl."}}], lines: 1}
  - {id: K2, type: source_analysis, operators: [erklären], level: II,
     points: 1, minutes: 1, social_form: EA, prompt: {de: "Erkläre es."},
     expected: [{points: 1, text: {de: "Hefe."}}], lines: 1}
  - {id: K3, type: opinion, operators: [bewerten], level: III,
     points: 1, minutes: 1, social_form: EA, prompt: {de: "Bewerte es."},
     expected: [{points: 1, text: {de: "Ja."}}], lines: 1}
references:
  - {id: S01, label: "LABEL", seen: {de: Buch}, rights: {de: frei}}
"""
FIRST = 18
"""The line of the lesson in which the text begins."""


def project(folder: Path, text: str, **words: str) -> Path:
    """A project whose text says this; `words` stand for those in capitals."""
    said = {"TITLE": "Brot", "AUTHOR": "M. Korn", "PROMPT": "Nenne etwas.", "LABEL": "Backbuch", **words}
    lesson = LESSON.replace("TEXT\n", f"{indent(text, ' ' * 8)}\n")
    for name, value in said.items():
        lesson = lesson.replace(name, value)
    content = folder / "content" / "bread"
    content.mkdir(parents=True, exist_ok=True)
    (folder / "handouts.yaml").write_text(PROJECT, "utf-8")
    (content / "lesson.yaml").write_text(lesson, "utf-8")
    return folder


def page(folder: Path, document: str = "handout") -> str:
    """One document of it as HTML."""
    workspace = Workspace.open(folder)
    edition = next(one for one in editions(workspace.project, workspace.lesson) if one.document == document)
    return render(workspace, edition)
