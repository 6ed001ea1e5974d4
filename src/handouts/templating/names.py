"""What templates can ask for by name: the words of the forms, and the items of a lesson."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from handouts.nearest import suggestion


class Labels(SimpleNamespace):
    """The words of the forms in one language, as attributes, so that one named like a method of dict is one too."""


def labels(words: Mapping[str, str]) -> Labels:
    """Labels of these words by their names."""
    return Labels(**words)


def finder(items: Mapping[str, Any]) -> Callable[[str], Any]:
    """The template function `find`: an item of the edition's lesson by id."""

    def find(key: str) -> Any:
        if key not in items:
            advice = suggestion(str(key), items, 'ask with "has(…)" first')
            raise LookupError(f'nothing with the id "{key}" is in this edition{advice}')
        return items[key]

    return find
