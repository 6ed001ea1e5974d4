"""Filters and labels that other installed packages bring for templates.

A package declares them as an entry point of the group `handouts.templates`, such as

    [project.entry-points."handouts.templates"]
    alliance = "alliance_handouts:extension"

and the object there has `filters(language)`, a mapping of names to functions, `labels(language)`, a mapping of names to
words, or both. There is one thing to ask of them, so plain entry points serve; nothing is ever imported from a project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

from handouts.errors import TemplateError

GROUP = "handouts.templates"
_KINDS = ("filters", "labels")

T = TypeVar("T")


@dataclass(frozen=True)
class Extension:
    """What one entry point brings. `package` names its distribution and version, for messages."""

    name: str
    package: str
    provider: Any

    def filters(self, language: str) -> dict[str, Callable[..., Any]]:
        """Its filters; one that fails says whose it is.

        Raises:
            TemplateError: It cannot say which.
        """
        found = self._asked("filters", language)
        if wrong := [name for name, function in found.items() if not callable(function)]:
            raise TemplateError(f"{self}: the filter {wrong[0]} is no function{_MEND}")
        return {name: self._told(name, function) for name, function in found.items()}

    def labels(self, language: str) -> dict[str, str]:
        """Its labels.

        Raises:
            TemplateError: It cannot say which.
        """
        found = self._asked("labels", language)
        if wrong := [name for name, words in found.items() if not isinstance(words, str) or not words.strip()]:
            raise TemplateError(f"{self}: the label {wrong[0]} is no text{_MEND}")
        return dict(found)

    def _asked(self, kind: str, language: str) -> Mapping[str, Any]:
        provide = getattr(self.provider, kind, None)
        if provide is None:
            return {}
        try:
            found = provide(language)
        except Exception as error:
            raise TemplateError(f"{self}: {kind}({language!r}) fails ({_said(error)}){_MEND}") from error
        if not isinstance(found, Mapping) or not all(isinstance(name, str) and name.isidentifier() for name in found):
            raise TemplateError(f"{self}: {kind}({language!r}) is no mapping of names{_MEND}")
        return found

    def _told(self, name: str, function: Callable[..., T]) -> Callable[..., T]:
        @wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> T:
            try:
                return function(*args, **kwargs)
            except Exception as error:
                raise TemplateError(f'the filter "{name}" of {self.package} fails ({_said(error)}){_MEND}') from error

        return wrapped

    def __str__(self) -> str:
        return f'extension "{self.name}" of {self.package}'


_MEND = "; tell its authors, or uninstall it"


def extensions() -> tuple[Extension, ...]:
    """Those of all installed packages, by name.

    Raises:
        TemplateError: One cannot be loaded, or has nothing to offer.
    """
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name, _package(point)))
    return tuple(_loaded(point) for point in found)


def _loaded(point: EntryPoint) -> Extension:
    whose = f'extension "{point.name}" of {_package(point)}'
    try:
        provider = point.load()
    except Exception as error:
        raise TemplateError(f"{whose} cannot be loaded ({_said(error)}){_MEND}") from error
    if not any(callable(getattr(provider, kind, None)) for kind in _KINDS):
        raise TemplateError(f"{whose} has neither filters(language) nor labels(language){_MEND}")
    return Extension(point.name, _package(point), provider)


def _package(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown package"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def filters_of(found: tuple[Extension, ...], language: str, built_in: Iterable[str]) -> dict[str, Callable[..., Any]]:
    """The filters of all extensions for one language; `built_in` are the names that are taken.

    Raises:
        TemplateError: Two bring the same one, or one that is there already.
    """
    taken = dict.fromkeys(built_in, "handouts itself")
    return dict(_united("filter", ((one, one.filters(language)) for one in found), taken))


def labels_of(found: tuple[Extension, ...], language: str, packaged: Mapping[str, str]) -> dict[str, str]:
    """The labels of all extensions for one language; `packaged` are those that ship with the tool.

    Raises:
        TemplateError: Two bring the same one, or one that is there already.
    """
    taken = dict.fromkeys(packaged, "handouts itself")
    return dict(_united("label", ((one, one.labels(language)) for one in found), taken))


def _united(
    kind: str, found: Iterator[tuple[Extension, dict[str, T]]], taken: dict[str, str]
) -> Iterator[tuple[str, T]]:
    for extension, things in found:
        for name, thing in things.items():
            if name in taken:
                raise TemplateError(f'{extension} brings the {kind} "{name}", which {taken[name]} has{_MEND}')
            taken[name] = extension.package
            yield name, thing
