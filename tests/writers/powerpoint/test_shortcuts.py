"""Short cuts through python-pptx change nothing but the time, and leave nothing behind."""

from __future__ import annotations

import gc
import io
import json
import os
import pickle
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx import Presentation
from pptx.opc.oxml import CT_Relationships
from pptx.opc.package import OpcPackage
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import NotesSlide

from handouts import cache
from handouts.model.brand import Brand
from handouts.slides import parse_deck
from handouts.writers.powerpoint import charts, masters, set_slides, shortcuts, warm, write_pptx
from handouts.writers.powerpoint.masters import master_of

from .masters import plain

CHART = (
    '<figure data-chart="{}" data-unit="cm" aria-label="Bars"><table><thead><tr><th>Tree</th><th>cm</th></tr></thead>'
    '<tr><th>oak</th><td data-value="3">3</td></tr><tr><th>beech</th><td data-value="4">4</td></tr></table></figure>'
)
SECTIONS = "".join(
    f'<section><h2>Tree {number}</h2><ul><li>one <a href="https://example.org/{number}">link</a></li><li>木</li></ul>'
    f'<aside class="notes"><p>Say {number}.</p></aside></section>'
    for number in range(4)
)
HTML = f"""<html lang="en"><head><title>Trees</title><meta name="footer" content="Trees"></head><body>
<section><h1>Trees</h1><p>Class 7</p></section>{SECTIONS}
<section><h2>Bars</h2>{CHART.format("bar")}</section><section><h2>Parts</h2>{CHART.format("pie")}</section>
<section><h2>Table</h2><table><tr><th>a</th></tr><tr><td>b</td></tr></table></section></body></html>"""
PATCHED = (
    (BaseOxmlElement, "xpath"),
    (CT_Relationships, "add_rel"),
    (OpcPackage, "next_partname"),
    (SlideShapes, "clone_layout_placeholders"),
    (NotesSlide, "clone_master_placeholders"),
)


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own with nothing in it."""
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path))
    for remembered in (cache.folder, master_of, charts._tools):
        remembered.cache_clear()
    yield tmp_path
    for remembered in (cache.folder, master_of, charts._tools):
        remembered.cache_clear()


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("master", [None, plain()], ids=["own", "given"])
def test_files_are_the_same_with_and_without_them(
    brand: Brand, monkeypatch: pytest.MonkeyPatch, master: bytes | None
) -> None:
    deck = parse_deck(HTML)
    assert shortcuts.enabled()
    drawn, again = (write_pptx(deck, brand, master) for _ in range(2))
    monkeypatch.setenv("HANDOUTS_NO_SHORTCUTS", "1")
    assert not shortcuts.enabled()
    assert write_pptx(deck, brand, master) == drawn == again


def test_a_chart_is_drawn_once_and_kept(brand: Brand, empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deck = parse_deck(HTML)
    made = write_pptx(deck, brand)
    assert len(list((empty_cache / "charts").iterdir())) == 2
    monkeypatch.setattr("handouts.writers.powerpoint.charts.draw.draw_chart", None)
    assert write_pptx(parse_deck(HTML), brand) == made
    for changed in (HTML.replace('data-value="3"', 'data-value="2"'), HTML.replace("oak", "elm")):
        with pytest.raises(TypeError):
            write_pptx(parse_deck(changed), brand)
    other = replace(brand, colours=replace(brand.colours, rule="#888888"))
    with pytest.raises(TypeError):
        write_pptx(deck, other)


def test_they_take_other_ways_and_leave_none_behind(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [getattr(owner, name) for owner, name in PATCHED]
    with shortcuts.quickened():
        within = [getattr(owner, name) for owner, name in PATCHED]
    assert all(one is not other for one, other in zip(before, within, strict=True))
    with pytest.raises(RuntimeError, match="stop"), shortcuts.quickened():
        raise RuntimeError("stop")
    write_pptx(parse_deck(HTML), brand)
    assert [getattr(owner, name) for owner, name in PATCHED] == before
    monkeypatch.setenv("HANDOUTS_NO_SHORTCUTS", "1")
    with shortcuts.quickened():
        assert [getattr(owner, name) for owner, name in PATCHED] == before


@pytest.mark.parametrize(("said", "taken"), [("1", False), ("true", False), ("no", False), ("0", True), ("", True)])
def test_the_switch_means_the_same_as_for_pages(said: str, taken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_NO_SHORTCUTS", said)
    assert shortcuts.enabled() is taken


def test_another_version_of_the_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pptx.__version__ in shortcuts.KNOWN
    monkeypatch.setattr(pptx, "__version__", "1.9.0")
    assert not shortcuts.enabled()


def test_the_count_is_that_of_the_file(brand: Brand) -> None:
    long = (
        "<section><h2>Much</h2>"
        + "<p>A sentence that is long enough to fill a line of a slide.</p>" * 40
        + "</section>"
    )
    deck = parse_deck(f'<html lang="en"><head><title>Much</title></head><body>{long}</body></html>')
    made = set_slides(deck, brand)
    assert made.count == len(Presentation(io.BytesIO(made.data)).slides) > len(deck.slides) == 1
    assert made.data == write_pptx(deck, brand)


def test_a_design_is_made_once_and_kept(brand: Brand, empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = master_of(brand).file
    assert list((empty_cache / "masters").iterdir())
    monkeypatch.setattr("handouts.writers.powerpoint.own_master.template", lambda *_: b"made anew")
    master_of.cache_clear()
    assert master_of(brand).file == made
    assert masters._own(brand, "fr") == b"made anew"
    other = replace(brand, name="Other")
    assert masters._own(other, "en") == b"made anew"


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("room", ["slidelayout", "writers/powerpoint", "languages", "colours.py"])
def test_a_master_of_other_code_is_made_anew(brand: Brand, monkeypatch: pytest.MonkeyPatch, room: str) -> None:
    masters._own(brand, "en")
    monkeypatch.setattr("handouts.writers.powerpoint.own_master.template", lambda *_: b"made anew")
    assert masters._own(brand, "en") != b"made anew"
    code = cache.code
    monkeypatch.setattr(cache, "code", lambda *rooms: code(*rooms) + "changed" * (room in rooms))
    assert masters._own(brand, "en") == b"made anew"


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("room", ["slidelayout", "writers/powerpoint"])
def test_a_chart_of_other_code_is_drawn_anew(brand: Brand, monkeypatch: pytest.MonkeyPatch, room: str) -> None:
    write_pptx(parse_deck(HTML), brand)
    monkeypatch.setattr("handouts.writers.powerpoint.charts.draw.draw_chart", None)
    write_pptx(parse_deck(HTML), brand)
    code = cache.code
    monkeypatch.setattr(cache, "code", lambda *rooms: code(*rooms) + "changed" * (room in rooms))
    charts._tools.cache_clear()
    with pytest.raises(TypeError):
        write_pptx(parse_deck(HTML), brand)


def test_a_warm_process_loads_nothing_for_its_first_deck(tmp_path: Path, brand: Brand) -> None:
    """The deck itself loads no module more after `warm`."""
    (tmp_path / "deck.html").write_text(HTML, encoding="utf-8")
    code = (
        "import json, pickle, sys\n"
        "from pathlib import Path\n"
        "from handouts.slides import parse_deck\n"
        "from handouts.writers.powerpoint import warm, write_pptx\n"
        f"brand = pickle.loads({pickle.dumps(brand)!r})\n"
        "warm()\n"
        "before = set(sys.modules)\n"
        "deck = parse_deck(Path('deck.html').read_text(encoding='utf-8'))\n"
        "write_pptx(deck, brand)\n"
        "after = (name for name in sys.modules if name not in before)\n"
        "print(json.dumps([name for name in after if not name.startswith('encodings.')]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HANDOUTS_CACHE": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []


@pytest.mark.slow
def test_memory_stays_where_it_is(brand: Brand) -> None:
    """Decks leave nothing behind: eight more take no more memory than the first four."""
    warm()
    sizes: list[Any] = []
    tracemalloc.start()
    try:
        for number in range(12):
            html = HTML.replace("Say ", f"Say {number} times ")
            write_pptx(parse_deck(html), brand)
            if number % 4 == 3:
                gc.collect()
                sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[-1] - sizes[0] < 200_000
