"""Printing: problems as lines, paths as short as they can be said, progress as a bar or as lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from handouts.errors import HandoutsError, Problem, by_edition


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def print_problems(problems: Iterable[Problem]) -> None:
    """One line each on standard error, the place in bold."""
    for problem in problems:
        click.echo(f"{click.style(_place(problem), bold=True)}{problem.message}", err=True)


def print_json(told: Any) -> None:
    """For programs; letters stay as they are."""
    import json

    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _place(problem: Problem) -> str:
    return str(problem)[: len(str(problem)) - len(problem.message)]


class Progress:
    """A bar on a terminal, a line an edition when piped, nothing when quiet; at the end every problem once."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._quiet = quiet
        self._failed: dict[str, tuple[Problem, ...]] = {}
        self._bar: Any = None
        if not quiet and sys.stdout.isatty():
            self._bar = click.progressbar(
                length=total, label="building", show_pos=True, item_show_func=lambda item: item
            )

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.__enter__()
        return self

    def __exit__(self, *exception: Any) -> None:
        if self._bar:
            self._bar.__exit__(*exception)
        print_problems(by_edition(self._failed))

    def step(self, edition: str, error: HandoutsError | None) -> None:
        """One edition is done, or has failed."""
        if self._bar:
            self._bar.update(1, edition)
        elif not self._quiet and error is None:
            click.echo(edition)
        if error is not None:
            self._failed[edition] = error.problems
