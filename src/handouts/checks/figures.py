"""Figures of a kind that is not drawn where they stand: the places in templates that write it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handouts.errors import FigureError, Problem


def figure_problems(error: FigureError, templates: Iterable[tuple[str, str]]) -> list[Problem]:
    """Each place where such a figure is written; as it was told if a template makes it up.

    Args:
        error: What came of drawing the figures of an edition.
        templates: All that the edition is made of, each with its name.
    """
    written = re.compile(rf"""data-chart\s*=\s*["']?{re.escape(error.kind)}(?![\w-])""")
    spots = [
        (name, number, found.start() + 1)
        for name, text in templates
        for number, line in enumerate(text.splitlines(), 1)
        for found in written.finditer(line)
    ]
    return [Problem(*spot, one.message) for one in error.problems for spot in spots] or list(error.problems)
