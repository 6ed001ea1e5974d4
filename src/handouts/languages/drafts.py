"""The words of drafts and new entries, and how lists of words name languages."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.languages import FALLBACK, primary

_WORDS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "task": "Aufgabe", "material": "Material", "text": "Text", "terms": "Begriffe", "points": "Punkte",
        "lines": "Linien", "choice": "Auswahl", "true_false": "richtig oder falsch", "matching": "Zuordnung",
        "gaps": "Lücken", "answer": "Lösung", "easy": "leicht", "judge": "Stimmt das? Kreuze an.",
        "choose": "Was ist richtig? Kreuze an.", "fill": "Fülle die Lücken.", "join": "Ordne zu.",
        "left": "links", "right": "rechts", "title": "Titel", "language": "Sprache", "pool": "Pool: ja",
    },
    "en": {
        "task": "Task", "material": "Material", "text": "Text", "terms": "Terms", "points": "Points",
        "lines": "Lines", "choice": "choice", "true_false": "true or false", "matching": "match",
        "gaps": "gaps", "answer": "answer", "easy": "easy", "judge": "Is this right? Tick.",
        "choose": "What is right? Tick.", "fill": "Fill in the gaps.", "join": "What belongs together?",
        "left": "left", "right": "right", "title": "title", "language": "language", "pool": "Pool: yes",
    },
}  # fmt: skip
_PLACEHOLDERS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "title": "Titel",
        "text": "Hier steht der Text.",
        "prompt": "Hier steht, was zu tun ist.",
        "answer": "Was eine gute Antwort sagt",
        "right": "Eine richtige Antwort",
        "wrong": "Eine falsche Antwort",
        "wrong too": "Noch eine falsche Antwort",
        "true": "Eine Aussage, die stimmt.",
        "false": "Eine Aussage, die nicht stimmt.",
        "one": "Eins",
        "one too": "Was zu Eins gehört",
        "two": "Zwei",
        "two too": "Was zu Zwei gehört",
        "gaps": "Ein Satz mit einer {Lücke} darin.",
        "seen": "Was auf dem Bild zu sehen ist",
        "get": "Wo das Bild zu finden ist",
        "phase": "Einstieg",
        "happens": "Was geschieht",
        "bullet": "Ein Stichpunkt",
        "term": "Begriff",
        "meaning": "Was der Begriff bedeutet",
        "event": "Was geschah",
        "earlier": "Das erste Ereignis",
        "later": "Das zweite Ereignis",
    },
    "en": {
        "title": "Title",
        "text": "Here goes the text.",
        "prompt": "Here goes what is to be done.",
        "answer": "What a good answer says",
        "right": "A right answer",
        "wrong": "A wrong answer",
        "wrong too": "Another wrong answer",
        "true": "A statement that is true.",
        "false": "A statement that is false.",
        "one": "One",
        "one too": "What belongs to One",
        "two": "Two",
        "two too": "What belongs to Two",
        "gaps": "A sentence with a {gap} in it.",
        "seen": "What is to be seen in the picture",
        "get": "Where the picture is to be found",
        "phase": "Starter",
        "happens": "What happens",
        "bullet": "A bullet point",
        "term": "term",
        "meaning": "What the term means",
        "event": "What happened",
        "earlier": "The first event",
        "later": "The second event",
    },
}
"""By what is to be written over, in a new entry as YAML."""
_SECTIONS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "material": "## Material: Titel\n\nHier steht der Text.",
        "text": "## Text: Titel\n\nHier steht der Text.",
        "picture": "## Bild: Titel\nArt: Foto; Lizenz: unklar; Beschaffen: Wo das Bild zu finden ist\n"
        "\n![Was zu sehen ist](bild.jpg)",
        "plan": "## Stunde: Titel\n\n| Minuten | Phase | Inhalt | Aufgaben |\n"
        "|---|---|---|---|\n| 45 | Einstieg | Was geschieht | {tasks} |",
        "slide": "## Folien\n\n### Titel\n\n- Ein Stichpunkt",
        "term": "## Begriffe\n\n- Begriff: Was der Begriff bedeutet",
        "event": "## Zeitleiste\n\n- 1. Januar 2000: Was geschah",
        "task": "## Aufgabe\n\nHier steht, was zu tun ist.",
        "multiple_choice": "::: auswahl\n- [x] Eine richtige Antwort\n- [ ] Eine falsche Antwort\n"
        "- [ ] Noch eine falsche Antwort\n:::",
        "true_false": "::: richtig oder falsch\n- [x] Eine Aussage, die stimmt.\n"
        "- [ ] Eine Aussage, die nicht stimmt.\n:::",
        "matching": "::: zuordnung\n| links | rechts |\n|---|---|\n"
        "| Eins | gehört zu Eins |\n| Zwei | gehört zu Zwei |\n:::",
        "gap_text": "::: lücken\nEin Satz mit einer {Lücke} darin.\n:::",
        "ordering": "::: reihenfolge\n1. 1. Januar 2000: Das erste Ereignis\n"
        "2. 1. Januar 2001: Das zweite Ereignis\n:::",
        "answer": "::: lösung\n- Was eine gute Antwort sagt (2 Punkte)\n:::",
        "type": "Aufgabenart",
    },
    "en": {
        "material": "## Material: Title\n\nHere goes the text.",
        "text": "## Text: Title\n\nHere goes the text.",
        "picture": "## Picture: Title\nKind: photo; Licence: unclear; Get: Where the picture is to be found\n"
        "\n![What is to be seen](picture.jpg)",
        "plan": "## Lesson: Title\n\n| Minutes | Phase | Content | Tasks |\n"
        "|---|---|---|---|\n| 45 | Starter | What happens | {tasks} |",
        "slide": "## Slides\n\n### Title\n\n- A bullet point",
        "term": "## Terms\n\n- term: what the term means",
        "event": "## Timeline\n\n- 1 January 2000: What happened",
        "task": "## Task\n\nHere goes what is to be done.",
        "multiple_choice": "::: choice\n- [x] A right answer\n- [ ] A wrong answer\n- [ ] Another wrong answer\n:::",
        "true_false": "::: true or false\n- [x] A statement that is true.\n- [ ] A statement that is false.\n:::",
        "matching": "::: match\n| left | right |\n|---|---|\n| One | belongs to One |\n| Two | belongs to Two |\n:::",
        "gap_text": "::: gaps\nA sentence with a {gap} in it.\n:::",
        "ordering": "::: order\n1. 1 January 2000: The first event\n2. 1 January 2001: The second event\n:::",
        "answer": "::: answer\n- What a good answer says (2 points)\n:::",
        "type": "Type",
    },
}
"""By the kind of a new entry: its part of a lesson as one text."""
NAMES = {
    "de": "deutsch german allemand", "en": "englisch english anglais", "fr": "französisch french français",
    "es": "spanisch spanish español", "la": "latein lateinisch latin", "it": "italienisch italian",
    "tr": "türkisch turkish", "ru": "russisch russian", "ar": "arabisch arabic", "uk": "ukrainisch ukrainian",
    "pl": "polnisch polish",
}  # fmt: skip
"""How heads of columns in lists of words name languages."""


def words_of(language: str) -> Mapping[str, str]:
    """The words of a draft in this language, or in English, which every lesson understands."""
    return _in(language, _WORDS)


def placeholders(language: str) -> Mapping[str, str]:
    """Words to write over, in a language or in English."""
    return _in(language, _PLACEHOLDERS)


def sections(language: str) -> Mapping[str, str]:
    """New parts of a lesson as one text, in a language or in English, and what the type of a task is called there."""
    return _in(language, _SECTIONS)


def _in(language: str, table: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    return table.get(primary(language), table[FALLBACK])
