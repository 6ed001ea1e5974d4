"""Does what a test encloses answer what it asks?

A gist says in plain words what a source says: two words of what is expected, and it has done the work. An introduction
tells who speaks, when and to whom, which learners need; it gives an answer away if it holds half of its words, three at
least. Words of the prompt do not count, and what is expected may say that it is to be found in the introduction.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.grammar import alike, content_words
from handouts.checks.printed import on_show, parts_of, pieces, tag_read, tests_of
from handouts.checks.walk import FoundText
from handouts.errors import Problem
from handouts.model.lesson import Examination, Lesson
from handouts.model.position import Positions
from handouts.model.project import Audience, Project
from handouts.model.task import ExpectedAnswer, Task

_GIST, _INTRODUCTION = 2, 3


def enclosure_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Gists and introductions printed with a test that hold what one of its tasks expects."""
    for audience in project.audiences:
        for test in tests_of(lesson, project, audience):
            for language in audience.languages:
                for found, tag, words in pieces(_enclosed(test, lesson, audience), audience, language):
                    told = content_words(words, language)
                    for task, number in _given(found, told, test, lesson, audience, language):
                        yield positions.problem((*found.way, tag), _message(found, task, number, test))


def _enclosed(test: Examination, lesson: Lesson, audience: Audience) -> Iterator[FoundText]:
    gists = ("gist",) if test.gist and audience.gist else ()
    keys = {(kind, key) for kind in ("quotations", "materials") for key in ("introduction", *gists)}
    return (one for one in parts_of(test, lesson, audience) if len(one.way) == 3 and (one.way[0], one.way[2]) in keys)


def _given(
    found: FoundText, told: list[str], test: Examination, lesson: Lesson, audience: Audience, language: str
) -> Iterator[tuple[Task, int]]:
    gist = found.way[2] == "gist"
    for task in lesson.tasks:
        if task.id not in test.tasks or not audience.gets(task):
            continue
        near = _is_about(task, found, lesson, audience)
        for number, answer in enumerate(task.expected, 1):
            asked = _asked(task, answer, audience, language)
            shared = sum(any(alike(word, other) for other in told) for word in asked)
            half = shared >= _INTRODUCTION and 2 * shared >= len(asked)
            if (gist and near and shared >= _GIST) or (half and (gist or not answer.from_introduction)):
                yield task, number


def _asked(task: Task, answer: ExpectedAnswer, audience: Audience, language: str) -> list[str]:
    """The content words of an expected answer that the prompt does not say itself."""
    said = [
        content_words(text.in_language(tag), language) if (tag := tag_read(text, audience, language)) else []
        for text in (answer.text, task.prompt)
    ]
    return [word for word in dict.fromkeys(said[0]) if not any(alike(word, other) for other in said[1])]


def _is_about(task: Task, found: FoundText, lesson: Lesson, audience: Audience) -> bool:
    """Whether a task names the material that a text belongs to."""
    item = getattr(found.item, "id", None)
    return any(item in (key, one.shows) for key, one in on_show(lesson, audience).items() if key in task.materials)


def _message(found: FoundText, task: Task, number: int, test: Examination) -> str:
    start = f"{found.name}: tells what {task.id}, expected {number}, asks for in test {test.id}; "
    if found.way[2] == "gist":
        return start + 'delete the test\'s "gist: true", or say less'
    return start + "say less, or add from_introduction: true to what is expected, if it is to be found there"
