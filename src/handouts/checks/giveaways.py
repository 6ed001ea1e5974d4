"""Does a test answer its own questions? With what else it prints, or with what it encloses?

A gap is given away where another item of the test prints its word beside the same word as in the gap text, or together
with at least half of what stands around it. That the word box holds the words is no matter: which one goes where is
what is asked. What the gap text is about, a material that its task names and the test encloses, is there to be read.

Of what is enclosed, a gist says in plain words what a source says: two words of what is expected, and it has done the
work. An introduction tells who speaks, when and to whom, which learners need; it gives an answer away if it holds half
of its words, three at least. Words of the prompt do not count, and what is expected may say that it is to be found in
the introduction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.checks.grammar import WORD, alike, content_words, is_time, sentences
from handouts.checks.walk import FoundText, on_show, parts_of, pieces, tag_read, tests_of
from handouts.errors import Problem
from handouts.model.kinds import GAP
from handouts.model.lesson import Examination, Lesson
from handouts.model.material import Term
from handouts.model.position import Positions
from handouts.model.project import Audience, Project
from handouts.model.task import ExpectedAnswer, Task

_UNSEEN = {"expected", "help", "note", "gap_text", "gist"}
"""Keys of what a test does not print; the gap text itself is looked at sentence by sentence."""
_GIST, _INTRODUCTION = 2, 3
"""Words of what is expected that are too many in an enclosed text of this kind."""


class _Gap(NamedTuple):
    """A gap: its number, its word, the content words around it, and those directly beside it."""

    number: int
    solution: str
    around: list[str]
    beside: list[str]


def gap_giveaways(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Items of a test that give away a gap of another."""
    tasks = {task.id: task for task in lesson.tasks}
    for audience in project.audiences:
        for test in tests_of(lesson, project, audience):
            for task in (tasks[key] for key in test.tasks if key in tasks):
                if task.gap_text is not None and audience.gets(task):
                    yield from _of_task(task, test, lesson, audience, positions)


def _of_task(
    task: Task, test: Examination, lesson: Lesson, audience: Audience, positions: Positions
) -> Iterator[Problem]:
    printed = [found for found in _printed(test, lesson, audience) if not _is_read(found, task, lesson, audience)]
    for language in audience.languages:
        for _, _, told in pieces(_only(task, lesson), audience, language):
            gaps = list(_gaps(told, language))
            own = ((None, "", sentence) for sentence in sentences(GAP.sub("…", told)))
            others = (
                (found, tag, sentence)
                for found, tag, words in pieces(printed, audience, language)
                for sentence in sentences(words)
            )
            for found, tag, sentence in (*own, *others):
                for gap in gaps:
                    if _gives_away(sentence, gap, language):
                        yield _gap_problem(task, test, gap, found, tag, sentence, positions)


def _gap_problem(
    task: Task, test: Examination, gap: _Gap, found: FoundText | None, tag: str, sentence: str, positions: Positions
) -> Problem:
    told = f'gives away gap {gap.number} ({gap.solution}) of {task.id} in test {test.id}: "{sentence}"'
    if found is None:
        return positions.problem_in(task.id, f"{task.id}, gap_text: {told}; say it in other words", "gap_text")
    message = f"{found.name}: {told}; say it in other words, or leave another gap"
    return positions.problem((*found.way, tag), message)


def _printed(test: Examination, lesson: Lesson, audience: Audience) -> Iterator[FoundText]:
    """What a test prints: all that belongs to it but answers and help, and the terms and events that it asks for."""
    chosen = [task for task in lesson.tasks if task.id in test.tasks]
    asked = {key for task in chosen for key in (*task.terms, *task.events)}
    enclosed = {key for key in test.materials if key in on_show(lesson, audience)}
    for found in parts_of(test, lesson, audience, also=asked):
        item, key = found.item, found.way[2] if len(found.way) > 2 else ""
        if key in _UNSEEN - ({"gist"} if test.gist and audience.gist else set()):
            continue
        if getattr(item, "id", None) in asked - enclosed and key not in _shown_of(item, audience):
            continue
        yield found


def _shown_of(item: object, audience: Audience) -> tuple[str, ...]:
    """The keys of a term or an event that a matching or ordering task prints."""
    return ("term", audience.glossary) if isinstance(item, Term) else ("title",)


def _is_read(found: FoundText, task: Task, lesson: Lesson, audience: Audience) -> bool:
    """Whether a text belongs to a material that the task is about."""
    about = {
        key for material in lesson.materials if material.id in task.materials for key in (material.id, material.shows)
    }
    if "texts" in about:
        about.update(audience.texts_of(lesson))
    return getattr(found.item, "id", None) in about


def _only(task: Task, lesson: Lesson) -> Iterator[FoundText]:
    """The gap text of a task."""
    if task.gap_text is not None:
        yield FoundText(("tasks", lesson.tasks.index(task), "gap_text"), task.gap_text, task)


def _gaps(told: str, language: str) -> Iterator[_Gap]:
    number = 0
    for sentence in sentences(told):
        for match in GAP.finditer(sentence):
            number += 1
            blank = GAP.sub(" … ", sentence[: match.start()]), GAP.sub(" … ", sentence[match.end() :])
            around = [word for part in blank for word in content_words(part, language) if not is_time(word, language)]
            beside = [word for part, at in zip(blank, (-1, 0), strict=True) for word in _edge(part, at, language)]
            yield _Gap(number, match[1], list(dict.fromkeys(around)), beside)


def _edge(part: str, at: int, language: str) -> list[str]:
    """The last or first word of a part of a sentence, if it is a content word."""
    words = WORD.findall(part.split("…")[at])
    return [word for word in content_words(words[at], language) if not is_time(word, language)] if words else []


def _gives_away(sentence: str, gap: _Gap, language: str) -> bool:
    words = [match[0].casefold() for match in WORD.finditer(sentence)]
    solution = [match[0].casefold() for match in WORD.finditer(gap.solution)]
    places = [start for start in range(len(words)) if _same(words[start : start + len(solution)], solution)]
    if not places:
        return False
    there = content_words(sentence, language)
    shared = sum(any(alike(word, other) for other in there) for word in gap.around)
    neighbours = [words[at] for start in places for at in (start - 1, start + len(solution)) if 0 <= at < len(words)]
    beside = any(alike(one, other) for one in gap.beside for other in neighbours)
    return beside or (shared > 0 and 2 * shared >= len(gap.around))


def _same(words: Sequence[str], solution: Sequence[str]) -> bool:
    return len(words) == len(solution) and all(alike(*pair) for pair in zip(words, solution, strict=True))


def enclosure_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Gists and introductions printed with a test that hold what one of its tasks expects."""
    for audience in project.audiences:
        for test in tests_of(lesson, project, audience):
            for language in audience.languages:
                for found, tag, words in pieces(_enclosed(test, lesson, audience), audience, language):
                    told = content_words(words, language)
                    for task, number in _given(found, told, test, lesson, audience, language):
                        yield positions.problem((*found.way, tag), _enclosure_message(found, task, number, test))


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


def _enclosure_message(found: FoundText, task: Task, number: int, test: Examination) -> str:
    start = f"{found.name}: tells what {task.id}, expected {number}, asks for in test {test.id}; "
    if found.way[2] == "gist":
        return start + 'delete the test\'s "gist: true", or say less'
    return start + "say less, or add from_introduction: true to what is expected, if it is to be found there"
