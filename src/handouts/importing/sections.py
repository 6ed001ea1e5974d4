"""A new part of a lesson that is one Markdown file: the same entries in its syntax, in German or English."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.importing.places import Home
from handouts.languages.drafts import words_of

_GERMAN: Mapping[str, str] = {
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
    "ordering": "::: reihenfolge\n1. 1. Januar 2000: Das erste Ereignis\n2. 1. Januar 2001: Das zweite Ereignis\n:::",
    "answer": "::: lösung\n- Was eine gute Antwort sagt (2 Punkte)\n:::",
}
_ENGLISH: Mapping[str, str] = {
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
}
_BLOCKS = ("multiple_choice", "true_false", "matching", "gap_text", "ordering")


def new_section(kind: str, place: Home, task_kind: str) -> str:
    """The lines of a new part, its id left to the reader of lessons."""
    words = _GERMAN if words_of(place.language)["task"] == "Aufgabe" else _ENGLISH
    if kind != "task":
        return words[kind].replace("{tasks}", "" if place.planned else ", ".join(place.tasks))
    settings = [words_of(place.language)["pool"]] if place.planned else []
    if task_kind not in (*_BLOCKS, "open"):
        settings.append(f"{'Aufgabenart' if words is _GERMAN else 'Type'}: {task_kind}")
    head = words["task"].replace("\n\n", f"\n{'; '.join(settings)}\n\n" if settings else "\n\n", 1)
    return "\n\n".join([head, words[task_kind if task_kind in _BLOCKS else "answer"]])
