"""handouts.yaml: what a project builds, for whom, in which languages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from handouts.model.lesson import Lesson, Plan, Wording
from handouts.model.marking import MarkingKey, TestKind
from handouts.model.material import AuthorText
from handouts.model.node import LONGEST_NAME, Id, Node, Shown, TeachersOnly
from handouts.model.readers import Addressed
from handouts.model.task import Level
from handouts.model.text import WORDING, Text

DeckFormat = Literal["pptx", "pdf", "notes", "lines"]
"""What slides are written as: a PowerPoint file, pages of their own, pages with notes below, or with lines beside."""

BY_PLAN = ("worksheet", "reader")
"""Documents that come once for each lesson plan, if a project says nothing else."""
USUAL = ("handout", "worksheet", "teacher")
"""What is made for a project that does not say it."""
LARGE = 10.5
"""Points; where not even source lines are smaller than that, type is large: easy to read, large print."""


FORMAL, EASY = "formal", "easy"
"""Wordings that change more than the choice of texts: how readers are addressed; how simply they are spoken to."""

RosterColumn = Literal["name", "first", "last", "class", "language", "audience", "variant"]
"""What a column of a class list holds."""

PlanName = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    WithJsonSchema({"type": ["string", "integer"]}),
]
"""A number, or the suffix of a plan."""


class Audience(Node):
    """Who reads, and what follows from it for the choice and the wording of the content.

    An audience may be `based_on` another, whose settings it takes over as far as it does not state them itself. As the
    reader makes it, it is complete, and `based_on` names its base, then the base's base, and so on.
    """

    id: Shown[Id] = Field(
        description="used in the lesson's files, in the names of folders, and as a wording: de-x-sek1"
    )
    based_on: Shown[
        Annotated[
            tuple[Id, ...],
            BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
            WithJsonSchema({"type": "string"}),
        ]
    ] = Field(default=(), description="id of the audience whose settings it takes over where it has none of its own")
    name: Shown[Text | None] = Field(default=None, description="who reads")
    short: Shown[Text | None] = Field(default=None, description="a few words, for headers; without it: the name")
    languages: Shown[tuple[str, ...]] = Field(
        default=(), min_length=1, description="some of the project's languages; without it: all"
    )
    documents: Shown[tuple[Id, ...] | None] = Field(
        default=None, description="kinds of files; without it: all of the project's"
    )
    plans: Shown[tuple[PlanName, ...] | None] = Field(
        default=None,
        description="lesson plans that files are made for, by number or suffix: [1, 2, double]; without it: all",
    )
    theme: Shown[Id | None] = Field(default=None, description="folder in templates/themes/; without it: the project's")
    texts: Shown[tuple[Id, ...] | None] = Field(
        default=None, description="author texts, in the order they are printed; without it: all that are for it"
    )
    glossary: Shown[Literal["easy", "standard"]] = Field(
        default="standard", description="which explanations of terms to print"
    )
    importance: Shown[int] = Field(default=1, ge=1, le=3, description="least importance of timeline events")
    wordings: Shown[tuple[str, ...]] = Field(
        default=(), description="wordings preferred, such as easy for texts that have de-x-easy; the first one wins"
    )
    address: Shown[Literal["du", "sie"] | None] = Field(
        default=None, description="how German texts address readers; sie prefers the wording formal (de-x-formal)"
    )
    sensitive: Shown[Literal["short", "full", "none"]] = Field(
        default="full", description="which wording of passages on sensitive matters to print; none leaves them out"
    )
    gloss: Shown[str | None] = Field(default=None, description="a second language for terms, phrases and command words")
    facing: Shown[str | None] = Field(
        default=None, description="a second language for texts and quotations, printed beside the first"
    )
    level_mix: Shown[dict[Level, int]] = Field(
        default_factory=dict, description="per cent of points by level; a default, not a norm"
    )
    marks: Shown[bool] = Field(default=True, description="whether points are shown to learners")
    originals: Shown[bool] = Field(default=False, description="print quotations in their original languages too")
    gist: Shown[bool] = Field(default=False, description="print quotations in plain words, too")
    footnotes: Shown[bool] = Field(default=False, description="print the citations of author texts as footnotes")
    references: Shown[bool] = Field(
        default=False, description="end the handout with the list of sources; teachers find it in their book anyway"
    )
    line_numbers: Shown[bool] = Field(default=True, description="number every fifth line of texts and quotations")
    kanji: Shown[bool] = Field(default=True, description="print Japanese writing and readings beside terms")
    operators: Shown[bool] = Field(default=True, description="name operator and level with each task")
    bloom: Shown[bool] = Field(default=False, description="name Bloom's level beside the command word")
    type_size: Shown[float] = Field(default=10.5, ge=8, le=24, description="size of running text, in points")
    line_height: Shown[float] = Field(default=1.4, ge=1, le=2, description="from line to line, in sizes of the type")
    hyphenate: Shown[bool] = Field(default=True, description="break words at the ends of lines")
    forms: Shown[bool] = Field(default=False, description="whether worksheets and tests can be filled in on a screen")
    notes: TeachersOnly[Text | None] = Field(
        default=None, description="for teachers: what is particular about this edition"
    )

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def lineage(self) -> tuple[str, ...]:
        """Its id and those of its bases, the nearest first."""
        return (self.id, *self.based_on)

    @property
    def preferred(self) -> tuple[str, ...]:
        """The wordings that it reads; the first that a text has is printed.

        Its id and those of its bases come first unless `wordings` gives them another place. Ids that cannot be part of
        a language tag, because they are too long or hold `_`, are left out.
        """
        ids = (key.lower() for key in self.lineage)
        own = (key for key in ids if WORDING.fullmatch(key) and key not in self.wordings)
        stated = (word for word in self.wordings if word != FORMAL or self.address != "du")
        return tuple(dict.fromkeys((*own, *stated, *((FORMAL,) if self.address == "sie" else ()))))

    @property
    def easy(self) -> bool:
        """Whether it is spoken to in easy words: one sentence a line, roomy, no italics."""
        return EASY in self.preferred

    @property
    def formal(self) -> bool:
        """Whether German texts address it as Sie."""
        return FORMAL in self.preferred

    def gets(self, item: object) -> bool:
        """Whether a piece of content is for it; what names no audiences is for all."""
        worded = not isinstance(item, Wording) or item.detail in (None, self.sensitive)
        return worded and (not isinstance(item, Addressed) or item.is_for(self.lineage))

    def reads(self, text: AuthorText) -> bool:
        """Whether an author text is for it, and among those that it names if it names any."""
        return self.gets(text) and (self.texts is None or text.id in self.texts)

    def texts_of(self, lesson: Lesson) -> tuple[str, ...]:
        """The ids of the author texts that it names, in its order; or else of all that are for it."""
        return tuple(text.id for text in lesson.texts if self.gets(text)) if self.texts is None else self.texts

    def plans_of(self, lesson: Lesson) -> dict[str, Plan]:
        """The lesson's plans for it, by what files are called after: a suffix, or the plan's number."""
        named: dict[str, Plan] = {}
        for number, plan in enumerate(filter(self.gets, lesson.plans), 1):
            taken = plan.suffix is None or plan.suffix in named
            named[str(number) if taken else str(plan.suffix)] = plan
        return named

    @property
    def smallest_type(self) -> float:
        """The least size of anything printed for these readers, in points: source lines, labels in charts.

        Three quarters of the running text, so that it grows with it; 12 for easy readers.
        """
        return max(8.0, 0.75 * self.type_size, 12.0 if self.easy else 0.0)

    @property
    def large(self) -> bool:
        """Whether type is so large that a page holds one column only."""
        return self.smallest_type >= LARGE


class Project(Node):
    """What `handouts build` makes: every document for every audience in each of its languages.

    `seed` fixes the order of tasks and options in the variants of a test. `paper` is what the school's copier holds:
    A4 (ISO 216), or US Letter of 8.5 × 11 inches; posters take twice the sheet, A3 or tabloid.
    Every deck is made in each of the `deck_formats`.
    """

    lesson: Shown[str] = Field(
        pattern=r"^[A-Za-z0-9_-]+$",
        max_length=LONGEST_NAME,
        description="folder below content/, or Markdown file there, without its .md",
    )
    languages: Shown[tuple[str, ...]] = Field(min_length=1, description="the languages to build, such as [de, en]")
    documents: Shown[tuple[Id, ...]] = Field(
        default=USUAL,
        min_length=1,
        description="the kinds of files to make; your own have a folder in templates/ with html.j2",
    )
    by_plan: Shown[tuple[Id, ...]] = Field(
        default=BY_PLAN,
        description="documents that come once for each lesson plan: worksheet-1, worksheet-2; slides also as a whole",
    )
    decks: Shown[tuple[Id, ...]] = Field(default=(), description="documents of your own that are slides, as deck is")
    for_teachers: Shown[tuple[Id, ...]] = Field(
        default=(), description="documents of your own that may show expected answers, as teacher does"
    )
    audiences: Shown[tuple[Audience, ...]] = Field(min_length=1, description="who reads, and what follows from it")
    publish: Shown[bool] = Field(
        default=False,
        description="true: the files are for others than your own classes; pictures that are for these only are left "
        "out",
    )
    theme: Shown[Id] = Field(default="classic", description="colours and fonts: a folder in templates/themes/")
    sources_address: Shown[str | None] = Field(
        default=None,
        pattern=r"^https://[^\s]+$",
        description="where sources and rights can be read: printed in readers, with a QR code",
    )
    paper: Shown[Literal["A4", "letter"]] = Field(default="A4", description="what the copier holds")
    deck_formats: Shown[tuple[DeckFormat, ...]] = Field(
        default=("pptx",), min_length=1, description="what slides are written as"
    )
    solution_slides: Shown[bool] = Field(
        default=False,
        description="true: after each task a hidden slide with its expected answer, in decks that have notes",
    )
    variants: Shown[tuple[str, ...]] = Field(
        default=("A", "B"), description="versions of each test: tasks in another order, or others if the test says so"
    )
    marking: Shown[dict[TestKind, MarkingKey]] = Field(
        default_factory=dict,
        description="keys of marks by kind of test: per cent of the points that each mark takes, the best one first",
    )
    school: Shown[str | None] = Field(default=None, description="printed on tests; without it there is a line for it")
    seed: Shown[int] = Field(
        default=1951, description="any whole number; another one gives another order of tasks and answers"
    )
    roster_columns: Shown[dict[RosterColumn, str]] = Field(
        default_factory=dict,
        description="what class lists call their columns, where it is nothing that is known: {last: longName}",
    )
    output: Shown[str] = Field(default="output", description="the folder for finished files")

    def documents_for(self, audience: Audience) -> tuple[str, ...]:
        """The kinds of files that an audience gets: its own choice, or all of the project's."""
        return self.documents if audience.documents is None else audience.documents
