"""Lesson → HTML: Jinja2, sandboxed, every undefined name an error.

`layers` says where templates are looked up, `environment` what they may do and ask for, and keeps what they are
compiled to; here HTML is made of them. `blocks` knows what they are made of; `mistakes` puts what goes wrong on the way
into an author's words, with its place. The blocks of packaged templates, word for word, are here for projects that want
one of them as their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from handouts.errors import Problem, TemplateError
from handouts.filters import filters_for
from handouts.templating.blocks import ancestry, block_spans, misplaced
from handouts.templating.environment import (
    BUILT_IN_FILTERS,
    Compiled,
    Labels,
    LayeredEnvironment,
    finder,
    labels,
    lacking,
)
from handouts.templating.layers import BASE, FoundTemplate, Templates, plain
from handouts.templating.mistakes import mistake

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
    "lacking",
]

LONGEST = 20_000_000
"""Characters that one document may have; the longest of a lesson has about 200,000."""


class Original(NamedTuple):
    """A block with its tags, and the name of the template that it stands in."""

    source: str
    text: str


class Packaged:
    """The templates in one folder, without any that lie over them."""

    def __init__(self, folder: Path) -> None:
        self._environment = LayeredEnvironment(Templates.of(folder, folder), {})

    def blocks(self, name: str) -> dict[str, Original]:
        """Every block of a template in the order of the file, and then those of what it extends."""
        found: dict[str, Original] = {}
        for one in ancestry(self._environment, name).line:
            texts = self.blocks_in(one.found.text)
            for block in one.outline.blocks:
                found.setdefault(block, Original(plain(one.name), texts[block]))
        return found

    @staticmethod
    def blocks_in(text: str) -> dict[str, str]:
        """The blocks of a text by name, with their tags; none if it is not valid."""
        try:
            return {name: text[span.start : span.end] for name, span in block_spans(text).items()}
        except jinja2.TemplateSyntaxError:
            return {}


class Renderer:
    """The Jinja environment of one audience and language; compiled templates are kept between documents.

    `filters` are those of extensions; no name may be one that there is already. Renderers may
    share what they have `compiled`.
    """

    def __init__(
        self,
        templates: Templates,
        language: str,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        compiled: Compiled | None = None,
    ) -> None:
        self._environment = LayeredEnvironment(templates, {**filters_for(language), **(filters or {})}, compiled)
        self._sound: dict[str, tuple[Problem, ...]] = {}

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """Render one template.

        Raises:
            TemplateError: It is missing or not valid, or asks for something that is not there.
        """
        try:
            if name not in self._sound:
                self._sound[name] = tuple(misplaced(self._environment, name))
            if self._sound[name]:
                raise TemplateError(self._sound[name])
            return "".join(self._pieces(name, context))
        except Exception as error:
            problem = mistake(error, name, self._environment, context)
            if problem is None:
                raise
            raise TemplateError([problem]) from error

    def _pieces(self, name: str, context: Mapping[str, Any]) -> Iterator[str]:
        length = 0
        for piece in self._environment.get_template(name).generate(**context):
            length += len(piece)
            if length > LONGEST:
                raise TemplateError(
                    f"{name} grows beyond {LONGEST // 1_000_000} million characters; see whether a loop repeats itself"
                )
            yield piece
