"""What authors need not write: the data of a file as if they had.

A lesson without languages has those of its project. A text of a lesson in one language may be plain words, which are
then in that language; so is the original of a quotation that does not name another. Command words and ways of working
together that are usual need no entry of their own to be named.

Data is never changed, since other readers share it: what is put in stands in new mappings and lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

from pydantic import BaseModel

from handouts.languages import without_wording
from handouts.languages.usual import usual_form, usual_operator
from handouts.model.edition import DECK
from handouts.model.lesson import Lesson
from handouts.model.points import total
from handouts.model.position import Position, Way
from handouts.model.project import Project
from handouts.model.text import Text
from handouts.reader.sources import Sources, strings
from handouts.reader.validate import leaves, model_in


def complete_lesson(sources: Sources, project: Project | None = None) -> Sources:
    """The sources of a lesson with all that goes without saying.

    Args:
        sources: As they were read.
        project: Whose languages it has if it names none, and whose audiences ask for second languages.
    """
    languages, glosses = (project.languages, glosses_of(project)) if project else ((), ())
    data, places = dict(sources.data), dict(sources.places)
    if "languages" not in data and languages:
        data["languages"] = list(languages)
    spoken = strings(data.get("languages"))
    if project and LESSON_ID.fullmatch(project.lesson):
        data.setdefault("id", project.lesson)
    if len(spoken) == 1:
        data = said_in(Lesson, data, spoken[0], places)
        data |= _originals(data, spoken[0])
    data |= glossed(data, glosses)
    data |= _usual(data, spoken, glosses)
    data |= registered(data)
    if project and DECK in project.documents and "slides" not in data:
        data |= _slides(data)
    data |= {key: [fill(one) for one in data[key]] for key, fill in _FILLED.items() if isinstance(data.get(key), list)}
    return replace(sources, data=data, places=places)


def glosses_of(project: Project) -> tuple[str, ...]:
    """The second languages in which the audiences of a project read terms, command words and phrases."""
    return tuple(dict.fromkeys(audience.gloss for audience in project.audiences if audience.gloss))


def said_in(model: type[BaseModel], data: Any, language: str, places: dict[Way, Position], way: Way = ()) -> Any:
    """Data meant for a model, with plain words in the one language that is spoken.

    Args:
        model: What the data is meant for.
        data: Valid or not.
        language: Its tag.
        places: Where everything stands; what is put in stands where its words do.
        way: From the whole to the data.
    """
    if not isinstance(data, dict):
        return data
    said = dict(data)
    for name, inner in _worded(model):
        if name not in data:
            continue
        found, here = data[name], (*way, name)
        if isinstance(found, list):
            said[name] = [_said(inner, one, language, places, (*here, n)) for n, one in enumerate(found)]
        else:
            said[name] = _said(inner, found, language, places, here)
    return said


def _said(inner: type[BaseModel] | None, found: Any, language: str, places: dict[Way, Position], way: Way) -> Any:
    if inner is not None:
        return said_in(inner, found, language, places, way)
    if not isinstance(found, str):
        return found
    if way in places:
        places[(*way, language)] = places[way]
    return {language: found}


@cache
def _worded(model: type[BaseModel]) -> tuple[tuple[str, type[BaseModel] | None], ...]:
    """The fields that hold texts and nothing but texts (None), or records in which there may be some."""
    fields = ((info.alias or name, info.annotation) for name, info in model.model_fields.items())
    return tuple((name, model_in(kind)) for name, kind in fields if model_in(kind) or _is_text(kind))


def _is_text(annotation: Any) -> bool:
    """Whether words here can be nothing but a text; a label may be plain words in every language."""
    kinds = set(leaves(annotation))
    return Text in kinds and str not in kinds


def _originals(data: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The quotations, each with its original: what is there in one language only and names no other is in that one."""
    quotations = data.get("quotations")
    if not isinstance(quotations, list):
        return {}
    return {"quotations": [_with_original(one, language) for one in quotations]}


def _with_original(quotation: Any, language: str) -> Any:
    text = quotation.get("text") if isinstance(quotation, dict) else None
    named = isinstance(quotation, dict) and {"original", "published_translation"} & set(quotation)
    if not isinstance(text, dict) or named or {without_wording(tag) for tag in text} != {language}:
        return quotation
    return {**quotation, "original": language}


def registered(data: Mapping[str, Any]) -> dict[str, Any]:
    """The register of materials: each called as what it shows; without a register, one of all that there is to show."""
    shown = [one for kind in _SHOWN for one in _records(data.get(kind)) if isinstance(one.get("id"), str)]
    if "materials" in data:
        titles = {one["id"]: one["title"] for one in shown if "title" in one}
        listed = data["materials"]
        if not isinstance(listed, list):
            return {}
        return {"materials": [_titled(one, titles) for one in listed]}
    free = _free("M", data)
    made = ({"id": next(free), "shows": one["id"], "title": one.get("title")} for one in shown)
    return {"materials": listed} if (listed := [one for one in made if one["title"] is not None]) else {}


def _slides(data: Mapping[str, Any]) -> dict[str, Any]:
    """The slides of a lesson that names none: its title, then what it shows, one by one; tasks come last."""
    if "title" not in data:
        return {}
    opening = next((data[key] for key in ("question", "subtitle") if data.get(key)), None)
    slides = [{"title": data["title"], "bullets": [opening] if opening else []}]
    texts = {one.get("id") for one in _records(data.get("texts"))} | {"texts"}
    for material in _records(data.get("materials")):
        if {"id", "shows", "title"} <= set(material) and material["shows"] not in texts:
            slide = {"title": material["title"], "shows": [material["id"]]}
            slides.append(slide | {key: material[key] for key in ("audiences",) if key in material})
    tasks = [one["id"] for one in _records(data.get("tasks")) if "id" in one and not one.get("for_tests")]
    last = next(slide for slide in reversed(slides) if "audiences" not in slide)
    last["tasks"] = tasks
    free = _free("P", data)
    return {"slides": [{"id": next(free), **slide} for slide in slides]}


