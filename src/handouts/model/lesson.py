"""A lesson: everything one topic holds, for every language and audience."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from handouts.model.chart import Chart
from handouts.model.marking import MarkingKey, TestKind
from handouts.model.material import (
    AuthorText,
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
from handouts.model.outline import SlideOutline
from handouts.model.picture import Picture
from handouts.model.points import AnyPoints
from handouts.model.poster import KeyFigure, Poster
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
    """One row of a lesson plan: what happens, for how many minutes, in which social form.

    Learners do all of its `tasks`, one after the other; or, if it has `groups`, each group those of its own.
    """

    minutes: TeachersOnly[int] = Field(ge=1, description="how long it takes")
    social_form: TeachersOnly[Id | None] = Field(default=None, description="id of a way of working, such as EA")
    name: TeachersOnly[Text] = Field(description="what teachers call it: starter, work phase …")
    content: TeachersOnly[Text | None] = Field(default=None, description="what happens")
    materials: TeachersOnly[tuple[Id, ...]] = Field(default=(), description="ids of the materials it needs")
    tasks: TeachersOnly[tuple[Id, ...]] = Field(default=(), description="ids of the tasks that everybody does")
    groups: TeachersOnly[tuple[tuple[Id, ...], ...]] = Field(
        default=(), description="group work by topic: the ids of the tasks of group A, of group B …"
    )
    comment: TeachersOnly[Text | None] = Field(default=None, description="advice for the teacher")

    @property
    def all_tasks(self) -> tuple[str, ...]:
        """The ids of its tasks, whoever does them."""
        return (*self.tasks, *(key for group in self.groups for key in group))


class BoardColumn(Node):
    """One column of the board picture."""

    head: TeachersOnly[Text] = Field(description="what the column is about")
    entries: TeachersOnly[tuple[Text, ...]] = Field(min_length=1, description="key words, from top to bottom")


class Board(Node):
    """The board picture (Tafelbild): a few columns of key words."""

    title: TeachersOnly[Text] = Field(description="above the columns")
    columns: TeachersOnly[tuple[BoardColumn, ...]] = Field(min_length=1, description="from left to right")


class Role(Item):
    """A part to play in a hearing or a debate, as it stands on a card to cut out."""

    name: Shown[Text] = Field(description="who it is")
    interest: Shown[Text | None] = Field(default=None, description="what this person or office wants")
    points: Shown[tuple[Text, ...]] = Field(min_length=1, description="facts to argue with, each with its material")
    opening: Shown[Text | None] = Field(default=None, description="a first sentence to begin with")


class Observation(Item):
    """A sheet for those who watch and listen: what to look out for, with room for notes."""

    title: Shown[Text] = Field(description="above the table")
    columns: Shown[tuple[Text, ...]] = Field(min_length=2, description="heads of the columns")
    criteria: Shown[tuple[Text, ...]] = Field(min_length=1, description="first cell of each row: what to look out for")
    rows: Shown[int] = Field(default=0, ge=0, le=12, description="empty rows below, for who else speaks")


class Plan(Item):
    """The plan of one lesson (Verlaufsplan); its phases add up to `minutes`.

    A sheet and a reader are made for it. On the sheet stand the tasks of its phases in their order, then those to
    choose from, then homework; in the reader the materials that these need, in the order in which the plan meets them.
    """

    suffix: Shown[str | None] = Field(
        default=None,
        pattern=r"^[a-z][a-z0-9]*$",
        max_length=20,
        description="what its files are called after: worksheet-double; without it: its number, worksheet-1",
    )
    minutes: Shown[int] = Field(ge=1, description="the sum over all phases")
    title: Shown[Text] = Field(description="as it is printed")
    question: Shown[Text | None] = Field(default=None, description="the question of the lesson (Stundenfrage)")
    competences: TeachersOnly[tuple[Id, ...]] = Field(default=(), description="ids of the competences it builds")
    objectives: Shown[tuple[Id, ...]] = Field(default=(), description="ids of the objectives it serves")
    phases: TeachersOnly[tuple[Phase, ...]] = Field(min_length=1, description="the rows of the plan, in order")
    choice_tasks: Shown[tuple[Id, ...]] = Field(
        default=(), description="ids of tasks on its sheet that learners may choose: for those who are done early"
    )
    homework_tasks: Shown[tuple[Id, ...]] = Field(
        default=(), description="ids of tasks to do at home, which have a part of their own on its sheet"
    )
    homework: Shown[Text | None] = Field(default=None, description="what else to do at home, as learners read it")
    begins: Shown[PartialDate | None] = Field(default=None, description="its timeline has no event before")
    ends: Shown[PartialDate | None] = Field(default=None, description="its timeline has no event after")
    summary: Shown[tuple[Text, ...]] = Field(
        default=(), description="what is to be remembered, at the end of its reader: about five sentences"
    )
    key_terms: Shown[tuple[Id, ...]] = Field(default=(), description="ids of the terms to be learnt")
    board: TeachersOnly[Board | None] = Field(default=None, description="the board picture as it stands at the end")
    observation: TeachersOnly[Id | None] = Field(default=None, description="id of the sheet for those who watch")
    stumbling_blocks: TeachersOnly[tuple[Text, ...]] = Field(
        default=(), description="what learners often get wrong, and what to say then"
    )
    support: TeachersOnly[tuple[Text, ...]] = Field(
        default=(), description="how to help the slower, and feed the quicker"
    )

    @model_validator(mode="after")
    def _adds_up(self) -> Plan:
        if (total := sum(phase.minutes for phase in self.phases)) != self.minutes:
            raise ValueError(f"the phases add up to {total} minutes, not {self.minutes}")
        return self

    @property
    def sheet_tasks(self) -> tuple[str, ...]:
        """The ids of the tasks on its sheet, each once, in the order in which they stand there."""
        phases = (key for phase in self.phases for key in phase.all_tasks)
        return tuple(dict.fromkeys((*phases, *self.choice_tasks, *self.homework_tasks)))


class Examination(Item):
    """A test: which tasks, in how many minutes. Its `audiences` say whose it is.

    Sources are printed without their gist, which says what learners are to find out, unless `gist` asks for it; and
    without help with words, which says how to read them, unless `word_help` does.
    A variant that has something else `instead` of a task or a material is a test of its own for whoever sits beside:
    `instead: {B: {K01: K61}}`.
    """

    kind: Shown[TestKind] = Field(
        default="test",
        description="test: room below each task, table of marks, signature; exam (Klausur): questions alone, answered "
        "on paper of their own, marked for content and for language",
    )
    minutes: Shown[int | None] = Field(default=None, ge=1, description="time for the whole test")
    tasks: Shown[tuple[Id, ...]] = Field(min_length=1, description="ids of its tasks, in order")
    title: Shown[Text | None] = Field(default=None, description="as it is printed; without it: that of the lesson")
    materials: Shown[tuple[Id, ...]] = Field(default=(), description="ids of materials printed with it, and no others")
    beside: Shown[tuple[Id, ...]] = Field(
        default=(), max_length=2, description="two of its materials that stand side by side, to be compared"
    )
    instead: Shown[dict[str, dict[Id, Id]]] = Field(
        default_factory=dict, description="by variant: what it has instead of a task or a material, ids for ids"
    )
    language_points: Shown[AnyPoints] = Field(
        default=0, description="points for language and form (Darstellungsleistung), beside those of the tasks"
    )
    rubric: TeachersOnly[Id | None] = Field(
        default=None, description="id of the mark scheme for language and form; it adds up to language_points"
    )
    marking: Shown[MarkingKey] = Field(
        default_factory=dict, description="a key of marks of its own, as in handouts.yaml; without it the project's"
    )
    word_help: Shown[bool] = Field(
        default=False, description="whether its texts are printed with help with words, too, and with their key words"
    )
    gist: Shown[bool] = Field(
        default=False, description="whether its sources are printed in plain words, too, for audiences that have them"
    )
    aids: Shown[Text | None] = Field(default=None, description="what may be used")

    def as_variant(self, name: str) -> Examination:
        """The test as one of its variants has it."""
        other = self.instead.get(name, {})
        update: dict[str, Any] = {
            key: tuple(other.get(one, one) for one in getattr(self, key)) for key in ("tasks", "materials", "beside")
        }
        return self.model_copy(update={**update, "instead": {}}) if self.instead else self

    @property
    def ever(self) -> tuple[str, ...]:
        """The ids of the tasks and materials of all its variants."""
        others = (one for other in self.instead.values() for one in other.values())
        return tuple(dict.fromkeys((*self.tasks, *self.materials, *others)))


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


class Misconception(Item):
    """A common error, and what to say to a class that brings it along."""

    error: TeachersOnly[Text] = Field(description="what is often said")
    answer: TeachersOnly[Text] = Field(description="what to say then")


class Wording(Item):
    """A passage on a sensitive matter.

    One that is worded twice has a `detail`: audiences read the one that their `sensitive` asks for.
    """

    detail: Shown[Literal["short", "full"] | None] = Field(
        default=None, description="short: only what is needed; full: with what happened; without it: for everybody"
    )
    title: Shown[Text] = Field(description="what the passage is about")
    text: Shown[Text] = Field(description="the passage, in CommonMark")


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
    subtitle: Shown[Text | None] = Field(default=None, description="a line below the title")
    question: Shown[Text | None] = Field(default=None, description="the key question of the whole lesson")
    subject: Shown[Text | None] = Field(default=None, description="school subjects, for headers")
    curriculum: Shown[Text | None] = Field(default=None, description="what it serves in the curriculum")
    as_of: Shown[PartialDate | None] = Field(default=None, description="the date the research ends")
    version: Shown[str | None] = Field(default=None, description="of the lesson; printed in footers")
    authors: Shown[str | None] = Field(default=None, description="who wrote it")
    licence: Shown[Text | None] = Field(default=None, description="under which it may be passed on")
    name_note: Shown[Text | None] = Field(default=None, description="how names are given")
    content_warning: Shown[Text | None] = Field(default=None, description="printed with items marked as sensitive")
    sensitive_note: TeachersOnly[Text | None] = Field(default=None, description="for teachers")
    easy_note: Shown[Text | None] = Field(default=None, description="status of the easy-to-read edition")
    working_translation: Shown[Text | None] = Field(
        default=None, description="label of a translation made by the project; without it: the usual one"
    )
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
    plans: Shown[tuple[Plan, ...]] = Field(default=(), description="lesson plans")
    roles: Shown[tuple[Role, ...]] = Field(default=(), description="parts to play, which tasks name")
    observations: Shown[tuple[Observation, ...]] = Field(default=(), description="sheets for those who watch")
    tests: Shown[tuple[Examination, ...]] = Field(default=(), description="tests made of tasks")
    posters: Shown[tuple[Poster, ...]] = Field(
        default=(), description="what stands on the poster, one for each audience; without one it is chosen"
    )
    key_figures: Shown[tuple[KeyFigure, ...]] = Field(default=(), description="numbers that posters show")
    slides: Shown[tuple[SlideOutline, ...]] = Field(default=(), description="the slides of the deck, in order")
    facts: TeachersOnly[tuple[Fact, ...]] = Field(default=(), description="what the lesson relies on, for teachers")
    misconceptions: TeachersOnly[tuple[Misconception, ...]] = Field(
        default=(), description="common errors with what to say; without them teachers get the whole fact sheet"
    )
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
    def _of_our_era(self) -> Lesson:
        if self.as_of is not None and self.as_of.year < 0:
            raise ValueError("as_of is the day on which the research for the lesson ended, not that of its matter")
        return self
