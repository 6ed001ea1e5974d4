"""Lists of names that want to draw on the screen, lead elsewhere, write over one another, or fill all there is."""

from __future__ import annotations

import json
import re

import pytest
from pypdf import PdfReader

from .arena import Arena, Built, Lay, huge, link, pipe

pytestmark = pytest.mark.slow

ACCEPTED = [
    ('=HYPERLINK("http://127.0.0.1:PORT/x")', "9b"),
    ("@SUM(1+1)*cmd|' /C calc'!A0", "9b"),
    ("../../../etc/passwd", "../../secret"),
    ("/etc/passwd", "/etc"),
    (r"..\..\boot.ini", "C:\\Windows"),
    ("..", ".."),
    ("CON", "con"),
    ("aux", "AUX"),
    ("Ada Müller", "9B"),
    ("ADA MUELLER", "9b"),
    ("ada  mu\u0308ller", "9b"),
    ("ada-mueller-2", "9b"),
    ("W" * 120, "W" * 120),
    ("<script>alert(1)</script>{{ 7 * 7 }}", "9b"),
    ("<img src=file://HOME/secret.txt>", "9b"),
    ("((((\\)\\\\", "9b"),
]
UNSEEN = {"\x1b[31mAda": "U+001B", "A\x07da": "U+0007", "Ada\u202efdp.exe": "U+202E", "Ada\u2066": "U+2066"}
UNPRINTABLE = {
    "A" * 121: "longer than 120 characters",
    "\U0001f4a3": "no font of the brand has",
    "\ue000": "no font of the brand has",
}
FILES: dict[str, tuple[Lay, str]] = {
    "pipe": (pipe, "is not a plain file"),
    "device": (link("/dev/zero"), "leads out of the project"),
    "secret": (link("HOME/secret.txt"), "leads out of the project"),
    "folder": (lambda path: path.mkdir(), "is not a plain file"),
    "huge": (huge, "is larger than 2 MB"),
    "quote": ('name\n"' + "a,b\n" * 100_000, "the quotation mark is never closed"),
    "columns": ("name" + ";x" * 100_000 + "\nAda\n", "columns"),
    "zero": ("name\nA\0da\n", "no text at all"),
    "bytes": (b"name\nA\x81\n", "neither UTF-8 nor Windows-1252"),
}


def cell(text: str) -> str:
    quoted = text.replace('"', '""')
    return f'"{quoted}"'


def build(arena: Arena, roster: str) -> Built:
    return arena.build("worksheet", more=["--roster", roster])


def test_names_are_words_and_nothing_else(arena: Arena) -> None:
    arena.cold = True
    rows = "\n".join(f"{cell(name)};{cell(class_name)}" for name, class_name in ACCEPTED)
    arena.lay({"list.csv": f"name;class\n{rows}\n"})
    before = {path for path in arena.home.rglob("*") if arena.home / "out" not in path.parents}
    built = build(arena, "list.csv")
    assert built.code == 1, "the longest name of a class is told, as it has no room"
    assert "Klasse WWWWW" in built.line("reaches over its edge")
    made = list(built.output.rglob("*.pdf"))
    assert len(made) == len(ACCEPTED), "nobody's copy is written over"
    names = [path.relative_to(built.output).as_posix() for path in made]
    assert all(re.fullmatch(r"classes/[a-z0-9-]{1,70}/worksheet-[a-z0-9-]{1,70}\.pdf", name) for name in names), names
    assert len({name.lower() for name in names}) == len(names)
    after = {path for path in arena.home.rglob("*") if arena.home / "out" not in path.parents}
    assert after - before <= {arena.home / "out"}
    entries = json.loads((built.output / "manifest.json").read_text("ascii"))["outputs"]
    assert sorted(entries) == sorted(names)
    (script,) = (path for path in made if "script" in path.name)
    assert "{{ 7 * 7 }}" in " ".join(PdfReader(script).pages[0].extract_text().replace("\xa0", " ").split())


@pytest.mark.parametrize("words", [UNSEEN, UNPRINTABLE], ids=["unseen", "unprintable"])
def test_what_nobody_is_called_is_told_with_its_place(arena: Arena, words: dict[str, str]) -> None:
    rows = [(row, said) for word, said in words.items() for row in (f"{word};9b", f"Ada;{word}")]
    arena.lay({"list.csv": "\n".join(["name;class", *(row for row, _ in rows)])})
    built = build(arena, "list.csv")
    assert (built.code, built.files) == (1, {})
    for line, (_, said) in enumerate(rows, 2):
        assert said in built.line(rf"^list\.csv:{line}:\d+: ")


@pytest.mark.parametrize("name", ["9\u202eb", "9\x1bb"], ids=["turned", "escape"])
def test_a_class_is_called_like_a_file_only_if_that_can_be_printed(arena: Arena, name: str) -> None:
    arena.lay({f"{name}.csv": "name\nAda\n", "9b.csv": "name\nAda\n"})
    for asked in ([f"{name}.csv"], ["9b.csv", "--class", name]):
        built = arena.build("worksheet", more=["--roster", *asked])
        assert (built.code, built.files) == (1, {})
        assert "has characters that cannot be printed" in built.said
    assert arena.build("worksheet", more=["--roster", f"{name}.csv", "--class", "9b"]).code == 0


def test_files_that_are_no_lists(arena: Arena) -> None:
    for name, (what, said) in FILES.items():
        arena.lay({f"{name}.csv": what})
        built = build(arena, f"{name}.csv")
        assert said in built.said
        assert (built.code, built.files) == (1, {})
