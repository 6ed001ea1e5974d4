"""French as somebody would add it: one module; its labels are in a project, its patterns Pyphen's own."""

import re

from handouts.languages.record import Address, Counting, Language, Typesetting, words
from handouts.languages.spelling import COMMON, NBSP, elided

FRENCH = Language(
    names=("français", "french"),
    region="fr-FR",
    lcid="40c",
    typesetting=Typesetting(
        double=("«\u00a0", "\u00a0»"),
        single=("“", "”"),
        elided=elided("tit"),
        spelling=(*COMMON, (re.compile(r" (?=[;:!?»])"), NBSP)),
        day=re.compile(r"1er|\d{1,2}"),
        units=words("km m kg % €"),
        numbered=words("p. art."),
    ),
    notes="Remarques",
    prompts={
        "title": "Cliquez pour modifier le titre",
        "text": "Cliquez pour modifier le texte",
        "visual": "Cliquez pour ajouter du contenu",
        "caption": "Source ou légende",
        "text caption": "Source ou légende",
    },
    roster={"name": ("élève",), "first": ("prénom",), "last": ("nom de famille",), "class": ("classe",)},
    counting=Counting(powers=(("millions?", 6), ("milliards?", 9)), small=("une?", "deux", "trois"), clock="h"),
    address=Address("tu", re.compile(r"\b(?:tu|toi|ton|tes)\b", re.I), re.compile(r"\b(?:vous|votre|vos)\b", re.I)),
)
LANGUAGES = {"fr": FRENCH}
