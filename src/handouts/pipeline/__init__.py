"""The steps in their order: from a project folder to the bytes of one edition.

Only this package knows which step follows which. `workspace` is an opened project; `preparation` makes a `job` of an
edition, which is cheap; `production` makes a file of a job, which takes nothing but the job; `personalisation`
makes many copies of one layout.

Each is loaded when it is first asked for: whoever only prepares never loads what performs, and the other way round.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.pipeline.job import Job, Made
    from handouts.pipeline.personalisation import copies_of, prepare_copies
    from handouts.pipeline.preparation import context, explained, prepare, render
    from handouts.pipeline.production import finished, perform, proof
    from handouts.pipeline.workspace import Workspace, theme_of, theme_problems, themes

_ROOMS = {
    "personalisation": ("copies_of", "prepare_copies"),
    "job": ("Job", "Made"),
    "production": ("finished", "perform", "proof"),
    "preparation": ("context", "explained", "prepare", "render"),
    "workspace": ("Workspace", "theme_of", "theme_problems", "themes"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
    globals()[name] = found
    return found


__all__ = [
    "Job",
    "Made",
    "Workspace",
    "context",
    "copies_of",
    "explained",
    "finished",
    "perform",
    "prepare",
    "prepare_copies",
    "proof",
    "render",
    "theme_of",
    "theme_problems",
    "themes",
]
