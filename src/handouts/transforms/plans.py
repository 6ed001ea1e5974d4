"""What of a lesson one sheet holds, and how it is numbered there.

The sheet and the reader of a plan hold its tasks in the order of its phases and the materials that it meets; a test
holds what its variant encloses; all other documents hold everything but what stands in tests alone. Materials are
numbered as they come, without holes, and tasks as they stand; so texts that name one are rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from handouts.languages import of
from handouts.model.edition import scope_of_test
from handouts.model.lesson import Lesson, Plan
from handouts.model.lettered import nth_letter
from handouts.model.material import Event
from handouts.model.mentions import Register, may_mention, occurs, renumbered
from handouts.model.node import Node
from handouts.model.outline import SlideOutline
from handouts.model.task import Task
from handouts.model.text import Text
from handouts.transforms.span import end_of
from handouts.transforms.withheld import for_learners


@dataclass(frozen=True)
class SheetTask:
    """A task as it stands on a sheet: `group` is the letter of those who do it, `choice` whether it is to be chosen."""

    task: Task
    number: int
    group: str = ""
    choice: bool = False


@dataclass(frozen=True)
class Sheet:
    """The sheet of a plan: the tasks of its phases and those to choose, then those to do at home.

    Where there is no plan, it holds all tasks.
    """

    plan: Plan | None
    name: str
    work: tuple[SheetTask, ...]
    homework: tuple[SheetTask, ...] = ()

    def for_learners(self) -> Sheet:
        """The same without what is for teachers."""
        work, homework = (
            tuple(replace(one, task=for_learners(one.task)) for one in part) for part in (self.work, self.homework)
        )
        return replace(self, plan=self.plan and for_learners(self.plan), work=work, homework=homework)


def sheet_of(plan: Plan | None, name: str, tasks: Iterable[Task]) -> Sheet:
    """The sheet of a plan, made of an edition's tasks.

    Args:
        plan: Of the same edition; without one the sheet holds all tasks.
        name: What its files are called after.
        tasks: Those of the edition; what the plan names and is not among them is left out.
    """
    if plan is None:
        return Sheet(None, name, tuple(SheetTask(task, number) for number, task in enumerate(tasks, 1)))
    groups = {
        key: nth_letter(index).upper()
        for phase in plan.phases
        for index, group in enumerate(phase.groups)
        for key in group
    }
    there = {task.id: task for task in tasks}
    at_home = {key for key in plan.homework_tasks if key not in _in_class(plan)}
    stand = [
        SheetTask(there[key], number, groups.get(key, ""), key in plan.choice_tasks)
        for number, key in enumerate((key for key in plan.sheet_tasks if key in there), 1)
    ]
    return Sheet(
        plan,
        name,
        tuple(one for one in stand if one.task.id not in at_home),
        tuple(one for one in stand if one.task.id in at_home),
    )


def _in_class(plan: Plan) -> set[str]:
    return {*plan.choice_tasks, *(key for phase in plan.phases for key in phase.all_tasks)}


def narrowed(lesson: Lesson, scope: str) -> Lesson:
    """What of an audience's lesson a scope holds, in the order in which it is met; see `Edition.scope`.

    Raises:
        LookupError: There is no plan with this id.
    """
    if not scope:
        return _overview_first(_without_tests_own(lesson))
    if scope.startswith(scope_of_test("")):
        tests = tuple(test.as_variant(scope.removeprefix(scope_of_test(""))) for test in lesson.tests)
        enclosed = dict.fromkeys(key for test in tests for key in test.materials)
        asked = {key for test in tests for key in test.tasks}
        return lesson.model_copy(
            update={
                "tests": tests,
                "materials": tuple(in_order(lesson.materials, enclosed)),
                "tasks": tuple(_with_enclosed(task, enclosed) for task in lesson.tasks if task.id in asked),
            }
        )
    if (plan := next((one for one in lesson.plans if one.id == scope), None)) is None:
        raise LookupError(f"there is no plan {scope} for this audience")
    tasks = tuple(in_order(lesson.tasks, plan.sheet_tasks))
    named = {key for task in tasks for key in task.events}
    met = tuple(in_order(lesson.materials, materials_met(plan, tasks)))
    return lesson.model_copy(
        update={
            "plans": (plan,),
            "tasks": tasks,
            "materials": met,
            "slides": tuple(_slides_for(lesson, plan, {item.id for item in (*met, *tasks)})),
            "timeline": tuple(event for event in lesson.timeline if event.id in named or _within(event, plan)),
            "objectives": tuple(in_order(lesson.objectives, plan.objectives)),
            "wordings": tuple(one for one in lesson.wordings if plan.sensitive),
            "sprints": (),
        }
    )


def _slides_for(lesson: Lesson, plan: Plan, there: Container[str]) -> Iterator[SlideOutline]:
    """The outlines that show or ask something of a plan, without the rest; a section begins with the first of them.

    Of the timeline they show periods that the plan's part of it has something of.
    """
    timelines = {material.id for material in lesson.materials if material.shows == "timeline"}
    section = None
    for outline in lesson.slides:
        section = outline.section or section
        away = timelines if outline.period and not _in_time(outline.period, lesson, plan) else ()
        shows = tuple(key for key in outline.shows if key in there and key not in away)
        tasks = tuple(key for key in outline.tasks if key in there)
        if shows or tasks:
            yield outline.model_copy(update={"shows": shows, "tasks": tasks, "section": section})
            section = None


def _in_time(key: str, lesson: Lesson, plan: Plan) -> bool:
    """Whether a period begins before a plan's part of the timeline ends, and ends after that begins."""
    period = next(period for period in lesson.periods if period.id == key)
    begins, end = period.begins, end_of(period, lesson)
    early = not plan.ends or begins <= plan.ends or begins.startswith(plan.ends)
    return early and (not plan.begins or end is None or end > plan.begins)


