"""May the pictures be shown as they are, will they be seen on paper, and what is missing as long as one is not there?

`rights_problems`, `lead_problems` and `word_problems` look at what is written of a picture, `file_problems` at a file,
`dangling_problems` at words that send readers to one that no edition shows. That a file is not there yet is no mistake:
`absent_pictures` tells where to get it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from handouts.checks.walk import texts_of
from handouts.errors import Problem
from handouts.languages import FALLBACK
from handouts.model.lesson import Lesson
from handouts.model.licences import allows_sale
from handouts.model.mentions import Register
from handouts.model.picture import Picture
from handouts.model.position import Positions
from handouts.model.project import Project
from handouts.model.text import Text
from handouts.pictures.drawings import Drawing
from handouts.pictures.printed import Printed, spread

LEAST_DPI = 150
"""Dots per inch below which the dots of a photograph are seen on paper."""
LEAST_SPREAD = 60
"""Steps of grey, of 255, between light and dark that a copier keeps apart."""
LONGEST_ALT = 150
"""Letters of an alternative text, which is heard in one breath; a description may be longer."""
_NARROWEST = 30


def rights_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Pictures whose licence forbids what is done with them, or asks for what they do not say."""
    sold = any(allows_sale(words) for words in (lesson.licence.root.values() if lesson.licence else ()))
    for picture in lesson.pictures:
        for key, message in _rights(picture, sold=sold, publish=project.publish):
            yield positions.problem_in(picture.id, f"picture {picture.id}: {message}", key)


def _rights(picture: Picture, *, sold: bool, publish: bool) -> Iterator[tuple[str, str]]:
    terms, called = picture.terms, f'under "{picture.licence}"'
    if terms.attributed and picture.maker is None:
        yield "licence", f'{called} its maker has to be named; add "maker"'
    if terms.reasoned and picture.rights is None:
        yield "licence", f'{called} it has to say who allowed it, or what that rests upon; add "rights"'
    if not terms.changeable and picture.crop:
        yield "crop", f"{called} it may not be changed, so it may not be cropped; show all of it, or take another"
    if not terms.changeable and picture.focus:
        yield (
            "focus",
            f'{called} it may not be changed, so no frame cuts it; leave out "focus", or take another picture',
        )
    if publish and terms.own_class:
        message = "it may be shown to your own class only, but handouts.yaml says publish: true, so it is left out"
        yield "licence", f"{called} {message}; take another"
    elif sold and not terms.commercial and not terms.own_class:
        message = "it may not be sold, but whoever gets the lesson may sell it under its licence"
        yield "licence", f"{called} {message}; take another picture, or a licence with NC for the lesson"


def lead_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Pictures that are to lead where another does: a first page and a poster have room for one."""
    told: dict[tuple[str, str], list[str]] = {}
    for audience in project.audiences:
        first, *others = [one.id for one in lesson.pictures if one.lead and audience.gets(one)] or [""]
        for other in others:
            told.setdefault((first, other), []).append(audience.id)
    for (first, other), audiences in told.items():
        message = (
            f'picture {other}: {first} has "lead: true" already for {", ".join(audiences)}; one of them leads, so take '
            'it away from the other, or give them different "audiences"'
        )
        yield positions.problem_in(other, message, "lead")


def word_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Alternative texts that say nothing, or too much at once; caricatures that are not explained to teachers."""
    for picture in lesson.pictures:
        for tag, words in picture.alt.root.items() if picture.alt else ():
            if tag in picture.title and words == picture.title.in_language(tag):
                message = f"picture {picture.id}: the alternative text is the title; say what is to be seen"
                yield positions.problem_in(picture.id, message, "alt", tag)
            if len(words) > LONGEST_ALT:
                message = (
                    f"picture {picture.id}: the alternative text has {len(words)} letters; say it in {LONGEST_ALT}, "
                    'and the rest in "description"'
                )
                yield positions.problem_in(picture.id, message, "alt", tag)
        if picture.kind == "caricature" and picture.explanation is None:
            message = f'picture {picture.id}: a caricature needs an "explanation" for teachers'
            yield positions.problem_in(picture.id, message)


