"""What each kind of cache saves: processor time of builds without it, against builds with all of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from inputs import Inputs
from measure import BenchError, Command, compare, run

_FILE = "the file's content"
_CODE = "the code that makes it"
KINDS = {
    "agreed": ("texts whose languages say the same numbers", f"the texts, version of Babel, {_CODE}"),
    "charts": ("a chart's XML for slides", f"the chart, its place, the brand, {_CODE}"),
    "checked": ("that `check` found nothing", "the project's folder, its fingerprint"),
    "declarations": ("WeasyPrint's C declarations, parsed", "version of cffi, the declarations"),
    "figures": ("a chart or map, drawn", f"its table, the brand, the fonts, {_CODE}"),
    "hashes": ("the digests of built files", "the output folder; size and times of each file"),
    "jobs": ("editions as they were rendered", "the project's folder, the edition; checked by the job's own key"),
    "lessons": ("the whole lesson, checked", "looks of all content files"),
    "letters": ("the characters a font has", "the font file"),
    "lines": ("broken lines", "font configuration, styles, the words of the line"),
    "locales": ("what Babel knows of a language", "version of Babel, the language"),
    "markdown": ("a text's Markdown as HTML", f"the text, {_CODE}"),
    "masters": ("the layouts of a deck", f"brand, logo, language, version of python-pptx, {_CODE}"),
    "numbers": ("a number in words", "version of Babel, the language, the number"),
    "outlines": ("the blocks of a template", _FILE),
    "package": ("the digest of this package", "looks of its files"),
    "parsed": ("a YAML file, parsed", f"{_FILE}, {_CODE}"),
    "patterns": ("hyphenation patterns, parsed", f"{_FILE}, version of Pyphen"),
    "prepared": ("what there is to make", "the project's folder, its fingerprint"),
    "proofs": (
        "editions that `check` found sound",
        "the project's folder; what the edition holds of the lesson, all else",
    ),
    "seconds": ("how long each edition took", "the project's folder"),
    "sheets": ("style sheets, parsed", f"{_FILE}, version of WeasyPrint"),
    "stylesheets": ("that nothing of a style sheet is ignored", f"{_FILE}, version of WeasyPrint, {_CODE}"),
    "slides": ("that slides have room", f"the deck, the brand, {_CODE}"),
    "stamps": ("that all is up to date", "the project's folder, the options, its fingerprint"),
    "templates": ("compiled templates", f"{_FILE}, version of Jinja"),
    "trees": ("parsed HTML, the last of each edition", "the HTML"),
    "typeset": ("typeset HTML, the last of each edition", "the HTML"),
    "workbooks": ("a chart's workbook", f"its figures, version of XlsxWriter, {_CODE}"),
}
"""Each kind: what is kept, and under which key."""


def caches(inputs: Inputs, runs: int) -> str:
    """A table in Markdown, a row a kind: milliseconds saved of each work, and the size of what is kept.

    Raises:
        BenchError: A kind is kept that is not described here.
    """
    try:
        saved = {title: _saved(inputs, work, runs) for title, work in _works(inputs).items()}
    finally:
        inputs.restore()
    full = inputs.folder / "full"
    kinds = sorted(path.name for path in full.iterdir() if path.is_dir())
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise BenchError(f"bench/caches.py does not say what these keep: {', '.join(unknown)}")
    head = ("kept", "what it is", "found by", "size", *saved)
    lines = [" | ".join(head), f"--- | --- | --- | ---: |{'|'.join(' ---: ' for _ in saved)}"]
    for kind in kinds:
        spared = (f"{saved[title][kind]:.0f} ms" for title in saved)
        lines.append(" | ".join((f"`{kind}`", *KINDS[kind], _size(full / kind), *spared)))
    return "\n".join(f"| {line} |" for line in lines)


def _works(inputs: Inputs) -> dict[str, tuple[str, str, Callable[[], None]]]:
    """What is built, by a title: an edition, the folder it is built into, and what happens before.

    Those come last that change the lesson.
    """

    def empty() -> None:
        shutil.rmtree(inputs.folder / "kept", ignore_errors=True)

    def edited() -> None:
        empty()
        inputs.edit()

    single, deck = inputs.scale.single, inputs.scale.deck
    return {
        "nothing to do": (single, "still", lambda: None),
        "PDF": (single, "kept", empty),
        "deck": (deck, "kept", empty),
        "PDF after a change": (single, "kept", edited),
        "deck after a change": (deck, "kept", edited),
    }


def _saved(inputs: Inputs, work: tuple[str, str, Callable[[], None]], runs: int) -> dict[str, float]:
    """Milliseconds of processor time that a work takes longer without each kind.

    Of each the least counts: the clock of a shared machine wobbles by more than most caches save.
    """
    edition, output, before = work
    full, part = inputs.folder / "full", inputs.folder / "part"
    chosen = inputs.chosen(edition)
    for _ in range(2):
        run(inputs.build(*chosen, output=output, before=before))
    shutil.rmtree(full, ignore_errors=True)
    shutil.copytree(inputs.folder / "cache", full)

    def without(kind: str) -> Command:
        def prepare() -> None:
            before()
            shutil.rmtree(part, ignore_errors=True)
            shutil.copytree(full, part, ignore=lambda folder, _: [kind] if Path(folder) == full else [])

        return inputs.build(*chosen, output=output, cache=part.name, before=prepare)

    with_all, *others = compare([without(kind) for kind in ("", *KINDS)], runs)
    least = min(taken.processor for taken in with_all.runs)
    saved = (min(taken.processor for taken in cost.runs) - least for cost in others)
    return {kind: seconds * 1000 for kind, seconds in zip(KINDS, saved, strict=True)}


def _size(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in folder.rglob('*')) / 1000:.0f} KB"
