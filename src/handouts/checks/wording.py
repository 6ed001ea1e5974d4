"""Is it worded as it may be? Forbidden words, gaps, quotations that nobody has compared, who is addressed, what leans.

Adults are to be addressed as adults: those with the wording `formal` are, as Sie for example.

Each statement is to be read on its own, in whatever order it is shown. Options are shuffled, and so are the events of
an ordering task. One that says "this was good" makes no sense behind another neighbour. A statement leans on its
neighbour if it begins to point before it has named anything to point to: er, sie, dort, they, there; or if it stands
for a whole clause that it has not said: das, dies, deshalb, this, then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.checks.grammar import WORD
from handouts.checks.walk import FoundText, items_of, open_to, texts_of
from handouts.errors import Problem
from handouts.languages import Grammar, of, without_wording
from handouts.model.kinds import GAP
from handouts.model.lesson import Fact, Lesson
from handouts.model.material import AuthorText, Event, Quotation
from handouts.model.position import Positions, Way
from handouts.model.project import EASY, FORMAL, Audience, Project
from handouts.model.task import Task
from handouts.model.text import Text


def forbidden_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Strings that may stand in no output, without regard to case."""
    for way, name, language, words in _printed(lesson):
        for banned, strings in lesson.forbidden.items():
            for string in strings if language in (None, banned) else ():
                if string.casefold() in words.casefold():
                    yield positions.problem(way, f'{name}: "{string}" is forbidden in {banned}; write something else')


def _printed(lesson: Lesson) -> Iterator[tuple[Way, str, str | None, str]]:
    """Every printed string with its language; None is for what is the same in every language."""
    for found in texts_of(lesson):
        for tag, words in found.text.root.items():
            yield (*found.way, tag), found.name, without_wording(tag), words
    if lesson.authors:
        yield ("authors",), "authors", None, lesson.authors
    for kind, keys in (("references", ("label",)), ("people", ("name", "western"))):
        for index, item in enumerate(getattr(lesson, kind)):
            said = ((key, getattr(item, key)) for key in keys)
            yield from (((kind, index, key), item.id, None, words) for key, words in said if isinstance(words, str))


def gap_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Gap texts with more gaps in one language than in another; `flaws` tells of those that are none."""
    for index, task in enumerate(lesson.tasks):
        if task.gap_text is None:
            continue
        counts = {tag: len(GAP.findall(words)) for tag, words in task.gap_text.root.items()}
        plain = {tag: count for tag, count in counts.items() if "-x-" not in tag}
        if len(set(plain.values())) > 1:
            said = ", ".join(f"{count} in {tag}" for tag, count in plain.items())
            message = f"{task.id}, gap_text: {said}; give all languages the same number of gaps"
            yield positions.problem(("tasks", index, "gap_text"), message)


def unverified_problems(lesson: Lesson, positions: Positions, *, draft: bool = False) -> Iterator[Problem]:
    """Quotations whose wording was not compared with the source in full; `draft` says what a draft does about it."""
    todo = (
        "a draft prints it to learners with a mark"
        if draft
        else 'compare it with the source, then delete "unverified"; or tell it in own words (account_before, '
        "account_after); for a draft that prints it with a mark: handouts build --draft"
    )
    for quotation in lesson.quotations:
        if quotation.unverified is not None:
            message = (
                f'quotation {quotation.id}: its wording is not verified in full ("{quotation.unverified}"); {todo}'
            )
            yield positions.problem_in(quotation.id, message, "unverified")


def addressing_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Texts for readers addressed politely that are there in the familiar address only (du, not Sie).

    A prompt nearly always addresses its readers, so every prompt needs the formal wording, unless it is polite already;
    other texts only if they hold a word such as "dein".
    """
    spoken = {tag: address for tag in project.languages if (address := of(tag).address) is not None}
    for found in texts_of(lesson):
        for tag, address in spoken.items():
            readers = [audience.id for audience in project.audiences if _addressed(audience, found, tag)]
            if not readers or tag not in found.text:
                continue
            words = found.text.in_language(tag)
            prompt = isinstance(found.item, Task) and found.way[2:] == ("prompt",)
            if address.is_familiar.search(words) or (prompt and not address.is_formal.search(words)):
                message = (
                    f"{found.name}: {', '.join(readers)} would be addressed as {address.familiar}; "
                    f'add "{tag}-x-{FORMAL}", or limit its audiences'
                )
                yield positions.problem(found.way, message)


def _addressed(audience: Audience, found: FoundText, tag: str) -> bool:
    """Whether a text speaks politely to an audience in a language, and is not worded for it."""
    polite = audience.formal and tag in audience.languages
    return polite and _prints(audience, found) and not _worded(audience, found, tag)


def _worded(audience: Audience, found: FoundText, tag: str) -> bool:
    """Whether a text is there in a wording of the audience's own, or in the formal one."""
    return any(f"{tag}-x-{wording}" in found.text for wording in audience.preferred if wording != EASY)


def _prints(audience: Audience, found: FoundText) -> bool:
    """Whether an audience's learners see a text as something said to them."""
    if isinstance(found.item, Quotation | Fact):
        return False
    if isinstance(found.item, AuthorText):
        return audience.reads(found.item)
    return open_to(found.item, audience)


def leaning_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Options and events that are shuffled away from what they point to."""
    events = {item.id: item for item in items_of(lesson) if isinstance(item, Event)}
    tested = {key for test in lesson.tests for key in test.ever}
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
