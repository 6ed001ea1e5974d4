"""Write docs/reference/ from the code: commands, the files that authors write, what templates can ask for.

Usage: make_reference.py FOLDER
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from handouts import reader
from handouts.cli import main as handouts
from handouts.editors import schemas
from handouts.filters import filters_for
from handouts.model.lesson import Lesson
from handouts.model.node import LONGEST_NAME
from handouts.model.text import PartialDate
from handouts.starter import starter

ROOT = Path(__file__).resolve().parents[1]
MADE = "<!-- Made by `make docs` from the code; do not change it here. -->\n"

VARIABLES = {
    "lesson": "the lesson of this edition: one language, one audience; its parts are those of [content](content.md)",
    "edition": "`.document`, `.audience`, `.language`, `.variant`, `.imposition`, `.deck_format`",
    "audience": "who reads, as [handouts.yaml](handouts-yaml.md#audience) says; also `.easy`, `.formal`, `.large`",
    "project": "the rest of [handouts.yaml](handouts-yaml.md)",
    "brand": "colours and fonts, as [brand.yaml](brand-yaml.md) says",
    "label": "the words of the forms in the language of the edition: `label.task`; see [labels](labels.md)",
    "gloss_label": "the same in the second language of an audience with `gloss`; else none",
    "facing_label": "the same in the second language of an audience with `facing`; else none",
    "variants": "the variants of the test, each with `.name`, `.tests`, `.tasks`",
    "person": "whose copy it is if there is a roster, else none: `.name`, `.first`, `.last`, `.class_name`, `.number`, "
    "`.code`, `.qr`; see [classes](../how-to/classes.md)",
    "find": '`find("K07")`: anything in the lesson by its id; an error if it is not in this edition',
    "has": '`has("K07")`: whether it is',
    "image_of": "`image_of(picture)`: a picture ready to be shown: `.address` for `<img src>`, `.width` and `.height` "
    "in millimetres on paper, `.upright`",
    "framed": "`framed(picture, width, height)`: the same for a frame of so many millimetres, cut to it about its "
    "`focus` if it may be, else all of it within; `whole=true` never cuts",
    "along": "`along(date)`: where a date lies on the axis of time, 0 to 1",
    "span": "the first and the last year of the axis of time",
    "poster_view": "`poster_view()`: what stands on the poster: `claim`, `figure`, `events`, `voices`, `numbers`",
    "events_of": "`events_of(period)`: the events of a period",
    "years_of": "`years_of(period)`: the years in which it begins and ends; the last has no end",
    "sheet": "the sheet of the plan, without one of all tasks: `.plan` (or none), `.work` and `.homework`, "
    "whose entries have `.task`, `.number`, `.group`, `.choice`",
    "plan_sheets": "`plan_sheets()`: the sheet of every plan, with the part of the lesson that it and its reader hold",
    "qr": "`qr(address)`: an address as a QR code, for `src`",
    "task_view": "`task_view(task)`: what a task shows: `.order`, `.left`, `.right`, `.words`, `.gaps`, `.lines`; "
    "`.lead` and `.parts` (`.letter`, `.words`, `.lines`) of a prompt whose parts have room of their own",
    "marking_key": "`marking_key(test)`: per cent of the points by mark, the best one first",
    "least_points": "`least_points(key, total, step)`: the fewest points by mark, of so many in all",
    "step_of": "`step_of(tasks)`: 0.5 if one of the tasks gives half points, else 1",
}
"""What each variable and function of `pipeline.context` is for; a test compares the names."""

_ANY = f"An id has at most {LONGEST_NAME} letters. Dates and years may be of any time; BC has a minus."
PAGES = {
    "project": ("handouts-yaml.md", "handouts.yaml", "What is built, for whom, in which languages."),
    "content": (
        "content.md",
        "The files of a lesson",
        f"Any number of `.yaml` files in a folder below `content/`, read as one; lists go on from file to file. {_ANY}",
    ),
    "brand": ("brand-yaml.md", "brand.yaml", "Colours and fonts: one brand for pages and slides."),
}
"""File, heading and first words of each page that is made from a schema."""


def main(folder: Path) -> None:
    """Write every page of the reference."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def pages() -> dict[str, str]:
    """The text of each page by its name."""
    made = {name: json.loads(text) for name, text in schemas(("de", "en")).items()}
    files = {file: _file_page(made[name], title, words) for name, (file, title, words) in PAGES.items()}
    return {"cli.md": _cli_page(), **files, "templates.md": _templates_page(), "labels.md": _labels_page()}


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([MADE + f"\n# {title}", *(part.strip("\n") for part in parts)]) + "\n"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


# Commands


def _cli_page() -> str:
    found = list(_commands(handouts, "handouts"))
    index = "\n".join(
        f"- [`{name}`](#{name.replace(' ', '-')}): {command.get_short_help_str(200)}" for name, command in found
    )
    return _page("Commands", index, *(_command(name, command) for name, command in found))


def _commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for verb in group.list_commands(context):
        command = group.get_command(context, verb)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{name} {verb}")
        elif command is not None:
            yield f"{name} {verb}", command


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = command.get_usage(context).removeprefix("Usage: ")
    options = [option.get_help_record(context) for option in command.get_params(context)]
    rows = [(f"`{record[0]}`", record[1]) for record in options if record]
    return "\n\n".join(
        [f"## {name}", *_paragraphs(command.help or ""), f"```text\n{usage}\n```", _table(("option", ""), rows)]
    )


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a command's help; what is not to be wrapped becomes a block of its own."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if not paragraph.startswith("\b"):
            yield " ".join(paragraph.split())
            continue
        head, *lines = paragraph.removeprefix("\b").strip("\n").splitlines()
        yield f"{head}\n\n```text\n{chr(10).join(line.strip() for line in lines)}\n```"


