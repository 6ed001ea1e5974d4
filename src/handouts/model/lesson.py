"""A lesson: everything one topic holds, for every language and audience."""

from __future__ import annotations

import re
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
    Statement,
    Term,
    Treaty,
)
from handouts.model.node import Id, Node
from handouts.model.reference import Reference, ReferenceKey
from handouts.model.text import PartialDate, Text

Level = Literal["I", "II", "III"]

CLOSED_TYPES = ("multiple_choice", "true_false", "ordering", "matching", "gap_text")
TaskType = Literal[
    "multiple_choice", "true_false", "ordering", "matching", "gap_text",
    "source_analysis", "source_comparison", "source_criticism", "chart_analysis", "calculation", "map",
    "fact_check", "cause_effect", "mediation", "role_play", "opinion", "essay", "dbq", "creative",
    "exit_ticket", "seminar_paper",
]  # fmt: skip
GAP = re.compile(r"\{([^{}]+)\}")


class Operator(Node):
    """A command word and its level (Anforderungsbereich I–III, KMK 2005); `id` is the German infinitive.

    `bloom` is the level in Bloom's taxonomy, for English-speaking teachers.
    """

    id: str
    level: Level
    name: Text
    bloom: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
    project: bool = Field(default=False, description="not in the KMK list: added by this project")


class SocialForm(Node):
    """A way of working together (Sozialform): individual, pair or group work."""

    id: Id
    name: Text


class Competence(Node):
    """A competence that the lesson builds (Sach-, Methoden-, Urteils-, Handlungskompetenz)."""

    id: Id
    text: Text


class Objective(Node):
    """A learning objective in the words of the learner."""

    id: Id
    text: Text


class Criterion(Node):
    """One row of a rubric."""

    id: Id
    points: int = Field(ge=1)
    text: Text


class Rubric(Node):
    """A point-based mark scheme for one kind of task."""

    id: Id
    points: int = Field(ge=1)
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> Rubric:
        if (total := sum(criterion.points for criterion in self.criteria)) != self.points:
            raise ValueError(f"the criteria add up to {total} points, not {self.points}")
        return self


class ExpectedAnswer(Node):
    """One aspect of what a good answer holds (Erwartungshorizont), and its points."""

    points: int = Field(ge=0)
    text: Text


class Option(Node):
    """One option of a multiple-choice task, or one statement to judge true or false."""

    correct: bool
    text: Text


class Pair(Node):
    """Two things that belong together."""

    left: Text
    right: Text


class AnswerTable(Node):
    """An empty table for the answer: column heads, and the first cell of each row."""

    columns: tuple[Text, ...] = Field(min_length=2)
    rows: tuple[Text, ...] = Field(min_length=1)


class Task(Item):
    """What a pupil is asked (Aufgabe).

    Which of `options`, `events`, `pairs`, `terms` and `gap_text` is given depends on `type`.
    `minutes` is working time; `points` is the sum over `expected`.
    `lines`, `table`, `box_height` say how much room to leave; without them it follows the length of the
    expected answer.
    """

    type: TaskType
    operators: tuple[str, ...] = Field(min_length=1, description="ids of operators; the first is the leading one")
    level: Level
    materials: tuple[Id, ...] = Field(default=(), description="ids of materials the task refers to")
    points: int = Field(ge=1)
    minutes: int = Field(ge=1)
    social_form: Id
    prompt: Text
    expected: tuple[ExpectedAnswer, ...] = Field(min_length=1)
    rubric: Id | None = None
    options: tuple[Option, ...] = ()
    events: tuple[Id, ...] = Field(default=(), description="ordering: keys of timeline.yaml, in the right order")
    pairs: tuple[Pair, ...] = ()
    terms: tuple[Id, ...] = Field(default=(), description="matching: keys of glossary.yaml")
    gap_text: Text | None = Field(default=None, description="solutions in {braces}")
    starters: tuple[Text, ...] = Field(default=(), description="beginnings of sentences to finish")
    help: tuple[Text, ...] = Field(default=(), description="help cards, from the gentlest hint on")
    lines: int | None = Field(default=None, ge=0, description="writing lines")
    table: AnswerTable | None = None
    box_height: int | None = Field(default=None, ge=10, le=250, description="millimetres of an empty box to draw in")

    @model_validator(mode="after")
    def _complete(self) -> Task:
        needed = {
            "multiple_choice": bool(self.options),
            "true_false": bool(self.options),
            "ordering": bool(self.events),
            "matching": bool(self.pairs or self.terms),
            "gap_text": self.gap_text is not None,
        }
        if not needed.get(self.type, True):
            key = {"ordering": "events", "matching": "pairs or terms", "gap_text": "gap_text"}.get(self.type, "options")
            raise ValueError(f"a task of type {self.type} needs {key}")
        if (total := sum(answer.points for answer in self.expected)) != self.points:
            raise ValueError(f"the expected answers add up to {total} points, not {self.points}")
        return self

    @property
    def closed(self) -> bool:
        """Whether the answer is ticked, joined or filled in, rather than written."""
        return self.type in CLOSED_TYPES


class Sprint(Item):
    """Something for those who are done early (Sprinteraufgabe)."""

    text: Text


class Phase(Node):
    """One row of a lesson plan: what happens, for how many minutes, in which social form."""

    minutes: int = Field(ge=1)
    social_form: Id
    name: Text
    content: Text
    materials: tuple[Id, ...] = ()
    tasks: tuple[Id, ...] = ()
    comment: Text | None = None


