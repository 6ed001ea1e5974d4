"""Lessons that nobody would write, made of the tiny one: each asks for something that others do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Tree = dict[str, Any]
Change = Callable[[Tree, Tree], None]
"""Of the lesson and of the settings."""

WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik" * 8
NESTED = """\
### Überschrift im Text

1. eins
   - zwei
     1. drei

        Absatz in drei
        - vier
          > Zitat in vier
2. zwei

7. sieben
8. acht

> Zitat
>
> - mit Liste
>   > und Zitat darin

- locker

- mit Absätzen

  und noch einem

    eingerückter Code { } && ${x}, der in einer Zeile weitergeht, bis sie zu Ende ist, und dann noch ein Stück darüber

```python
def antwort(frage: str) -> int:
    return 42 if frage else 0  # „so“
```

---

Harter\\
Umbruch, `Code < i`, **fett *und schräg***, [ein **fetter** Verweis](https://example.org/a_(b)?x=1&y=%C3%A4#teil)
und 3 < 4 & 5 > 2, { nichts }, \\*kein Stern\\*.
"""
TABLE = "| Nr. | Wort | Sinn |\n| ---: | :--- | :---: |\n" + "".join(
    f"| {number} | **Wort {number}** | Sinn *{number}*, ein wenig länger als die anderen |\n" for number in range(120)
)
LETTERS = (
    "Zeichen: – — … „“ ‚‘ «» § % ‰ € £ ¥ ± × ÷ ≈ ≠ ≤ ≥ ∞ √ ∑ ½ ¼ ² ³ H₂O → ← ↑ ↓ • ° © ® ™ † ‡ №. "
    "Кириллица: Основной закон Федеративной Республики. Ελληνικά: Θεμελιώδης Νόμος. "
    "Tiếng Việt: Luật cơ bản. Polski: Ustawa zasadnicza. Türkçe: Anayasa. Íslenska: Stjórnarskrá. "
    "日本国憲法、ひらがな、カタカナ。"
)
KINDS = ("line", "column", "bar", "share", "grouped_bar")


@dataclass(frozen=True)
class Odd:
    """What is changed, what is built of it, and words that whoever reads a file must find in it."""

    change: Change
    documents: tuple[str, ...]
    languages: tuple[str, ...] = ("de",)
    audiences: tuple[str, ...] = ("class",)
    impositions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    settings: Tree = field(default_factory=dict)


def lay(tiny: Path, folder: Path, odd: Odd) -> Path:
    """A project with the changed lesson in one file."""
    lesson: Tree = {}
    for file in sorted((tiny / "content/tiny").glob("*.yaml")):
        lesson |= yaml.safe_load(file.read_text("utf-8"))
    project = yaml.safe_load((tiny / "handouts.yaml").read_text("utf-8")) | odd.settings
    odd.change(lesson, project)
    for name, tree in (("handouts.yaml", project), ("content/tiny/lesson.yaml", lesson)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


class _Plain(yaml.SafeDumper):
    """Writes out what is there several times."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 (PyYAML gives it)
        return True


def both(text: str) -> dict[str, str]:
    return {"de": text, "en": text}


def _text(words: str) -> Change:
    """The author's text says this."""

    def change(lesson: Tree, project: Tree) -> None:
        lesson["texts"][0] |= {"text": both(words), "title": both("Ein Text")}

    return change


def _class(**settings: Any) -> Change:
    """The class has these settings."""

    def change(lesson: Tree, project: Tree) -> None:
        project["audiences"][0] |= settings

    return change


def _every(*changes: Change) -> Change:
    def change(lesson: Tree, project: Tree) -> None:
        for one in changes:
            one(lesson, project)

    return change


def _nothing_optional(lesson: Tree, project: Tree) -> None:
    """As little as a lesson can have."""
    needed = {"id", "languages", "title", "as_of", "version", "authors", "licence", "subject", "question"}
    needed |= {
        "texts",
        "references",
        "operators",
        "social_forms",
        "tasks",
        "subtitle",
        "working_translation",
        "materials",
    }
    for key in lesson.keys() - needed:
        del lesson[key]
    lesson["texts"] = lesson["texts"][:1]
    lesson["texts"][0] = {key: value for key, value in lesson["texts"][0].items() if key != "facts"}
    lesson["tasks"] = [
        {key: value for key, value in task.items() if key not in ("rubric", "help")} | {"materials": ["M1"]}
        for task in lesson["tasks"]
        if task["id"] in ("K01", "K06")
    ]
    lesson["materials"] = [{"id": "M1", "shows": "X-STD", "title": both("Text")}]
    project["audiences"][1]["texts"] = ["X-STD"]
    project["documents"] = project["audiences"][1]["documents"] = ["handout", "worksheet", "teacher"]


def _many(kind: str, count: int, **parts: Callable[[int], Any]) -> Change:
    """As many of a kind as this, all like the first."""

    def change(lesson: Tree, project: Tree) -> None:
        first = lesson[kind][0]
        rest = range(1, count - len(lesson[kind]) + 1)
        lesson[kind] += [
            first | {"id": f"{first['id']}X{number}"} | {part: make(number) for part, make in parts.items()}
            for number in rest
        ]
        lesson[kind] = lesson[kind][:count] if len(lesson[kind]) > count else lesson[kind]

    return change


def _events(count: int) -> Change:
    dated = _many(
        "timeline",
        count,
        date=lambda number: f"{1949 + number}-0{1 + number % 9}",
        title=lambda number: both(f"Ereignis {number} mit einem nicht ganz kurzen Titel"),
        importance=lambda number: 3,
    )

    def change(lesson: Tree, project: Tree) -> None:
        dated(lesson, project)
        lesson["as_of"] = "2025-01-01"

    return change


def _charts_and_maps(lesson: Tree, project: Tree) -> None:
    """A material for a chart of each kind, several times, and the map twice."""
    line, share = lesson["charts"]
    made = []
    for kind in KINDS * 2:
        chart = (share if kind in ("share", "bar") else line) | {"id": f"C{len(made) + 10}", "kind": kind}
        if kind == "grouped_bar":
            chart |= {
                "series": [{"key": key, "name": both(key)} for key in ("a", "b")],
                "panels": [
                    {
                        "id": f"{chart['id']}-1",
                        "data": [{"label": both(f"Gruppe {n}"), "values": {"a": n, "b": 9 - n}} for n in (1, 2, 3)],
                    }
                ],
            }
        else:
            chart |= {"panels": [panel | {"id": f"{chart['id']}-{panel['id']}"} for panel in chart["panels"]]}
        made.append(chart)
    lesson["charts"] += made
    lesson["materials"] += [
        {"id": f"M{number}", "shows": chart["id"], "title": both(f"Diagramm {number}")}
        for number, chart in enumerate(made, 20)
    ]
    lesson["places"] += [
        {"id": f"P-{n}", "lat": 47 + n / 3, "lon": 6 + n / 2, "kind": ("war", "base")[n % 2], "name": both(f"Ort {n}")}
        for n in range(20)
    ]


def _based(lesson: Tree, project: Tree) -> None:
    """Audiences that take over from others, one of them with a theme's own type size."""
    project["audiences"] += [
        {"id": "class9b", "based_on": "class"},
        {"id": "large", "based_on": "class9b", "type_size": 18, "short": both("groß"), "name": both("Große Schrift")},
    ]


def _title(lesson: Tree, project: Tree) -> None:
    lesson["title"] = both("„Zitat“ & <Klammer> – 50 % *Stern* { x } 日本 – " + "ein langer Titel " * 6)
    lesson["subtitle"] = both("a < b && c > d")
    for material in lesson["materials"]:
        material["title"] = both("M & M’s <3 „so“ " + material["id"])


def _cited(lesson: Tree, project: Tree) -> None:
    lesson["texts"][0]["text"] = both("Erstens[^S01]. Zweitens[^S04] und [^S01] noch einmal.\n\n- Liste[^S04]\n" * 9)


ODD: dict[str, Odd] = {
    "letters": Odd(_text(LETTERS), ("handout", "worksheet"), words=("Основной", "Θεμελιώδης", "≤", "日本国憲法")),
    "title": Odd(_title, ("handout", "test", "poster", "flashcards", "deck"), settings={"deck_formats": ["pdf"]}),
    "nested": Odd(
        _text(NESTED), ("handout", "worksheet", "teacher"), words=("def antwort", "Absatz in drei", "nichts")
    ),
    "table": Odd(_text(TABLE), ("handout",), words=("Wort 0", "Wort 119")),
    "words": Odd(_text(f"{WORD} und https://example.org/{'a' * 200}"), ("handout", "worksheet")),
    "nothing": Odd(_nothing_optional, ("handout", "worksheet", "teacher")),
    "forms": Odd(_class(forms=True), ("worksheet", "test")),
    "booklet": Odd(_text(NESTED), ("handout",), impositions=("booklet",)),
    "4up": Odd(_events(40), ("handout", "flashcards"), impositions=("4up",)),
    "letter": Odd(_class(type_size=18), ("handout", "worksheet", "poster"), settings={"paper": "letter"}),
    "numbers": Odd(_every(_text("Satz für Satz. " * 300), _class(line_numbers=True)), ("handout", "worksheet")),
    "footnotes": Odd(_every(_cited, _class(footnotes=True)), ("handout", "worksheet")),
    "figures": Odd(_charts_and_maps, ("handout", "worksheet", "poster")),
    "facing": Odd(_every(_text(NESTED), _class(facing="en")), ("handout", "worksheet")),
    "cards": Odd(_many("glossary", 7, term=lambda n: both(f"Wort {n}")), ("flashcards",), ("en",)),
    "terms": Odd(_many("glossary", 90, term=lambda n: both(f"Wort {n}")), ("handout",), words=("Wort 88",)),
    "people": Odd(
        _many("people", 60, name=lambda n: f"Person {n}", western=lambda n: f"P {n}"), ("handout", "flashcards")
    ),
    "poster": Odd(_events(60), ("poster", "handout"), words=("Ereignis 57",)),
    "based": Odd(_based, ("handout", "test"), audiences=("class9b", "large")),
    "slides": Odd(
        _every(_text(NESTED), _charts_and_maps),
        ("deck",),
        settings={"deck_formats": ["pdf", "notes", "lines"]},
    ),
}
