"""Has every class something of each slide? What has no room on one is found when slides are laid out."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.walk import on_show, open_to
from handouts.errors import Problem
from handouts.model.edition import DECK
from handouts.model.lesson import Lesson
from handouts.model.position import Positions
from handouts.model.project import Project


def slide_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Outlines that a deck leaves out, since its class has nothing of what they show or ask."""
    for audience in project.audiences:
        if DECK not in project.documents_for(audience):
            continue
        there = {*on_show(lesson, audience), *(task.id for task in lesson.tasks if open_to(task, audience))}
        for outline in lesson.slides:
            wanted = (*outline.shows, *outline.tasks)
            if open_to(outline, audience) and wanted and not outline.says and there.isdisjoint(wanted):
                message = (
                    f"slide {outline.id} is left out for audience {audience.id}, which has nothing of "
                    f"{', '.join(wanted)}; give it bullets, open one of these to them, or say whom the slide is for"
                )
                yield positions.problem_in(outline.id, message, "shows" if outline.shows else "tasks")
