"""What each short cut through a library brings: processor time of pages laid out without it, against all of them.

A clock is too coarse for a few per cent. So the same documents are laid out in one process after the other, with and
without each short cut in turn, and of each document, and of the start, the least processor time counts.
"""

from __future__ import annotations

import json
import pickle
from pathlib import Path

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, prepare
from handouts.shortcuts import PAGES, SWITCH
from inputs import HERE, PYTHON, Inputs
from measure import printed

AUDIENCES = 3
"""How many of the audiences are laid out, each in its first language: enough that documents share lines as they do."""


def gains(inputs: Inputs, runs: int) -> str:
    """A table in Markdown, a row a short cut of pages.

    Those of decks are no part of it: `HANDOUTS_NO_SHORTCUTS=slides` turns all of them off at once.
    """
    jobs = inputs.folder / "jobs"
    jobs.write_bytes(pickle.dumps(_jobs(inputs)))
    names = ("", *PAGES)
    _seconds(inputs, jobs, "")
    rounds = [{name: _seconds(inputs, jobs, name) for name in names} for _ in range(runs)]
    least = {name: sum(map(min, zip(*(one[name] for one in rounds), strict=True))) for name in names}
    lines = ["| without | processor time | times as long |", "|---|---:|---:|", f"| (none) | {least['']:.2f} s | 1 |"]
    lines += [f"| `{name}` | {least[name]:.2f} s | {least[name] / least['']:.2f} |" for name in PAGES]
    return "\n".join(lines)


def _jobs(inputs: Inputs) -> list[object]:
    workspace = Workspace.open(inputs.project)
    chosen = list(inputs.scale.pairs)[:AUDIENCES]
    return [
        prepare(workspace, edition)
        for edition in editions(workspace.project, workspace.lesson, audiences=chosen)
        if edition.document in inputs.scale.documents and edition.language == edition.audience.languages[0]
    ]


def _seconds(inputs: Inputs, jobs: Path, name: str) -> list[float]:
    """Processor seconds of a process's start and of each job in it."""
    environment = {"HANDOUTS_CACHE": str(inputs.folder / "cache"), SWITCH: name}
    seconds: list[float] = json.loads(printed(PYTHON, str(HERE / "lay_out.py"), str(jobs), **environment))
    return seconds
