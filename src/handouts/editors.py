"""What editors get to help authors: the schemas of a project's files, and the line that makes editors use them.

JSON Schemas of the files that authors write, so that editors complete keys, explain them and mark mistakes.

They say of each file alone what the reader says of all of them together, and never refuse what the reader accepts of
unquoted YAML: it takes numbers as text, so `version: 1.0` is one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import TypeAdapter

from handouts import reader
from handouts.errors import HandoutsError
from handouts.model.brand import Brand
from handouts.model.lesson import Lesson
from handouts.model.project import Project
from handouts.model.text import LANGUAGE_TAG, PartialDate
from handouts.starter import starter

SCHEMAS = ("content", "project", "brand", "labels")
"""What there is a schema of: the files of a lesson, handouts.yaml, brand.yaml, and the words of the forms."""
_DIALECT = "http://json-schema.org/draft-07/schema#"
"""What editors support best; nothing here needs a later one."""
_TEXT = (
    "A text in each language, such as {de: …, en: …}; de-x-formal, de-x-easy, en-x-easy are wordings for some readers."
)
_PLAIN = "A text: its words, if there is but one language; else {de: …, en: …}."
SCHEMA_FOLDER = PurePosixPath(".handouts/schema")
"""Below a project; the files name it in their first line, so it is the same in each."""
_MARK = "# yaml-language-server: $schema="


def schemas(languages: Sequence[str] = (), words: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every schema as JSON text, by name.

    Args:
        languages: What every text has to be given in; empty if nobody knows.
        words: The labels that templates ask for, in a language that the author reads.
    """
    made = {
        "content": _content(languages),
        "project": _of(Project, languages, "handouts.yaml: what a project builds, for whom, in which languages."),
        "brand": _of(Brand, languages, "brand.yaml: colours and fonts, one brand for pages and slides."),
        "labels": _labels(words or {}),
    }
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}


def _content(languages: Sequence[str]) -> dict[str, Any]:
    """A lesson is spread over files as its author likes, so each of them may hold any part, and needs none."""
    schema = _of(Lesson, languages, "One file of a lesson; lists of entries may go on in other files of the folder.")
    del schema["required"]
    return schema | {"minProperties": 1}


def _of(model: type, languages: Sequence[str], description: str) -> dict[str, Any]:
    made = TypeAdapter(model).json_schema(ref_template="#/definitions/{model}")
    definitions = {name: _plain(part) for name, part in made.pop("$defs", {}).items()}
    if "Text" in definitions:
        definitions["Text"] = _text(languages)
    return {
        "$schema": _DIALECT,
        **_plain(made),
        "title": description.split(":", 1)[0],
        "description": description,
        "definitions": definitions,
    }


def _plain(part: Any) -> Any:
    """The same without what is of no use to an author, and as wide as the reader is."""
    if isinstance(part, list):
        return [_plain(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _plain(value) for key, value in part.items() if key not in ("default", "anyOf")}
    if isinstance(kept.get("title"), str):
        del kept["title"]  # the key once more, in capitals
    if isinstance(part.get("default"), str | int | float):
        kept["default"] = part["default"]
    if "anyOf" in part:
        kept = _alternatives(part["anyOf"]) | kept
    if "properties" in kept:  # the reader puts pictures in, authors name their files
        kept["properties"] = {key: one for key, one in kept["properties"].items() if one.get("format") != "binary"}
        kept["description"] = " ".join(kept.get("description", "").split("\n\n")[0].split())
    return kept | {"type": _type(kept)} if kept.get("type") == "string" else kept


def _alternatives(ways: list[dict[str, Any]]) -> dict[str, Any]:
    """What may be left out cannot be empty, and a decimal number is one with or without quotes."""
    left = [way for way in ways if way.get("type") != "null"]
    if len(left) == 1:
        return dict(_plain(left[0]))
    if {str(way.get("type")) for way in left} == {"number", "string"}:
        (number,) = (way for way in left if way["type"] == "number")
        return number | {"type": ["number", "string"], "pattern": r"^-?\d+(\.\d+)?$"}
    return {"anyOf": _plain(left)}


def _type(part: dict[str, Any]) -> str | list[str]:
    if part.get("pattern") == PartialDate.PATTERN.pattern:
        return ["string", "integer"]
    return "string" if {"pattern", "enum", "const", "format"} & set(part) else ["string", "number"]


def _text(languages: Sequence[str]) -> dict[str, Any]:
    said = {
        language: {"type": ["string", "number"], "description": f"the text in {language}"} for language in languages
    }
    by_language = {
        "type": "object",
        "description": _TEXT,
        "properties": said,
        "required": list(languages),
        "minProperties": 1,
        "propertyNames": {"pattern": LANGUAGE_TAG.pattern},
        "additionalProperties": {"type": ["string", "number"]},
    }
    if len(languages) > 1:
        return by_language
    return {"description": _PLAIN, "anyOf": [{"type": ["string", "number"]}, by_language]}


def _labels(words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "$schema": _DIALECT,
        "title": "labels",
        "description": "The words of the forms in one language; {braces} are filled in by templates.",
        "type": "object",
        "properties": {key: {"type": ["string", "number"], "description": word} for key, word in words.items()},
        "patternProperties": {"^[a-z][a-z0-9_]*$": {"type": ["string", "number"]}},
        "additionalProperties": False,
    }


def schema_files(root: Path | None = None) -> dict[str, str]:
    """The text of each schema file by its name.

    Args:
        root: A project: every text has to be given in its languages. A broken one has none yet, and needs help most.
    """
    try:
        languages = reader.read_project(root).languages if root else ()
    except HandoutsError:
        languages = ()
    words = reader.read_labels(starter() / "templates/labels/en.yaml", root=starter())
    return {f"{name}.json": text for name, text in schemas(languages, words).items()}


def mark(path: PurePosixPath) -> str | None:
    """The first line of a project's file that names its schema; None if it has none.

    YAML Language Server defines it; VS Code, Neovim, Emacs, Eclipse and others work with that.
    """
    name = _schema_of(path.parts)
    if name is None:
        return None
    return _MARK + PurePosixPath(*[".."] * (len(path.parts) - 1), SCHEMA_FOLDER, f"{name}.json").as_posix()


def _schema_of(parts: tuple[str, ...]) -> str | None:
    match parts:
        case ("handouts.yaml",):
            found = "project"
        case ("content", _, name) if name.endswith(".yaml"):
            found = "content"
        case ("templates", "themes", _, "brand.yaml"):
            found = "brand"
        case ("templates", "labels", name) if name.endswith(".yaml"):
            found = "labels"
        case _:
            return None
    assert found in SCHEMAS
    return found


def unmarked(root: Path) -> dict[str, str]:
    """The files of a project whose schema no editor would find, and the line that each should begin with."""
    paths = (path.relative_to(root) for path in sorted(root.rglob("*.yaml")) if path.is_file())
    lines = {path.as_posix(): mark(PurePosixPath(path.as_posix())) for path in paths}
    return {
        name: line
        for name, line in lines.items()
        if line and _MARK not in (root / name).read_bytes()[:4096].decode("utf-8", "replace")
    }