class Plan(Item):
    """The plan of one lesson (Verlaufsplan); its phases add up to `minutes`."""

    minutes: int = Field(ge=1)
    title: Text
    question: Text = Field(description="the question of the lesson (Stundenfrage)")
    competences: tuple[Id, ...] = ()
    objectives: tuple[Id, ...] = ()
    phases: tuple[Phase, ...] = Field(min_length=1)
    homework: Text | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> Plan:
        if (total := sum(phase.minutes for phase in self.phases)) != self.minutes:
            raise ValueError(f"the phases add up to {total} minutes, not {self.minutes}")
        return self


class Examination(Item):
    """A test: which tasks, in how many minutes. Its `audiences` say whose it is."""

    minutes: int = Field(ge=1)
    tasks: tuple[Id, ...] = Field(min_length=1)
    title: Text
    materials: tuple[Id, ...] = Field(default=(), description="ids of materials printed with it, and no others")
    aids: Text | None = Field(default=None, description="what may be used")


class SlideOutline(Item):
    """One slide of the deck: at most a few bullets, and what is shown beside them.

    `shows` are ids of materials; `tasks` are put to the class, with their expected answers in the notes.
    `period` limits a timeline that it shows.
    """

    title: Text
    section: Text | None = Field(default=None, description="starts a section of this name")
    bullets: tuple[Text, ...] = ()
    shows: tuple[Id, ...] = ()
    period: Id | None = Field(default=None, description="key of one of the lesson's periods")
    tasks: tuple[Id, ...] = ()
    notes: Text | None = Field(default=None, description="for the teacher, in CommonMark")


class Phrase(Node):
    """A useful phrase, for lessons in another language."""

    text: Text


class Fact(Item):
    """What the lesson holds to be the case about one point, for the teacher to rely on.

    `status` says how common presentations of the point stand to it.
    """

    status: Literal["ok", "imprecise", "outdated", "wrong", "contested", "addition"]
    date: PartialDate | None = None
    claim: Text | None = Field(default=None, description="how the point is often put")
    statement: Text = Field(description="what the lesson says, with its note")


class Wording(Item):
    """A passage on a sensitive matter, worded for the audiences it names."""

    title: Text
    text: Text


class Board(Node):
    """The board picture (Tafelbild): a few columns of key words."""

    title: Text
    columns: tuple[BoardColumn, ...] = Field(min_length=1)


class BoardColumn(Node):
    """One column of the board picture."""

    head: Text
    entries: tuple[Text, ...] = Field(min_length=1)


class Acceptance(Node):
    """A string that must stand in the handouts, written as the edition's language writes it."""

    id: Id
    text: Text
    easy: bool = False
    importance: int = Field(default=3, ge=1, le=3, description="least timeline importance of editions that show it")


class Lesson(Node):
    """Everything one topic holds. Read from one folder; never changed, only narrowed to one edition.

    `as_of` is the date the research ends: nothing after it is implied. `sources` are works that the lesson as a whole
    rests on, beside those that its items cite; teachers find them in the list of sources.
    `forbidden` are strings that may stand in no output, by language.
    `hyphenation` are words with their permitted breaks as hyphens (`Über-gang`).
    """

    id: Id
    languages: tuple[str, ...] = Field(min_length=1)
    title: Text
    subtitle: Text
    question: Text = Field(description="the key question of the whole lesson")
    subject: Text
    curriculum: Text | None = None
    as_of: PartialDate
    version: str
    authors: str
    licence: Text
    name_note: Text | None = Field(default=None, description="how names are given")
    content_warning: Text | None = None
    sensitive_note: Text | None = Field(default=None, description="for teachers")
    easy_note: Text | None = Field(default=None, description="status of the easy-to-read edition")
    working_translation: Text = Field(description="label of a translation made by the project")
    sources: tuple[ReferenceKey, ...] = Field(default=(), description="keys of references.yaml")
    board: Board | None = None
    competences: tuple[Competence, ...] = ()
    objectives: tuple[Objective, ...] = ()
    operators: tuple[Operator, ...] = ()
    social_forms: tuple[SocialForm, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    texts: tuple[AuthorText, ...] = ()
    periods: tuple[Period, ...] = ()
    timeline: tuple[Event, ...] = ()
    glossary: tuple[Term, ...] = ()
    people: tuple[Person, ...] = ()
    documents: tuple[Treaty, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    charts: tuple[Chart, ...] = ()
    map: MapLegend | None = Field(default=None, description="needed where a material shows the map")
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    materials: tuple[Material, ...] = ()
    tasks: tuple[Task, ...] = ()
    sprints: tuple[Sprint, ...] = ()
    plans: tuple[Plan, ...] = ()
    tests: tuple[Examination, ...] = ()
    slides: tuple[SlideOutline, ...] = ()
    facts: tuple[Fact, ...] = ()
    wordings: tuple[Wording, ...] = ()
    references: tuple[Reference, ...] = ()
    acceptance: tuple[Acceptance, ...] = ()
    forbidden: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    hyphenation: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _map_described(self) -> Lesson:
        if self.map is None and any(material.shows == "map" for material in self.materials):
            raise ValueError(
                'a material shows the map, so the lesson needs "map:" with its alternative text and legend'
            )
        return self
