"""Lesson in, lesson out: narrowed to the language, audience and readers of one edition."""

from handouts.model.kinds import TaskView
from handouts.transforms.editions import (
    along,
    events_of,
    for_edition,
    for_readers,
    localised,
    names_of,
    span,
    with_answers,
    with_marks,
    years_of,
)
from handouts.transforms.tasks import Variant, variants_of, view, viewer
from handouts.transforms.withheld import for_learners

__all__ = [
    "TaskView",
    "Variant",
    "along",
    "events_of",
    "for_edition",
    "for_learners",
    "for_readers",
    "localised",
    "names_of",
    "span",
    "variants_of",
    "view",
    "viewer",
    "with_answers",
    "with_marks",
    "years_of",
]