def _free(series: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Ids of a series that nothing has yet."""
    taken = {one.get("id") for kind in data.values() for one in _records(kind)}
    return (key for key in (f"{series}{number}" for number in count(1)) if key not in taken)


def _titled(material: Any, titles: Mapping[str, Any]) -> Any:
    lacks = isinstance(material, dict) and "title" not in material and isinstance(material.get("shows"), str)
    return {**material, "title": titles[material["shows"]]} if lacks and material["shows"] in titles else material


def _task(task: Any) -> Any:
    """A task with the points of what is expected, and of the kind that what it holds makes it."""
    if not isinstance(task, dict):
        return task
    found = dict(task)
    expected = _records(task.get("expected"))
    given = [one["points"] for one in expected if _NUMBER.fullmatch(str(one.get("points")))]
    if "points" not in task and given and len(given) == len(expected) and any(map(float, given)):
        found["points"] = str(total(map(float, given)))
    if "type" not in task and (kind := next((kind for key, kind in _TYPES if task.get(key)), None)):
        found["type"] = kind
    return found


def _plan(plan: Any) -> Any:
    """A plan that takes as long as its phases."""
    phases = plan.get("phases") if isinstance(plan, dict) else None
    minutes = [str(one.get("minutes")) for one in _records(phases)]
    if not minutes or "minutes" in plan or not all(one.isdecimal() for one in minutes):
        return plan
    return {**plan, "minutes": str(sum(map(int, minutes)))}


LESSON_ID = re.compile("[A-Za-z][A-Za-z0-9_-]*")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_SHOWN = ("texts", "quotations", "charts", "pictures")
_TYPES = (
    ("options", "multiple_choice"),
    ("events", "ordering"),
    ("pairs", "matching"),
    ("terms", "matching"),
    ("gap_text", "gap_text"),
    ("places", "map"),
    ("steps", "picture_analysis"),
)
"""What a task holds, and the kind that this makes it if it names none."""
_FILLED: Mapping[str, Callable[[Any], Any]] = {"tasks": _task, "plans": _plan}


def complete_project(sources: Sources, lessons: Sequence[str]) -> Sources:
    """The sources of handouts.yaml with all that goes without saying.

    Args:
        sources: As they were read.
        lessons: What may be one; if there is but one, it is the lesson.
    """
    data, places = dict(sources.data), dict(sources.places)
    if "lesson" not in data and len(lessons) == 1:
        data["lesson"] = lessons[0]
    data.setdefault("audiences", [{"id": "class"}])
    spoken = strings(data.get("languages"))
    if len(spoken) == 1:
        data = said_in(Project, data, spoken[0], places)
    return replace(sources, data=data, places=places)


def complete_audiences(audiences: Any, languages: Any) -> Any:
    """Audiences that have taken over what their bases have, with the project's languages, and a name for short."""
    if not isinstance(audiences, list):
        return audiences
    return [_audience(one, languages) for one in audiences]


def _audience(audience: Any, languages: Any) -> Any:
    if not isinstance(audience, dict):
        return audience
    said = {"languages": languages, **audience}
    if "name" in said:
        said.setdefault("short", said["name"])
    return said


def _usual(data: Mapping[str, Any], languages: Sequence[str], glosses: Sequence[str]) -> dict[str, Any]:
    """The command words and ways of working together of a lesson, with those usual ones that it only names.

    A command word of its own that is a usual one gets the usual names in the second languages that it lacks.
    """
    tasks, plans = _records(data.get("tasks")), _records(data.get("plans"))
    phases = [phase for plan in plans for phase in _records(plan.get("phases"))]
    operators = [key for task in tasks for key in strings(task.get("operators"))]
    forms = [one["social_form"] for one in (*tasks, *phases) if isinstance(one.get("social_form"), str)]
    spoken = (*languages, *(tag for tag in glosses if tag not in languages))
    return {
        **_with_usual(data, "operators", operators, lambda key: usual_operator(key, spoken)),
        **_with_usual(data, "social_forms", forms, lambda key: usual_form(key, languages)),
    }


def _with_usual(
    data: Mapping[str, Any], kind: str, named: Sequence[str], usual: Callable[[str], dict[str, Any] | None]
) -> dict[str, Any]:
    own = data.get(kind, [])
    if not isinstance(own, list):
        return {}
    there = {one.get("id") for one in _records(own)}
    added = [found for key in dict.fromkeys(named) if key not in there and (found := usual(key))]
    return {kind: [*own, *added]} if added else {}


def _records(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def glossed(data: Mapping[str, Any], glosses: Sequence[str]) -> dict[str, Any]:
    """The command words of a lesson, with the usual names in second languages that its own entries lack."""
    own = data.get("operators")
    if not isinstance(own, list) or not glosses:
        return {}
    return {"operators": [_glossed(one, glosses) for one in own]}


def _glossed(operator: Any, glosses: Sequence[str]) -> Any:
    name = operator.get("name") if isinstance(operator, dict) else None
    if not isinstance(name, dict) or not isinstance(operator.get("id"), str):
        return operator
    lacking = [tag for tag in glosses if tag not in name]
    usual = usual_operator(operator["id"], lacking) if lacking else None
    return {**operator, "name": {**name, **usual["name"]}} if usual else operator