def _with_enclosed(task: Task, enclosed: Container[str]) -> Task:
    """A task of a test, which is done with what is enclosed; what else it is about is to be known."""
    return task.model_copy(update={"materials": tuple(key for key in task.materials if key in enclosed)})


def _without_tests_own(lesson: Lesson) -> Lesson:
    """The lesson without what stands in tests alone: tasks, materials, and what no other material shows."""
    kept = tuple(material for material in lesson.materials if not material.for_tests)
    gone = {material.shows for material in lesson.materials} - {material.shows for material in kept}
    update: dict[str, Any] = {
        name: tuple(item for item in getattr(lesson, name) if item.id not in gone)
        for name in ("texts", "quotations", "charts")
    }
    tasks = tuple(task for task in lesson.tasks if not task.for_tests)
    return lesson.model_copy(update={**update, "materials": kept, "tasks": tasks})


def _overview_first(lesson: Lesson) -> Lesson:
    """The lesson with its overview before all other materials, as the handout prints it; accounts stand among these."""
    overview = {"texts", *(text.id for text in lesson.texts if not text.account)}
    ordered = sorted(lesson.materials, key=lambda material: material.shows not in overview)
    return lesson.model_copy(update={"materials": tuple(ordered)})


def materials_met(plan: Plan, tasks: Iterable[Task]) -> tuple[str, ...]:
    """The ids of the materials of a plan, in the order in which a class meets them: phase by phase, then its tasks."""
    by_id = {task.id: task for task in tasks}
    met: dict[str, None] = {}
    for phase in plan.phases:
        met.update(dict.fromkeys(phase.materials))
        for key in phase.all_tasks:
            met.update(dict.fromkeys(by_id[key].materials if key in by_id else ()))
    for key in (*plan.choice_tasks, *plan.homework_tasks):
        met.update(dict.fromkeys(by_id[key].materials if key in by_id else ()))
    return tuple(met)


