"""Writes what a project prints as files for the plain scripts: HTML and CSS as they are before they are laid out.

Usage: dump.py PROJECT FOLDER EDITION...

FOLDER gets one `.html` and some `.css` files for each edition, with the very words, figures and styles that the
project's own PDF is made of; fonts are named by the addresses of their files. The layout itself never begins. A deck
becomes a `.json` file with the words, numbers and pictures on its slides.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from describe_deck import describe_deck
from handouts.engine.plan import editions
from handouts.fonts import font_files
from handouts.pipeline import Job, Workspace, finished, perform, prepare
from handouts.registry import POWERPOINT
from handouts.styles import FONT_BASE


class Final(BaseException):
    """Carries a document out of the writer at the moment when it is handed to WeasyPrint."""


def main(project: Path, folder: Path, wanted: list[str]) -> None:
    """Dump these editions, given by their paths below the output folder; prints the files of each as JSON."""
    workspace = Workspace.open(project)
    found = {str(edition): edition for edition in editions(workspace.project, workspace.lesson)}
    files = {name: [str(path) for path in _dumped(prepare(workspace, found[name]), folder)] for name in wanted}
    print(json.dumps(files))


def _dumped(job: Job, folder: Path) -> Iterator[Path]:
    """The files of one edition: its HTML, then its style sheets, the weakest first; of a deck its slides."""
    stem = str(job.edition).rpartition(".")[0].replace("/", "-")
    if job.writer == POWERPOINT.name:
        texts = {f"{stem}.json": json.dumps(describe_deck(finished(job)))}
    else:
        texts = {f"{stem}.html": _final(job)}
        texts |= {f"{stem}-{number}.css": _with_files(sheet) for number, sheet in enumerate(job.css, 1)}
    for name, text in texts.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        yield path


def _final(job: Job) -> str:
    with _stopped_at_weasyprint():
        try:
            perform(job)
        except Final as final:
            return str(final.args[0])
    raise AssertionError(f"{job.edition} was made without WeasyPrint")


@contextmanager
def _stopped_at_weasyprint() -> Iterator[None]:
    import weasyprint

    def take(*_: Any, string: str, **__: Any) -> None:
        raise Final(string)

    before, weasyprint.HTML.__init__ = weasyprint.HTML.__init__, take
    try:
        yield
    finally:
        weasyprint.HTML.__init__ = before


def _with_files(sheet: str) -> str:
    """A style sheet whose fonts are files on this machine."""
    folder = next(iter(font_files("Source Sans 3").values())).parent.parent
    files = {path.name: path.as_uri() for path in folder.glob("*/*.ttf")}
    head, *rest = sheet.split(FONT_BASE)
    return head + "".join(f'{files[name]}"{after}' for name, _, after in (part.partition('"') for part in rest))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
