"""No reference may escape: the table of links covers every field of the models that holds ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from handouts.model.lesson import Lesson
from handouts.model.node import Id
from handouts.reader.references import EVERYWHERE, LINKS
from handouts.reader.validate import model_in

(ID_PATTERN,) = (
    found for part in get_args(Id)[1:] for one in part.metadata if (found := getattr(one, "pattern", None))
)


def id_fields(model: type[BaseModel], keys: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way to every field that holds ids of other items."""
    for name, info in model.model_fields.items():
        inner = model_in(info.annotation)
        if inner is not None:
            yield from id_fields(inner, (*keys, info.alias or name))
        elif name != "id" and ID_PATTERN in repr((info.annotation, info.metadata)):
            yield (*keys, info.alias or name)


def test_every_field_with_ids_is_checked() -> None:
    covered = {tuple(key for key in link.keys if key != "*") for link in LINKS}
    everywhere = {keys for keys, _ in EVERYWHERE}
    fields = {keys for keys in id_fields(Lesson) if keys[1:] not in everywhere}
    assert len(fields) >= 16
    assert fields <= covered


def test_every_link_leads_to_something() -> None:
    known: dict[str, Any] = Lesson.model_fields
    for link in LINKS:
        assert link.keys[0] in known
        assert set(link.targets) <= set(known)
