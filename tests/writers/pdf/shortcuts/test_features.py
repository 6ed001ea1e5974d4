"""Font features go with the text that was set with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handouts.writers.pdf import set_pages

from .documents import CSS, FACES, document

MANY = """
from handouts.writers.pdf import warm
from handouts.writers.pdf.shortcuts.faces import SharedFonts
from weasyprint.css import InitialStyle
from weasyprint.text.line_break import Layout

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

warm()
style = InitialStyle(SharedFonts())
style["font_variant_numeric"], style["letter_spacing"] = ("oldstyle-nums",), 1
for number in range(24_000):
    if number == 4_000:
        before = resident()
    layout = Layout(style)
    layout.set_text(f"Zeile {number}")
    layout.get_first_line()
print((resident() - before) / 20_000)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads its memory from /proc")
def test_nothing_is_left_of_a_line() -> None:
    done = subprocess.run([sys.executable, "-c", MANY], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 30, "bytes for each line"


def test_pages_with_features_stay_the_same() -> None:
    sheet = CSS + "p { font-variant-numeric: oldstyle-nums } b { font-feature-settings: 'tnum', 'kern' off }"
    html = document("".join(f"<p>{year} <b>{year}</b> {'Jahre ' * 20}</p>" for year in range(1945, 1990)))
    with_own_fonts = html.replace("<head>", f"<head><style>{FACES}</style>")
    made = [set_pages(html, [FACES, sheet]), set_pages(with_own_fonts, [sheet]), set_pages(html, [FACES, sheet])]
    assert len({one.data for one in made}) == 1
