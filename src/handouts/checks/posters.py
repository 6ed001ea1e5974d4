"""Does the poster hold what its author put on it, for all who get it, so that it is read on a wall?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.lacking import Lacking
from handouts.checks.walk import open_to
from handouts.errors import Problem
from handouts.model.lesson import Lesson
from handouts.model.material import Quotation
from handouts.model.position import Positions, Way
from handouts.model.poster import LONGEST_VOICE, MOST_EVENTS, Poster
from handouts.model.project import Audience

DOCUMENT = "poster"


def poster_problems(lesson: Lesson, lacking: Lacking, positions: Positions) -> Iterator[Problem]:
    """What a poster names and its readers do not have, what is too long or too much for it, and posters nobody gets."""
    second: dict[tuple[str, str], list[str]] = {}
    crowded: dict[int, list[str]] = {}
    for audience in lacking.project.audiences:
        if DOCUMENT not in lacking.project.documents_for(audience):
            continue
        posters = [poster for poster in lesson.posters if open_to(poster, audience)]
        for other in posters[1:]:
            second.setdefault((posters[0].id, other.id), []).append(audience.id)
        for poster in posters[:1]:
            yield from _absent(poster, audience, lacking, positions)
        turning = sum(event.turning_point and lacking.reason(audience, event.id) is None for event in lesson.timeline)
        if turning > MOST_EVENTS and not any(poster.events for poster in posters[:1]):
            crowded.setdefault(turning, []).append(audience.id)
    for (own, later), audiences in second.items():
        message = f'poster {later}: {", ".join(audiences)} get {own} already; give the two different "audiences"'
        yield positions.problem_in(later, message)
    for count, audiences in crowded.items():
        message = (
            f"{count} events are turning points for {', '.join(audiences)}, and a poster shows {MOST_EVENTS} of them; "
            'take "turning_point" away from some, or choose with "events" of a poster'
        )
        yield positions.problem(("timeline",), message)
    for poster in lesson.posters:
        yield from _long(poster, lacking, positions)


def _absent(poster: Poster, audience: Audience, lacking: Lacking, positions: Positions) -> Iterator[Problem]:
    """What the poster of an audience names in vain."""
    for way, key in _named(poster):
        if key != "map" and (why := lacking.reason(audience, key)):
            message = (
                f"poster {poster.id}: {key} is not there for audience {audience.id}, so it is left out; {why}, or give "
                "them a poster of their own"
            )
            yield positions.problem_in(poster.id, message, *way)


def _named(poster: Poster) -> Iterator[tuple[Way, str]]:
    if poster.figure:
        yield ("figure",), poster.figure
    yield from ((("events", index), key) for index, key in enumerate(poster.events))
    yield from ((("voices", index, "quotation"), voice.quotation) for index, voice in enumerate(poster.voices))
    yield from ((("numbers", index), key) for index, key in enumerate(poster.numbers))


def _long(poster: Poster, lacking: Lacking, positions: Positions) -> Iterator[Problem]:
    """Voices that nobody reads from a distance."""
    for index, voice in enumerate(poster.voices):
        quotation = lacking.items.get(voice.quotation)
        if isinstance(quotation, Quotation):
            told = voice.words or quotation.text
            longest = max(len(words) for words in told.root.values())
            if longest > LONGEST_VOICE:
                message = (
                    f"poster {poster.id}: voice {index + 1} has {longest} letters, too many to read on a wall; choose "
                    f'up to {LONGEST_VOICE} of them in "words"'
                )
                yield positions.problem_in(poster.id, message, "voices", index)
