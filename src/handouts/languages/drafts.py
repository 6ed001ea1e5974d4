"""The words of drafts and new entries, and how lists of words name languages."""

from __future__ import annotations

from collections.abc import Mapping

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
_SAID: Mapping[str, tuple[str, str]] = {
    "title": ("Titel", "Title"),
    "text": ("Hier steht der Text.", "Here goes the text."),
    "prompt": ("Hier steht, was zu tun ist.", "Here goes what is to be done."),
    "answer": ("Was eine gute Antwort sagt", "What a good answer says"),
    "right": ("Eine richtige Antwort", "A right answer"),
    "wrong": ("Eine falsche Antwort", "A wrong answer"),
    "wrong too": ("Noch eine falsche Antwort", "Another wrong answer"),
    "true": ("Eine Aussage, die stimmt.", "A statement that is true."),
    "false": ("Eine Aussage, die nicht stimmt.", "A statement that is false."),
    "one": ("Eins", "One"),
    "one too": ("Was zu Eins gehört", "What belongs to One"),
    "two": ("Zwei", "Two"),
    "two too": ("Was zu Zwei gehört", "What belongs to Two"),
    "gaps": ("Ein Satz mit einer {Lücke} darin.", "A sentence with a {gap} in it."),
    "seen": ("Was auf dem Bild zu sehen ist", "What is to be seen in the picture"),
    "get": ("Wo das Bild zu finden ist", "Where the picture is to be found"),
    "phase": ("Einstieg", "Starter"),
    "happens": ("Was geschieht", "What happens"),
    "bullet": ("Ein Stichpunkt", "A bullet point"),
    "term": ("Begriff", "term"),
    "meaning": ("Was der Begriff bedeutet", "What the term means"),
    "event": ("Was geschah", "What happened"),
    "earlier": ("Das erste Ereignis", "The first event"),
    "later": ("Das zweite Ereignis", "The second event"),
}
"""By what is to be written over: the words in German and in English."""
NAMES = {
    "de": "deutsch german allemand", "en": "englisch english anglais", "fr": "französisch french français",
    "es": "spanisch spanish español", "la": "latein lateinisch latin", "it": "italienisch italian",
    "tr": "türkisch turkish", "ru": "russisch russian", "ar": "arabisch arabic", "uk": "ukrainisch ukrainian",
    "pl": "polnisch polish",
}  # fmt: skip
"""How heads of columns in lists of words name languages."""


def words_of(language: str) -> Mapping[str, str]:
    """The words of a draft in this language, or in English, which every lesson understands."""
    return _WORDS.get(language.split("-")[0], _WORDS["en"])


def placeholder(what: str, language: str) -> str:
    """Words to write over, in a language or in English."""
    german, english = _SAID[what]
    return german if language.split("-")[0] == "de" else english
