"""A lesson: everything one topic holds, for every language and audience."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from handouts.model.material import (
    AuthorText,
    Chart,
    Event,
    Item,
    MapLegend,
    Material,
    Period,
    Person,
    Place,
    Quotation,
    Reference,
    ReferenceKey,
    Statement,
    Term,
    Treaty,
)
from handouts.model.node import Id, Node, Shown, TeachersOnly
from handouts.model.picture import Picture
from handouts.model.readers import Addressed
from handouts.model.task import Operator, Rubric, SocialForm, Task
from handouts.model.text import PartialDate, Text


class Competence(Addressed):
    """A competence that the lesson builds (Sach-, Methoden-, Urteils-, Handlungskompetenz)."""

    id: Shown[Id]
    text: Shown[Text] = Field(description="what learners are able to do")


class Objective(Addressed):
    """A learning objective in the words of the learner."""

    id: Shown[Id]
    text: Shown[Text] = Field(description="in the words of the learner: I can …")


class Sprint(Item):
    """Something for those who are done early (Sprinteraufgabe)."""

    text: Shown[Text] = Field(description="what to do")


class Phase(Node):
    """One row of a lesson plan: what happens, for how many minutes, in which social form."""

    minutes: TeachersOnly[int] = Field(ge=1, description="how long it takes")
    social_form: TeachersOnly[Id] = Field(description="id of a way of working, such as EA")
    name: TeachersOnly[Text] = Field(description="what teachers call it: starter, work phase …")
    content: TeachersOnly[Text] = Field(description="what happens")
    materials: TeachersOnly[tuple[Id, ...]] = Field(default=(), description="ids of the materials it needs")
    tasks: TeachersOnly[tuple[Id, ...]] = Field(default=(), description="ids of the tasks it needs")
    comment: TeachersOnly[Text | None] = Field(default=None, description="advice for the teacher")


class Plan(Item):
    """The plan of one lesson (Verlaufsplan); its phases add up to `minutes`."""

    minutes: TeachersOnly[int] = Field(ge=1, description="the sum over all phases")
    title: TeachersOnly[Text] = Field(description="as it is printed")
    question: TeachersOnly[Text] = Field(description="the question of the lesson (Stundenfrage)")
    competences: TeachersOnly[tuple[Id, ...]] = Field(default=(), description="ids of the competences it builds")
    objectives: TeachersOnly[tuple[Id, ...]] = Field(default=(), description="ids of the objectives it serves")
    phases: TeachersOnly[tuple[Phase, ...]] = Field(min_length=1, description="the rows of the plan, in order")
    homework: TeachersOnly[Text | None] = Field(default=None, description="what to do at home")

    @model_validator(mode="after")
    def _adds_up(self) -> Plan:
        if (total := sum(phase.minutes for phase in self.phases)) != self.minutes:
            raise ValueError(f"the phases add up to {total} minutes, not {self.minutes}")
        return self


class Examination(Item):
    """A test: which tasks, in how many minutes. Its `audiences` say whose it is.

    Sources are printed without their gist, which says what learners are to find out, unless `gist` asks for it.
    """

    minutes: Shown[int] = Field(ge=1, description="time for the whole test")
    tasks: Shown[tuple[Id, ...]] = Field(min_length=1, description="ids of its tasks, in order")
    title: Shown[Text] = Field(description="as it is printed")
    materials: Shown[tuple[Id, ...]] = Field(default=(), description="ids of materials printed with it, and no others")
    gist: Shown[bool] = Field(
        default=False, description="whether its sources are printed in plain words, too, for audiences that have them"
    )
    aids: Shown[Text | None] = Field(default=None, description="what may be used")


class SlideOutline(Item):
    """One slide of the deck: at most a few bullets, and what is shown beside them.

    `shows` are ids of materials; `tasks` are put to the class, with their expected answers in the notes.
    `period` limits a timeline that it shows.
    """

    title: Shown[Text] = Field(description="at the top of the slide")
    section: Shown[Text | None] = Field(default=None, description="starts a section of this name")
    bullets: Shown[tuple[Text, ...]] = Field(default=(), description="at most four, of about twelve words each")
    shows: Shown[tuple[Id, ...]] = Field(default=(), description="ids of materials shown with it")
    period: Shown[Id | None] = Field(default=None, description="key of one of the lesson's periods")
    tasks: Shown[tuple[Id, ...]] = Field(
        default=(), description="ids of tasks put to the class; answers stand in the notes"
    )
    notes: TeachersOnly[Text | None] = Field(default=None, description="for the teacher, in CommonMark")


class Phrase(Addressed):
    """A useful phrase, for lessons in another language."""

    text: Shown[Text] = Field(description="the phrase, in every language")


class Fact(Item):
    """What the lesson holds to be the case about one point, for the teacher to rely on.

    `status` says how common presentations of the point stand to it.
    """

    status: TeachersOnly[Literal["ok", "imprecise", "outdated", "wrong", "contested", "addition"]] = Field(
        description="how common presentations of the point stand to it"
    )
    date: TeachersOnly[PartialDate | None] = Field(default=None, description="the day it is about")
    claim: TeachersOnly[Text | None] = Field(default=None, description="how the point is often put")
    statement: TeachersOnly[Text] = Field(description="what the lesson says, with its note")


class Wording(Item):
    """A passage on a sensitive matter.

    One that is worded twice has a `detail`: audiences read the one that their `sensitive` asks for.
    """

    detail: Shown[Literal["short", "full"] | None] = Field(
        default=None, description="short: only what is needed; full: with what happened; without it: for everybody"
    )
    title: Shown[Text] = Field(description="what the passage is about")
    text: Shown[Text] = Field(description="the passage, in CommonMark")


class BoardColumn(Node):
    """One column of the board picture."""

    head: TeachersOnly[Text] = Field(description="what the column is about")
    entries: TeachersOnly[tuple[Text, ...]] = Field(min_length=1, description="key words, from top to bottom")


class Board(Node):
    """The board picture (Tafelbild): a few columns of key words."""

    title: TeachersOnly[Text] = Field(description="above the columns")
    columns: TeachersOnly[tuple[BoardColumn, ...]] = Field(min_length=1, description="from left to right")


class Acceptance(Node):
    """A string that must stand in the handouts, written as the edition's language writes it."""

    id: TeachersOnly[Id]
    text: TeachersOnly[Text] = Field(description="exactly as each language writes it")
    easy: TeachersOnly[bool] = Field(default=False, description="whether the easy-to-read edition must have it, too")
    importance: TeachersOnly[int] = Field(
        default=3, ge=1, le=3, description="least timeline importance of editions that show it"
    )


