"""Is everything used that is there?

What is printed as a whole counts as used: people, documents, the glossary, the timeline, tasks, facts, and what a
material of the kind `map` or `statements` shows. Command words and social forms are a stock to choose from.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.walk import items_of
from handouts.errors import Problem
from handouts.model.lesson import Lesson
from handouts.model.position import Positions
from handouts.model.project import Project

_SHOWN_WHOLE = {"map": "places", "statements": "statements", "texts": "texts"}


def use_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Items that no other item refers to and that are printed nowhere."""
    used = _used(lesson, project)
    for kind, noun, advice in (
        ("references", "source", "cite it or delete it"),
        ("places", "place", "use it in the timeline or show a map"),
        ("quotations", "quotation", "show it in a material or delete it"),
        ("charts", "chart", "show it in a material or delete it"),
        ("texts", "text", "give it to an audience in handouts.yaml or delete it"),
        ("statements", "statement", 'show them in a material with "shows: statements"'),
        ("materials", "material", "use it in a task, a plan or a slide, or delete it"),
        ("rubrics", "rubric", "use it in a task or delete it"),
        ("competences", "competence", "name it in a plan or delete it"),
        ("objectives", "objective", "name it in a plan or delete it"),
    ):
        for item in getattr(lesson, kind):
            if item.id not in used:
                yield positions.problem_in(item.id, f"{noun} {item.id}: nothing uses it; {advice}")


def _used(lesson: Lesson, project: Project) -> set[str]:
    shown = {material.shows for material in lesson.materials}
    used = {*shown, *lesson.sources}
    for item in items_of(lesson):
        used.update(item.sources)
    for audience in project.audiences:
        used.update(audience.texts)
    for task in lesson.tasks:
        used.update(task.materials, (task.rubric or "",))
    for plan in lesson.plans:
        used.update(plan.competences, plan.objectives, *(phase.materials for phase in plan.phases))
    for slide in lesson.slides:
        used.update(slide.shows)
    for test in lesson.tests:
        used.update(test.materials)
    used.update(event.place for event in lesson.timeline if event.place)
    for word, whole in _SHOWN_WHOLE.items():
        used.update(item.id for item in getattr(lesson, whole) if word in shown)
    if not lesson.plans:  # without lesson plans they stand on their own
        used.update(competence.id for competence in lesson.competences)
        used.update(objective.id for objective in lesson.objectives)
    return used
