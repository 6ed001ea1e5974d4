"""What is parsed, compiled or made once is not made again in the next process, and is still there when it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from handouts import cache
from handouts.fonts import font_files
from handouts.writers.pdf import set_pages
from handouts.writers.pdf.forms import typeface as typefaces
from handouts.writers.pdf.shortcuts import line_cache
from handouts.writers.pdf.shortcuts.lines import Lines
from handouts.writers.pdf.shortcuts.patterns import _Dictionary, _Parsed

from .documents import CSS, FACES, document

LOADED = """
import sys
from handouts.writers.pdf import set_pages
set_pages(sys.argv[1], [sys.argv[2]])
print(*(name for name in ("pycparser", "fontTools") if name in sys.modules))
"""


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder in which nothing is kept yet."""
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path))
    cache.folder.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def forget_folder() -> Iterator[None]:
    yield
    cache.folder.cache_clear()


@pytest.mark.slow
def test_the_second_process_loads_neither_a_parser_of_c_nor_fonttools(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", LOADED, document("<p>Übergang</p>"), FACES + CSS]
    environment = {**os.environ, "HANDOUTS_CACHE": str(tmp_path)}
    runs = [
        subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    ]
    assert runs[0] == ["pycparser"]
    assert runs[1] == []


def test_another_document_of_its_kind_starts_with_what_is_kept(own_cache: Path) -> None:
    lines = Lines()
    lines.put(("broken",), ("as before",))
    line_cache.keep(line_cache.keys_of(["grade 9", "handout"], "fonts", ""), lines, frozenset())
    known = {}
    for name in ("grade 9", "grade 10"):
        brought = Lines()
        before = line_cache.bring(line_cache.keys_of([name, "handout"], "fonts", ""), brought)
        known[name] = bool(before)
        assert brought.get(("broken",)) == ("as before",)
    assert known == {"grade 9": True, "grade 10": False}
    brought = Lines()
    line_cache.bring(line_cache.keys_of(["grade 10", "handout"], "other fonts", ""), brought)
    assert brought.get(("broken",)) is None


def test_a_woff_font_is_still_read() -> None:
    font, woff = TTFont(font_files("Source Sans 3")["Regular"]), BytesIO()
    font.flavor = "woff"
    font.save(woff)
    address = f"data:font/woff;base64,{b64encode(woff.getvalue()).decode()}"
    face = f'@font-face {{ font-family: "Own"; src: url("{address}") }} html {{ font-family: Own }}'
    (page,) = PdfReader(BytesIO(set_pages(document("<p>Übergang</p>"), [face]).data)).pages
    (used,) = page["/Resources"]["/Font"].values()
    assert used.get_object()["/BaseFont"].endswith("+Own")
    assert "Übergang" in page.extract_text()


@pytest.mark.parametrize(("few", "kept"), [(b"1b\n2a1ka\n", True), (b"asz1szony/sz=,2,1\n1ka\n", False)])
def test_kept_patterns_break_words_as_parsed_ones_do(few: bytes, kept: bool, own_cache: Path) -> None:
    path = own_cache / "some.dic"
    path.write_bytes(b"UTF-8\n" + few)
    plain, first, second = _Parsed(path), _Dictionary(path), _Dictionary(path)
    for word in ("asszony", "aszszony", "okinakawa", "bbbb"):
        for known in (first, second):
            assert known.positions(word) == plain.positions(word)
            assert [one.data for one in known.positions(word)] == [one.data for one in plain.positions(word)]
    assert any(plain.cache.values())
    assert (own_cache / "patterns").is_dir() is kept


def test_a_kept_typeface_is_the_one_that_was_made(own_cache: Path) -> None:
    typefaces.typeface_of.cache_clear()
    made = typefaces.typeface_of("Source Sans 3")
    typefaces.typeface_of.cache_clear()
    assert typefaces.typeface_of("Source Sans 3") == made
    assert len(list((own_cache / "typefaces").iterdir())) == 1


DAMAGES: list[Callable[[bytes], bytes]] = [lambda data: data[:40], lambda _: b"", lambda data: data[:-2] + b"xx"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_half_written_entries_do_no_harm(own_cache: Path, damage: Callable[[bytes], bytes]) -> None:
    html = document("<p>Der Übergang zur Stützpunktverwaltung</p>")
    before = set_pages(html, [FACES, CSS], {}, ["one"]).data
    (entry,) = (own_cache / "lines").iterdir()
    whole = cache.load("lines", entry.name)
    assert whole
    entry.write_bytes(damage(entry.read_bytes()))
    assert cache.load("lines", entry.name) is None
    assert set_pages(html, [FACES, CSS], {}, ["one"]).data == before
    assert cache.load("lines", entry.name)
