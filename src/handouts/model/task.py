"""What a pupil is asked: tasks, their parts, the command words and mark schemes that they name."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler, field_validator, model_validator
from pydantic_core import PydanticKnownError, core_schema

from handouts.model.kinds import KINDS, OPEN, TaskKind
from handouts.model.material import Item
from handouts.model.node import Answer, Id, Node, Rearranged, Shown, TeachersOnly
from handouts.model.points import AnyPoints, Points, total
from handouts.model.text import Text

Level = Literal["I", "II", "III"]


class _KindName:
    """Lets the name of any kind in `KINDS` stand for itself, those that were added later included."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_known, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "enum": list(KINDS)}


def _known(name: Any) -> str:
    if isinstance(name, str) and name in KINDS:
        return name
    *names, last = (f"'{one}'" for one in KINDS)
    raise PydanticKnownError("literal_error", {"expected": f"{', '.join(names)} or {last}"})


TaskType = Annotated[str, _KindName]


class Operator(Node):
    """A command word and its level (Anforderungsbereich I–III, KMK 2005); `id` is the German infinitive.

    `bloom` is the level in Bloom's taxonomy, for English-speaking teachers.
    """

    id: Shown[str] = Field(description="the German infinitive, by which tasks name it")
    level: Shown[Level] = Field(description="Anforderungsbereich I, II or III")
    name: Shown[Text] = Field(description="the command word as it is printed")
    bloom: Shown[Literal["remember", "understand", "apply", "analyse", "evaluate", "create"] | None] = Field(
        default=None, description="level in Bloom's taxonomy"
    )
    meaning: Shown[Text | None] = Field(
        default=None, description="what it asks for, in a few words; printed in lists of command words"
    )
    project: Shown[bool] = Field(default=False, description="not in the KMK list: added by this project")


class SocialForm(Node):
    """A way of working together (Sozialform): individual, pair or group work."""

    id: Shown[Id]
    name: Shown[Text] = Field(description="as it is printed")
    short: Shown[Text | None] = Field(
        default=None, description="as it is printed where there is little room; else the id"
    )


class Criterion(Node):
    """One row of a rubric."""

    id: TeachersOnly[Id]
    points: TeachersOnly[Points] = Field(description="the most this row can give")
    text: TeachersOnly[Text] = Field(description="what earns the points")


class Rubric(Node):
    """A point-based mark scheme for one kind of task."""

    id: TeachersOnly[Id]
    points: TeachersOnly[Points] = Field(description="the sum over all criteria")
    criteria: TeachersOnly[tuple[Criterion, ...]] = Field(min_length=1, description="the rows of the scheme")

    @model_validator(mode="after")
    def _adds_up(self) -> Rubric:
        if (given := total(criterion.points for criterion in self.criteria)) != self.points:
            raise ValueError(f"the criteria add up to {given} points, not {self.points}")
        return self


class ExpectedAnswer(Node):
    """One aspect of what a good answer holds (Erwartungshorizont), and its points."""

    points: Answer[AnyPoints | None] = Field(default=None, description="what this aspect is worth")
    text: Answer[Text] = Field(description="what a good answer says")
    from_introduction: Answer[bool] = Field(
        default=False, description="whether learners are to find it in the introduction of a material, even in a test"
    )


class Option(Node):
    """One option of a multiple-choice task, or one statement to judge true or false.

    Options are shuffled. One that leans on its neighbour ("this was good") stays directly behind it if it says so.
    """

    correct: Answer[bool] = Field(default=False, description="whether it is right; learners never see it")
    text: Shown[Text] = Field(description="the option, or the statement to judge")
    keep_with: Shown[Literal["previous", "prompt"] | None] = Field(
        default=None,
        description="previous: stays directly behind the option before it, however they are shuffled; prompt: leans on "
        "nothing but the prompt, whatever words it begins with",
    )


class Pair(Node):
    """Two things that belong together."""

    left: Shown[Text] = Field(description="the side that is numbered")
    right: Shown[Text] = Field(description="what belongs to it; printed in another order")


class AnswerTable(Node):
    """An empty table for the answer: column heads, and the first cell of each row."""

    columns: Shown[tuple[Text | None, ...]] = Field(
        min_length=2, description='heads of the columns; the first, above the first cells, may be empty: ""'
    )
    rows: Shown[tuple[Text, ...]] = Field(min_length=1, description="first cell of each row")

    @field_validator("columns", mode="before")
    @classmethod
    def _corner(cls, value: Any) -> Any:
        """Let the corner be empty, however that is written."""
        if isinstance(value, list | tuple) and value:
            first = value[0]
            words = list(first.values()) if isinstance(first, dict) else [first]
            if all(word is None or (isinstance(word, str) and not word.strip()) for word in words):
                return [None, *value[1:]]
        return value

    @field_validator("columns")
    @classmethod
    def _headed(cls, value: tuple[Text | None, ...]) -> tuple[Text | None, ...]:
        if None in value[1:]:
            raise ValueError("only the first column may do without a head; write what is to be filled in below")
        return value


