"""The words of lessons in Markdown, in German and English, and what each stands for.

A word may be written in any of its forms, in capitals or not. Keys of the YAML files are understood everywhere, so
whoever needs one that has no word here writes the key.
"""

from __future__ import annotations

from collections.abc import Mapping

from handouts.model.licences import LICENCES
from handouts.nearest import nearest


def _table(**forms: str) -> Mapping[str, str]:
    """From each form of a word to its key: `{"lösung": "expected", "answer": "expected"}`."""
    return {
        form.strip().casefold(): key
        for key, several in forms.items()
        for form in (key.replace("_", " "), *several.split(","))
    }


SECTIONS = _table(
    text="text, darstellung, darstellungstext, lesetext, reading",
    material="material, quelle, bild, diagramm, tabelle, karikatur, foto, "
    "source, picture, chart, table, cartoon, photo",
    task="aufgabe, task, exercise, arbeitsauftrag",
    tasks="aufgaben, exercises",
    glossary="begriffe, begriff, glossar, wortschatz, fachbegriffe, terms, vocabulary, words",
    timeline="zeitleiste, zeitstrahl, chronologie, zeittafel",
    plan="stunde, ablauf, verlauf, verlaufsplan, stundenverlauf, doppelstunde, lesson, lesson plan",
    test="test, klassenarbeit, klausur, lernkontrolle, exam",
    slides="folien, folie, slide, deck",
    statements="aussagen, faktencheck, fact check",
    references="belege, literatur, nachweise, quellenverzeichnis, bibliography, works",
    objectives="ziele, lernziele, aims",
    competences="kompetenzen, skills",
)
"""What a heading of the second level begins with."""

BLOCKS = _table(
    expected="lösung, lösungen, erwartung, erwartungshorizont, antwort, musterlösung, "
    "answer, answers, solution, expected",
    options="auswahl, antworten zur auswahl, ankreuzen, multiple choice, choice, choose",
    true_false="richtig oder falsch, richtig/falsch, wahr oder falsch, true or false, true/false",
    pairs="zuordnung, zuordnen, paare, matching, match",
    gap_text="lücken, lückentext, gaps, gap text, cloze",
    events="reihenfolge, ordnen, ordering, order",
    table="tabelle, answer table",
    help="hilfe, hilfen, hilfekarten, tipp, tipps, hints, hint",
    starters="satzanfänge, satzanfang, sentence starters, beginnings",
    phrases="formulierungen, redemittel, useful phrases",
    steps="schritte",
    annotations="worterklärungen, worthilfen, annotations, words, word help",
    keywords="stichwörter, randwörter, key words",
    gist="kurz gesagt, in einfachen worten, in plain words",
    chart="diagramm, graph",
    notes="notizen, hinweise",
    summary="merksätze, zusammenfassung, ergebnis",
    board="tafelbild, tafel",
    wording="für, for",
    easy="leicht, einfach, leichte sprache",
    formal="förmlich, sie",
)
"""What follows `:::`."""

SETTINGS = _table(
    id="kennung, kürzel",
    audiences="für, klassen, for",
    not_audiences="nicht für, not for",
    sources="beleg, belege, nachweis, quelle, quellen, source",
    confidence="sicherheit",
    sensitive="sensibel",
    note="notiz, anmerkung",
    introduction="einleitung, einführung, worum es geht, context",
    date="datum, tag, entstanden, jahr, year",
    level="afb, anforderungsbereich, niveau, stufe, schwierigkeit",
    original="originalsprache, original language",
    rights="rechte",
    unverified="ungeprüft",
    kind="art, bildart",
    maker="urheber, urheberin, künstler, künstlerin, zeichner, zeichnerin, fotograf, fotografin, artist, photographer",
    place="ort",
    licence="lizenz, license",
    link="adresse, address, url",
    origin="herkunft, archiv, archive",
    get="beschaffen, zu finden",
    width="breite",
    alt="alternativtext, alt-text, bildbeschreibung",
    description="beschreibung",
    explanation="deutung, erläuterung",
    unit="einheit",
    caveat="vorbehalt, hinweis, zu beachten",
    decimals="nachkommastellen, decimal places",
    round_to="gerundet auf, runden auf, rounded to",
    scale="skala, achse",
    type="aufgabenart, typ",
    operators="operator, operatoren, command word, command words",
    materials="material, materialien",
    points="punkte, punkt, be",
    minutes="minuten, zeit, dauer, time",
    social_form="sozialform, arbeitsform, form",
    lines="linien, zeilen, schreiblinien",
    box_height="kasten, zeichenfeld, box",
    objectives="ziele, ziel, lernziele, aims",
    pool="nur im aufgabenpool",
    roles="rollen",
    rubric="bewertungsbogen",
    for_tests="nur im test, nur in tests, tests only",
    question="leitfrage, stundenfrage, frage, key question",
    homework="hausaufgabe, hausaufgaben",
    competences="kompetenzen, kompetenz",
    suffix="dateiname",
    tasks="aufgaben, aufgabe, task",
    marking="noten, notenschlüssel, marks",
    aids="hilfsmittel",
    language_points="sprachpunkte, darstellungsleistung",
    shows="zeigt, show",
    title="titel, überschrift",
    text="wortlaut",
)
"""What a line below a heading begins with, before the colon."""

