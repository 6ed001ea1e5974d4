"""The board picture (Tafelbild) of a lesson or of one of its plans, as it stands at the end."""

from __future__ import annotations

from pydantic import Field

from handouts.model.node import Node, TeachersOnly
from handouts.model.text import Text


class BoardColumn(Node):
    """One column of the board picture."""

    head: TeachersOnly[Text] = Field(description="what the column is about")
    entries: TeachersOnly[tuple[Text, ...]] = Field(min_length=1, description="key words, from top to bottom")


class Board(Node):
    """The board picture (Tafelbild): a few columns of key words."""

    title: TeachersOnly[Text] = Field(description="above the columns")
    columns: TeachersOnly[tuple[BoardColumn, ...]] = Field(min_length=1, description="from left to right")
