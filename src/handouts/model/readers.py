"""For whom a piece of content is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, Tag, model_serializer, model_validator

from handouts.model.marks import Shown
from handouts.model.node import Id, Node


class Readers(Node):
    """The audiences that get something: all, `only` some, or all but those that are `not` to get it.

    Naming an audience names all that are based on it, too; for one that is named itself, or whose nearer base is, that
    decides. `{only: [sek1], not: [class9b]}` reaches sek1 and all that are based on it but class9b.
    """

    only: Shown[tuple[Id, ...]] = Field(
        default=(),
        min_length=1,
        description="only these audiences, and those based on them; without it: every audience",
    )
    not_: Shown[tuple[Id, ...]] = Field(
        default=(),
        alias="not",
        min_length=1,
        description="never these audiences, nor those based on them, unless `only` names them",
    )

    @model_validator(mode="after")
    def _decided(self) -> Readers:
        if both := set(self.only) & set(self.not_):
            raise ValueError(f"{', '.join(sorted(both))} is in only and in not; delete it from one of the two")
        return self

    @model_serializer
    def _stated(self) -> dict[str, tuple[str, ...]]:
        return {key: value for key, value in (("only", self.only), ("not", self.not_)) if value}

    def include(self, lineage: Iterable[str]) -> bool:
        """Whether an audience is among them.

        Args:
            lineage: Its id, then that of its base, then that of the base's base.
        """
        named = next((key for key in lineage if key in self.only or key in self.not_), None)
        return not self.only if named is None else named in self.only


def _form(value: Any) -> str:
    return "[mapping]" if isinstance(value, dict | Readers) else "[list]"


def _readers(value: tuple[str, ...] | Readers) -> Readers:
    return value if isinstance(value, Readers) else Readers(only=value)


_Only = Annotated[tuple[Id, ...], Field(min_length=1), Tag("[list]")]
ReadersField = Annotated[
    _Only | Annotated[Readers, Tag("[mapping]")], Discriminator(_form), AfterValidator(_readers), Field()
]
"""As authors write it: `[sek1, sek2]`, `{only: [sek1]}` or `{not: [sek1]}`. No error's way holds the tags."""


class Addressed(Node):
    """What may be for some audiences only."""

    audiences: Shown[ReadersField] = Field(
        default=Readers.model_construct(),
        description="for whom it is: [sek1, sek2], {only: [sek1]} or {not: [sek1]}; without it: for every audience",
    )

    def is_for(self, lineage: Iterable[str]) -> bool:
        """Whether it is for an audience; `lineage` as for `Readers.include`."""
        return _readers(self.audiences).include(lineage)
