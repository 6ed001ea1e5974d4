"""How a build is told as it goes on: a bar on a terminal, a line an edition elsewhere, or JSON lines for programs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from handouts.cli.say import json_of, print_problems, short, shown
from handouts.engine import BuildEvents
from handouts.errors import HandoutsError, Problem, by_edition

_NAMED = 10
"""Editions that the last line names; all of them stand with their problems above it."""
_ERASE = "\r\033[K"
"""Empties the line of a terminal (ECMA-48: CR, EL)."""
_TENTHS = 10
"""Steps of the bar for each second that an edition is likely to take."""


def teller(output: Path, *, form: str, quiet: bool, verbose: bool) -> Teller:
    """Whoever tells a build into this folder as was asked for.

    Args:
        output: The folder with the finished files.
        form: `human` or `json`.
        quiet: Nothing but problems.
        verbose: Also what is fresh, and seconds; lines rather than a bar.
    """
    if form == "json":
        return _Programs(output)
    if quiet:
        return Teller(output)
    if sys.stdout.isatty() and not verbose and not os.environ.get("CI"):
        return _Bar(output)
    return _Lines(output, verbose)


class Teller(BuildEvents):
    """Counts, and tells nothing but problems."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self._began = time.perf_counter()
        self._built, self._fresh, self._stale = 0, 0, 0
        self._failed: dict[str, tuple[Problem, ...]] = {}
        self._told: dict[str, tuple[Problem, ...]] = {}
        self._remarked: dict[str, tuple[Problem, ...]] = {}

    def built(self, edition: str, seconds: float, path: Path) -> None:  # noqa: ARG002 (they are for others)
        """Count it."""
        self._built += 1

    def fresh(self, edition: str) -> None:  # noqa: ARG002
        """Count it."""
        self._fresh += 1

    def failed(self, edition: str, error: HandoutsError) -> None:
        """Keep its problems: one that several editions share is told once, at the end."""
        self._failed[edition] = error.problems

    def told(self, edition: str, error: HandoutsError) -> None:
        """Keep what does not fit in it, as well."""
        self._told[edition] = error.problems

    def remarked(self, edition: str, message: str) -> None:
        """Keep it: what several editions share is told once, at the end, and is no failure."""
        self._remarked[edition] = (*self._remarked.get(edition, ()), Problem("", 0, 0, message))

    def set_aside(self, path: Path) -> None:
        """Tell at once, since somebody's work is concerned."""
        click.echo(f"{shown(path)}: this was here and is nothing that a build has made; it has this name now", err=True)

    def drafts(self, problems: Sequence[Problem]) -> None:
        """Tell what a draft prints that no finished file would."""
        print_problems(problems)

    def remark(self, message: str) -> None:
        """Tell what is no fault of the project, but should be known before anything is built."""
        click.echo(message, err=True)

    @property
    def failures(self) -> int:
        """How many editions could not be made, or hold something that does not fit."""
        return len(self._failed) + len(self._told)

    def foreseen(self, edition: str, why: str | HandoutsError | None) -> None:
        """Tell what a build would do with it.

        Args:
            edition: Its path below the output folder.
            why: Why it would be made, or what is wrong with it; None if it is fresh.
        """
        if isinstance(why, HandoutsError):
            self.failed(edition, why)
        elif why is None:
            self.fresh(edition)
        else:
            self._stale += 1
            self._would_build(edition, why)

    def aborted(self, edition: str, error: HandoutsError) -> None:
        """Tell it and everything before, since nobody else is going to."""
        self.failed(edition, error)
        self.end(())

    def problems(self, problems: Sequence[Problem]) -> None:
        """Tell what keeps anything from being built; or the rest, and then also what came of it until then."""
        self._tell_problems(problems)
        if self._built or self._fresh or self._failed:
            self.end(())

    def _tell_problems(self, problems: Sequence[Problem]) -> None:
        print_problems(problems)

    def end(self, orphans: Sequence[Path]) -> None:
        """Tell what came of it all.

        Args:
            orphans: Files that the project no longer makes.
        """
        print_problems(by_edition(self._remarked))
        print_problems(by_edition(self._failed | self._told))
        self._close(orphans)
        if self._failed:
            total = self._built + self._fresh + self._stale + len(self._failed)
            names = ", ".join([*sorted(self._failed)[:_NAMED], *(["…"] if len(self._failed) > _NAMED else [])])
            click.echo(f"{len(self._failed)} of {total} editions failed: {names}", err=True)

    def interrupted(self) -> None:
        """Tell what was done until somebody wanted no more."""
        print_problems(by_edition(self._failed | self._told))
        click.echo(f"interrupted; {self._summary()}; files already written are complete", err=True)

    def _would_build(self, edition: str, why: str) -> None:
        """Tell why it would be made."""

    def _close(self, orphans: Sequence[Path]) -> None:
        """Tell how many were made."""

    def _summary(self) -> str:
        seconds, failed = time.perf_counter() - self._began, len(self._failed)
        done = f"would build {self._stale}" if self._stale else f"built {self._built}"
        return f"{done}, fresh {self._fresh}, failed {failed}, in {seconds:.1f} s → {shown(self.output)}"


