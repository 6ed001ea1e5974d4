"""A lesson with pictures: the tiny one, with a photograph or a drawing, a material and a task on it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image

PICTURES = """\
pictures:
  - id: I1
    kind: photograph
    file: pictures/council.jpg
    get: {de: "im Archiv suchen", en: "look in the archive"}
    title: {de: "Der Rat tagt", en: "The Council meets"}
    maker: {de: "Erna Wagner", en: "Erna Wagner"}
    date: 1948-09-01
    place: {de: "Bonn", en: "Bonn"}
    licence: CC BY-SA 3.0 DE
    link: https://example.org/council
    origin: {de: "Bundesarchiv, Bild 5", en: "Federal Archives, picture 5"}
    alt: {de: "Ein Saal mit vielen Menschen.", en: "A hall with many people."}
    description: {de: "Vorn sitzen drei Frauen.", en: "Three women sit in front."}
    explanation: {de: "Frauen stehen im Vordergrund.", en: "Women are in the foreground."}
"""
MATERIAL = '  - {id: M8, shows: I1, title: {de: "Im Saal", en: "In the hall"}}\n'
TASK = """\
  - id: K90
    type: picture_analysis
    audiences: [class]
    operators: [auswerten]
    level: II
    materials: [M8]
    points: 3
    minutes: 3
    social_form: EA
    prompt: {de: "Untersuche das Foto M8.", en: "Examine the photograph M8."}
    expected:
      - {points: 3, text: {de: "Frauen sind selten, hier aber vorn.", en: "Women are few, but in front here."}}
"""
DRAWING = """\
  - id: I2
    kind: drawing
    file: "pictures/seats.{language}.svg"
    title: {de: "Sitze", en: "Seats"}
    maker: {de: "wir", en: "we"}
    licence: CC BY-SA 4.0
    alt: {de: "Ein Kreis.", en: "A circle."}
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="40mm" viewBox="0 0 60 40">'
    '<circle cx="20" cy="20" r="9" fill="#1d4565"/><text x="2" y="8" font-size="4">{words}</text></svg>'
)


def photograph(width: int = 1500, height: int = 1000, kind: str = "JPEG", **how: object) -> bytes:
    """A picture with all tones, dark at the top."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def lesson_with_pictures(tiny: Path, folder: Path, *, there: bool = True, more: str = "") -> Path:
    """A project; its photograph is `there` or not, `more` are further pictures."""
    shutil.copytree(tiny, folder, ignore=shutil.ignore_patterns("output"))
    content = folder / "content" / "tiny"
    (content / "pictures.yaml").write_text(PICTURES + more, "utf-8")
    replace(content / "materials.yaml", "\nmaterials:\n", f"\nmaterials:\n{MATERIAL}")
    replace(content / "tasks.yaml", "\ntasks:\n", f"\ntasks:\n{TASK}")
    replace(content / "tasks.yaml", "tasks: [K01, K02, K05]", "tasks: [K01, K02, K05, K90]")
    (content / "pictures").mkdir()
    if there:
        (content / "pictures" / "council.jpg").write_bytes(photograph())
    return folder


def with_drawing(project: Path) -> Path:
    """The same project with a drawing, in a file for each language."""
    content = project / "content" / "tiny"
    replace(content / "pictures.yaml", "pictures:\n", f"pictures:\n{DRAWING}")
    replace(content / "materials.yaml", "shows: I1,", "shows: I2,")
    for language, words in (("de", "65 Sitze"), ("en", "65 seats")):
        (content / "pictures" / f"seats.{language}.svg").write_text(SVG.format(words=words), "utf-8")
    return project


def replace(path: Path, old: str, new: str) -> None:
    """Change the first occurrence of some words in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
