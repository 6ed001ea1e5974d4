"""Lesson in, lesson out: narrowed to the language, audience and readers of one edition."""

from handouts.transforms.editions import for_edition, localised
from handouts.transforms.periods import events_of, years_of
from handouts.transforms.tasks import TaskView, Variant, variants_of, view

__all__ = ["TaskView", "Variant", "events_of", "for_edition", "localised", "variants_of", "view", "years_of"]
