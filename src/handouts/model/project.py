"""handouts.yaml: what a project builds, for whom, in which languages."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handouts.model.lesson import Level
from handouts.model.node import Id, Node
from handouts.model.text import Text


class Audience(Node):
    """Who reads, and what follows from it for the choice and the wording of the content.

    `wordings` are private-use subtags that its texts prefer (`formal`: addressed as Sie; `easy`).
    `documents` None means all of the project's. `gloss` is a second language, for word lists.
    `type_size` is the size of running text in points.
    """

    id: Id
    name: Text
    short: Text = Field(description="a few words, for headers")
    languages: tuple[str, ...] = Field(min_length=1)
    documents: tuple[Id, ...] | None = None
    texts: tuple[Id, ...] = Field(description="author texts, in the order they are printed")
    glossary: Literal["easy", "standard"] = "standard"
    importance: int = Field(default=1, ge=1, le=3, description="least importance of timeline events")
    wordings: tuple[str, ...] = ()
    gloss: str | None = None
    level_mix: dict[Level, int] = Field(description="per cent of points by level; a default, not a norm")
    marks: bool = Field(default=True, description="whether points are shown to learners")
    originals: bool = Field(default=False, description="print quotations in their original languages too")
    gist: bool = Field(default=False, description="print quotations in plain words, too")
    kanji: bool = True
    operators: bool = Field(default=True, description="name operator and level with each task")
    bloom: bool = Field(default=False, description="name Bloom's level beside the command word")
    type_size: float = Field(default=10.5, ge=8, le=24)
    line_height: float = Field(default=1.4, ge=1, le=2)
    hyphenate: bool = True
    notes: Text | None = Field(default=None, description="for teachers: what is particular about this edition")


class Project(Node):
    """What `handouts build` makes: every document for every audience in each of its languages.

    `seed` fixes the order of tasks and options in the variants of a test.
    """

    lesson: str = Field(pattern=r"^[A-Za-z0-9_-]+$", description="folder below content/")
    languages: tuple[str, ...] = Field(min_length=1)
    documents: tuple[Id, ...] = Field(min_length=1)
    audiences: tuple[Audience, ...] = Field(min_length=1)
    theme: Id = "classic"
    variants: tuple[str, ...] = ("A", "B")
    seed: int = 1951
    output: str = "output"
