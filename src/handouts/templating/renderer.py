"""Templates in, HTML out: everything that goes wrong on the way told with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from handouts.errors import Problem, TemplateError
from handouts.filters import filters_for
from handouts.templating.blocks import misplaced
from handouts.templating.compiled import Compiled
from handouts.templating.environment import LayeredEnvironment
from handouts.templating.layers import Templates
from handouts.templating.mistakes import mistake

LONGEST = 20_000_000
"""Characters that one document may have; the longest of a lesson has about 200,000."""


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
