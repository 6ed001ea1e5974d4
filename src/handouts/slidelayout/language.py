"""Text cut where its script changes, as PowerPoint's proofing tools want it, and dates in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handouts.languages import of, regional
from handouts.locales import manner
from handouts.model.deck import Run

_KANJI_OR_KANA = re.compile(r"([\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]+)")


def by_script(runs: tuple[Run, ...]) -> Iterator[Run]:
    """The runs cut so that kanji and kana never stand in a run of a language that has none."""
    for run in runs:
        if of(run.language).east_asian or (run.text and not _KANJI_OR_KANA.search(run.text)):
            yield run
            continue
        for place, piece in enumerate(_KANJI_OR_KANA.split(run.text)):
            if piece:
                yield replace(run, text=piece, language="ja" if place % 2 else run.language)


def long_date(iso: str, language: str) -> str:
    """A date, month or year as the language writes it in full; whatever is none of these stays as it is."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", iso):
        form, iso_day = "MMMM y", f"{iso}-01"
    else:
        form, iso_day = "", iso
    try:
        text = manner(regional(language)).day(date.fromisoformat(iso_day), form)
    except ValueError:
        return iso
    return re.sub(r"(?<=\d\.) ", "\u00a0", text)
