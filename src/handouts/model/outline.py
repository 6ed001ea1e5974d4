"""Slides of a deck as authors write them, before templates make slides of them."""

from __future__ import annotations

from pydantic import Field

from handouts.model.material import Item
from handouts.model.node import Id, Node, Shown, TeachersOnly
from handouts.model.text import Text


class SlideFigure(Node):
    """A number that a slide shows in large type."""

    number: Shown[Text] = Field(description="the number with its unit, as each language writes it")
    text: Shown[Text] = Field(description="what it counts, in a line or two")


class SlideColumn(Node):
    """One column of what a slide compares."""

    head: Shown[Text] = Field(description="what the column is about, in a few words")
    entries: Shown[tuple[Text, ...]] = Field(min_length=1, description="its rows, from top to bottom")


class SlideOutline(Item):
    """One slide of the deck: at most a few bullets, and what is shown beside them.

    `shows` are ids of materials; `tasks` are put to the class, with their expected answers in the notes.
    `period` limits a timeline that it shows. `figures` or `columns` take the whole slide, as quotations do that stand
    `beside` one another; what `bullets` say is then in the notes, or above two quotations, if there are as many.
    """

    title: Shown[Text] = Field(description="at the top of the slide")
    section: Shown[Text | None] = Field(default=None, description="starts a section of this name")
    bullets: Shown[tuple[Text, ...]] = Field(default=(), description="at most four, of about twelve words each")
    shows: Shown[tuple[Id, ...]] = Field(default=(), description="ids of materials shown with it")
    beside: Shown[bool] = Field(
        default=False,
        description="whether the first two quotations that it shows stand side by side, under its bullets",
    )
    figures: Shown[tuple[SlideFigure, ...]] = Field(
        default=(), max_length=3, description="one to three numbers in large type"
    )
    columns: Shown[tuple[SlideColumn, ...]] = Field(
        default=(), max_length=3, description="two or three columns to compare, row by row"
    )
    rows: Shown[tuple[Text, ...]] = Field(default=(), description="what the rows of the columns are about")
    period: Shown[Id | None] = Field(default=None, description="key of one of the lesson's periods")
    tasks: Shown[tuple[Id, ...]] = Field(
        default=(), description="ids of tasks put to the class; answers stand in the notes"
    )
    notes: TeachersOnly[Text | None] = Field(default=None, description="for the teacher, in CommonMark")

    @property
    def says(self) -> bool:
        """Whether it has something to say without what it shows and asks."""
        return bool(self.bullets or self.figures or self.columns)