class Lesson(Node):
    """Everything one topic holds. Read from one folder; never changed, only narrowed to one edition.

    `as_of` is the date the research ends: nothing after it is implied. `sources` are works that the lesson as a whole
    rests on, beside those that its items cite; teachers find them in the list of sources.
    `forbidden` are strings that may stand in no output, by language.
    `hyphenation` are words with their permitted breaks as hyphens (`Über-gang`).
    """

    id: Shown[Id]
    languages: Shown[tuple[str, ...]] = Field(
        min_length=1, description="the languages that every text is given in, such as [de, en]"
    )
    title: Shown[Text] = Field(description="the title of the lesson")
    subtitle: Shown[Text] = Field(description="a line below the title")
    question: Shown[Text] = Field(description="the key question of the whole lesson")
    subject: Shown[Text] = Field(description="school subjects, for headers")
    curriculum: Shown[Text | None] = Field(default=None, description="what it serves in the curriculum")
    as_of: Shown[PartialDate] = Field(description="the date the research ends")
    version: Shown[str] = Field(description="of the lesson; printed in footers")
    authors: Shown[str] = Field(description="who wrote it")
    licence: Shown[Text] = Field(description="under which it may be passed on")
    name_note: Shown[Text | None] = Field(default=None, description="how names are given")
    content_warning: Shown[Text | None] = Field(default=None, description="printed with items marked as sensitive")
    sensitive_note: TeachersOnly[Text | None] = Field(default=None, description="for teachers")
    easy_note: Shown[Text | None] = Field(default=None, description="status of the easy-to-read edition")
    working_translation: Shown[Text] = Field(description="label of a translation made by the project")
    sources: TeachersOnly[tuple[ReferenceKey, ...]] = Field(default=(), description="keys of references.yaml")
    board: TeachersOnly[Board | None] = Field(default=None, description="the board picture")
    competences: Shown[tuple[Competence, ...]] = Field(default=(), description="what the lesson builds")
    objectives: Shown[tuple[Objective, ...]] = Field(default=(), description="what learners can do afterwards")
    operators: Shown[tuple[Operator, ...]] = Field(default=(), description="the command words that tasks may use")
    social_forms: Shown[tuple[SocialForm, ...]] = Field(
        default=(), description="ways of working that tasks and plans may name"
    )
    rubrics: TeachersOnly[tuple[Rubric, ...]] = Field(default=(), description="mark schemes that tasks may name")
    phrases: Shown[tuple[Phrase, ...]] = Field(
        default=(), description="useful phrases, for lessons in another language"
    )
    texts: Shown[tuple[AuthorText, ...]] = Field(default=(), description="prose written for the lesson")
    periods: Shown[tuple[Period, ...]] = Field(default=(), description="the stretches of the timeline")
    timeline: Shown[tuple[Event, ...]] = Field(default=(), description="events, in the order of time")
    glossary: Shown[tuple[Term, ...]] = Field(default=(), description="terms and what they mean")
    people: Shown[tuple[Person, ...]] = Field(default=(), description="who matters")
    documents: Shown[tuple[Treaty, ...]] = Field(default=(), description="treaties, statutes and agreements")
    quotations: Shown[tuple[Quotation, ...]] = Field(default=(), description="primary sources, word for word")
    charts: Shown[tuple[Chart, ...]] = Field(default=(), description="data series")
    pictures: Shown[tuple[Picture, ...]] = Field(default=(), description="photographs, caricatures, posters …")
    map: Shown[MapLegend | None] = Field(default=None, description="needed where a material shows the map")
    places: Shown[tuple[Place, ...]] = Field(default=(), description="points on the map")
    statements: Shown[tuple[Statement, ...]] = Field(default=(), description="the fact check: statements to judge")
    materials: Shown[tuple[Material, ...]] = Field(
        default=(), description="the register M1, M2 …: what is printed, and in which order"
    )
    tasks: Shown[tuple[Task, ...]] = Field(default=(), description="the task bank")
    sprints: Shown[tuple[Sprint, ...]] = Field(default=(), description="something for those who are done early")
    plans: TeachersOnly[tuple[Plan, ...]] = Field(default=(), description="lesson plans")
    tests: Shown[tuple[Examination, ...]] = Field(default=(), description="tests made of tasks")
    slides: Shown[tuple[SlideOutline, ...]] = Field(default=(), description="the slides of the deck, in order")
    facts: TeachersOnly[tuple[Fact, ...]] = Field(default=(), description="what the lesson relies on, for teachers")
    wordings: Shown[tuple[Wording, ...]] = Field(
        default=(), description="passages on sensitive matters, worded for their readers"
    )
    references: Shown[tuple[Reference, ...]] = Field(
        default=(), description="citations; the sources of items name them by id"
    )
    acceptance: TeachersOnly[tuple[Acceptance, ...]] = Field(
        default=(), description="strings that the finished handouts must hold"
    )
    forbidden: TeachersOnly[dict[str, tuple[str, ...]]] = Field(
        default_factory=dict, description="strings that may stand in no handout, by language"
    )
    hyphenation: Shown[dict[str, tuple[str, ...]]] = Field(
        default_factory=dict, description="words with their permitted breaks as hyphens, by language"
    )

    @model_validator(mode="after")
    def _map_described(self) -> Lesson:
        if self.map is None and any(material.shows == "map" for material in self.materials):
            raise ValueError(
                'a material shows the map, so the lesson needs "map:" with its alternative text and legend'
            )
        return self