# Files


def _file_page(schema: Mapping[str, Any], title: str, words: str) -> str:
    definitions = {
        name: part for name, part in schema["definitions"].items() if "properties" in part and name != "Text"
    }
    required = [name for name, one in Lesson.model_fields.items() if one.is_required()]
    top = {**schema, "required": schema.get("required", required)}
    sections = (f"## {name}\n\n{_sentence(part)}\n\n{_keys(part)}" for name, part in sorted(definitions.items()))
    return _page(title, words, _keys(top), *sections)


def _sentence(part: Mapping[str, Any]) -> str:
    return str(part.get("description", ""))


def _keys(part: Mapping[str, Any]) -> str:
    always = set(part.get("required", ()))
    unless = {key for way in part.get("anyOf", ()) for key in way["required"]} & set(part["properties"]) - {"based_on"}
    rows = [
        (f"`{key}`", kind(one) + limits(one), _needed(key, always, unless, one), str(one.get("description", "")))
        for key, one in part["properties"].items()
    ]
    return _table(("key", "what", "without it", "for"), rows)


def _needed(key: str, always: set[str], unless: set[str], one: Mapping[str, Any]) -> str:
    if key in always:
        return "**has to be there**"
    if key in unless:
        return "**has to be there**, unless `based_on` is"
    return f"`{json.dumps(one['default'], ensure_ascii=False)}`" if "default" in one else ""


def kind(part: Mapping[str, Any]) -> str:
    """What a key holds, in words, by its part of a schema."""
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[1]
        return "text in each language" if name == "Text" else f"[{name}](#{name.lower()})"
    if ways := part.get("anyOf") or part.get("oneOf"):
        return " or ".join(dict.fromkeys(map(kind, ways)))
    if "enum" in part or "const" in part:
        return " ".join(f"`{value}`" for value in part.get("enum", [part.get("const")]))
    if "pattern" in part:
        return _by_pattern(part)
    match part.get("type"):
        case "array":
            return f"list: {kind(part['items'])}" if "items" in part else "list"
        case "object":
            held = part.get("additionalProperties")
            return f"mapping: {kind(held)}" if isinstance(held, dict) else "mapping"
        case list() as types:
            return "number" if types[0] == "number" else "text"
    return {"integer": "whole number", "boolean": "`true` `false`", "string": "text"}.get(
        part.get("type", ""), "number"
    )


_LIMITS = (
    ("minimum", "maximum", "{}"),
    ("minItems", "maxItems", "{} entries"),
    ("minLength", "maxLength", "{} letters"),
)
"""By what a schema calls the least and the most of numbers, lists, texts: how they are told."""


def limits(part: Mapping[str, Any]) -> str:
    """The least and the most that a key takes, with a comma before it; nothing if there is neither."""
    for least, most, words in _LIMITS:
        low, high = part.get(least), part.get(most)
        if (low == 1 and high is None and least != "minimum") or high == LONGEST_NAME:
            continue  # what has to be there is not empty; the page begins with how long a name may be
        if low is not None and high is not None:
            return f", {words.format(f'{low:g} to {high:g}')}"
        if low is not None or high is not None:
            return f", {'at least' if high is None else 'at most'} {words.format(f'{low if high is None else high:g}')}"
    return ""


def _by_pattern(part: Mapping[str, Any]) -> str:
    pattern = part["pattern"]
    if pattern == PartialDate.PATTERN.pattern:
        return "date: `1951-09-08`, `1951-09`, `1951`, `-44`"
    if "0-9a-fA-F]{6}" in pattern:
        return "colour: `#rrggbb`"
    if re.fullmatch(r"\^\[A-Za-z\].*", pattern):
        return "id"
    return "number" if r"\d+" in pattern else "text"


# Templates


def _templates_page() -> str:
    variables = [(f"`{name}`", words) for name, words in VARIABLES.items()]
    filters = [
        (f"`{name}`", (inspect.getdoc(one) or "").split("\n\n")[0].replace("\n", " "))
        for name, one in filters_for("en").items()
    ]
    return _page(
        "What templates can ask for",
        "Templates are [Jinja](https://jinja.palletsprojects.com/). Unknown names are errors, with file and line.",
        "## Variables and functions",
        _table(("name", ""), variables),
        "## Filters",
        "`{{ value|filter }}`; those of Jinja itself work, too.",
        _table(("filter", "gives"), sorted(filters)),
        "## Blocks",
        'What a template of your own can put something else into, with `{% extends "@base/NAME" %}`.',
        _table(("template", "blocks"), list(_blocks())),
    )


def _blocks() -> Iterator[tuple[str, str]]:
    folder = starter() / "templates"
    for path in sorted(folder.rglob("*.j2")):
        found = dict.fromkeys(re.findall(r"{%-?\s*block (\w+)", path.read_text(encoding="utf-8").split("-#}", 1)[-1]))
        if found:
            yield f"`{path.relative_to(folder).as_posix()}`", " ".join(f"`{name}`" for name in found)


def _labels_page() -> str:
    words = {
        tag: reader.read_labels(starter() / f"templates/labels/{tag}.yaml", root=starter()) for tag in ("de", "en")
    }
    rows = [(f"`{key}`", said, words["en"].get(key, "")) for key, said in words["de"].items()]
    intro = "The words of the forms. Put those that you want otherwise into `templates/labels/de.yaml` or `en.yaml`."
    return _page("Labels", intro, _table(("label", "German", "English"), rows))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