class Task(Item):
    """What a pupil is asked (Aufgabe).

    Which of `options`, `events`, `pairs`, `terms`, `gap_text` and `places` is given depends on `type`.
    `minutes` is working time; `points` is the sum over `expected`.
    `lines`, `table`, `box_height` say how much room to leave; without them it follows the length of the
    expected answer.
    """

    type: Shown[TaskType] = Field(
        default=OPEN, description="kind of task; it decides what else is needed; without it: what the task holds"
    )
    operators: Shown[tuple[str, ...]] = Field(
        default=(), description="ids of operators, or usual command words; the first is the leading one"
    )
    level: Shown[Level | None] = Field(default=None, description="Anforderungsbereich I, II or III")
    materials: Shown[tuple[Id, ...]] = Field(default=(), description="ids of materials the task refers to")
    points: Shown[Points | None] = Field(default=None, description="the sum over what is expected")
    minutes: Shown[int | None] = Field(default=None, ge=1, description="working time")
    objectives: Shown[tuple[Id, ...]] = Field(default=(), description="ids of the objectives it serves")
    pool: TeachersOnly[bool] = Field(
        default=False,
        description="true: it stands in no lesson plan on purpose, for teachers to pick from the task bank",
    )
    roles: Shown[tuple[Id, ...]] = Field(default=(), description="ids of the parts to play, each with a card")
    social_form: Shown[Id | None] = Field(default=None, description="id of a way of working, such as EA")
    prompt: Shown[Text] = Field(description="what the learner reads")
    expected: Answer[tuple[ExpectedAnswer, ...]] = Field(
        default=(), description="the aspects of a good answer, for teachers"
    )
    rubric: TeachersOnly[Id | None] = Field(default=None, description="id of the mark scheme")
    options: Shown[tuple[Option, ...]] = Field(
        default=(), description="multiple_choice and true_false: what to choose from"
    )
    events: Rearranged[tuple[Id, ...]] = Field(
        default=(), description="ordering: keys of timeline.yaml, in the right order"
    )
    pairs: Rearranged[tuple[Pair, ...]] = Field(default=(), description="matching: what belongs together")
    terms: Rearranged[tuple[Id, ...]] = Field(default=(), description="matching: keys of glossary.yaml")
    places: Rearranged[tuple[Id, ...]] = Field(
        default=(), description="map: keys of places.yaml, to be found on a map that shows numbers for them"
    )
    gap_text: Rearranged[Text | None] = Field(default=None, description="solutions in {braces}")
    steps: Shown[tuple[Text, ...]] = Field(
        default=(),
        description="picture_analysis: what to do in each of its three steps, instead of the usual questions",
    )
    starters: Shown[tuple[Text, ...]] = Field(default=(), description="beginnings of sentences to finish")
    phrases: Shown[tuple[Text, ...]] = Field(
        default=(), description="useful phrases for the answer, printed for lessons in another language"
    )
    help: Shown[tuple[Text, ...]] = Field(default=(), description="help cards, from the gentlest hint on")
    lines: Shown[int | None] = Field(default=None, ge=0, description="writing lines")
    for_tests: Shown[bool] = Field(
        default=False, description="whether it stands in tests alone: on no worksheet, in no solutions for learners"
    )
    table: Shown[AnswerTable | None] = Field(default=None, description="an empty table to fill in")
    box_height: Shown[int | None] = Field(
        default=None, ge=10, le=250, description="millimetres of an empty box to draw in"
    )

    @model_validator(mode="after")
    def _complete(self) -> Task:
        if lack := self.kind.lacks(self):
            raise ValueError(lack)
        if self.steps and len(self.steps) != len(self.kind.steps):
            raise ValueError(f"a task of type {self.type} has {len(self.kind.steps)} steps, not {len(self.steps)}")
        if self.options and self.options[0].keep_with == "previous":
            raise ValueError('the first of the options has none before it; delete its "keep_with: previous"')
        given = [answer.points for answer in self.expected if answer.points is not None]
        if given and self.points is not None and total(given) != self.points:
            raise ValueError(f"the expected answers add up to {total(given)} points, not {self.points}")
        return self

    @property
    def kind(self) -> TaskKind:
        """What its type says about it."""
        return KINDS[self.type]

    @property
    def closed(self) -> bool:
        """Whether the answer is ticked, joined or filled in, rather than written."""
        return self.kind.closed
