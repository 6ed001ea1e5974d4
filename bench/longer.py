"""Rows that take more than a command and its end: a class of pupils, a thousand documents, a watched project."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from os import environ
from pathlib import Path
from shutil import rmtree
from statistics import mean

from psutil import Process

from inputs import HERE, PYTHON, Inputs
from measure import BenchError, Command, Cost, Costs, family, memory, printed
from produced import units
from rows import Result, absent, versus

FIRST = "Aylin Ben Çağla Dmytro Élodie Finn Gökçe Hanna Ivo Jürgen Käthe Linh Mia Noah Ömer Paul Ruth Søren Tuğba Zoë"
LAST = "Abel Böhm Demir Fuchs Großmann Kowalski Müller Nguyễn Schäfer Yıldız"
PATIENCE = 120
"""Seconds to wait for a file before the row is given up."""


def pupils(count: int) -> list[str]:
    """So many names, no two the same."""
    names = (f"{first} {last}" for last, first in product(LAST.split(), FIRST.split()))
    return [name for name, _ in zip(names, range(count), strict=False)]


def personalised(*options: str) -> Callable[[Inputs, int], Result]:
    """A page for each pupil of a class, against one process that loops over `write_pdf`."""

    def measure(inputs: Inputs, runs: int) -> Result:
        if not inputs.has("build", "--roster"):
            return absent("handouts build --roster")
        names = pupils(inputs.scale.pupils)
        roster, output = inputs.folder / "class.csv", inputs.folder / "class"
        roster.write_text("\n".join(["name;class", *(f"{name};9b" for name in names), ""]), encoding="utf-8")
        words = (*inputs.chosen(inputs.scale.sheet), "--roster", str(roster), *options)
        ours = inputs.build(*words, output="class", before=lambda: rmtree(output, ignore_errors=True))

        def remark() -> str:
            made = [units(path) for path in output.rglob("*.pdf")]
            return f"{len(names)} pupils: {len(made)} PDF with {sum(made)} pages; the loop {len(names)} with as many"

        return versus(ours, _loop(inputs, names), runs, remark)

    return measure


def _loop(inputs: Inputs, names: Sequence[str]) -> Command:
    """The plain script in one process over a page for each pupil, each with the name on its line."""
    page, *sheets = inputs.files([inputs.scale.sheet])[inputs.scale.sheet]
    text, folder = Path(page).read_text(encoding="utf-8"), inputs.folder / "class-plain"
    line = '<span class="wide">Name'
    if line not in text:
        raise BenchError("the sheet has no line for the name any more")
    folder.mkdir(exist_ok=True)
    files = []
    for number, name in enumerate(names):
        path = folder / f"{number:03}.html"
        path.write_text(text.replace(line, f"{line}: {name}", 1), encoding="utf-8")
        files += [str(path), str(path.with_suffix(".pdf"))]
    styles = (word for sheet in sheets for word in ("--css", sheet))
    return Command((PYTHON, str(HERE / "plain_pdf.py"), *styles, *files), inputs.folder)


def many(inputs: Inputs, _: int) -> Result:
    """The memory of one process after some documents and after many; the ratio is the one to the other."""
    scale = inputs.scale
    page, *sheets = inputs.files([scale.sheet])[scale.sheet]
    ours = ("ours", str(inputs.project), scale.sheet, str(scale.many))
    plain = ("plain", page, str(inputs.folder / "many.pdf"), str(scale.many), *sheets)
    (mine, first), (theirs, before) = (_memory(inputs, words) for words in (ours, plain))
    return Result(
        mine,
        theirs,
        mine.peak / first,
        remark=f"{_mib(first)} after {scale.settled}, {_mib(mine.peak)} after {scale.many}; "
        f"the loop {_mib(before)} and {_mib(theirs.peak)} ({theirs.peak / before:.2f})",
    )


def _memory(inputs: Inputs, words: Sequence[str]) -> tuple[Costs, float]:
    """What a process of many documents took, with its memory at the end, and its memory early on.

    Each is the mean after ten documents, since it goes up and down with the collection of garbage.
    """
    told = json.loads(printed(PYTHON, str(HERE / "many.py"), *words, HANDOUTS_CACHE=str(inputs.folder / "cache")))
    settled = inputs.scale.settled
    early, late = (mean(told["memory"][max(0, end - 10) : end]) for end in (settled, inputs.scale.many))
    return Costs((Cost(told["seconds"]),), int(late)), early


def _mib(size: float) -> str:
    return f"{size / 2**20:.0f} MiB"


def watched(inputs: Inputs, runs: int) -> Result:
    """From the moment when a text is saved to the moment when its PDF is written, against one warm document."""
    if not inputs.has("watch"):
        return absent("handouts watch")
    edition = inputs.scale.single
    target = inputs.folder / "watched" / edition
    with _watching(inputs, edition, target) as process:
        taken = tuple(_saved_to_written(inputs, target) for _ in range(max(2, runs)))
        size = sum(memory(one) for one in family(process))
    inputs.restore()
    plain = Costs(tuple(Cost(seconds) for seconds in warm(inputs, edition, max(2, runs))))
    ours = Costs(tuple(Cost(seconds) for seconds in taken), size)
    return Result(
        ours, plain, ours.seconds / plain.seconds, remark="from save to written file; the loop's later documents"
    )


@contextmanager
def _watching(inputs: Inputs, edition: str, target: Path) -> Iterator[Process]:
    """A watched project whose file is written and that has come to rest."""
    rmtree(inputs.folder / "watched", ignore_errors=True)
    words = ("watch", *inputs.chosen(edition), "-C", str(inputs.project), "-o", str(inputs.folder / "watched"))
    command = inputs.verb(*words)
    said = inputs.folder / "watched.txt"
    with said.open("wb") as stream:
        process = subprocess.Popen(
            command.words, cwd=command.folder, env={**environ, **command.environment}, stdout=stream, stderr=stream
        )
    try:
        _await(target.is_file, process, said)
        time.sleep(3)
        yield Process(process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _saved_to_written(inputs: Inputs, target: Path) -> float:
    before = _stamp(target)
    inputs.edit()
    started = time.perf_counter()
    _await(lambda: _stamp(target) != before)
    seconds = time.perf_counter() - started
    time.sleep(1)
    return seconds


def _stamp(path: Path) -> tuple[int, int]:
    """What changes with every writing of a file that is replaced whole."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_mtime_ns, status.st_ino


def _await(true: Callable[[], bool], process: subprocess.Popen[bytes] | None = None, said: Path | None = None) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end or (process and process.poll() is not None):
            raise BenchError(f"the watched file was not written: {said.read_text('utf-8')[-2000:] if said else ''}")
        time.sleep(0.002)


def warm(inputs: Inputs, edition: str, count: int) -> list[float]:
    """Seconds of the plain script for a document, all but the first of its process."""
    words = inputs.plain(edition, "plain")
    return [float(line) for line in printed(*words, *(words[-2:] * count)).split()][1:]
