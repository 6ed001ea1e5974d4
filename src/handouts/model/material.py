"""What a lesson puts in front of readers: texts, quotations, events, terms, people, charts, places.

And where a statement comes from, with what may be done with it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from handouts.model.node import Answer, Confidence, Id, Node, Shown, TeachersOnly, Year
from handouts.model.readers import Addressed
from handouts.model.text import Label, PartialDate, Text

ReferenceKey = Id
Facts = tuple[Id, ...]
_CITATION = re.compile(r"\[\^([^\]]*)\](?!:)")
_OWN_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)


class Reference(Node):
    """One entry of references.yaml: a citation. Lists of sources print its `label`, lines below materials its `short`.

    Args:
        url: Where it was read; None for printed works and own knowledge.
        seen: What was actually read.
        rights: Whether and how it may be reused.
    """

    id: Shown[Id]
    label: Shown[Label] = Field(
        description="the citation in full: an official title as it is, or a description in each language"
    )
    language: Shown[str | None] = Field(
        default=None,
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="language tag of an official title that stands there as it is, for slides that are read aloud",
    )
    short: Shown[Label | None] = Field(
        default=None, description="what learners read below a material; without it: the label"
    )
    url: Shown[str | None] = Field(
        default=None, pattern=r"^https?://[^\s]+$", description="where it was read; left out for printed works"
    )
    seen: Shown[Text | None] = Field(
        default=None, description="what was actually read: official text, secondary report …"
    )
    rights: Shown[Text | None] = Field(default=None, description="rights in the source, in a few words")
    kind: Shown[Literal["primary", "secondary", "none"]] = Field(
        default="secondary", description="primary: the thing itself; secondary: about it; none: standard knowledge"
    )


class Item(Addressed):
    """What any piece of content may carry. `facts` are the keys of facts.yaml that it states."""

    id: Shown[Id]
    sources: Shown[tuple[ReferenceKey, ...]] = Field(default=(), description="keys of references.yaml")
    facts: Shown[Facts] = Field(default=(), description="keys of facts.yaml that this item states")
    confidence: Shown[Confidence | None] = Field(
        default=None,
        description="A: official or primary text read; B: serious secondary source; C: standard literature, unchecked",
    )
    sensitive: Shown[bool] = Field(default=False, description="print the content warning with it")
    note: TeachersOnly[str | None] = Field(default=None, description="for editors; never printed")


class Annotation(Addressed):
    """Help with a word, printed beside the line in which the word stands.

    Whoever has no room beside the line (large type, two languages side by side) gets it below the text.
    """

    term: Shown[Text] = Field(description="as it stands in the text, letter by letter")
    word: Shown[Text | None] = Field(
        default=None, description="as the help names it, such as a verb in the infinitive; without it: the term"
    )
    explanation: Shown[Text] = Field(description="what it means, in a few words")


class AuthorText(Item):
    """Prose written for the lesson (Darstellungstext), in Markdown.

    `lines` prints one line of the text a line (easy to read), instead of paragraphs. `[^S07]` cites one of its
    `sources`, for audiences that read footnotes; `[^1]` with a line `[^1]: …` below is a footnote of its own.
    `account` is a text that tells what somebody said or saw: it stands among the materials, while all others open the
    handout.
    """

    account: Shown[bool] = Field(default=False, description="whether it tells what somebody said, saw or wants")
    keywords: Shown[tuple[Text, ...]] = Field(
        default=(), description="key words beside the text, the first beside the first paragraph, and so on"
    )
    annotations: Shown[tuple[Annotation, ...]] = Field(default=(), description="help with words, beside their lines")
    level: Shown[Literal["easy", "standard", "advanced"]] = Field(
        default="standard", description="how hard it is to read"
    )
    title: Shown[Text] = Field(description="above the text")
    text: Shown[Text] = Field(
        description="Markdown; a blank line starts a paragraph, [^S07] cites a source, [^1] calls a footnote below"
    )
    lines: Shown[bool] = Field(
        default=False, description="print one line of the text a line, as easy-to-read texts are set"
    )

    @model_validator(mode="after")
    def _key_words(self) -> AuthorText:
        for tag, words in self.text.root.items():
            if len(self.keywords) > (there := len(re.split(r"\n\s*\n", words))):
                raise ValueError(
                    f'there are {len(self.keywords)} keywords, but the text in "{tag}" has {there} paragraphs'
                )
        return self

    @model_validator(mode="after")
    def _citations(self) -> AuthorText:
        for words in self.text.root.values():
            own = _OWN_NOTE.findall(words)
            if own and self.lines:
                raise ValueError(
                    f"[^{own[0]}]: begins a footnote, which a text with lines: true cannot have; say it in the text"
                )
            for key in _CITATION.findall(words):
                if key not in self.sources and key not in own:
                    raise ValueError(
                        f"[^{key}] cites a source that the sources of the text do not name; add {key} to sources, or "
                        f'for a footnote of your own write what it says on a line below the text, "[^{key}]: …"'
                    )
        return self


class Event(Item):
    """One entry of the timeline. `importance` 3 is always shown, 2 usually, 1 in detail.

    `turning_point` is one of the few that a poster shows if nobody chooses others for it.
    """

    date: Shown[PartialDate] = Field(description="as precise as its source, and no more")
    importance: Shown[int] = Field(
        default=3, ge=1, le=3, description="3: always shown, 2: usually, 1: in detailed editions"
    )
    turning_point: Shown[bool] = Field(default=False, description="whether it stands on the poster; eight to ten do")
    place: Shown[Id | None] = Field(default=None, description="key of places.yaml")
    picture: Shown[Id | None] = Field(default=None, description="key of a picture of it, for its card to hang up")
    title: Shown[Text] = Field(description="what happened, in a few words")
    question: Shown[Text | None] = Field(
        default=None, description="what its flashcard asks; without it: what happened then, or when it was"
    )
    text: Shown[Text | None] = Field(default=None, description="one or two sentences")


class Period(Item):
    """A stretch of the timeline. It ends where the next one begins; the last is open."""

    begins: Shown[PartialDate] = Field(description="its first day; it ends where the next one begins")
    title: Shown[Text] = Field(description="a few words")


class Term(Item):
    """One entry of the glossary, at two reading levels.

    `romaji` is modified Hepburn with macrons; `kanji` is printed only beside it.
    """

    term: Shown[Text] = Field(description="the term itself")
    question: Shown[Text | None] = Field(
        default=None, description="what its flashcard asks; without it: what the term means"
    )
    standard: Shown[Text] = Field(description="what it means")
    easy: Shown[Text | None] = Field(
        default=None, description="what it means, in plain words; without it: as in standard"
    )
    kanji: Shown[str | None] = Field(default=None, description="Japanese spelling, printed only beside romaji")
    romaji: Shown[str | None] = Field(default=None, description="modified Hepburn with macrons")

    def meaning(self, level: str) -> Text:
        """What it means, at a reading level; where nothing easier is said, as it is for all."""
        return self.easy if level == "easy" and self.easy is not None else self.standard


class Person(Item):
    """One person. Japanese names are given family name first; `western` is the other order, for indexes."""

    name: Shown[str] = Field(description="as it is printed; Japanese names give the family name first")
    western: Shown[str | None] = Field(default=None, description="the other order, for indexes")
    born: Shown[Year | None] = Field(default=None, description="year of birth; -100 is 100 BC")
    died: Shown[Year | None] = Field(default=None, description="year of death; left out for the living")
    role: Shown[Text | None] = Field(default=None, description="office or part played")
    question: Shown[Text | None] = Field(
        default=None, description="what the flashcard asks; without it: who the person is"
    )
    text: Shown[Text] = Field(description="what matters about the person here")

    @model_validator(mode="after")
    def _lived(self) -> Person:
        if self.died is not None and self.born is not None and self.died < self.born:
            raise ValueError(f"died {self.died} before being born in {self.born}")
        return self


class Treaty(Item):
    """One treaty, statute or agreement. Each of its dates has the key that says what happened then, in this order."""

    issued: Shown[PartialDate | None] = Field(default=None, description="day on which a declaration was made public")
    signed: Shown[PartialDate | None] = Field(default=None, description="day of signature by those who concluded it")
    passed: Shown[PartialDate | None] = Field(default=None, description="day on which a parliament passed it")
    decided: Shown[PartialDate | None] = Field(default=None, description="day on which a government decided it")
    promulgated: Shown[PartialDate | None] = Field(default=None, description="day of promulgation, of a law")
    accepted: Shown[PartialDate | None] = Field(default=None, description="day on which the other side accepted it")
    in_force: Shown[PartialDate | None] = Field(default=None, description="day on which it took effect")
    ended: Shown[PartialDate | None] = Field(default=None, description="day on which something else replaced it")
    title: Shown[Text] = Field(description="as it is printed")
    parties: Shown[Text | None] = Field(default=None, description="who concluded it")
    key: Shown[Text] = Field(description="the provisions that matter")
    effect: Shown[Text | None] = Field(default=None, description="what followed")


class Quotation(Item):
    """A primary source, word for word (historische Quelle).

    `text` holds the original under `original`, or what others have published of it in another language under
    `published_translation`, or both; under the other languages stand working translations.
    `gist` says it in plain words for young readers. `account_before` and `account_after` tell what is left out before
    or after the quoted words; they are printed as told in own words, so that nobody takes them for the source.
    `unverified` says which part of the wording was not compared with the source; learners get such a quotation only in
    a draft.
    """

    date: Shown[PartialDate | None] = Field(
        default=None, description="when it was said or written; left out where nobody knows"
    )
    title: Shown[Text] = Field(description="as it is printed")
    introduction: Shown[Text | None] = Field(default=None, description="author, occasion, addressee")
    original: Shown[str] = Field(default="en", description="language tag in which it was said or written")
    published_translation: Shown[str | None] = Field(
        default=None,
        description="language tag of a translation that others have published; like the original, it is never changed",
    )
    text: Shown[Text] = Field(description="the original under its own language, working translations under the others")
    gist: Shown[Text | None] = Field(default=None, description="the same in plain words")
    account_before: Shown[Text | None] = Field(
        default=None, description="what comes before the quoted words, told in own words and printed as such"
    )
    account_after: Shown[Text | None] = Field(default=None, description="the same for what comes after them")
    rights: Shown[Text | None] = Field(default=None, description="who holds the rights, or why nobody does")
    annotations: Shown[tuple[Annotation, ...]] = Field(default=(), description="help with words, beside their lines")
    unverified: TeachersOnly[Text | None] = Field(
        default=None,
        description="which part was not compared with the source; without --draft no file for learners prints it",
    )


class Place(Item):
    """A point on the map, WGS 84 decimal degrees; east and north are positive."""

    lat: Shown[Decimal] = Field(ge=-90, le=90, description="decimal degrees (WGS 84), north is positive")
    lon: Shown[Decimal] = Field(ge=-180, le=180, description="decimal degrees (WGS 84), east is positive")
    kind: Shown[Literal["war", "politics", "base", "return"]] = Field(description="which sign stands on the map")
    name: Shown[Text] = Field(description="as it is printed")
    label: Shown[Text | None] = Field(default=None, description="a few words under the name")
    returned: Shown[PartialDate | None] = Field(default=None, description="day on which it was handed back")
    inset_only: Shown[bool] = Field(default=False, description="too far away for the main map")


class PlaceKind(Node):
    """What one kind of place is called in the legend."""

    kind: Shown[Literal["war", "politics", "base", "return"]] = Field(description="which places")
    name: Shown[Text] = Field(description="what the legend calls them")


class MapName(Node):
    """The name of a country or a sea on the map, WGS 84 decimal degrees: near there, where it has room."""

    kind: Shown[Literal["country", "sea"]] = Field(description="seas are set in italics, and on blank maps too")
    name: Shown[Text] = Field(description="as it is printed")
    lat: Shown[Decimal] = Field(ge=-90, le=90, description="decimal degrees (WGS 84), north is positive")
    lon: Shown[Decimal] = Field(ge=-180, le=180, description="decimal degrees (WGS 84), east is positive")


class MapLegend(Node):
    """The words of the lesson's map: its legend, and what readers who cannot see it should know."""

    alt: Shown[Text | None] = Field(default=None, description="what a reader who cannot see the map should know")
    blank_alt: Shown[Text | None] = Field(
        default=None, description="the same for the map without names, which learners fill in"
    )
    kinds: Shown[tuple[PlaceKind, ...]] = Field(min_length=1, description="one entry for each kind of place")
    names: Shown[tuple[MapName, ...]] = Field(
        default=(), description="countries and seas; one that windows of the map show apart may stand here twice"
    )


class Statement(Item):
    """One statement of the fact check, true or false, with its correction."""

    verdict: Answer[bool] = Field(description="whether it is true; learners never see it")
    text: Shown[Text] = Field(description="what to judge")
    correction: Answer[Text | None] = Field(default=None, description="what is right, for teachers")


WHOLES = {
    "timeline": "timeline",
    "map": "places",
    "glossary": "glossary",
    "statements": "statements",
    "texts": "texts",
}
"""What `shows` of a material may name instead of an id, with the list of the lesson that it then shows as a whole."""


class Material(Item):
    """One entry of the register M1, M2 …: what readers find under that number.

    `shows` is `timeline`, `map`, `glossary`, `statements`, or the id of a quotation, chart, picture or author text.
    Its id is what the lesson's files name it by; what is printed is its number in the order of each sheet.
    """

    shows: Shown[str] = Field(
        description="timeline, map, glossary, statements, or the id of a quotation, chart, picture or author text"
    )
    title: Shown[Text] = Field(description="as it is printed")
    introduction: Shown[Text | None] = Field(
        default=None, description="one or two sentences: author, date, addressee, occasion"
    )
    for_tests: Shown[bool] = Field(default=False, description="whether it is printed with tests alone")
