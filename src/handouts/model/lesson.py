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
from handouts.model.readers import Addressed
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

    id: str = Field(description="the German infinitive, by which tasks name it")
    level: Level = Field(description="Anforderungsbereich I, II or III")
    name: Text = Field(description="the command word as it is printed")
    bloom: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"] = Field(
        description="level in Bloom's taxonomy"
    )
    project: bool = Field(default=False, description="not in the KMK list: added by this project")


class SocialForm(Node):
    """A way of working together (Sozialform): individual, pair or group work."""

    id: Id
    name: Text = Field(description="as it is printed")
    short: Text | None = Field(default=None, description="as it is printed where there is little room; else the id")


class Competence(Addressed):
    """A competence that the lesson builds (Sach-, Methoden-, Urteils-, Handlungskompetenz)."""

    id: Id
    text: Text = Field(description="what learners are able to do")


class Objective(Addressed):
    """A learning objective in the words of the learner."""

    id: Id
    text: Text = Field(description="in the words of the learner: I can …")


class Criterion(Node):
    """One row of a rubric."""

    id: Id
    points: int = Field(ge=1, description="the most this row can give")
    text: Text = Field(description="what earns the points")


class Rubric(Node):
    """A point-based mark scheme for one kind of task."""

    id: Id
    points: int = Field(ge=1, description="the sum over all criteria")
    criteria: tuple[Criterion, ...] = Field(min_length=1, description="the rows of the scheme")

    @model_validator(mode="after")
    def _adds_up(self) -> Rubric:
        if (total := sum(criterion.points for criterion in self.criteria)) != self.points:
            raise ValueError(f"the criteria add up to {total} points, not {self.points}")
        return self


class ExpectedAnswer(Node):
    """One aspect of what a good answer holds (Erwartungshorizont), and its points."""

    points: int = Field(ge=0, description="what this aspect is worth")
    text: Text = Field(description="what a good answer says")
    from_introduction: bool = Field(
        default=False, description="whether learners are to find it in the introduction of a material, even in a test"
    )


class Option(Node):
    """One option of a multiple-choice task, or one statement to judge true or false.

    Options are shuffled. One that leans on its neighbour ("this was good") stays directly behind it if it says so.
    """

    correct: bool = Field(description="whether it is right; learners never see it")
    text: Text = Field(description="the option, or the statement to judge")
    keep_with: Literal["previous", "prompt"] | None = Field(
        default=None,
        description="previous: stays directly behind the option before it, however they are shuffled; prompt: leans on "
        "nothing but the prompt, whatever words it begins with",
    )


class Pair(Node):
    """Two things that belong together."""

    left: Text = Field(description="the side that is numbered")
    right: Text = Field(description="what belongs to it; printed in another order")


class AnswerTable(Node):
    """An empty table for the answer: column heads, and the first cell of each row."""

    columns: tuple[Text, ...] = Field(min_length=2, description="heads of the columns")
    rows: tuple[Text, ...] = Field(min_length=1, description="first cell of each row")


class Task(Item):
    """What a pupil is asked (Aufgabe).

    Which of `options`, `events`, `pairs`, `terms` and `gap_text` is given depends on `type`.
    `minutes` is working time; `points` is the sum over `expected`.
    `lines`, `table`, `box_height` say how much room to leave; without them it follows the length of the
    expected answer.
    """

    type: TaskType = Field(description="kind of task; it decides what else is needed")
    operators: tuple[str, ...] = Field(min_length=1, description="ids of operators; the first is the leading one")
    level: Level = Field(description="Anforderungsbereich I, II or III")
    materials: tuple[Id, ...] = Field(default=(), description="ids of materials the task refers to")
    points: int = Field(ge=1, description="the sum over what is expected")
    minutes: int = Field(ge=1, description="working time")
    social_form: Id = Field(description="id of a way of working, such as EA")
    prompt: Text = Field(description="what the learner reads")
    expected: tuple[ExpectedAnswer, ...] = Field(min_length=1, description="the aspects of a good answer, for teachers")
    rubric: Id | None = Field(default=None, description="id of the mark scheme")
    options: tuple[Option, ...] = Field(default=(), description="multiple_choice and true_false: what to choose from")
    events: tuple[Id, ...] = Field(default=(), description="ordering: keys of timeline.yaml, in the right order")
    pairs: tuple[Pair, ...] = Field(default=(), description="matching: what belongs together")
    terms: tuple[Id, ...] = Field(default=(), description="matching: keys of glossary.yaml")
    gap_text: Text | None = Field(default=None, description="solutions in {braces}")
    starters: tuple[Text, ...] = Field(default=(), description="beginnings of sentences to finish")
    help: tuple[Text, ...] = Field(default=(), description="help cards, from the gentlest hint on")
    lines: int | None = Field(default=None, ge=0, description="writing lines")
    table: AnswerTable | None = Field(default=None, description="an empty table to fill in")
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
        if self.options and self.options[0].keep_with == "previous":
            raise ValueError('the first of the options has none before it; delete its "keep_with: previous"')
        if (total := sum(answer.points for answer in self.expected)) != self.points:
            raise ValueError(f"the expected answers add up to {total} points, not {self.points}")
        return self

    @property
    def closed(self) -> bool:
        """Whether the answer is ticked, joined or filled in, rather than written."""
        return self.type in CLOSED_TYPES


