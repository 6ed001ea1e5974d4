"""German: Duden and DIN 5008; what differs in Switzerland and Liechtenstein."""

from __future__ import annotations

import re
from dataclasses import replace

from handouts.languages.german.lessons import LESSONS
from handouts.languages.record import Address, Counting, Grammar, Language, Typesetting, words
from handouts.languages.spelling import COMMON, NARROW, NBSP, abbreviations, elided

_TYPESETTING = Typesetting(
    double=("„", "“"),
    single=("‚", "‘"),
    elided=elided("s n ne nen nem ner ran rein raus rum"),
    spelling=(
        *COMMON,
        abbreviations(
            "z. B., Z. B., z. T., u. a., U. a., u. U., U. U., u. Ä., o. Ä., d. h., D. h., d. i., v. a., V. a., "
            "i. d. R., I. d. R., i. A., m. E., s. o., s. u., v. Chr., n. Chr., e. V., a. D., u. v. m., a. a. O."
        ),
        (re.compile(rf"(?<=\d) (?=[vn]\.{NARROW}Chr\.)"), NBSP),
        (re.compile(r"%(?![\w-])(?<=\d%)"), f"{NARROW}%"),
        (re.compile(r"(?<=\d)(?=ff?\.(?!\w))"), NARROW),
    ),
    day=re.compile(r"(?:\d{1,2}\.[–/])?\d{1,2}\."),
    months=words("Jan Feb Aug Sept Okt Nov Dez Jahrhundert Jahrhunderts Jahrhunderte Jh Jhs"),
    units=words(
        "km² km m² m ha cm mm kg t min h Uhr P Mio Mrd Mann Yen Euro Dollar US-Dollar € $ °C Minuten Stunden Prozent "
        "Prozentpunkte Million Millionen Milliarde Milliarden Billion Billionen"
    ),
    amounts=words("Mio. Mrd. Million Millionen Milliarde Milliarden Billion Billionen"),
    currencies=words("Yen Euro Dollar US-Dollar € $"),
    numbered=words(
        "Z. S. Art. Abs. Nr. Abb. Kl. Jh. Bd. Kap. Anm. Tab. ca. Artikel Artikels Absatz Absätze Aufgabe Seite Zeile "
        "Klasse Material Variante § §§"
    ),
    titles=words("Dr. Prof. St."),
)
_PREPOSITION = re.compile(
    r"\b(?:in|im|am|an|auf|aus|bei|beim|bis|durch|für|gegen|mit|nach|ohne|seit|über|um|unter|vom|von|vor|zu|zum|zur)\b"
    r"(?:\s+[a-zäöü]\w*|\s+\d[\w.,]*)*\s+[A-ZÄÖÜ]\w*(?:\s+\d+)?"
)
_VERB_OR_ADVERB = re.compile(
    r"(?:wurde|hatte|konnte|musste|sollte|wollte|durfte|machte|heute|gerne|finde|viele|alle)\b"
)


def _is_subject(word: str, after: str) -> bool:
    """Whether no noun outside of a prepositional phrase can be the subject instead, as in: Es gab Proteste."""
    return word == "es" and not re.search(r"\b[A-ZÄÖÜ]\w+", _PREPOSITION.sub("", after))


def _is_alone(word: str, _before: str, after: str, _named: bool) -> bool:
    following = after.lstrip()
    if word != "das":
        return True
    adjective = re.match(r"[a-zäöüß]+e\b", following) and not _VERB_OR_ADVERB.match(following)
    noun = re.match(r"[A-ZÄÖÜ0-9]", following)
    return not adjective and not noun and not following.startswith(", was")


