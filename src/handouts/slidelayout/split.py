"""Cuts text: into as few parts as will do where it is too long for one placeholder, and where its script changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from handouts.languages import of
from handouts.model.deck import Paragraph, Run
from handouts.slidelayout.placeholders import Setting

Paragraphs = tuple[Paragraph, ...]
Fits = Callable[[Paragraphs, Setting], bool]

# An abbreviation (one capital) and an ordinal (digits) do not end a sentence.
_SENTENCE_END = re.compile(r"(?<![\s.(][A-ZÄÖÜ])(?<!\d)[.!?…]+[“”’»)\]]*[ \n]+(?=\S)|[。！？]+[」』]*(?=.)")
_KANJI_OR_KANA = re.compile(r"([\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]+)")
_CONTINUED: dict[str, Literal["none", "continued"]] = {
    "none": "none",
    "bullet": "continued",
    "number": "continued",
    "continued": "continued",
}


class Unfit(Exception):  # noqa: N818 - not an error yet: the next layout may have room
    """Something has no room; the message says what."""


@dataclass(frozen=True)
class _Atom:
    """A piece of text that is not cut. `joined`: it goes on in the paragraph of the piece before."""

    paragraph: Paragraph
    joined: bool = False


_Tree = Sequence["_Tree"] | _Atom


def fit_text(text: Paragraphs, settings: Sequence[Setting], fits: Fits) -> tuple[tuple[Paragraphs, ...], Setting]:
    """Set text as large as it goes, on one slide if possible, else on as few as possible.

    Args:
        text: The paragraphs.
        settings: From the largest to the smallest allowed.
        fits: Whether paragraphs have room in a setting.

    Returns:
        The text of each slide, and the setting for all of them.

    Raises:
        Unfit: A single sentence has no room in the smallest setting.
    """
    for setting in settings:
        if fits(text, setting):
            return (text,), setting
    units = _units(text)
    fewest = len(_packed(units, settings[-1], fits))
    for setting in settings:
        try:
            pages = _packed(units, setting, fits)
        except Unfit:
            continue
        if len(pages) == fewest:
            break
    return tuple(_assembled(page) for page in pages), setting


def _units(text: Paragraphs) -> list[_Tree]:
    """The text as a tree: units (a paragraph and what hangs on it), their paragraphs, their sentences."""
    units: list[list[_Tree]] = []
    heading = False
    for paragraph in text:
        hangs = paragraph.level > 0 or heading or paragraph.bullet == "continued"
        heading = paragraph.bullet == "none" and all(run.bold for run in paragraph.runs)
        if not (hangs and units):
            units.append([])
        units[-1].append([_Atom(part, place > 0) for place, part in enumerate(sentences(paragraph))])
    return list(units)


def _packed(trees: Sequence[_Tree], setting: Setting, fits: Fits) -> list[list[_Atom]]:
    pages: list[list[_Atom]] = [[]]
    for tree in trees:
        _pack(pages, tree, setting, fits)
    return pages


def _pack(pages: list[list[_Atom]], tree: _Tree, setting: Setting, fits: Fits) -> None:
    """Put a tree on the last page, else on a new one, else cut it further."""
    atoms = list(_atoms(tree))
    if fits(_assembled([*pages[-1], *atoms]), setting):
        pages[-1].extend(atoms)
    elif fits(_assembled(atoms), setting):
        pages.append(atoms)
    elif isinstance(tree, _Atom):
        raise Unfit(f"“{tree.paragraph.text[:40]}…” does not fit even at {setting.minimum} pt; shorten it")
    else:
        for branch in tree:
            _pack(pages, branch, setting, fits)


def _atoms(tree: _Tree) -> Iterator[_Atom]:
    if isinstance(tree, _Atom):
        yield tree
    else:
        for branch in tree:
            yield from _atoms(branch)


def _assembled(atoms: Sequence[_Atom]) -> Paragraphs:
    """The pieces as paragraphs again; one that begins in the middle of an item has no bullet."""
    found: list[Paragraph] = []
    for place, atom in enumerate(atoms):
        if atom.joined and place:
            found[-1] = replace(found[-1], runs=(*found[-1].runs, *atom.paragraph.runs))
        elif atom.joined:
            found.append(replace(atom.paragraph, bullet=_CONTINUED[atom.paragraph.bullet]))
        else:
            found.append(atom.paragraph)
    return tuple(replace(paragraph, runs=_trimmed(paragraph.runs)) for paragraph in found)


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(" \n"))) if runs else runs


def sentences(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """A paragraph cut after each sentence; each piece keeps the space after it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(paragraph.text)]
    starts = [0, *ends]
    stops = [*ends, len(paragraph.text)]
    return tuple(
        replace(paragraph, runs=sliced(paragraph.runs, start, stop)) for start, stop in zip(starts, stops, strict=True)
    )


def sliced(runs: tuple[Run, ...], start: int, stop: int) -> tuple[Run, ...]:
    """The characters of runs from `start` to `stop`, each with its looks."""
    found, offset = [], 0
    for run in runs:
        if text := run.text[max(0, start - offset) : max(0, stop - offset)]:
            found.append(replace(run, text=text))
        offset += len(run.text)
    return tuple(found)


def by_script(runs: tuple[Run, ...]) -> Iterator[Run]:
    """The runs cut so that kanji and kana never stand in a run of a language that has none."""
    for run in runs:
        if of(run.language).east_asian or (run.text and not _KANJI_OR_KANA.search(run.text)):
            yield run
            continue
        for place, piece in enumerate(_KANJI_OR_KANA.split(run.text)):
            if piece:
                yield replace(run, text=piece, language="ja" if place % 2 else run.language)
