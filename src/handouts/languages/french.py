"""French: Imprimerie nationale; what differs in Switzerland and Canada.

High punctuation has a space before it that does not break, quotation marks have one inside. Authors type a plain one
or none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from handouts.languages.record import Address, Change, Counting, Language, Typesetting, words
from handouts.languages.spelling import COMMON, NARROW, NBSP, elided

_SPACE = "[ \u00a0\u202f\u2009]"
_BEFORE = r"(?<=[^\W_])|(?<=[»)\]”’…%°\ue002])"
"""What punctuation can follow at once: a word, what closes, the end of an element."""
_ENTITY = re.compile(r"&#?\w+$")


def _high(marks: str, space: str) -> Change:
    """These marks get this space before them; one that ends an entity of HTML is no mark."""
    found = re.compile(rf"(?:{_BEFORE}){_SPACE}*(?P<marks>[{marks}]+)(?!\w)|(?<=\S){_SPACE}+(?P<apart>[{marks}]+)")

    def spaced(match: re.Match[str]) -> str:
        before = match.string[max(0, match.start() - 12) : match.start()]
        if match[0].startswith(";") and _ENTITY.search(before):
            return match[0]
        return space + (match["marks"] or match["apart"])

    return found, spaced


def _quotes(space: str) -> tuple[Change, Change]:
    """The space inside of quotation marks."""
    return (
        (re.compile(rf"«{_SPACE}*(?=\S)"), f"«{space}"),
        (re.compile(rf"(?<=[^\s«]){_SPACE}*»"), f"{space}»"),
    )


_ABBREVIATIONS: Change = (re.compile(r"(?<!\w)(av|ap|apr)\. ?(?=J\.-C\.)"), rf"\1.{NBSP}")
_ERA: Change = (re.compile(rf"(?<=\d){_SPACE}(?=(?:av|ap|apr)\.)"), NBSP)
_EXAMPLE: Change = (re.compile(r"(?<!\w)p\. ?ex\.(?!\w)"), f"p.{NBSP}ex.")
_PERCENT: Change = (re.compile(rf"(?<=\d){_SPACE}?%(?![\w-])"), f"{NARROW}%")
_SHARED = (*COMMON, _ABBREVIATIONS, _ERA, _EXAMPLE, _PERCENT)
_TYPESETTING = Typesetting(
    double=(f"«{NBSP}", f"{NBSP}»"),
    single=("“", "”"),
    elided=elided("tit tite"),
    spelling=(*_SHARED, *_quotes(NBSP), _high(";!?", NARROW), _high(":", NBSP)),
    day=re.compile(r"1er|\d{1,2}"),
    months=words("janv févr avr juill sept oct nov déc"),
    units=words(
        "km² km m² m ha cm mm kg t min h s € $ °C F pts pt ans heures minutes euros francs marks dollars yens millions "
        "million milliards milliard habitants"
    ),
    amounts=words("million millions milliard milliards"),
    currencies=words("euros francs marks dollars yens"),
    numbered=words(
        "p. pp. art. n° nº chap. fig. t. vol. § page pages article articles alinéa ligne Tâche tâche classe"
    ),
    titles=words("M. MM. Mme Mmes Mlle Dr Pr Me St Ste"),
)
FRENCH = Language(
    names=("französisch", "french", "français"),
    region="fr-FR",
    lcid="40c",
    typesetting=_TYPESETTING,
    notes="Remarques",
    dated={"day": "le {}", "month": "en {}", "year": "en {}"},
    first_day="1er",
    task="tâche {}",
    prompts={
        "title": "Cliquez pour modifier le titre",
        "text": "Cliquez pour modifier le texte",
        "visual": "Cliquez pour ajouter du contenu",
        "caption": "Source ou légende",
        "text caption": "Source ou légende",
    },
    layouts={
        "Title Slide": "Diapositive de titre",
        "Title and Content": "Titre et contenu",
        "Two Content": "Deux contenus",
        "Section Header": "Titre de section",
        "Quotation": "Citation",
        "Statement": "Affirmation",
        "Task": "Exercice",
        "References": "Sources",
        "Picture with Caption": "Image avec légende",
        "Table": "Tableau",
        "Chart": "Graphique",
        "Text and Quotation": "Texte et citation",
        "Comparison": "Comparaison",
        "Title Only": "Titre seul",
        "Blank": "Vide",
    },
    roster={
        "name": ("élève", "nom et prénom"),
        "first": ("prénom",),
        "last": ("nom", "nom de famille"),
        "class": ("classe",),
        "language": ("langue",),
    },
    counting=Counting(
        powers=((r"milliers?|mille", 3), ("millions?", 6), ("milliards?", 9), ("billions?", 12)),
        small=(
            *("une?|premi(?:er|ère)s?", "deux|deuxième|seconde?", "trois|troisième", "quatre|quatrième"),
            *("cinq|cinquième", "six|sixième", "sept|septième", "huit|huitième", "neuf|neuvième", "dix|dixième"),
            *("onze|onzième", "douze|douzième"),
        ),
        clock="h",
    ),
    address=Address(
        familiar="tu",
        is_familiar=re.compile(r"\b(?:tu|toi|ton|ta|tes)\b", re.IGNORECASE),
        is_formal=re.compile(r"\b(?:vous|votre|vos)\b", re.IGNORECASE),
    ),
)
_SWISS = replace(
    _TYPESETTING,
    double=(f"«{NARROW}", f"{NARROW}»"),
    single=("‹", "›"),
    spelling=(*_SHARED, *_quotes(NARROW), _high(";!?:", NARROW)),
)
_TYPED: Change = (re.compile(rf"(?<=\S){_SPACE}+(?=[;!?])"), NARROW)
_CANADIAN = replace(_TYPESETTING, spelling=(*_SHARED, *_quotes(NBSP), _TYPED, _high(":", NBSP)))
LANGUAGES = {
    "fr": FRENCH,
    "fr-CH": replace(FRENCH, region="fr-CH", lcid="100c", typesetting=_SWISS),
    "fr-CA": replace(FRENCH, region="fr-CA", lcid="c0c", typesetting=_CANADIAN),
}
