"""The schemas that editors use: they take what the reader takes, refuse what it refuses, and explain every key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

from handouts.editors import SCHEMA_FOLDER, mark, schema_files, unmarked
from handouts.starter import MINIMAL, starter

ROOT = Path(__file__).resolve().parents[1]
PROJECTS = {"repository": ROOT, "tiny": ROOT / "tests/lesson", "minimal": starter(MINIMAL)}


EVENT = "timeline: [{{id: T1, date: {day}, importance: {rank}, title: {{de: a, en: a}}, text: {{de: a, en: a}}}}]"


class CoreSchema(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors go by: a date is a string."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def loaded(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), CoreSchema)


@cache
def validators(root: Path) -> dict[str, jsonschema.Draft7Validator]:
    found = {name: json.loads(text) for name, text in schema_files(root).items()}
    return {name: jsonschema.Draft7Validator(schema) for name, schema in found.items()}


def schema_of(path: Path, root: Path) -> str:
    line = mark(PurePosixPath(path.relative_to(root).as_posix()))
    assert line is not None
    return line.rpartition("/")[2]


def shipped() -> Iterator[Any]:
    for name, root in PROJECTS.items():
        folders = ["content/*/*.yaml", "handouts.yaml"]
        if name == "repository":
            folders += ["templates/themes/*/brand.yaml", "templates/labels/*.yaml"]
        for pattern in folders:
            paths = sorted(root.glob(pattern))
            assert paths, pattern
            for path in paths:
                yield pytest.param(path, root, id=f"{name}-{path.relative_to(root).as_posix()}")


@pytest.mark.parametrize(("path", "root"), list(shipped()))
def test_every_shipped_file_is_valid(path: Path, root: Path) -> None:
    validator = validators(root)[schema_of(path, root)]
    assert [f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(loaded(path))] == []


@pytest.mark.parametrize("name", ["content.json", "project.json", "brand.json", "labels.json"])
def test_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(schema_files()[name]))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content.json", "task: []"),
        ("content.json", "{}"),
        ("content.json", EVENT.format(day="8.9.1951", rank=3)),
        ("content.json", EVENT.format(day="1951-09-08", rank=4)),
        ("content.json", "timeline: [{id: T1, date: 1951, importance: 3, title: {de: a}, text: {de: a, en: a}}]"),
        ("content.json", EVENT.format(day=1951, rank=3).replace("id: T1, ", "")),
        ("content.json", "title: {de: a, en: a, Englisch: a}"),
        ("content.json", "title: The title"),
        ("content.json", "board:"),
        ("content.json", "places: [{id: P, lat: 91, lon: 0, kind: war, name: {de: a, en: a}}]"),
        ("content.json", "tasks: [{type: multiple choice}]"),
        ("project.json", "lesson: tiny"),
        ("brand.json", "name: Classic"),
        ("labels.json", "Task: Aufgabe"),
        ("labels.json", "task: [Aufgabe]"),
    ],
)
def test_what_the_reader_refuses_is_marked(name: str, text: str) -> None:
    assert list(validators(ROOT)[name].iter_errors(yaml.load(text, CoreSchema)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content.json", "version: 1.0"),
        ("content.json", "title: {de: 1984, en: 1984}"),
        ("content.json", "as_of: 1978"),
        ("content.json", "as_of: 2012-04"),
        ("content.json", "title: {de: du, de-x-formal: Sie, en: you}"),
        ("content.json", 'places: [{id: P, lat: "26.21", lon: -127.5, kind: war, name: {de: a, en: a}}]'),
        ("content.json", EVENT.format(day="1951-09-08", rank=3)),
        ("labels.json", "own_label: Wort"),
    ],
)
def test_what_the_reader_takes_is_not(name: str, text: str) -> None:
    assert list(validators(ROOT)[name].iter_errors(yaml.load(text, CoreSchema))) == []


def properties(part: Any, way: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for key, inner in part.get("properties", {}).items():
            yield f"{way}.{key}", inner
        for key, inner in part.items():
            yield from properties(inner, way if key in ("properties", "definitions") else f"{way}.{key}")
    elif isinstance(part, list):
        for inner in part:
            yield from properties(inner, way)


def test_every_key_is_explained() -> None:
    found = [pair for name, text in schema_files(ROOT).items() for pair in properties(json.loads(text), name)]
    assert len(found) > 300
    assert [way for way, inner in found if not inner.get("description")] == []


def test_every_record_is_explained() -> None:
    definitions = json.loads(schema_files()["content.json"])["definitions"]
    assert len(definitions) > 30
    assert [name for name, inner in definitions.items() if not inner.get("description")] == []


def test_pictures_are_named_not_written() -> None:
    assert set(json.loads(schema_files()["brand.json"])["definitions"]["Logo"]["properties"]) == {"file", "alt"}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("handouts.yaml", ".handouts/schema/project.json"),
        ("content/tiny/tasks.yaml", "../../.handouts/schema/content.json"),
        ("templates/labels/de.yaml", "../../.handouts/schema/labels.json"),
        ("templates/themes/school/brand.yaml", "../../../.handouts/schema/brand.json"),
        ("content/notes.yaml", None),
        ("content/tiny/README.md", None),
        (".handouts/schema/content.json", None),
    ],
)
def test_files_name_their_schema_relative_to_themselves(path: str, line: str | None) -> None:
    expected = f"# yaml-language-server: $schema={line}" if line else None
    assert mark(PurePosixPath(path)) == expected
    if line:
        there = (ROOT / path).parent / line
        assert there.resolve().parent == (ROOT / SCHEMA_FOLDER).resolve()


@pytest.mark.parametrize("name", ["repository", "minimal"])
def test_shipped_files_name_their_schema(name: str) -> None:
    root = PROJECTS[name]
    content = [path for path in unmarked(root) if path.startswith(("content/", "templates/", "handouts.yaml"))]
    assert content == []


def test_files_without_the_line_are_found(tmp_path: Path) -> None:
    (tmp_path / "content/a").mkdir(parents=True)
    (tmp_path / "content/a/tasks.yaml").write_text("tasks: []\n", "utf-8")
    (tmp_path / "content/a/done.yaml").write_text("# yaml-language-server: $schema=elsewhere\n", "utf-8")
    (tmp_path / "other.yaml").write_text("a: 1\n", "utf-8")
    assert list(unmarked(tmp_path)) == ["content/a/tasks.yaml"]
