"""Sets many different documents in one process and prints its memory, as JSON: RSS in bytes after each document.

Usage: many.py ours PROJECT EDITION COUNT
       many.py plain PAGE.html FILE.pdf COUNT [STYLES.css]...

Every document has the same form, but no two share a paragraph: nothing that is kept from one serves the next.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from measure import family

_WORDS = re.compile(r">([^<>]{20,})<")


def main(side: str, *words: str) -> None:
    """Set the documents, look at the memory after each."""
    started = time.perf_counter()
    steps = ours(*words) if side == "ours" else plain(*words)
    memory = [largest() for _ in steps]
    print(json.dumps({"memory": memory, "seconds": time.perf_counter() - started}))


def largest() -> int:
    """The memory of the process that sets the documents: the largest of this one and all that it started."""
    sizes: list[int] = []
    for process in family(psutil.Process()):
        with suppress(psutil.Error):
            sizes.append(process.memory_info().rss)
    return max(sizes)


def ours(project: str, edition: str, count: str) -> Iterator[Any]:
    """Let the executor of the build do them, as its only worker."""
    from handouts.engine.plan import editions
    from handouts.engine.workers.executor import run
    from handouts.errors import HandoutsError
    from handouts.pipeline import Workspace, prepare

    workspace = Workspace.open(Path(project))
    found = {str(one): one for one in editions(workspace.project, workspace.lesson)}
    job = prepare(workspace, found[edition])
    jobs = (replace(job, edition=f"{number}-{edition}", html=turned(job.html, number)) for number in range(int(count)))
    for result in run(jobs, 1):
        if isinstance(result.outcome, HandoutsError):
            raise result.outcome
        yield None


def plain(page: str, target: str, count: str, *sheets: str) -> Iterator[None]:
    """Loop over `write_pdf`."""
    from weasyprint import HTML

    html, base = Path(page).read_text(encoding="utf-8"), Path(page).as_uri()
    for number in range(int(count)):
        text = turned(html, number)
        HTML(string=text, base_url=base).write_pdf(target, stylesheets=sheets, pdf_variant="pdf/ua-1")
        yield None


def turned(html: str, number: int) -> str:
    """The page with the words of every paragraph of its body turned around by so many."""
    head, body, rest = html.partition("<body")

    def turn(match: re.Match[str]) -> str:
        words = match[1].split()
        start = number % len(words) if words else 0
        return f">{' '.join((*words[start:], *words[:start], str(number)))}<"

    return head + body + _WORDS.sub(turn, rest)


if __name__ == "__main__":
    main(*sys.argv[1:])
