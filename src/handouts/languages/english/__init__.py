"""English: New Hart's Rules; what differs in the United States."""

from __future__ import annotations

import re
from dataclasses import replace

from handouts.languages.english.lessons import LESSONS
from handouts.languages.record import Counting, Grammar, Language, Typesetting, words
from handouts.languages.spelling import COMMON, elided

_TYPESETTING = Typesetting(
    double=("“", "”"),
    single=("‘", "’"),
    elided=elided("tis twas em til n cause"),
    spelling=(
        *COMMON,
        (re.compile(r" %(?!\w)(?<=\d %)"), "%"),
        (re.compile(r"(?<![\w.])(e|i)\. (g|e)\.(?!\w)"), r"\1.\2."),
    ),
    day=re.compile(r"(?:\d{1,2}[–/])?\d{1,2}(?:st|nd|rd|th)?"),
    months=words("Jan Feb Aug Sept Oct Nov Dec"),
    units=words(
        "km² km m² m ha cm mm kg min h am pm a.m p.m pt pts mark marks per minutes hours yen dollars million billion "
        "trillion °C BC AD BCE CE"
    ),
    amounts=words("million billion trillion"),
    currencies=words("yen dollars euros"),
    numbered=words(
        "p. pp. l. ll. Art. Arts. no. No. nos. Nos. ch. c. vol. fig. para. paras. Article Articles paragraph task Task "
        "page line grade Grade grades Grades Variant Version § §§"
    ),
    titles=words("Dr Dr. Prof. Mr Mr. Mrs Mrs. Ms Ms. St St."),
)
_EXISTS = re.compile(r"\s+(?:is|are|was|were|will|would|has|have|had|can|may|must|exist|came|no|never|also)\b")
_IMPERSONAL = re.compile(r"\s+\w+\b.*\b(?:to|that|who|which|until)\b")
_OPINION = re.compile(r"\b(?:think|find|say|call|know|like|want|accept|support|oppose|regret|see)\w*\s+$")


def _is_empty(word: str, after: str) -> bool:
    return (word == "there" and bool(_EXISTS.match(after))) or (word == "it" and bool(_IMPERSONAL.match(after)))


def _is_alone(word: str, before: str, after: str, named: bool) -> bool:
    following = after.lstrip()
    if word != "that":
        return True
    initial = not before.strip() and bool(re.match(r"(?:is|was|are|were|would|made|led|had|has)\b", following))
    judged = bool(_OPINION.search(before) and re.match(r"(?:is|was|to be)\b", following))
    return initial or (named and (not following.strip(".!?") or judged))


