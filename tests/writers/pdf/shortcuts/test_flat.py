"""Many documents in one process, and processes that fork."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pydyf
import pytest

from handouts.errors import LayoutError
from handouts.writers.pdf import set_pages, warm, write_pdf
from handouts.writers.pdf.shortcuts.faces import SharedFonts
from handouts.writers.pdf.shortcuts.lines import MOST, Lines

from .documents import BODIES, CSS, FACES, document

MANY = """
import sys
from handouts.writers.pdf import set_pages

def resident():
    return int(open("/proc/self/statm").read().split()[1])

css, sizes = sys.argv[1], []
for number in range(240):
    words = " ".join(f"Wort{number}von{place}" for place in range(40))
    set_pages(f"<html lang=de><title>Seite</title><body><p>{words}</p></body></html>", [css])
    sizes.append(resident())
print(sizes[79], sizes[-1])
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads its memory from /proc")
def test_memory_stays_flat() -> None:
    done = subprocess.run([sys.executable, "-c", MANY, FACES + CSS], capture_output=True, text=True, check=True)
    early, late = map(int, done.stdout.split())
    assert late < 1.15 * early


def test_a_memory_of_lines_forgets_what_is_not_asked_for() -> None:
    lines = Lines()
    for number in range(3 * MOST):
        lines.put((number,), (number,))
        assert lines.get((0,)) == (0,)
        lines.used.clear()
    assert lines.get((1,)) is None
    assert lines.get((3 * MOST - 1,)) is not None
    assert len(lines._young) + len(lines._old) <= 2 * MOST + 1


@pytest.mark.slow
def test_a_document_leaves_little_garbage() -> None:
    html = document(f"<p>Der erste Absatz</p>{BODIES['columns']}{BODIES['boxes']}")
    gc.disable()
    try:
        for _ in range(2):  # the first leaves what is made once
            gc.collect()
            set_pages(html, [FACES, CSS])
        assert gc.collect() < 20_000
    finally:
        gc.enable()


def test_each_stream_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    compressor = pydyf.zlib.compressobj
    monkeypatch.setattr(pydyf.zlib, "compressobj", lambda level: (seen.append(level), compressor(level))[1])
    html = document(BODIES["columns"])
    drawn = sum(b"/FlateDecode" in part for part in set_pages(html, [FACES, CSS]).data.split(b"endobj"))
    assert 0 < len(seen) <= drawn


def test_no_folder_of_fonts_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    face = FACES + "html { color: #123 }"  # sheets that no other test has
    set_pages(document("<p>Wort</p>"), [face, CSS])
    assert not list(tmp_path.iterdir())


def test_copies_of_fonts_go_with_the_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    fonts = SharedFonts()
    fonts._folder.put("name", b"data")
    assert [path.read_bytes() for path in tmp_path.glob("*/*")] == [b"data"]
    del fonts
    assert not list(tmp_path.iterdir())


def test_a_mistake_is_told_each_time() -> None:
    sheet = CSS + ":root { --odd: 3kg } p { width: var(--odd) }"
    for _ in range(2):
        with pytest.raises(LayoutError, match="Ignored"):
            set_pages(document("<p>Wort</p>"), [FACES, sheet])


@pytest.mark.parametrize("address", ["https://handout.invalid/fonts/Nothing-Regular.ttf", "https://example.org/a.ttf"])
def test_a_font_that_is_not_shipped_is_an_error_each_time(address: str) -> None:
    for _ in range(2):
        with pytest.raises(LayoutError, match="cannot be loaded"):
            set_pages(document("<p>Wort</p>"), [FACES + f'@font-face {{ font-family: "X"; src: url("{address}") }}'])


def test_a_document_with_fonts_of_its_own_lends_them_to_none() -> None:
    own = FACES.replace('"Other"', '"Mine"')
    html = document(f"<style>{own}</style><p style='font-family: Mine'>Wort</p>")
    plain = document("<p style='font-family: Mine'>Wort</p>")
    before = write_pdf(plain, [FACES, CSS])
    assert write_pdf(html, [FACES, CSS]) != before
    assert write_pdf(plain, [FACES, CSS]) == before


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_process_may_fork_once_it_is_warm() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FORK, document(BODIES["text"]), FACES + CSS],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["1", "True", "True", "True"]


FORK = """
import hashlib, os, sys, threading
from handouts.writers.pdf import warm, write_pdf

def digest():
    return hashlib.sha256(write_pdf(sys.argv[1], [sys.argv[2]])).digest()

warm(["de", "en", "none"])
print(len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else threading.active_count())
found = []
for _ in range(3):
    inlet, outlet = os.pipe()
    if not os.fork():
        os.write(outlet, digest())
        os._exit(0)
    os.close(outlet)
    found.append(os.read(inlet, 100))
    os.wait()
print(*(each == digest() for each in found))
"""


def test_what_is_loaded_early_is_what_workers_need() -> None:
    warm(["de"])
    assert set_pages(document("<p>Wort</p>"), [FACES, CSS]).pages == 1
