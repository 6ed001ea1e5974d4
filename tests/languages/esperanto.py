"""Esperanto as somebody would add it: one module; its labels are in a project, its patterns Pyphen's own."""

import re

from handouts.languages.record import Counting, Language, Typesetting, words
from handouts.languages.spelling import COMMON, elided

ESPERANTO = Language(
    names=("esperanto",),
    region="eo",
    lcid="1000",
    typesetting=Typesetting(
        double=("“", "”"),
        single=("‘", "’"),
        elided=elided("stas"),
        spelling=COMMON,
        day=re.compile(r"\d{1,2}-a"),
        units=words("km m kg % €"),
        numbered=words("p. art."),
    ),
    notes="Rimarkoj",
    prompts={
        "title": "Klaku por ŝanĝi la titolon",
        "text": "Klaku por ŝanĝi la tekston",
        "visual": "Klaku por aldoni enhavon",
        "caption": "Fonto aŭ klarigo",
        "text caption": "Fonto aŭ klarigo",
    },
    roster={"name": ("lernanto",), "first": ("antaŭnomo",), "last": ("familia nomo",), "class": ("klaso",)},
    counting=Counting(powers=(("milionoj?", 6), ("miliardoj?", 9)), small=("unu", "du", "tri"), clock="h"),
)
LANGUAGES = {"eo": ESPERANTO}
