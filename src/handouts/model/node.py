"""What every model shares: frozen records, and who may see a field of one.

A mark in the model says that, and from it the editions of learners are made: `transforms.for_learners` keeps what is
marked for learners and empties all else. So a field that nobody marked is withheld (an allow-list): whoever adds an
answer to a model and forgets its mark gives nothing away.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from handouts.model.dates import counted
from handouts.model.text import Text

T = TypeVar("T")


class Mark(Enum):
    """Who sees what stands in a field."""

    SHOWN = "everybody sees it as it stands; records in it are looked at field by field"
    REARRANGED = "learners see its parts as the view of its kind of task shows them: in another order, or with gaps"
    ANSWER = "it is or tells an answer: only teachers see it, and learners who compare their own with it"
    TEACHERS = "only teachers see it, though it tells no answer"


LEARNERS = frozenset({Mark.SHOWN})
"""Marks of what learners see of a record."""
SOLVERS = frozenset({Mark.SHOWN, Mark.REARRANGED, Mark.ANSWER})
"""Marks of what learners see of a task or statement whose solution they get, to compare their own with it."""

Shown = Annotated[T, Mark.SHOWN]
Rearranged = Annotated[T, Mark.REARRANGED]
Answer = Annotated[T, Mark.ANSWER]
TeachersOnly = Annotated[T, Mark.TEACHERS]
Year = Annotated[int, AfterValidator(counted)]
"""A year by its number alone: 1789, or -44 for 44 BC."""
LONGEST_NAME = 100
"""Letters; file systems end names at 255 bytes, and files in the output folder add to them."""
Id = Annotated[
    str,
    Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=LONGEST_NAME, description="unique within its kind"),
]
Confidence = Annotated[
    str,
    Field(
        pattern="^[ABC]$",
        description="A: official or primary text read; B: serious secondary source; C: standard literature, unchecked",
    ),
]
_LEAVES = (str, int, float, Decimal, Text, NoneType)
"""Types of values that hold no record."""


class Node(BaseModel):
    """A frozen record that refuses keys it does not know.

    Sequences are tuples, so that a whole lesson can be shared between editions without copying.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Void what was reckoned of other models: a record of this one may stand where its base was declared."""
        withholding.cache_clear()


class Withholding(NamedTuple):
    """What learners do not get of the records of one model.

    `emptied` are the fields to empty, each with what it then holds; `entered` are those with records that hide
    something themselves. All others are shared as they are.
    """

    emptied: tuple[tuple[str, Any], ...]
    entered: tuple[str, ...]


def marks_of(model: type[BaseModel]) -> dict[str, Mark | None]:
    """The mark of each field of a model, inherited ones included; None where nobody gave it one."""
    return {
        name: next((one for one in info.metadata if isinstance(one, Mark)), None)
        for name, info in model.model_fields.items()
    }


@cache
def withholding(model: type[BaseModel], seen: frozenset[Mark] = LEARNERS) -> Withholding:
    """Reckoned once for each class, since it is asked for every record of every edition; a new model voids all."""
    fields, marks = model.model_fields, marks_of(model)
    emptied = tuple((name, _empty(fields[name])) for name, mark in marks.items() if mark not in seen)
    shown = (name for name, mark in marks.items() if mark in seen)
    return Withholding(emptied, tuple(name for name in shown if _hides(fields[name].annotation, {model})))


def _empty(field: FieldInfo) -> Any:
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    kind = get_origin(field.annotation) or field.annotation
    return kind() if kind in (tuple, dict) else None


def _hides(annotation: Any, asked: set[type]) -> bool:
    """Whether records in a field of this type could have something to hide; one of an unknown type could."""
    return any(_model_hides(kind, asked) for kind in _types(annotation))


def _model_hides(kind: type, asked: set[type]) -> bool:
    if not issubclass(kind, BaseModel):
        return True
    models = {kind, *_below(kind)} - asked
    asked |= models
    return any(
        mark is not Mark.SHOWN or _hides(model.model_fields[name].annotation, asked)
        for model in models
        for name, mark in marks_of(model).items()
    )


def _types(annotation: Any) -> Iterator[type]:
    """The types that a field may hold, be they optional or in a collection, without those that hold no record."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from _types(inner[0])
    elif get_origin(annotation) is not Literal and inner:
        yield from (kind for one in inner if one is not ... for kind in _types(one))
    elif isinstance(annotation, type):
        yield from () if issubclass(annotation, _LEAVES) else (annotation,)
    elif get_origin(annotation) is not Literal:
        yield object


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in model.__subclasses__():
        yield one
        yield from _below(one)