class Sprint(Item):
    """Something for those who are done early (Sprinteraufgabe)."""

    text: Text = Field(description="what to do")


class Phase(Node):
    """One row of a lesson plan: what happens, for how many minutes, in which social form."""

    minutes: int = Field(ge=1, description="how long it takes")
    social_form: Id = Field(description="id of a way of working, such as EA")
    name: Text = Field(description="what teachers call it: starter, work phase …")
    content: Text = Field(description="what happens")
    materials: tuple[Id, ...] = Field(default=(), description="ids of the materials it needs")
    tasks: tuple[Id, ...] = Field(default=(), description="ids of the tasks it needs")
    comment: Text | None = Field(default=None, description="advice for the teacher")


class Plan(Item):
    """The plan of one lesson (Verlaufsplan); its phases add up to `minutes`."""

    minutes: int = Field(ge=1, description="the sum over all phases")
    title: Text = Field(description="as it is printed")
    question: Text = Field(description="the question of the lesson (Stundenfrage)")
    competences: tuple[Id, ...] = Field(default=(), description="ids of the competences it builds")
    objectives: tuple[Id, ...] = Field(default=(), description="ids of the objectives it serves")
    phases: tuple[Phase, ...] = Field(min_length=1, description="the rows of the plan, in order")
    homework: Text | None = Field(default=None, description="what to do at home")

    @model_validator(mode="after")
    def _adds_up(self) -> Plan:
        if (total := sum(phase.minutes for phase in self.phases)) != self.minutes:
            raise ValueError(f"the phases add up to {total} minutes, not {self.minutes}")
        return self


class Examination(Item):
    """A test: which tasks, in how many minutes. Its `audiences` say whose it is.

    Sources are printed without their gist, which says what learners are to find out, unless `gist` asks for it.
    """

    minutes: int = Field(ge=1, description="time for the whole test")
    tasks: tuple[Id, ...] = Field(min_length=1, description="ids of its tasks, in order")
    title: Text = Field(description="as it is printed")
    materials: tuple[Id, ...] = Field(default=(), description="ids of materials printed with it, and no others")
    gist: bool = Field(
        default=False, description="whether its sources are printed in plain words, too, for audiences that have them"
    )
    aids: Text | None = Field(default=None, description="what may be used")


class SlideOutline(Item):
    """One slide of the deck: at most a few bullets, and what is shown beside them.

    `shows` are ids of materials; `tasks` are put to the class, with their expected answers in the notes.
    `period` limits a timeline that it shows.
    """

    title: Text = Field(description="at the top of the slide")
    section: Text | None = Field(default=None, description="starts a section of this name")
    bullets: tuple[Text, ...] = Field(default=(), description="at most four, of about twelve words each")
    shows: tuple[Id, ...] = Field(default=(), description="ids of materials shown with it")
    period: Id | None = Field(default=None, description="key of one of the lesson's periods")
    tasks: tuple[Id, ...] = Field(default=(), description="ids of tasks put to the class; answers stand in the notes")
    notes: Text | None = Field(default=None, description="for the teacher, in CommonMark")


class Phrase(Addressed):
    """A useful phrase, for lessons in another language."""

    text: Text = Field(description="the phrase, in every language")


class Fact(Item):
    """What the lesson holds to be the case about one point, for the teacher to rely on.

    `status` says how common presentations of the point stand to it.
    """

    status: Literal["ok", "imprecise", "outdated", "wrong", "contested", "addition"] = Field(
        description="how common presentations of the point stand to it"
    )
    date: PartialDate | None = Field(default=None, description="the day it is about")
    claim: Text | None = Field(default=None, description="how the point is often put")
    statement: Text = Field(description="what the lesson says, with its note")


class Wording(Item):
    """A passage on a sensitive matter.

    One that is worded twice has a `detail`: audiences read the one that their `sensitive` asks for.
    """

    detail: Literal["short", "full"] | None = Field(
        default=None, description="short: only what is needed; full: with what happened; without it: for everybody"
    )
    title: Text = Field(description="what the passage is about")
    text: Text = Field(description="the passage, in CommonMark")


class Board(Node):
    """The board picture (Tafelbild): a few columns of key words."""

    title: Text = Field(description="above the columns")
    columns: tuple[BoardColumn, ...] = Field(min_length=1, description="from left to right")


class BoardColumn(Node):
    """One column of the board picture."""

    head: Text = Field(description="what the column is about")
    entries: tuple[Text, ...] = Field(min_length=1, description="key words, from top to bottom")


