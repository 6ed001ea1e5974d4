"""An edition: one file to write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from handouts.model.project import Audience, DeckFormat

Imposition = Literal["booklet", "2up", "4up"]
"""How pages are put together on sheets: to be folded, or two or four on a side."""

DECK = "deck"
TEST = "test"
SOLUTIONS = "solutions"
"""A document for learners that shows the answers of tasks with one right answer, never those of tests."""
TEACHERS_DOCUMENTS = frozenset({"teacher", DECK})
"""Documents that may hold expected answers; the deck has them in its notes. Everything else goes to learners."""


def scope_of_test(variant: str) -> str:
    """What of the lesson a variant of its tests holds, see `Edition.scope`; no plan has such an id."""
    return f"{TEST}:{variant}"


@dataclass(frozen=True)
class Edition:
    """One document × audience × language (× plan × variant), as pages of its own or put together on sheets.

    `plan` is the id of the lesson plan that it is for, `plan_name` what files of that plan are called after unless it
    is the `only_plan` of its audience.
    `deck_format` is what a deck is written as; for other documents it means nothing. `slides` and `teachers` say of a
    document of the project's own that it is slides, as `deck` is, and that it may hold expected answers, as `teacher`
    may. `made_by` and `ending` are the writer and the file's extension of a document that a writer makes without a
    template.
    """

    document: str
    audience: Audience
    language: str
    variant: str | None = None
    plan: str | None = None
    plan_name: str | None = None
    only_plan: bool = False
    imposition: Imposition | None = None
    deck_format: DeckFormat = "pptx"
    slides: bool = False
    teachers: bool = False
    made_by: str = ""
    ending: str = ""

    @property
    def scope(self) -> str:
        """What of the lesson it holds: that of a plan, by its id; what a variant of a test needs; or, if empty, all."""
        return self.plan or (scope_of_test(self.variant or "") if self.document == TEST else "")

    @property
    def is_deck(self) -> bool:
        """Whether it is slides."""
        return self.slides or self.document == DECK

    @property
    def for_teachers(self) -> bool:
        """Whether it may hold expected answers; what is not declared so never does, nor do slides without notes."""
        return (self.teachers or self.document in TEACHERS_DOCUMENTS) and not (self.is_deck and not self.has_notes)

    @property
    def has_notes(self) -> bool:
        """Whether slides come with what is said to them."""
        return self.deck_format in ("pptx", "notes")

    @property
    def writer(self) -> str:
        """The name of the writer that makes it, see `registry`."""
        return self.made_by or ("pptx" if self.is_deck and self.deck_format == "pptx" else "pdf")

    @property
    def extension(self) -> str:
        """What its file ends in; that of the writers for pages and for slides is their name."""
        return self.ending or self.writer

    @property
    def stem(self) -> str:
        """What its file is called after: the document, with the plan that it is for."""
        return "-".join(filter(None, (self.document, None if self.only_plan else self.plan_name)))

    @property
    def path(self) -> PurePosixPath:
        """Where it is written, below the output folder: `de/sek1/worksheet-1.pdf`, `test-a.pdf`, `deck-notes.pdf`."""
        slides = self.deck_format if self.deck_format not in ("pptx", "pdf") else None
        variant = self.variant.lower() if self.variant else None
        parts = (self.stem, slides, variant, self.imposition)
        return PurePosixPath(self.language, self.audience.id, f"{'-'.join(filter(None, parts))}.{self.extension}")

    def __str__(self) -> str:
        return str(self.path)