_GRAMMAR = Grammar(
    function_words=words(
        """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner und oder aber denn
        sondern auch nur noch schon sehr so wie als wenn weil dass ob da zu zum zur in im an am auf aus bei beim bis
        durch für gegen hinter mit nach neben ohne seit über um unter vom von vor während wegen zwischen er sie es wir
        ihr ich du ihn ihm ihnen sich mich dich uns euch sein seine seinen seinem seiner ihre ihren ihrem ihrer mein
        dein dies diese dieser dieses diesem diesen dort damals deshalb daher darum danach dann hier man ist sind war
        waren wird werden wurde wurden worden hat haben hatte hatten sei wäre kann können konnte darf dürfen soll
        sollen muss müssen will wollen nicht nie mehr viele viel alle alles einige jede jeder jedes was wer wann wo
        warum welche welcher welches dazu dafür dagegen damit davon dabei beispiel zum"""
    ),
    persons=words("er sie ihn ihm ihnen sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres"),
    whole=words("das dies"),
    this=words("dieser diese dieses diesem diesen jener jene jenes jenem jenen"),
    places=words("dort dorthin dorther"),
    links=words(
        """damals deshalb deswegen daher darum danach davor dadurch davon dafür dagegen damit darin daran darauf
        darüber dazu dabei trotzdem stattdessen außerdem dennoch seitdem"""
    ),
    times=words("jahr jahres jahre jahren tag tage tagen woche monat jahrhundert jahrzehnt"),
    capitals=True,
    clause=re.compile(r"[,;:–—.!?]|\b(?:und|oder|aber|denn)\b", re.IGNORECASE),
    media=(
        ("observation", re.compile(r"\bBeobachtungsb[oö]gen\w*")),
        ("roles", re.compile(r"\bRollenkarten?\b")),
        ("board", re.compile(r"\bTafelbild\w*")),
        ("help", re.compile(r"\bHilfekarten?\b")),
    ),
    joining=re.compile(r"\b(?:verbinde[nt]?|ziehe[nt]? (?:eine )?(?:Linien?|Strich\w*))\b", re.IGNORECASE),
    summing=re.compile(r"\bfass(?:e|en|t)\b[^.!?]*\bzusammen\b|\bzusammenfass\w*", re.IGNORECASE),
    ahead=re.compile(r"da\w+(?:\s+\w+){0,2},"),
    is_subject=_is_subject,
    is_alone=_is_alone,
)
_OPERATORS = {
    "nennen": ("nennen", "Informationen knapp und ohne Erklärung zusammentragen"),
    "aufzählen": ("aufzählen", "Einzelnes der Reihe nach anführen"),
    "bezeichnen": ("bezeichnen", "eine Sache mit dem treffenden Wort benennen"),
    "wiedergeben": ("wiedergeben", "einen Inhalt mit eigenen Worten sagen"),
    "zusammenfassen": ("zusammenfassen", "das Wesentliche eines Inhalts kürzer sagen"),
    "beschreiben": ("beschreiben", "Merkmale geordnet und ohne Deutung sagen"),
    "schildern": ("schildern", "einen Vorgang oder Zustand anschaulich erzählen"),
    "skizzieren": ("skizzieren", "etwas in groben Zügen sagen"),
    "aufzeigen": ("aufzeigen", "auf etwas hinweisen und es belegen"),
    "darstellen": ("darstellen", "einen Zusammenhang geordnet und ausführlich sagen"),
    "einordnen": ("einordnen", "etwas in einen größeren Zusammenhang stellen"),
    "zuordnen": ("zuordnen", "zusammenbringen, was zusammengehört"),
    "erklären": ("erklären", "Ursachen, Gründe und Zusammenhänge verständlich machen"),
    "erläutern": ("erläutern", "etwas mit Beispielen und Belegen verständlich machen"),
    "begründen": ("begründen", "eine Aussage mit Argumenten stützen"),
    "nachweisen": ("nachweisen", "zeigen, dass eine Aussage stimmt"),
    "charakterisieren": ("charakterisieren", "das Besondere einer Person oder Sache herausstellen"),
    "analysieren": ("analysieren", "nach Gesichtspunkten zerlegen und auswerten"),
    "untersuchen": ("untersuchen", "gezielte Fragen an ein Material stellen und beantworten"),
    "herausarbeiten": ("herausarbeiten", "aus einem Material gewinnen, was nicht wörtlich darin steht"),
    "gegenüberstellen": ("gegenüberstellen", "zwei Sachen nebeneinanderstellen, ohne zu werten"),
    "vergleichen": ("vergleichen", "Gemeinsames und Unterschiede feststellen"),
    "auswerten": ("auswerten", "Daten oder Angaben zu einer Aussage verbinden"),
    "beurteilen": ("beurteilen", "prüfen, ob etwas richtig oder angemessen ist, und das Ergebnis begründen"),
    "bewerten": ("bewerten", "nach eigenen, offengelegten Maßstäben urteilen"),
    "überprüfen": ("überprüfen", "an Material und Wissen messen, ob eine Aussage stimmt"),
    "erörtern": ("erörtern", "Für und Wider abwägen und zu einem Urteil kommen"),
    "diskutieren": ("diskutieren", "Standpunkte einander entgegenhalten und abwägen"),
    "Stellung nehmen": ("Stellung nehmen", "eine eigene Ansicht begründet vertreten"),
    "interpretieren": ("interpretieren", "den Sinn eines Materials erschließen und belegen"),
    "entwickeln": ("entwickeln", "einen eigenen Vorschlag ausarbeiten"),
    "gestalten": ("gestalten", "etwas Eigenes in einer verlangten Form schaffen"),
}
_FORMS = {
    "EA": ("Einzelarbeit", "EA"),
    "PA": ("Partnerarbeit", "PA"),
    "GA": ("Gruppenarbeit", "GA"),
    "UG": ("Unterrichtsgespräch", "UG"),
    "PL": ("Plenum", "PL"),
    "LV": ("Lehrervortrag", "LV"),
    "SV": ("Schülervortrag", "SV"),
    "HA": ("Hausaufgabe", "HA"),
}
_ENDINGS = r"(?:mal|fach|tel|tens|t?e[rnsm]?|jährig\w*|köpfig\w*)?"
_COUNTING = Counting(
    powers=((r"millionen|million|mio\.?", 6), (r"milliarden?|mrd\.?", 9), (r"billionen|billion|bio\.?", 12)),
    small=(
        r"ein(?:e[rnsm]?|s|mal)?|erst(?:e[rnsm]?|ens|mals)?",
        rf"(?:zwei|zweit){_ENDINGS}",
        rf"(?:drei|dritt){_ENDINGS}",
        *(rf"{stem}{_ENDINGS}" for stem in ("vier", "fünf", "sechs", "sieb(?:en)?", "acht", "neun", "zehn")),
        *(rf"{stem}{_ENDINGS}" for stem in ("elf", "zwölf")),
    ),
    clock="Uhr",
)
GERMAN = Language(
    names=("deutsch", "german"),
    region="de-DE",
    lcid="407",
    typesetting=_TYPESETTING,
    hyphens="de.dic",
    links=("s", "es", "n", "en", "er"),
    endings=("e", "en", "er", "es", "em", "ern", "n", "s"),
    genitives=("", "s"),
    notes="Anmerkungen",
    dated={"day": "am {}", "month": "im {}"},
    task="Aufgabe {}",
    prompts={
        "title": "Titel durch Klicken bearbeiten",
        "text": "Text durch Klicken bearbeiten",
        "visual": "Inhalt durch Klicken hinzufügen",
        "caption": "Quelle oder Bildunterschrift",
        "text caption": "Quelle oder Bildunterschrift",
    },
    layouts={
        "Title Slide": "Titelfolie",
        "Title and Content": "Titel und Inhalt",
        "Two Content": "Zwei Inhalte",
        "Section Header": "Abschnittsüberschrift",
        "Quotation": "Zitat",
        "Statement": "Aussage",
        "Task": "Aufgabe",
        "References": "Quellen",
        "Picture with Caption": "Bild mit Überschrift",
        "Table": "Tabelle",
        "Chart": "Diagramm",
        "Text and Quotation": "Text und Zitat",
        "Comparison": "Vergleich",
        "Title Only": "Nur Titel",
        "Blank": "Leer",
    },
    # Which system calls its columns so, and where that was seen: docs/how-to/classes.md.
    roster={
        "name": (
            *("vollständiger name", "voller name", "vor- und nachname", "vor- und zuname", "vorname nachname"),
            *("vorname und nachname", "vorname name", "nachname vorname", "nachname und vorname", "name vorname"),
            *("familienname vorname", "schülername", "name des schülers", "schüler", "schülerin", "schülerinnen"),
            *("schülerinnen und schüler", "anzeigename", "teilnehmer", "teilnehmerin", "mitglied", "kind"),
            *("name der schülerin/des schülers", "name der schülerin", "name des kindes", "sus", "lernende"),
        ),
        "first": ("rufname", "vorname", "vornamen", "rufvorname", "vorname des schülers"),
        "last": ("nachname", "familienname", "zuname", "nachnamen", "familiennamen", "nachname des schülers"),
        "class": (
            *("klasse", "klasse.name", "klassenname", "klassennamen", "klassenbezeichnung", "klasse/information"),
            *("klasse kürzel", "klassenkürzel", "stammklasse", "klassen", "lerngruppe", "kurs", "kursname"),
        ),
        "language": ("sprache",),
        "audience": ("zielgruppe", "niveau"),
        "variant": ("variante",),
    },
    roster_prefixes=("schueler", "slr", "klassen", "kla"),
    roster_others=tuple(
        """summe gesamt gesamtzahl gesamtsumme gesamtanzahl insgesamt anzahl zahl schülerzahl klassenstärke zusammen
        durchschnitt klassendurchschnitt mittelwert männlich weiblich divers jungen mädchen davon stand datum seite
        erstellt gedruckt ausgedruckt druckdatum quelle legende bemerkung bemerkungen hinweis schuljahr
        klassenleitung klassenlehrer klassenlehrerin punkte fällig""".split()
    ),
    operators=_OPERATORS,
    forms=_FORMS,
    lessons=LESSONS,
    grammar=_GRAMMAR,
    counting=_COUNTING,
    address=Address(
        familiar="du",
        is_familiar=re.compile(r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?|ihr euch|euch|euer|eure[mnrs]?)\b", re.IGNORECASE),
        is_formal=re.compile(r"\b(?:Sie|Ihnen)\b"),
    ),
)
_SWISS = replace(GERMAN, typesetting=replace(_TYPESETTING, double=("«", "»"), single=("‹", "›")))
LANGUAGES = {"de": GERMAN, "de-CH": replace(_SWISS, lcid="807"), "de-LI": replace(_SWISS, lcid="1407")}
