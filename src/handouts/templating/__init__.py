"""Lesson → HTML: Jinja2, sandboxed, every undefined name an error.

`layers` says where templates are looked up, `environment` what they may do, and keeps what they are compiled to;
`renderer` makes HTML of them. `blocks` knows what they are made of; `mistakes` puts what goes wrong into an author's
words.
"""

from handouts.templating.environment import BUILT_IN_FILTERS, Compiled
from handouts.templating.layers import BASE, FoundTemplate, Templates
from handouts.templating.names import Labels, finder, labels
from handouts.templating.renderer import Original, Packaged, Renderer

__all__ = [
    "BASE",
    "BUILT_IN_FILTERS",
    "Compiled",
    "FoundTemplate",
    "Labels",
    "Original",
    "Packaged",
    "Renderer",
    "Templates",
    "finder",
    "labels",
]
