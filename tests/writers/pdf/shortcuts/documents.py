"""Documents that short cuts could get wrong, set in another process with or without them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from handouts.styles import FONT_BASE

FACES = "".join(
    f'@font-face {{ font-family: "{name}"; font-style: {style}; font-weight: {weight}; '
    f'src: url("{FONT_BASE}{file}"); }}'
    for name, style, weight, file in (
        ("Own", "normal", 400, "SourceSans3-Regular.ttf"),
        ("Own", "italic", 400, "SourceSans3-Italic.ttf"),
        ("Own", "normal", 700, "SourceSans3-Bold.ttf"),
        ("Other", "normal", 400, "NotoSans-Regular.ttf"),
    )
)
CSS = """
@page { size: A5; margin: 15mm; @bottom-center { content: counter(page) " / " counter(pages) } }
html { font-family: Own; font-size: 10pt; hyphens: auto; line-height: 1.3 }
.columns { columns: 2 } .three { columns: 3; text-align: justify }
.float { float: right; width: 30%; border: 1px solid; margin: 0 0 1mm 1mm }
.note { float: footnote } .other { font-family: Other; letter-spacing: 0.2px; word-spacing: 1px }
.initial::first-letter { font-size: 200%; color: #444 } .first::first-line { font-weight: bold }
.small { font-variant-caps: all-small-caps } .pre { white-space: pre-wrap; tab-size: 4 }
.box { display: inline-block; width: 20mm; border: 1px solid }
.over { text-decoration: underline overline line-through }
.narrow { width: 18mm; overflow-wrap: anywhere } .cut { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.few { max-lines: 2; block-ellipsis: auto } .moved { position: relative; left: 2mm }
.before::before { content: "→ " } .toc a::after { content: leader(".") target-counter(attr(href), page) }
.flex { display: flex; gap: 2mm } .flex > p { min-width: 20mm; flex: 1 1 auto }
table { border-collapse: collapse } td { border: 1px solid; padding: 1mm }
@page wide { size: A5 landscape; @top-left { content: string(chapter) } } .wide { page: wide }
h3 { string-set: chapter content(); margin: 4mm 0 -2mm } .apart { border-collapse: separate; border-spacing: 1mm }
.round { border-radius: 0 3mm; border: 1px solid; background: #eee; margin-inline: 3mm 5mm; padding-block: 1mm 2mm }
.round .after::after { content: " ←"; color: currentcolor; text-decoration: underline }
.hidden { visibility: hidden; border: 1px solid } .shown { visibility: visible }
:root { --step: 1mm; --gap: calc(var(--step) * 2) } .more { --gap: 4mm; --tone: #777 }
.gap { padding: var(--gap) calc(2 * var(--gap)) 0; margin: var(--step) 0 var(--gap) }
.gap { border: 1px solid var(--tone, red) }
.gap .edge { border-block-start: var(--step) double; outline: var(--step) dotted #ccc; outline-offset: var(--step) }
.out { position: absolute; right: 0 } .left { float: left; display: inline; column-rule: 1px solid }
.flat { display: initial; margin: inherit } .half { border-left-width: var(--step); border-right-style: dashed }
.painted { background: linear-gradient(#fff, #ccc); box-decoration-break: clone } .own { background: currentcolor }
"""
TEXT = (
    "Der Übergang zur Stützpunktpolitik in Okinawa veränderte das Sicherheitsbündnis zwischen Tōkyō und Washington. "
    "Verwaltungsvereinbarungen und <b>Truppenstationierungsabkommen</b> regeln <i>Zuständigkeiten</i>, Kosten und "
    '<span class="over">Ausnahmen</span>. '
)
FIGURE = (
    '<svg viewBox="0 0 60 30" width="200" height="100" role="img"><title>Karte</title>'
    f'<path d="M1 1 L20 5.5 h3 v4 {"c1 1 2 2 3 3 s2 2 4 0 q3 3 4 1 t2 2 a3 2 30 0 1 -9 -4" * 5} z M40 5l5 5-5 3Z" '
    'fill="#ddd" stroke="#000"/>'
    '<path d="M1 1 L20 5.5" stroke="#000"/><text x="2" y="25" font-family="Own" font-size="4">Okinawa</text></svg>'
)


def document(body: str) -> str:
    return f'<html lang="de"><head><title>Seite</title></head><body>{body}</body></html>'


def _columns(name: str, count: int) -> str:
    return (
        f'<div class="{name}">'
        + "".join(f"<p>{number}. {TEXT * (1 + number % 3)}</p>" for number in range(count))
        + "</div>"
    )


BODIES = {
    "columns": _columns("columns", 7) + _columns("three", 5) + _columns("columns before", 3),
    "text": (
        f'<p class="initial">{TEXT}</p><p class="first">{TEXT}</p><p class="other small">{TEXT}</p>'
        f'<p class="pre">a\tb\n  {TEXT}</p><p dir="rtl">שלום {TEXT}</p><p class="narrow">{TEXT}</p>'
        f'<p class="cut">{TEXT}</p><p class="few">{TEXT * 3}</p><p>Sicher&shy;heits&shy;bündnis {TEXT.upper()}</p>'
        f'<p lang="en">{TEXT}</p><p style="text-align: justify; text-indent: 5mm">{TEXT * 2}</p>'
        f'<p>{TEXT}<span class="moved">{TEXT}</span><span class="box">{TEXT}</span></p>'
    ).replace("שלום ", ""),
    "boxes": (
        '<ul class="toc"><li><a href="#far">Weit</a></li></ul>'
        f'<div class="float">{TEXT}</div><p>{TEXT * 3}<span class="note">{TEXT}</span></p>{FIGURE * 2}'
        f'<div class="flex"><p>{TEXT}</p><p>kurz</p><p>{TEXT}</p></div>'
        f"<table><tr><th>Wer</th><th>Was</th></tr><tr><td>{TEXT}</td><td>{TEXT * 2}</td></tr></table>"
        f'<ol>{"".join(f"<li>{TEXT}</li>" for _ in range(9))}</ol><h2 id="far">{TEXT}</h2>'
    ),
    "styles": (
        f'<h3>Eins</h3><div class="round"><p class="after">{TEXT}</p><p style="color: #555; margin-top: -1mm">Kurz</p>'
        f'<p class="after" style="color: #333">{TEXT}</p></div><div class="wide"><h3>Zwei</h3><p>{TEXT * 9}</p></div>'
        f'<p class="hidden">{TEXT}<span class="shown">{TEXT}</span></p><p class="painted">{TEXT}</p>'
        f'<p><span class="own" style="color: #eee">{TEXT}</span><br><br>{TEXT}</p><div><div></div></div>'
        f'<table class="apart"><tr><td rowspan="2">{TEXT}</td><td><table><tr><td class="round">{TEXT}</td><td>kurz</td>'
        f"</tr></table></td></tr><tr><td></td></tr></table><h3>Drei</h3><p>{TEXT * 6}</p>"
    ),
}
BODIES["values"] = (
    f'<!-- A & B --><div class="gap">{TEXT}<p class="edge">&amp; {TEXT}</p></div><div class="gap more">{TEXT}'
    f'<p class="edge gap">{TEXT}</p><p class="half">{TEXT}</p></div><p class="moved">{TEXT}<b class="out">R</b></p>'
    f'<p><span class="left">{TEXT}</span>{TEXT}<!-- C --><span class="flat">{TEXT}</span></p><p class="gap half">'
    f'{TEXT}<i class="initial left">{TEXT}</i></p><p class="first gap more">{TEXT}</p>'
)
HYPHENATION = {"de": ("Zustän-digkeiten", "Okinawa")}

PROGRAM = """
import json, sys
from pathlib import Path
from handouts.writers.pdf import set_pages
for name, (html, css, hyphenation, kept) in json.load(sys.stdin).items():
    Path(sys.argv[1], name + ".pdf").write_bytes(set_pages(html, css, hyphenation, kept).data)
"""


def made_elsewhere(
    jobs: dict[str, tuple[str, list[str], dict[str, tuple[str, ...]], list[str]]], folder: Path, **environment: str
) -> dict[str, bytes]:
    """The files of jobs by name, made one after the other by another process with these variables."""
    folder.mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(folder)],
        input=json.dumps(jobs),
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in jobs}