def _within(event: Event, plan: Plan) -> bool:
    """Whether an event lies in a plan's part of the timeline; a year as its end is its whole year."""
    late = plan.ends and not event.date.within(plan.ends)
    return not late and not (plan.begins and event.date < plan.begins)


def in_order(items: Iterable[Any], wanted: Iterable[str]) -> Iterator[Any]:
    """Those of the items that are wanted by their ids, in the order in which they are wanted."""
    by_id = {item.id: item for item in items}
    return (by_id[key] for key in wanted if key in by_id)


def namer(lesson: Lesson) -> Callable[[str, str], str]:
    """What rewrites a text, given with its language, so that it names materials and tasks by the numbers they now have.

    Args:
        lesson: Of one scope, with its materials and tasks under their own ids, in their order.
    """
    materials, tasks = Register(item.id for item in lesson.materials), Register(task.id for task in lesson.tasks)
    numbers = renumbered(item.id for item in lesson.materials)

    @cache
    def places(language: str) -> dict[str, str]:
        return {task.id: of(language).task.format(number) for number, task in enumerate(lesson.tasks, 1)}

    def renamed(words: str, language: str) -> str:
        if not may_mention(words):
            return words
        return tasks.rewritten(materials.rewritten(words, numbers), places(language))

    return renamed


def with_numbers(lesson: Lesson) -> Lesson:
    """The lesson with its materials under their new ids, wherever something names one by its id."""
    new = renumbered(item.id for item in lesson.materials)
    if all(key == number for key, number in new.items()):
        return lesson

    def there(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(new.get(key, key) for key in keys)

    def in_phases(plan: Plan) -> Plan:
        phases = (phase.model_copy(update={"materials": there(phase.materials)}) for phase in plan.phases)
        return plan.model_copy(update={"phases": tuple(phases)})

    return lesson.model_copy(
        update={
            "materials": tuple(item.model_copy(update={"id": new.get(item.id, item.id)}) for item in lesson.materials),
            "tasks": tuple(task.model_copy(update={"materials": there(task.materials)}) for task in lesson.tasks),
            "tests": tuple(
                test.model_copy(update={"materials": there(test.materials), "beside": there(test.beside)})
                for test in lesson.tests
            ),
            "slides": tuple(slide.model_copy(update={"shows": there(slide.shows)}) for slide in lesson.slides),
            "plans": tuple(map(in_phases, lesson.plans)),
        }
    )


def with_what_occurs(lesson: Lesson, language: str) -> Lesson:
    """The lesson of a plan with those terms and people only that its texts name, and the terms that it has learnt."""
    kept = {key for plan in lesson.plans for key in plan.key_terms} | {
        key for task in lesson.tasks for key in task.terms
    }
    words = "\n".join(_read(lesson, language))
    return lesson.model_copy(
        update={
            "glossary": tuple(one for one in lesson.glossary if one.id in kept or occurs(str(one.term), words)),
            "people": tuple(one for one in lesson.people if occurs(one.name.split()[0], words)),
        }
    )


def _read(lesson: Lesson, language: str) -> Iterator[str]:
    """All that readers of a plan's sheet and reader read beside the glossary."""
    shown = {material.shows for material in lesson.materials}
    parts: list[Any] = [*lesson.materials, *lesson.tasks, *lesson.plans]
    parts += [item for item in (*lesson.quotations, *lesson.charts, *lesson.texts) if item.id in shown]
    if "texts" in shown:
        parts += lesson.texts
    parts += lesson.timeline if "timeline" in shown else ()
    parts += lesson.statements if "statements" in shown else ()
    for part in map(for_learners, parts):
        yield from _words_of(part, language)


def _words_of(value: Any, language: str) -> Iterator[str]:
    if isinstance(value, Text):
        if language in value:
            yield value.in_language(language)
    elif isinstance(value, tuple):
        for part in value:
            yield from _words_of(part, language)
    elif isinstance(value, Node):
        for _, part in value:
            yield from _words_of(part, language)