class _Lines(Teller):
    """A line for each edition that was made."""

    def __init__(self, output: Path, verbose: bool) -> None:
        super().__init__(output)
        self._verbose = verbose

    def built(self, edition: str, seconds: float, path: Path) -> None:
        super().built(edition, seconds, path)
        click.echo(f"built {seconds:6.1f} s  {edition}" if self._verbose else edition)

    def fresh(self, edition: str) -> None:
        super().fresh(edition)
        if self._verbose:
            click.echo(f"fresh           {edition}")

    def _would_build(self, edition: str, why: str) -> None:
        click.echo(f"{edition}: {why}")

    def _close(self, orphans: Sequence[Path]) -> None:
        if orphans:
            what = "1 file is" if len(orphans) == 1 else f"{len(orphans)} files are"
            click.echo(f"{what} there that the project no longer makes; handouts clean deletes what is left over")
        click.echo(self._summary())


class _Bar(_Lines):
    """A bar as long as the work is expected to take, with what is being made now."""

    def __init__(self, output: Path) -> None:
        super().__init__(output, verbose=False)
        self._steps: dict[str, int] = {}
        self._now: list[str] = []
        self._bar: Any = None

    def expected(self, seconds: dict[str, float]) -> None:
        self._steps = {edition: max(1, round(each * _TENTHS)) for edition, each in seconds.items()}
        self._bar = click.progressbar(length=sum(self._steps.values()), label="building", item_show_func=self._said)
        self._bar.__enter__()

    def started(self, edition: str) -> None:
        self._now.append(edition)
        self._bar.update(0, edition)

    def built(self, edition: str, seconds: float, path: Path) -> None:
        Teller.built(self, edition, seconds, path)
        self._done(edition)

    def fresh(self, edition: str) -> None:
        """Take it out of the bar: it costs nothing, and would make the rest look as quick."""
        Teller.fresh(self, edition)
        if self._bar is None:
            return
        self._bar.length = max(1, self._bar.length - self._steps[edition])
        self._bar.update(0, edition)

    def failed(self, edition: str, error: HandoutsError) -> None:
        super().failed(edition, error)
        self._done(edition)

    def set_aside(self, path: Path) -> None:
        """Write it over the bar, which comes back below."""
        if self._bar is not None:
            click.echo(_ERASE, nl=False)
        super().set_aside(path)

    def problems(self, problems: Sequence[Problem]) -> None:
        self._leave()
        super().problems(problems)

    def end(self, orphans: Sequence[Path]) -> None:
        self._leave()
        super().end(orphans)

    def interrupted(self) -> None:
        self._leave()
        super().interrupted()

    def _leave(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None

    def _done(self, edition: str) -> None:
        if self._bar is None:
            return
        if edition in self._now:
            self._now.remove(edition)
        self._bar.update(self._steps[edition], edition)

    def _said(self, edition: str | None) -> str:
        done = self._built + self._fresh + len(self._failed)
        return f"{done}/{len(self._steps)}  {', '.join(self._now) or edition or ''}"


class _Programs(Teller):
    """A JSON object in a line for each thing that happens, and nothing else, on standard output."""

    def started(self, edition: str) -> None:
        _tell("started", edition=edition)

    def built(self, edition: str, seconds: float, path: Path) -> None:
        super().built(edition, seconds, path)
        _tell("built", edition=edition, seconds=round(seconds, 3), size=path.stat().st_size)

    def fresh(self, edition: str) -> None:
        super().fresh(edition)
        _tell("fresh", edition=edition)

    def failed(self, edition: str, error: HandoutsError) -> None:
        super().failed(edition, error)
        _tell("failed", edition=edition, problems=[asdict(problem) for problem in error.problems])

    def told(self, edition: str, error: HandoutsError) -> None:
        super().told(edition, error)
        _tell("told", edition=edition, problems=[asdict(problem) for problem in error.problems])

    def remarked(self, edition: str, message: str) -> None:
        _tell("remark", edition=edition, message=message)

    def set_aside(self, path: Path) -> None:
        _tell("aside", path=short(path))

    def drafts(self, problems: Sequence[Problem]) -> None:
        if problems:
            _tell("draft", problems=[asdict(problem) for problem in problems])

    def remark(self, message: str) -> None:
        _tell("remark", message=message)

    def _tell_problems(self, problems: Sequence[Problem]) -> None:
        _tell("failed", edition=None, problems=[asdict(problem) for problem in problems])

    def _would_build(self, edition: str, why: str) -> None:
        _tell("stale", edition=edition, why=why)

    def end(self, orphans: Sequence[Path]) -> None:
        self._sum_up(superfluous=sorted(path.relative_to(self.output).as_posix() for path in orphans))

    def interrupted(self) -> None:
        self._sum_up(interrupted=True)

    def _sum_up(self, **more: Any) -> None:
        seconds = round(time.perf_counter() - self._began, 3)
        counts = {"built": self._built, "fresh": self._fresh, "failed": len(self._failed)}
        if self._stale:
            counts["stale"] = self._stale
        _tell("summary", **counts, seconds=seconds, output=short(self.output), **more)


def _tell(event: str, **told: Any) -> None:
    click.echo(json_of({"event": event, **told}))
