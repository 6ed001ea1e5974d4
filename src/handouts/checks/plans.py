"""Can a lesson be held with what its plan gives: time, tasks, materials, and what it has handed out?

A sheet is for one lesson, so what its tasks take has to fit into their phases, and whatever they name has to be on the
sheet or in its reader. What a plan speaks of (a sheet for those who watch, role cards, a board) has to exist. And what
stands in a lesson for an audience should be used: tasks in a plan, objectives by a task, terms in a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from handouts.checks.walk import on_show, open_to, pieces, tests_of, texts_for, texts_of
from handouts.errors import Problem
from handouts.languages import of
from handouts.model.lesson import Acceptance, Fact, Lesson, Plan
from handouts.model.material import Reference, Term
from handouts.model.mentions import Register, occurs
from handouts.model.position import Positions
from handouts.model.project import Audience, Project
from handouts.model.task import Rubric, Task

TOLERANCE = 5
"""Minutes by which tasks may be longer than the phases that they are done in."""
_NOT_READ = (Term, Fact, Plan, Acceptance, Rubric, Reference)
"""What learners do not read beside the glossary."""
_MISSING = {
    "observation": 'has no sheet for those who watch; add one to "observations" and name it with "observation"',
    "roles": 'has no role cards; add them to "roles" and name them in a task with "roles"',
    "board": 'has no board picture; add "board"',
    "help": 'has no help cards; add "help" to one of its tasks',
}


def plan_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """What cannot be held as it is planned, and what no plan uses."""
    for audience in project.audiences:
        plans = [plan for plan in lesson.plans if open_to(plan, audience)]
        tasks = {task.id: task for task in lesson.tasks if open_to(task, audience)}
        for plan in plans:
            own = [tasks[key] for key in plan.sheet_tasks if key in tasks]
            yield from _time(plan, tasks, positions)
            yield from _media(plan, own, lesson, positions)
            yield from _off_the_sheet(plan, own, lesson, audience, positions)
        yield from _unserved(plans, tasks, positions)
        yield from _called_twice(plans, audience, positions)
    yield from _unplanned(lesson, project, positions)
    yield from _unread(lesson, project, positions)


def _time(plan: Plan, tasks: dict[str, Task], positions: Positions) -> Iterator[Problem]:
    """A plan whose tasks need more time than the phases they are done in; of groups the slowest counts."""
    phases = [phase for phase in plan.phases if any(key in tasks for key in phase.all_tasks)]
    given = sum(phase.minutes for phase in phases)
    everybody = dict.fromkeys(key for phase in phases for key in phase.tasks if key in tasks)
    needed = sum(tasks[key].minutes or 0 for key in everybody)
    needed += sum(
        max((sum(tasks[key].minutes or 0 for key in group if key in tasks) for group in phase.groups), default=0)
        for phase in phases
    )
    if needed > given + TOLERANCE:
        message = (
            f"plan {plan.id}: the tasks take {needed} minutes, the phases in which they are done {given}; "
            "change the minutes of one, or move a task to choice_tasks or homework_tasks"
        )
        yield positions.problem_in(plan.id, message, "phases")


def _media(plan: Plan, tasks: Iterable[Task], lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """What a plan has handed out or drawn, and the lesson does not hold."""
    tasks = list(tasks)
    there = {
        "observation": plan.observation is not None,
        "roles": any(task.roles for task in tasks),
        "board": plan.board is not None or lesson.board is not None,
        "help": any(task.help for task in tasks),
    }
    for found in texts_of(lesson):
        if found.item is not plan:
            continue
        for tag, words in found.text.root.items():
            grammar = of(tag).grammar
            for field, pattern in grammar.media if grammar else ():
                if not there[field] and (match := pattern.search(words)):
                    message = f'{found.name}: "{match[0]}" is spoken of, but plan {plan.id} {_MISSING[field]}'
                    yield positions.problem((*found.way, tag), message)


def _off_the_sheet(
    plan: Plan, tasks: Iterable[Task], lesson: Lesson, audience: Audience, positions: Positions
) -> Iterator[Problem]:
    """Materials that the tasks of a plan name, and that are neither needed by one nor met in a phase."""
    tasks = list(tasks)
    met = {key for phase in plan.phases for key in phase.materials} | {key for task in tasks for key in task.materials}
    there, register = on_show(lesson, audience), Register(material.id for material in lesson.materials)
    ids = {plan.id, *(task.id for task in tasks), *(role for task in tasks for role in task.roles)}
    mine = [found for found in texts_for(lesson, audience) if getattr(found.item, "id", None) in ids]
    for language in audience.languages:
        for found, tag, words in pieces(mine, audience, language):
            for name in register.named(words):
                if name in there and name not in met:
                    message = (
                        f"{found.name}: names {name}, which plan {plan.id} does not use, so its reader does not hold "
                        f"it; add {name} to the materials of a phase, or say it without"
                    )
                    yield positions.problem((*found.way, tag), message)


def _unplanned(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Tasks that stand in none of the plans or tests of an audience which has plans."""
    without: dict[str, list[str]] = {}
    for audience in project.audiences:
        plans = [plan for plan in lesson.plans if open_to(plan, audience)]
        used = {key for plan in plans for key in plan.sheet_tasks}
        used |= {key for test in tests_of(lesson, project, audience) for key in test.tasks}
        for task in lesson.tasks if plans else ():
            if open_to(task, audience) and task.id not in used and not (task.pool or task.for_tests):
                without.setdefault(task.id, []).append(audience.id)
    for key, audiences in without.items():
        message = (
            f"task {key}: no plan for {', '.join(audiences)} has it; add it to a phase, to choice_tasks or to "
            'homework_tasks of one, or write "pool: true" for the task bank alone'
        )
        yield positions.problem_in(key, message, "audiences")


