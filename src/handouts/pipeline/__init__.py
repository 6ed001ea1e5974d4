"""The steps in their order: from a project folder to the bytes of one edition.

Only this package knows which step follows which. `workspace` is an opened project; `preparation` makes a `Job` of an
edition, which is cheap; `production` makes a file of a job, which takes nothing but the job; `personalisation`
makes many copies of one layout.

Each is loaded when it is first asked for: whoever only prepares never loads what performs, and the other way round.
Jobs themselves are data, and stand here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from handouts.cache import digest

if TYPE_CHECKING:
    from handouts.model.brand import Brand
    from handouts.model.edition import Imposition
    from handouts.model.project import DeckFormat
    from handouts.pipeline.images import picture_findings
    from handouts.pipeline.inserted import inserted_findings
    from handouts.pipeline.labelling import LackingError, all_lacking
    from handouts.pipeline.personalisation import copies_of, prepare_copies
    from handouts.pipeline.places import style_findings
    from handouts.pipeline.preparation import as_typed, context, explained, prepare, render
    from handouts.pipeline.production import finished, perform, proof
    from handouts.pipeline.workspace import Workspace, theme_of, theme_problems, themes

__all__ = [
    "Job",
    "LackingError",
    "Made",
    "Workspace",
    "all_lacking",
    "as_typed",
    "context",
    "copies_of",
    "explained",
    "finished",
    "inserted_findings",
    "perform",
    "picture_findings",
    "prepare",
    "prepare_copies",
    "proof",
    "render",
    "style_findings",
    "theme_of",
    "theme_problems",
    "themes",
]

_ROOMS = {
    "images": ("picture_findings",),
    "inserted": ("inserted_findings",),
    "labelling": ("LackingError", "all_lacking"),
    "personalisation": ("copies_of", "prepare_copies"),
    "places": ("style_findings",),
    "production": ("finished", "perform", "proof"),
    "preparation": ("as_typed", "context", "explained", "prepare", "render"),
    "workspace": ("Workspace", "theme_of", "theme_problems", "themes"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


@dataclass(frozen=True)
class Job:
    """One file to make, as data that any process can work on: HTML as templates made it, and how to set it.

    `edition` is the path of the file below the output folder, `writer` the name of the one that makes it.
    """

    edition: str
    html: str
    css: tuple[str, ...]
    brand: Brand
    writer: str
    hyphenation: dict[str, tuple[str, ...]]
    families: tuple[str, ...] = ()
    """The fonts of its pages in the order they are looked up."""
    imposition: Imposition | None = None
    deck_format: DeckFormat = "pptx"
    shell: str = ""
    """The document around slides that become pages."""
    master: bytes | None = None
    """A PowerPoint file whose layouts slides take."""
    copies: tuple[dict[str, str], ...] = ()
    """What stands at the marks of each copy that is to be made of it; `perform` makes `Copies` then."""
    smallest: float = 0.0
    """How small words at marks may be set to find room, in points."""
    payload: Any = None
    """What a writer makes that takes no HTML: data that JSON can hold."""

    @cached_property
    def key(self) -> str:
        """A digest of all that decides its bytes but the versions of tools; the same in every process."""
        return digest(json.dumps(_parts(self), default=_plain, ensure_ascii=False, sort_keys=True))


@dataclass(frozen=True)
class Made:
    """A finished file, and what in it does not fit.

    `count` is that of its writer's units; of pages put together on sheets, that of sides.
    """

    data: bytes
    count: int
    told: tuple[str, ...] = ()


def _plain(value: Any) -> Any:
    """What JSON can hold of what it cannot hold itself: all of it."""
    if is_dataclass(value):
        return _parts(value)
    if isinstance(value, bytes):
        return {"bytes": digest(value)}
    raise TypeError(f"a job cannot hold a {type(value).__name__}")


def _parts(record: Any) -> dict[str, Any]:
    return {each.name: getattr(record, each.name) for each in fields(record)}


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
    globals()[name] = found
    return found
