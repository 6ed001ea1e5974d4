"""Can each statement be read on its own, in whatever order it is shown?

Options are shuffled, and so are the events of an ordering task. One that says "this was good" makes no sense behind
another neighbour. A statement leans on its neighbour if it begins to point before it has named anything to point to:
er, sie, dort, they, there; or if it stands for a whole clause that it has not said: das, dies, deshalb, this, then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.checks.grammar import WORD
from handouts.checks.walk import items_of
from handouts.errors import Problem
from handouts.languages import Grammar, of
from handouts.model.lesson import Lesson
from handouts.model.material import Event
from handouts.model.position import Positions, Way
from handouts.model.task import Task
from handouts.model.text import Text


def leaning_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Options and events that are shuffled away from what they point to."""
    events = {item.id: item for item in items_of(lesson) if isinstance(item, Event)}
    tested = {key for test in lesson.tests for key in test.tasks}
    for number, task in enumerate(lesson.tasks):
        if task.kind.shuffled or task.id in tested:
            yield from _options(task, ("tasks", number, "options"), positions)
        for key in task.events:
            for tag, word in _leaning(events[key].title) if key in events else ():
                message = (
                    f'{key}, title: "{word}" points to something before it, but {task.id} shuffles its events; '
                    f"say what is meant"
                )
                yield positions.problem((*positions.items.get(key, ()), "title", tag), message)


def _options(task: Task, way: Way, positions: Positions) -> Iterator[Problem]:
    # The first one has nothing before it but the prompt; what begins as it does leans on the prompt, too.
    on_prompt = set(_leaning(task.options[0].text)) if task.options else set()
    for index, option in enumerate(task.options):
        if index == 0 or option.keep_with is not None:
            continue
        for tag, word in _leaning(option.text):
            if (tag, word) not in on_prompt:
                message = (
                    f'{task.id}, option {index + 1}: "{word}" points to something before it, but options are '
                    "shuffled; say what is meant, or add keep_with: previous (or keep_with: prompt, if it is there)"
                )
                yield positions.problem((*way, index, "text", tag), message)


def _leaning(text: Text) -> Iterator[tuple[str, str]]:
    """The wordings that lean on something, each with the word that does."""
    for tag, words in text.root.items():
        if (grammar := of(tag).grammar) and (word := pointing(words, grammar)):
            yield tag, word


def pointing(words: str, grammar: Grammar) -> str | None:
    """The first word of a statement that points to something which the statement has not said before it."""
    tokens = list(WORD.finditer(words))
    for index, token in enumerate(tokens):
        before, after, word = words[: token.start()], words[token.end() :], token[0].casefold()
        named = _names_something(tokens[:index], grammar)
        if named and grammar.clause.search(before):
            return None  # whatever follows may point to the first clause
        if word in grammar.persons | grammar.places:
            leans = not named and not grammar.is_empty(word, after)
        elif word in grammar.this and _noun_follows(tokens[index + 1 :], after, grammar):
            leans = not _is_time(tokens[index + 1 :], grammar)
        else:
            whole = word in grammar.whole and grammar.is_alone(word, before, after, named)
            leans = whole or (word in grammar.links and not (grammar.ahead and grammar.ahead.match(word + after)))
        if leans:
            return token[0]
        if not named and index == 0 and grammar.is_subject(word, after):
            return token[0]
    return None


def _names_something(tokens: Sequence[re.Match[str]], grammar: Grammar) -> bool:
    """Whether one of these words could be what a later one points to: a noun, as far as that can be seen."""
    known = grammar.function_words | grammar.persons | grammar.links | grammar.this | grammar.whole
    return any(
        token[0].casefold() not in known
        and not token[0][0].isdigit()
        and (token[0][0].isupper() or not grammar.capitals)
        for token in tokens
    )


def _noun_follows(tokens: Sequence[re.Match[str]], after: str, grammar: Grammar) -> bool:
    """Whether `this` stands before a noun, rather than alone."""
    if not tokens or after.lstrip()[:1] in ".,;:!?":
        return False
    return tokens[0][0].casefold() not in grammar.function_words


def _is_time(tokens: Sequence[re.Match[str]], grammar: Grammar) -> bool:
    return bool(tokens) and tokens[0][0].casefold() in grammar.times
