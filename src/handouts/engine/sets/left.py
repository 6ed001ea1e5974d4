"""Copies of people who are no longer on their list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from handouts.engine.freshness.claims import LEFT, PERSONAL
from handouts.engine.freshness.manifest import Manifest
from handouts.engine.sets.places import Wanted, places


def note_left(manifest: Manifest, asked: Wanted, documents: Iterable[str]) -> None:
    """Mark files that were made from this list and that it gives to nobody any more; one who is back gets them back.

    Only in folders of classes that the list still has, since lists of other classes may be called the same. How copies
    are asked for this time does not matter: one file for the class stays beside a file for each pupil.

    Args:
        manifest: What is known of the output folder; it is changed, the files are not.
        asked: The list.
        documents: All that the project makes.
    """
    given = places(asked.people, documents)
    folders = {_folder(path) for path in given}
    for name, entry in manifest.outputs.items():
        if entry.get(PERSONAL) != asked.roster or _folder(name) not in folders:
            continue
        if name in given:
            entry.pop(LEFT, None)
        else:
            entry[LEFT] = True


def _folder(name: str) -> PurePosixPath:
    return PurePosixPath(name).parent