class Acceptance(Node):
    """A string that must stand in the handouts, written as the edition's language writes it."""

    id: Id
    text: Text = Field(description="exactly as each language writes it")
    easy: bool = Field(default=False, description="whether the easy-to-read edition must have it, too")
    importance: int = Field(default=3, ge=1, le=3, description="least timeline importance of editions that show it")


class Lesson(Node):
    """Everything one topic holds. Read from one folder; never changed, only narrowed to one edition.

    `as_of` is the date the research ends: nothing after it is implied. `sources` are works that the lesson as a whole
    rests on, beside those that its items cite; teachers find them in the list of sources.
    `forbidden` are strings that may stand in no output, by language.
    `hyphenation` are words with their permitted breaks as hyphens (`Über-gang`).
    """

    id: Id
    languages: tuple[str, ...] = Field(
        min_length=1, description="the languages that every text is given in, such as [de, en]"
    )
    title: Text = Field(description="the title of the lesson")
    subtitle: Text = Field(description="a line below the title")
    question: Text = Field(description="the key question of the whole lesson")
    subject: Text = Field(description="school subjects, for headers")
    curriculum: Text | None = Field(default=None, description="what it serves in the curriculum")
    as_of: PartialDate = Field(description="the date the research ends")
    version: str = Field(description="of the lesson; printed in footers")
    authors: str = Field(description="who wrote it")
    licence: Text = Field(description="under which it may be passed on")
    name_note: Text | None = Field(default=None, description="how names are given")
    content_warning: Text | None = Field(default=None, description="printed with items marked as sensitive")
    sensitive_note: Text | None = Field(default=None, description="for teachers")
    easy_note: Text | None = Field(default=None, description="status of the easy-to-read edition")
    working_translation: Text = Field(description="label of a translation made by the project")
    sources: tuple[ReferenceKey, ...] = Field(default=(), description="keys of references.yaml")
    board: Board | None = Field(default=None, description="the board picture")
    competences: tuple[Competence, ...] = Field(default=(), description="what the lesson builds")
    objectives: tuple[Objective, ...] = Field(default=(), description="what learners can do afterwards")
    operators: tuple[Operator, ...] = Field(default=(), description="the command words that tasks may use")
    social_forms: tuple[SocialForm, ...] = Field(
        default=(), description="ways of working that tasks and plans may name"
    )
    rubrics: tuple[Rubric, ...] = Field(default=(), description="mark schemes that tasks may name")
    phrases: tuple[Phrase, ...] = Field(default=(), description="useful phrases, for lessons in another language")
    texts: tuple[AuthorText, ...] = Field(default=(), description="prose written for the lesson")
    periods: tuple[Period, ...] = Field(default=(), description="the stretches of the timeline")
    timeline: tuple[Event, ...] = Field(default=(), description="events, in the order of time")
    glossary: tuple[Term, ...] = Field(default=(), description="terms and what they mean")
    people: tuple[Person, ...] = Field(default=(), description="who matters")
    documents: tuple[Treaty, ...] = Field(default=(), description="treaties, statutes and agreements")
    quotations: tuple[Quotation, ...] = Field(default=(), description="primary sources, word for word")
    charts: tuple[Chart, ...] = Field(default=(), description="data series")
    map: MapLegend | None = Field(default=None, description="needed where a material shows the map")
    places: tuple[Place, ...] = Field(default=(), description="points on the map")
    statements: tuple[Statement, ...] = Field(default=(), description="the fact check: statements to judge")
    materials: tuple[Material, ...] = Field(
        default=(), description="the register M1, M2 …: what is printed, and in which order"
    )
    tasks: tuple[Task, ...] = Field(default=(), description="the task bank")
    sprints: tuple[Sprint, ...] = Field(default=(), description="something for those who are done early")
    plans: tuple[Plan, ...] = Field(default=(), description="lesson plans")
    tests: tuple[Examination, ...] = Field(default=(), description="tests made of tasks")
    slides: tuple[SlideOutline, ...] = Field(default=(), description="the slides of the deck, in order")
    facts: tuple[Fact, ...] = Field(default=(), description="what the lesson relies on, for teachers")
    wordings: tuple[Wording, ...] = Field(
        default=(), description="passages on sensitive matters, worded for their readers"
    )
    references: tuple[Reference, ...] = Field(default=(), description="citations; the sources of items name them by id")
    acceptance: tuple[Acceptance, ...] = Field(default=(), description="strings that the finished handouts must hold")
    forbidden: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="strings that may stand in no handout, by language"
    )
    hyphenation: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="words with their permitted breaks as hyphens, by language"
    )

    @model_validator(mode="after")
    def _map_described(self) -> Lesson:
        if self.map is None and any(material.shows == "map" for material in self.materials):
            raise ValueError(
                'a material shows the map, so the lesson needs "map:" with its alternative text and legend'
            )
        return self
