"""Do the texts that a task rests on bear it, and does help with words reach its readers?

Who is to analyse or to judge needs something to work on: a sentence or two can be copied, not analysed. What counts is
all that a task's quotations and author texts hold together, what is told around a quotation included, as each audience
reads it. An opinion may rest on a single sentence.

Texts are worded for some readers; a word that is helped with has to stand in their wording, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.walk import on_show, open_to, tag_read
from handouts.errors import Problem
from handouts.model.lesson import Lesson
from handouts.model.material import AuthorText, Quotation
from handouts.model.position import Positions, Way
from handouts.model.project import Audience, Project
from handouts.model.text import Text, term_in

BORNE = 60
"""Words that the texts of a task of level II or III hold together at least."""
_DEMANDING = ("II", "III")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def thin_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Tasks of level II or III that rest on texts of a few words."""
    texts: dict[str, AuthorText | Quotation] = {item.id: item for item in lesson.quotations}
    texts |= {item.id: item for item in lesson.texts}
    for index, task in enumerate(lesson.tasks):
        if task.level not in _DEMANDING or task.kind.name == "opinion":
            continue
        thin: dict[int, list[str]] = {}
        for audience in project.audiences:
            there = on_show(lesson, audience) if open_to(task, audience) else {}
            shown = {material.shows for key, material in there.items() if key in task.materials}
            read = [texts[key] for key in shown if key in texts]
            for language in audience.languages if read else ():
                count = sum(len(_WORD.findall(words)) for item in read for words in _read(item, audience, language))
                if count < BORNE:
                    thin.setdefault(count, []).append(f"{language}/{audience.id}")
        for count, readers in thin.items():
            message = (
                f"{task.id}: a task of level {task.level} rests on texts of {count} words "
                f"({', '.join(dict.fromkeys(readers))}); give it at least {BORNE}: a longer excerpt, what is told "
                "around it, or another source"
            )
            yield positions.problem(("tasks", index, "materials"), message)


def _read(item: AuthorText | Quotation, audience: Audience, language: str) -> Iterator[str]:
    told = (item.account_before, item.text, item.account_after) if isinstance(item, Quotation) else (item.text,)
    for text in told:
        if text is not None:
            tag = tag_read(text, audience, language)
            yield text.in_language(tag) if tag else max(text.root.values(), key=len)


def help_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Help with words that an audience is to get, but does not find in its wording of the text."""
    lists: tuple[tuple[str, tuple[AuthorText | Quotation, ...]], ...] = (
        ("texts", lesson.texts),
        ("quotations", lesson.quotations),
    )
    lost: dict[tuple[Way, str], list[str]] = {}
    for kind, items in lists:
        for index, item in enumerate(items):
            for number, note in enumerate(item.annotations):
                for audience in project.audiences:
                    if open_to(item, audience) and open_to(note, audience) and _printed(item, audience):
                        way: Way = (kind, index, "annotations", number, "term")
                        for tag, term in _lost(item.text, note.term, audience):
                            told = f'{item.id}, annotation {number + 1}: "{term}" is not in the text'
                            lost.setdefault(((*way, tag), told), []).append(audience.id)
    for (way, told), readers in lost.items():
        message = f"{told} as {', '.join(dict.fromkeys(readers))} reads it; limit its audiences, or word it for them"
        yield positions.problem(way, message)


def _printed(item: AuthorText | Quotation, audience: Audience) -> bool:
    return isinstance(item, Quotation) or audience.reads(item)


def _lost(text: Text, term: Text, audience: Audience) -> Iterator[tuple[str, str]]:
    """The terms that an audience does not find in its languages, each with its tag."""
    for language in audience.languages:
        tag, asked = tag_read(text, audience, language), tag_read(term, audience, language)
        if tag and asked and not term_in(term.in_language(asked), text.in_language(tag)):
            yield asked, term.in_language(asked)