def _unserved(plans: Iterable[Plan], tasks: dict[str, Task], positions: Positions) -> Iterator[Problem]:
    """Objectives of a plan that none of its tasks serves; where no task names objectives, all tasks of a plan serve."""
    named = any(task.objectives for task in tasks.values())
    for plan in plans:
        own = [tasks[key] for key in plan.sheet_tasks if key in tasks]
        for index, objective in enumerate(plan.objectives):
            if not own or (named and not any(objective in task.objectives for task in own)):
                message = (
                    f"plan {plan.id}: no task on its sheet serves objective {objective}; name the objective in a task, "
                    "or take it out of the plan"
                )
                yield positions.problem_in(plan.id, message, "objectives", index)


def _called_twice(plans: Iterable[Plan], audience: Audience, positions: Positions) -> Iterator[Problem]:
    """Plans of an audience with the same suffix: the second one's files are called after its number."""
    first: dict[str, str] = {}
    for plan in plans:
        if plan.suffix and plan.suffix in first:
            message = (
                f'plan {plan.id}: "{plan.suffix}" is the suffix of plan {first[plan.suffix]}, too, and both are for '
                f"{audience.id}; change one"
            )
            yield positions.problem_in(plan.id, message, "suffix")
        elif plan.suffix:
            first[plan.suffix] = plan.id


def _unread(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Terms of the glossary that an audience meets nowhere else."""
    unread: dict[str, list[str]] = {}
    for audience in project.audiences:
        asked = {key for task in lesson.tasks if open_to(task, audience) for key in task.terms}
        asked |= {key for plan in lesson.plans if open_to(plan, audience) for key in plan.key_terms}
        read = [found for found in texts_for(lesson, audience) if not isinstance(found.item, _NOT_READ)]
        words = {
            language: "\n".join(piece for _, _, piece in pieces(read, audience, language))
            for language in audience.languages
        }
        for term in lesson.glossary:
            if open_to(term, audience) and term.id not in asked and not _met(term, words):
                unread.setdefault(term.id, []).append(audience.id)
    for key, audiences in unread.items():
        some = ", ".join(audiences)
        advice = f"use it, or leave them out (audiences: {{not: [{some}]}})"
        yield positions.problem_in(key, f"term {key}: no text for {some} names it; {advice}", "term")


def _met(term: Term, words: Mapping[str, str]) -> bool:
    """Whether a text in any language names a term in it."""
    return any(occurs(term.term.in_language(tag), text) for tag, text in words.items() if tag in term.term)
