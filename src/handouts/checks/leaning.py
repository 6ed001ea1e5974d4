"""Can each statement be read on its own, in whatever order it is shown?

Options are shuffled, and so are the events of an ordering task. One that says "this was good" makes no sense behind
another neighbour. A statement leans on its neighbour if it begins to point before it has named anything to point to:
er, sie, dort, they, there; or if it stands for a whole clause that it has not said: das, dies, deshalb, this, then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.checks.grammar import WORD, Grammar, grammar_of
from handouts.checks.walk import items_of
from handouts.errors import Problem
from handouts.model.lesson import Lesson
from handouts.model.material import Event
from handouts.model.position import Positions, Way
from handouts.model.task import Task
from handouts.model.text import Text, base_language

_CLAUSE = re.compile(r"[,;:–—.!?]|\b(?:und|oder|aber|denn|and|or|but)\b", re.IGNORECASE)
_EXISTS = re.compile(r"\s+(?:is|are|was|were|will|would|has|have|had|can|may|must|exist|came|no|never|also)\b")
_IMPERSONAL = re.compile(r"\s+\w+\b.*\b(?:to|that|who|which|until)\b")
_PREPOSITION = re.compile(
    r"\b(?:in|im|am|an|auf|aus|bei|beim|bis|durch|für|gegen|mit|nach|ohne|seit|über|um|unter|vom|von|vor|zu|zum|zur)\b"
    r"(?:\s+[a-zäöü]\w*|\s+\d[\w.,]*)*\s+[A-ZÄÖÜ]\w*(?:\s+\d+)?"
)
_VERB_OR_ADVERB = re.compile(
    r"(?:wurde|hatte|konnte|musste|sollte|wollte|durfte|machte|heute|gerne|finde|viele|alle)\b"
)
_AHEAD = re.compile(r"da\w+(?:\s+\w+){0,2},")
"""It points to what follows: dafür, dass; dazu da, zu."""
_OPINION = re.compile(r"\b(?:think|find|say|call|know|like|want|accept|support|oppose|regret|see)\w*\s+$")


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
        if (grammar := grammar_of(base_language(tag))) and (word := pointing(words, grammar)):
            yield tag, word


def pointing(words: str, grammar: Grammar) -> str | None:
    """The first word of a statement that points to something which the statement has not said before it."""
    tokens = list(WORD.finditer(words))
    for index, token in enumerate(tokens):
        before, after, word = words[: token.start()], words[token.end() :], token[0].casefold()
        named = _names_something(tokens[:index], grammar)
        if named and _CLAUSE.search(before):
            return None  # whatever follows may point to the first clause
        if word in grammar.persons | grammar.places:
            leans = not named and not _fills(word, after)
        elif word in grammar.this and _noun_follows(tokens[index + 1 :], after, grammar):
            leans = not _is_time(tokens[index + 1 :], grammar)
        else:
            whole = word in grammar.whole and _alone(word, before, after, named=named)
            leans = whole or (word in grammar.links and not _AHEAD.match(word + after))
        if leans:
            return token[0]
        if word == "es" and not named and index == 0 and not _subject_follows(after):
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


def _fills(word: str, after: str) -> bool:
    """Whether a word points to nothing: there is no …, it is forbidden to do so."""
    return (word == "there" and bool(_EXISTS.match(after))) or (word == "it" and bool(_IMPERSONAL.match(after)))


def _noun_follows(tokens: Sequence[re.Match[str]], after: str, grammar: Grammar) -> bool:
    """Whether `this` stands before a noun, rather than alone."""
    if not tokens or after.lstrip()[:1] in ".,;:!?":
        return False
    return tokens[0][0].casefold() not in grammar.function_words


def _is_time(tokens: Sequence[re.Match[str]], grammar: Grammar) -> bool:
    return bool(tokens) and tokens[0][0].casefold() in grammar.times


def _alone(word: str, before: str, after: str, *, named: bool) -> bool:
    """Whether das, dies, this or that stands for a clause, rather than before a noun or at the head of one."""
    following = after.lstrip()
    if word == "das":
        adjective = re.match(r"[a-zäöüß]+e\b", following) and not _VERB_OR_ADVERB.match(following)
        noun = re.match(r"[A-ZÄÖÜ0-9]", following)
        return not adjective and not noun and not following.startswith(", was")
    if word == "that":
        initial = not before.strip() and bool(re.match(r"(?:is|was|are|were|would|made|led|had|has)\b", following))
        return initial or (named and (not following.strip(".!?") or bool(_OPINION.search(before) and _be(following))))
    return True


def _be(following: str) -> bool:
    return bool(re.match(r"(?:is|was|to be)\b", following))


def _subject_follows(after: str) -> bool:
    """Whether a noun that stands in no prepositional phrase can be the subject: Es gab Proteste."""
    return bool(re.search(r"\b[A-ZÄÖÜ]\w+", _PREPOSITION.sub("", after)))