_GRAMMAR = Grammar(
    function_words=words(
        """the a an no and or but nor so also only still already very as if because that whether to in on at by from
        with without of for against behind after before beside since over about under between into out during through
        until he she it we you i they him her them us me his its their our your my this these those there then here
        therefore is are was were be been being has have had will would can could may might must shall should do does
        did not never more many much all any some every each what who when where why which how than too one example"""
    ),
    persons=words("he she it they him her them his hers its their theirs"),
    whole=words("this that"),
    this=words("this these those"),
    places=words("there"),
    links=words("then therefore thus hence afterwards thereby instead nevertheless otherwise moreover"),
    times=words("year day week month century decade time way moment"),
    capitals=False,
    clause=re.compile(r"[,;:–—.!?]|\b(?:and|or|but)\b", re.IGNORECASE),
    media=(
        ("observation", re.compile(r"\bobservation sheets?\b", re.IGNORECASE)),
        ("roles", re.compile(r"\brole cards?\b", re.IGNORECASE)),
        ("board", re.compile(r"\bboard (?:picture|plan)s?\b", re.IGNORECASE)),
        ("help", re.compile(r"\bhelp cards?\b", re.IGNORECASE)),
    ),
    joining=re.compile(r"\b(?:connect|draw (?:a )?lines?)\b", re.IGNORECASE),
    summing=re.compile(r"\bsum(?:s|med)?\b[^.!?]*\bup\b|\bsummari[sz]\w*|\bsummary\b", re.IGNORECASE),
    is_empty=_is_empty,
    is_alone=_is_alone,
)
_OPERATORS = {
    "nennen": ("name", "give information briefly, without explaining it"),
    "aufzählen": ("list", "give items one after the other"),
    "bezeichnen": ("identify", "say what something is, with the right word"),
    "wiedergeben": ("restate", "say what is there in your own words"),
    "zusammenfassen": ("summarise", "say what matters in fewer words"),
    "beschreiben": ("describe", "say in good order what something is like, without reading anything into it"),
    "schildern": ("give an account of", "tell vividly what happened or how things were"),
    "skizzieren": ("outline", "give the main features only"),
    "aufzeigen": ("point out", "draw attention to something and support it"),
    "darstellen": ("set out", "present a matter in good order and in full"),
    "einordnen": ("put into context", "show where something belongs in a larger whole"),
    "zuordnen": ("match", "bring together what belongs together"),
    "erklären": ("account for", "make causes, reasons and connections clear"),
    "erläutern": ("explain", "make something clear with examples and evidence"),
    "begründen": ("give reasons for", "support a statement with arguments"),
    "nachweisen": ("prove", "show that a statement holds"),
    "charakterisieren": ("characterise", "bring out what is typical of a person or thing"),
    "analysieren": ("analyse", "take apart by aspects and say what follows"),
    "untersuchen": ("examine", "put questions to a material and answer them"),
    "herausarbeiten": ("work out", "find in a material what it does not say in so many words"),
    "gegenüberstellen": ("contrast", "set two things side by side without judging them"),
    "vergleichen": ("compare", "say what is alike and what differs"),
    "auswerten": ("interpret data", "turn figures or findings into a statement"),
    "beurteilen": ("assess", "find out whether something is right or adequate, and give reasons"),
    "bewerten": ("evaluate", "judge by standards of your own, and name them"),
    "überprüfen": ("verify", "test a statement against the material and what you know"),
    "erörtern": ("discuss", "weigh what speaks for and against, and come to a judgement"),
    "diskutieren": ("debate", "set points of view against one another and weigh them"),
    "Stellung nehmen": ("comment on", "give an opinion of your own with reasons"),
    "interpretieren": ("interpret", "bring out the meaning of a material, with evidence"),
    "entwickeln": ("develop", "work out a proposal of your own"),
    "gestalten": ("create", "make something of your own in the form that is asked for"),
}
_FORMS = {
    "EA": ("individual work", "IW"),
    "PA": ("pair work", "PW"),
    "GA": ("group work", "GW"),
    "UG": ("class discussion", "CD"),
    "PL": ("whole class", "WC"),
    "LV": ("teacher’s talk", "TT"),
    "SV": ("talk by a pupil", "PT"),
    "HA": ("homework", "HW"),
}
_COUNTING = Counting(
    powers=(("million", 6), ("billion", 9), ("trillion", 12)),
    small=(
        *("one|first|once", "two|second|twice", "three|third", "four|fourth", "five|fifth", "six|sixth"),
        *("seven|seventh", "eight|eighth", "nine|ninth", "ten|tenth", "eleven|eleventh", "twelve|twelfth"),
    ),
    clock=r"[ap]\.?m\b",
)
ENGLISH = Language(
    names=("englisch", "english"),
    region="en-GB",
    lcid="809",
    typesetting=_TYPESETTING,
    genitives=("", "n", "ns"),
    notes="Notes",
    dated={"day": "on {}", "month": "in {}", "year": "in {}"},
    task="task {}",
    prompts={
        "title": "Click to edit the title",
        "text": "Click to edit the text",
        "visual": "Click to add content",
        "caption": "Source or caption",
        "text caption": "Source or caption",
    },
    roster={
        "name": (
            *("full name", "fullname", "name", "pupil", "student", "display name", "displayname"),
            *("first and last name", "participant", "member"),
        ),
        "first": (
            *("preferred name", "first name", "firstname", "given name", "givenname", "forename", "first"),
            *("preferred first name", "given names", "first names"),
        ),
        "last": ("last name", "lastname", "surname", "family name", "familyname", "longname", "last"),
        "class": (
            *("class", "class name", "classname", "homeroom", "form", "tutor group", "cohort1", "cohort"),
            *("section name", "course", "course name"),
        ),
        "language": ("language", "lang"),
        "audience": ("audience",),
        "variant": ("variant",),
    },
    roster_prefixes=("student", "pupil"),
    roster_others=tuple(
        """sum total totals count number average mean male female boys girls page date printed created source note
        notes remark remarks points due grand subtotal""".split()
    ),
    operators=_OPERATORS,
    forms=_FORMS,
    lessons=LESSONS,
    grammar=_GRAMMAR,
    counting=_COUNTING,
)
_AMERICAN = replace(
    _TYPESETTING,
    spelling=((re.compile(r"(?<=[^\s–—-]) --? (?=[^\s–—-])"), "—"), *_TYPESETTING.spelling),
    month_first=True,
)
LANGUAGES = {"en": ENGLISH, "en-US": replace(ENGLISH, region="en-US", lcid="409", typesetting=_AMERICAN)}
