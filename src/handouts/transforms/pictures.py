"""Pictures that an edition cannot show: they go, with all that hangs on them.

A task about a picture that nobody sees is none, and a number without its material sends readers looking for it. So the
picture goes, the materials that show it, the tasks that need these, and slides that would show nothing else.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from handouts.model.lesson import Lesson
from handouts.model.outline import SlideOutline


def left_out(lesson: Lesson, absent: Collection[str], *, publish: bool) -> frozenset[str]:
    """The ids of pictures that cannot be shown.

    Args:
        lesson: As it was read.
        absent: Those whose files are not there.
        publish: Whether files are for others than one's own classes.
    """
    return frozenset(
        picture.id
        for picture in lesson.pictures
        if picture.id in absent
        or picture.alt is None
        or not picture.terms.settled
        or (publish and picture.terms.own_class)
    )


def without(lesson: Lesson, pictures: Collection[str]) -> Lesson:
    """The lesson without some pictures, and without what hangs on them."""
    if not pictures:
        return lesson
    materials = {material.id for material in lesson.materials if material.shows in pictures}
    tasks = {task.id for task in lesson.tasks if not materials.isdisjoint(task.materials)}
    update: dict[str, Any] = {
        "pictures": tuple(one for one in lesson.pictures if one.id not in pictures),
        "materials": tuple(one for one in lesson.materials if one.id not in materials),
        "tasks": tuple(one for one in lesson.tasks if one.id not in tasks),
        "slides": tuple(one for one in lesson.slides if not _bare(one, materials, tasks)),
    }
    return lesson.model_copy(update=update)


def _bare(slide: SlideOutline, materials: set[str], tasks: set[str]) -> bool:
    """Whether nothing is left of a slide but its title."""
    gone = not materials.isdisjoint(slide.shows) or not tasks.isdisjoint(slide.tasks)
    return gone and not slide.says and materials.issuperset(slide.shows) and tasks.issuperset(slide.tasks)