FRONT = _table(
    id="kennung",
    languages="sprache, sprachen, language",
    title="titel, thema, topic",
    subtitle="untertitel",
    question="leitfrage, frage, key question",
    subject="fach, fächer, subjects",
    curriculum="lehrplan, bildungsplan, kernlehrplan",
    as_of="stand",
    version="fassung",
    authors="autor, autorin, autoren, autorinnen, verfasser, verfasserin, author",
    licence="lizenz, license",
    name_note="namen",
    content_warning="inhaltswarnung, warnung",
    objectives="ziele, lernziele, aims",
    competences="kompetenzen",
)
"""Keys of the front matter."""

COLUMNS = _table(
    minutes="minuten, zeit, min, min., dauer, time",
    name="phase, schritt, step",
    content="inhalt, was geschieht, geschehen, unterrichtsgeschehen, what happens, activity",
    social_form="sozialform, form, arbeitsform, how",
    materials="material, materialien",
    tasks="aufgaben, aufgabe, task",
    comment="kommentar, hinweis, hinweise, note, notes",
)
"""Heads of the columns of a lesson plan."""

CHART_KINDS = _table(
    line="linie, linien, liniendiagramm, kurve, lines, curve",
    bar="balken, balkendiagramm, bars",
    column="säule, säulen, säulendiagramm, columns",
    share="anteile, anteil, shares, parts",
    grouped_bar="gruppierte balken, grouped bars",
    stacked_column="gestapelte säulen, stacked columns",
    stacked_bar="gestapelte balken, stacked bars",
    pie="kreis, kreisdiagramm, torte",
)

VALUES: Mapping[str, Mapping[str, str]] = {
    "text level": _table(easy="leicht, einfach", standard="mittel, normal", advanced="schwer, anspruchsvoll, hard"),
    "level": {"1": "I", "2": "II", "3": "III"},
    "picture kind": _table(
        photograph="foto, fotografie, photo",
        caricature="karikatur, cartoon",
        poster="plakat",
        painting="gemälde",
        map="karte",
        object="gegenstand",
        aerial_view="luftbild",
        drawing="zeichnung",
    ),
    "type": _table(
        source_analysis="quellenanalyse, quellenarbeit",
        source_comparison="quellenvergleich",
        source_criticism="quellenkritik",
        chart_analysis="diagramm auswerten, diagrammanalyse, statistik",
        picture_analysis="bildanalyse",
        calculation="rechnen, rechnung, berechnung",
        map="karte",
        fact_check="faktencheck",
        cause_effect="ursache und wirkung",
        mediation="sprachmittlung",
        role_play="rollenspiel",
        opinion="urteil, stellungnahme, meinung",
        essay="aufsatz, erörterung",
        creative="kreativ, gestaltung",
        exit_ticket="abschluss, exit ticket",
        multiple_choice="auswahl",
        true_false="richtig oder falsch",
        ordering="reihenfolge",
        matching="zuordnung",
        gap_text="lückentext",
    ),
    "licence": {
        **_table(
            public_domain="gemeinfrei, public domain",
            permission="genehmigung, mit genehmigung, erlaubnis, with permission",
            quotation="zitat",
            class_only="nur für die klasse, nur eigene klasse, class only",
            unclear="unklar, ungeklärt",
        ),
        "cc0": "CC0 1.0",
        "cc 0": "CC0 1.0",
        **{name.casefold(): name for name in LICENCES},
    },
    "social_form": _table(
        EA="einzelarbeit, allein, individual work, individual, alone",
        PA="partnerarbeit, zu zweit, pair work, pairs",
        GA="gruppenarbeit, group work, groups",
        UG="unterrichtsgespräch, klassengespräch, plenum, class discussion, whole class",
        LV="lehrervortrag, vortrag, teacher talk",
    ),
    "truth": {"ja": "true", "yes": "true", "wahr": "true", "nein": "false", "no": "false", "falsch": "false"},
}
"""Values that are words, by what they are said of."""


def key_of(word: str, table: Mapping[str, str]) -> str | None:
    """What a word stands for; None if it is not one of these."""
    return table.get(" ".join(word.casefold().replace("_", " ").split()))


def beginning(words: str, table: Mapping[str, str]) -> tuple[str, str] | None:
    """What the words begin with, by the longest form that fits, and what follows it."""
    lower = words.casefold()
    for form in sorted(table, key=len, reverse=True):
        rest = words[len(form) :]
        if lower.startswith(form) and not rest[:1].isalpha():
            return table[form], rest.strip()
    return None


def meant(word: str, table: Mapping[str, str], otherwise: str) -> str:
    """The end of a message about a word that nobody knows."""
    near = nearest(word.casefold(), list(table))
    return f'; did you mean "{near.capitalize()}"?' if near else f"; {otherwise}"


def value(word: str, of: str) -> str:
    """A word as the model calls it; as it is written if it is none of those known."""
    table = VALUES[of]
    return key_of(word, table) or word
