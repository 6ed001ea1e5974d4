"""The rows of the table: what is built, and the plain script that it is compared with."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from inputs import PYTHON, Inputs
from measure import Command, Costs, compare, run
from produced import alike

_PARSE = "import sys, yaml; [yaml.safe_load(open(path, encoding='utf-8')) for path in sys.argv[1:]]"
"""Takes the same files apart, and nothing else."""
CPUS = 2
"""Processes of the full matrix, on either side."""


@dataclass(frozen=True)
class Result:
    """One row as it was measured; `ratio` is ours to theirs, and is to be at most `target`."""

    ours: Costs | None = None
    plain: Costs | None = None
    ratio: float | None = None
    processor: float | None = None
    """The same ratio of processor time: less exact, but hardly disturbed by what else the machine does."""
    remark: str = ""


@dataclass(frozen=True)
class Row:
    """What a row is called, what it says, against what, and how it is measured.

    The share of `runs` that are worth their time: 1 where a run takes seconds, less where it takes minutes.
    """

    name: str
    title: str
    against: str
    measure: Callable[[Inputs, int], Result]
    target: float | None = None
    share: float = 1.0

    def runs(self, asked: int) -> int:
        """How often it is run, if this many runs are asked for."""
        return max(1, round(asked * self.share))


def versus(ours: Command, plain: Command, runs: int, remark: Callable[[], str] = lambda: "") -> Result:
    """Both sides in turn; what they made is looked at afterwards."""
    mine, theirs = compare([ours, plain], runs)
    return Result(mine, theirs, mine.seconds / theirs.seconds, mine.processor / theirs.processor, remark())


def absent(what: str) -> Result:
    """A row that cannot be measured, since this version has no such thing."""
    return Result(remark=f"not there: {what}")


def show_help(inputs: Inputs, runs: int) -> Result:
    """`handouts --help`."""
    return versus(inputs.verb("--help"), _click(inputs), 4 * runs)


def nothing_to_do(inputs: Inputs, runs: int) -> Result:
    """A build of the full matrix when all of it is there."""
    command = inputs.build(*_matrix_options(inputs), output="fresh")
    run(command)
    return versus(command, _click(inputs), 4 * runs)


def checked(state: Literal["new", "sound", "edited"]) -> Callable[[Inputs, int], Result]:
    """`handouts check` of the whole lesson: never before, with nothing changed, after one word was."""

    def measure(inputs: Inputs, runs: int) -> Result:
        starts: dict[str, dict[str, Any]] = {
            "new": _starting(inputs, "checked", cached=False),
            "sound": {},
            "edited": {"before": inputs.edit},
        }
        run(ours := inputs.verb("check", "-q", "-C", str(inputs.project), **starts[state]))
        files = sorted(map(str, (inputs.project / "content").rglob("*.yaml")))
        try:
            return versus(ours, Command((PYTHON, "-c", _PARSE, *files), inputs.folder), runs)
        finally:
            inputs.restore()

    return measure


def cold(choose: Callable[[Inputs], str], *, cached: bool) -> Callable[[Inputs, int], Result]:
    """One file in a fresh process, with the caches of an earlier run or without any."""

    def measure(inputs: Inputs, runs: int) -> Result:
        edition = choose(inputs)
        output = inputs.folder / "cold"
        ours = inputs.build(*inputs.chosen(edition), output="cold", **_starting(inputs, "cold", cached))
        if cached:
            run(ours)
        plain = Command(inputs.plain(edition, "plain"), inputs.folder)
        return versus(ours, plain, runs, lambda: alike(output, inputs.folder / "plain", [edition]))

    return measure


def matrix(workers: int, *, cached: bool) -> Callable[[Inputs, int], Result]:
    """Every edition, with this many processes on either side."""

    def measure(inputs: Inputs, runs: int) -> Result:
        output = inputs.folder / "matrix"
        ours = full_matrix(inputs, workers, cached=cached)
        if cached:
            run(ours)
        plain = each(inputs, inputs.matrix, workers)
        return versus(ours, plain, runs, lambda: alike(output, inputs.folder / "plain", inputs.matrix))

    return measure


def full_matrix(inputs: Inputs, workers: int = CPUS, *, cached: bool = True) -> Command:
    """Our build of every edition, into an empty folder."""
    words = (*_matrix_options(inputs), "-j", str(workers))
    return inputs.build(*words, output="matrix", **_starting(inputs, "matrix", cached))


def _starting(inputs: Inputs, output: str, cached: bool) -> dict[str, Any]:
    """How a build starts: nothing in its output folder, and with the caches of earlier runs or an empty folder."""
    cache = "cache" if cached else "no-cache"
    gone = [inputs.folder / name for name in ((output,) if cached else (output, cache))]

    def clear() -> None:
        for folder in gone:
            shutil.rmtree(folder, ignore_errors=True)

    return {"cache": cache, "before": clear}


def one_word(inputs: Inputs, runs: int) -> Result:
    """A build of the full matrix after one word of a text was changed, against only the files that hold it."""
    inputs.files(inputs.matrix)
    words = (*_matrix_options(inputs), "-j", str(CPUS))
    command = inputs.build(*words, output="fresh")
    run(command)
    before = dict(_digests(inputs, "fresh"))
    inputs.edit()
    run(command)
    changed = [name for name, digest in _digests(inputs, "fresh") if before[name] != digest]
    again = inputs.build(*words, output="fresh", before=inputs.edit)
    try:
        return versus(again, each(inputs, changed, CPUS), runs, lambda: f"{len(changed)} files changed")
    finally:
        inputs.restore()


def each(inputs: Inputs, editions: Iterable[str], workers: int) -> Command:
    """The plain script, one process a file, as many at once as we have workers."""
    lines = inputs.folder / f"plain-{workers}.txt"
    inputs.files(editions := list(editions))
    lines.write_text("".join(f"{shlex.join(inputs.plain(one, 'plain')[1:])}\n" for one in editions), encoding="utf-8")
    return Command(("xargs", "-L", "1", "-P", str(workers), PYTHON), inputs.folder, reads=lines)


def _matrix_options(inputs: Inputs) -> Iterator[str]:
    yield from (word for audience in inputs.scale.pairs for word in ("--audience", audience))
    yield from (word for document in (*inputs.scale.documents, "deck") for word in ("--only", document))


def _click(inputs: Inputs) -> Command:
    return Command((PYTHON, "-c", "import click"), inputs.folder)


def _digests(inputs: Inputs, output: str) -> Iterator[tuple[str, str]]:
    for name in inputs.matrix:
        yield name, sha256((inputs.folder / output / name).read_bytes()).hexdigest()
