"""Lesson → HTML: Jinja2, sandboxed, every undefined name an error.

Templates are looked up in layers: the project's `templates/audiences/<audience>/`, the project's `templates/`,
the packaged templates. `@base/NAME` means NAME in the next layer down, so that an override can extend
what it replaces without finding itself.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handouts.errors import TemplateError, one_problem
from handouts.filters import filters_for

BASE = "@base/"
_LAYER = "@layer-"


@dataclass(frozen=True)
class Templates:
    """Where the templates of one audience are looked up, the most particular folder first."""

    layers: tuple[Path, ...]

    @classmethod
    def of(cls, project: Path, packaged: Path, audience: str) -> Templates:
        """The layers for one audience of a project; folders that do not exist are left out."""
        layers = (project / "audiences" / audience, project, packaged / "audiences" / audience, packaged)
        return cls(tuple(dict.fromkeys(layer.resolve() for layer in layers if layer.is_dir())))

    def read(self, name: str) -> str:
        """The text of a file in the first layer that has it.

        Raises:
            TemplateError: No layer has it.
        """
        return _LayeredLoader(self.layers).find(name)[0]


class Renderer:
    """The Jinja environment of one audience and language; compiled templates are kept between documents."""

    def __init__(self, templates: Templates, language: str) -> None:
        self._environment = _Environment(
            loader=_LayeredLoader(templates.layers),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._environment.filters.update(filters_for(language))

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """Render one template.

        Raises:
            TemplateError: It is missing or not valid, or asks for something that is not there.
        """
        try:
            return self._environment.get_template(name).render(**context)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(
                one_problem(_shown(error.name or name), f"{error.message}; check the tag on this line", error.lineno)
            ) from error
        except jinja2.TemplateNotFound as error:
            raise TemplateError(f'there is no template "{_shown(str(error.name or name))}"') from error
        except (jinja2.TemplateError, LookupError, TypeError, ValueError, ArithmeticError) as error:
            raise TemplateError(one_problem(*_where(error, name))) from error


def labels(words: Mapping[str, str]) -> SimpleNamespace:
    """Labels as attributes, so that a label named like a method of dict is still a label."""
    return SimpleNamespace(**words)


def finder(items: Mapping[str, Any]) -> Callable[[str], Any]:
    """The template function `find`: an item of the edition's lesson by id."""

    def find(key: str) -> Any:
        if key not in items:
            raise LookupError(f'nothing with the id "{key}" is in this edition')
        return items[key]

    return find


class _Environment(ImmutableSandboxedEnvironment):
    """Resolves `@base/NAME` against the layer that the asking template was found in."""

    def join_path(self, template: str, parent: str) -> str:
        if not template.startswith(BASE):
            return template
        layer = int(parent[len(_LAYER) :].split("/", 1)[0]) if parent.startswith(_LAYER) else self._layer_of(parent)
        return f"{_LAYER}{layer + 1}/{template[len(BASE) :]}"

    def _layer_of(self, name: str) -> int:
        assert isinstance(self.loader, _LayeredLoader)
        return self.loader.find(name)[2]


class _LayeredLoader(jinja2.BaseLoader):
    def __init__(self, layers: Sequence[Path]) -> None:
        self.layers = layers

    def get_source(self, _: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        first = 0
        name = template
        if template.startswith(_LAYER):
            number, name = template[len(_LAYER) :].split("/", 1)
            first = int(number)
        text, path = self.find(name, first)[:2]
        return text, str(path), lambda: True

    def find(self, name: str, first: int = 0) -> tuple[str, Path, int]:
        """Text, path and layer of a template.

        Raises:
            TemplateError: It is not there, leads out of its layer, or is not UTF-8.
        """
        for index, layer in enumerate(self.layers[first:], first):
            path = (layer / name).resolve()
            if not path.is_relative_to(layer):
                raise TemplateError(
                    f'template "{name}" leads out of {layer.name}/; names may not contain ".." or links'
                )
            if path.is_file():
                try:
                    return path.read_text(encoding="utf-8"), path, index
                except UnicodeDecodeError as error:
                    raise TemplateError(one_problem(name, "the file is not UTF-8; save it as UTF-8")) from error
        raise jinja2.TemplateNotFound(name)


def _shown(name: str) -> str:
    return name.split("/", 1)[1] if name.startswith(_LAYER) else name


def _where(error: Exception, name: str) -> tuple[str, str, int]:
    """Template, message and line of the innermost template frame of an error."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith((".j2", ".html", ".css")) or frame.name in ("template", "top-level template code")
    ]
    if not frames:
        return name, str(error), 0
    return _short(frames[-1].filename), str(error), frames[-1].lineno or 0


def _short(filename: str) -> str:
    parts = Path(filename).parts
    return "/".join(parts[parts.index("templates") :]) if "templates" in parts else filename