def file_problems(
    lesson: Lesson, positions: Positions, found: Mapping[tuple[str, str], Printed | Drawing], families: Collection[str]
) -> Iterator[Problem]:
    """Files that will not be seen well on paper, and those of which nobody says what is to be seen.

    Args:
        lesson: Whose pictures they are.
        positions: Where it is written.
        found: The files, by the picture and the language.
        families: Of type, that pages have.
    """
    for picture in lesson.pictures:
        shown = [one for (key, _), one in found.items() if key == picture.id]
        if shown and picture.alt is None:
            message = 'its file is there, but it is left out until "alt" says what is to be seen; add "alt"'
            yield positions.problem_in(picture.id, f"picture {picture.id}: {message}")
        for one in shown:
            for message in _of_drawing(one, families) if isinstance(one, Drawing) else _of_photograph(picture, one):
                yield positions.problem_in(picture.id, f"picture {picture.id}: {message}", "file")
            for key in ("crop", "focus") if isinstance(one, Drawing) else ():
                if getattr(picture, key):
                    message = f'its file is an SVG, of which nothing is cut off; leave out "{key}"'
                    yield positions.problem_in(picture.id, f"picture {picture.id}: {message}", key)


def _of_drawing(drawing: Drawing, families: Collection[str]) -> Iterator[str]:
    for family in drawing.families:
        if family not in families:
            yield (
                f'the drawing asks for the type "{family}", which pages do not have; name none, then it takes that of '
                f"the page, or one of {', '.join(sorted(families))}"
            )


def _of_photograph(picture: Picture, photograph: Printed) -> Iterator[str]:
    width = picture.size(photograph.width / photograph.height)[0]
    dots = photograph.width / width * 25.4
    if dots < LEAST_DPI:
        fitting = int(photograph.width / LEAST_DPI * 25.4)
        smaller = f', or print it smaller with "width: {fitting}"' if fitting >= _NARROWEST else ""
        yield (
            f"has {photograph.width} pixels, {dots:.0f} to the inch over {width:.0f} mm, too few for paper; "
            f"get a larger file{smaller}"
        )
    if (contrast := spread(photograph)) < LEAST_SPREAD:
        yield (
            f"is nearly one grey on a copier ({contrast} of 255 steps between light and dark); raise its contrast in a "
            "program for pictures"
        )


def dangling_problems(lesson: Lesson, positions: Positions, left_out: Collection[str]) -> Iterator[Problem]:
    """Words that are printed all the same and name a material whose picture is left out.

    Args:
        lesson: As it was read.
        positions: Where it is written.
        left_out: The ids of pictures that no edition shows.
    """
    gone = {material.id: material.shows for material in lesson.materials if material.shows in left_out}
    register = Register(material.id for material in lesson.materials)
    hanging = {*left_out, *gone, *(task.id for task in lesson.tasks if not gone.keys().isdisjoint(task.materials))}
    for found in texts_of(lesson) if gone else ():
        if getattr(found.item, "id", None) in hanging:
            continue
        for tag, words in found.text.root.items():
            for name in register.named(words):
                if name in gone:
                    message = (
                        f"{found.name}: names {name}, which is left out as long as picture {gone[name]} cannot be "
                        f"shown; say it without {name}"
                    )
                    yield positions.problem((*found.way, tag), message)


def absent_pictures(lesson: Lesson, positions: Positions, absent: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Pictures whose files are not there yet: what is left out for that, where to get them, how to call them.

    Args:
        lesson: As it was read.
        positions: Where it is written.
        absent: By the id of a picture, the names of the files that it lacks.
    """
    for picture in lesson.pictures:
        if picture.id in absent:
            yield positions.problem_in(
                picture.id, f"picture {picture.id} is not there yet{_waiting(lesson, picture, absent)}"
            )
        elif not picture.terms.settled:
            yield positions.problem_in(
                picture.id, f"picture {picture.id} is left out until its rights are settled", "licence"
            )


def _waiting(lesson: Lesson, picture: Picture, absent: Mapping[str, Collection[str]]) -> str:
    materials = [material.id for material in lesson.materials if material.shows == picture.id]
    tasks = [task.id for task in lesson.tasks if not set(materials).isdisjoint(task.materials)]
    hanging = ", ".join((*materials, *tasks))
    left = f", so {hanging} are left out" if len(materials) + len(tasks) > 1 else ""
    left = left or (f", so {hanging} is left out" if hanging else "")
    where = f"; {_told(picture.get)}" if picture.get else ""
    name = " and ".join(absent[picture.id])
    return f"{left}{where}{f'; save it as {name}' if name else ''}"


def _told(words: Text) -> str:
    """Words in the language of messages, if they are there in it."""
    return words.in_language(FALLBACK) if FALLBACK in words else str(words)
