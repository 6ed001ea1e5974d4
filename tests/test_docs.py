"""The documentation: the reference is what the code says, and whoever does what the how-tos say gets what they say."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from handouts.engine.plan import editions
from handouts.filters import filters_for
from handouts.model.brand import Brand
from handouts.model.lesson import Lesson
from handouts.model.project import Audience, Project
from handouts.pipeline import Workspace, context
from make_reference import PAGES, VARIABLES, kind, pages

from .walk import Done, Step, clean_environment, steps, told, walk

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BIG = {"print"}
"""How-tos that need more than the minimal lesson."""
ELSEWHERE = {"cluster"}
"""How-tos whose commands run on several machines; tests/engine/workers/test_cluster.py does what they say on one."""
HOW_TOS = sorted(path for path in (DOCS / "how-to").glob("*.md") if path.stem not in ELSEWHERE)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which `handouts` is the one of this checkout."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "handouts"
    lines = ["#!/bin/sh", f'PYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m handouts "$@"', ""]
    command.write_text("\n".join(lines), encoding="utf-8")
    command.chmod(0o755)
    return clean_environment(folder)


def test_how_tos_are_found() -> None:
    assert len(HOW_TOS) >= 8


@pytest.mark.slow
@pytest.mark.parametrize("page", HOW_TOS, ids=lambda page: page.stem)
def test_what_a_how_to_says_can_be_done(page: Path, environment: dict[str, str], tmp_path: Path) -> None:
    starter = "us-japan-alliance" if page.stem in BIG else "minimal"
    command = ["handouts", "init", "project", "--from", starter]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, timeout=600)
    print(told(walk(page, tmp_path / "project", environment)))


def test_the_german_tutorial_does_the_same() -> None:
    english, german = (
        [(step.verb, *alike(step)) for step in steps((DOCS / name).read_text(encoding="utf-8"))]
        for name in ("tutorial.md", "de/tutorial.md")
    )
    assert len(english) > 15
    assert german == english


def alike(step: Step) -> tuple[str, str]:
    """Path and words of a step, as far as they are the same in both languages: a lesson is written in its own."""
    path, words = step.path.replace("regen", "rain"), commands(step).replace("regen", "rain")
    return path, "" if path.endswith(".md") else words


def commands(step: Step) -> str:
    """What a step runs or writes, whatever it is answered."""
    return step.words.splitlines()[0] if step.verb == "run" else step.words


PAGE = """\
```console
$ echo one two
one …
$ cd sub
```

Save as `new.txt`:

```text
a  # remark
b
```

In `new.txt`, change:

```diff
-a …
+c
```

Add at the end of `new.txt`:

```text
d
```

```console
$ cat new.txt
c
b
d
```
"""


def walked(text: str, folder: Path) -> list[Done]:
    (folder / "sub").mkdir()
    (folder / "page.md").write_text(text, encoding="utf-8")
    return walk(folder / "page.md", folder, clean_environment(folder))


def test_a_page_is_walked_step_by_step(tmp_path: Path) -> None:
    done = walked(PAGE, tmp_path)
    assert [one.command for one in done] == ["echo one two", "cat new.txt"]
    assert done[1].output == "c\nb\nd\n"
    assert "cat new.txt" in told(done)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("one …", "three", "does not say 'three'"),
        ("$ cat new.txt", "$ cat other.txt", "ended with 1"),
        ("-a …", "-e …", "stand 0 times"),
        ("end of `new.txt`", "end of `other.txt`", "is not there"),
        ("`new.txt`:\n\n```text\na", "`../page.md`:\n\n```text\na", "is there already"),
    ],
)
def test_what_cannot_be_done_is_seen(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PAGE
    with pytest.raises(AssertionError, match=re.escape(said)):
        walked(PAGE.replace(old, new, 1), tmp_path)


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_reference_is_what_the_code_says(name: str) -> None:
    path = DOCS / "reference" / name
    assert path.is_file(), "`make docs` writes it"
    assert path.read_text(encoding="utf-8") == pages()[name], "`make docs` renews it"


def test_the_reference_holds_no_other_page() -> None:
    assert {path.name for path in (DOCS / "reference").iterdir()} == set(pages())


def test_every_variable_of_templates_is_explained(tiny: Path) -> None:
    workspace = Workspace.open(tiny)
    edition = editions(workspace.project, workspace.lesson)[0]
    assert set(VARIABLES) == set(context(workspace, edition))


@pytest.mark.parametrize("name", sorted(filters_for("de")))
def test_every_filter_is_explained(name: str) -> None:
    assert re.search(rf"\| `{name}` \| \w.{{10,}} \|", pages()["templates.md"])


def test_every_key_of_every_file_is_explained() -> None:
    models = [("project", Project), ("project", Audience), ("content", Lesson)]
    keys = {(page, model.__name__): list(model.model_fields) for page, model in models}
    keys["brand", Brand.__name__] = [field.name for field in fields(Brand)]
    for (page, model), names in keys.items():
        text = section(pages()[PAGES[page][0]], model)
        for key in names:
            (row,) = re.findall(rf"^\| `{key}` \|.*$", text, re.MULTILINE)
            assert len(row.split(" | ")) == 4


def section(text: str, name: str) -> str:
    """The part of a page about one model; the first part is about the whole file."""
    return text.partition(f"\n## {name}\n")[2].partition("\n## ")[0] or text.partition("\n## ")[0]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"$ref": "#/definitions/Text"}, "text in each language"),
        ({"$ref": "#/definitions/Task"}, "[Task](#task)"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, "list: `a` `b`"),
        ({"anyOf": [{"type": "integer"}, {"type": ["string", "number"]}]}, "whole number or text"),
        ({"type": ["number", "string"], "pattern": r"^-?\d+(\.\d+)?$"}, "number"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "mapping: whole number"),
    ],
)
def test_kinds_are_said_in_words(part: dict[str, object], words: str) -> None:
    assert kind(part) == words


PAGES_OF_DOCS = sorted(DOCS.rglob("*.md"))


@pytest.mark.parametrize("page", PAGES_OF_DOCS, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_links_to_headings_find_them(page: Path) -> None:
    text = re.sub(r"(`+).*?\1", "", page.read_text(encoding="utf-8"))
    found = re.findall(r"\]\((?!https?:)([^)\s#]*)#([^)\s]+)\)", text)
    lost = [f"{name}#{slug}" for name, slug in found if slug not in slugs((page.parent / name) if name else page)]
    assert lost == []


def slugs(page: Path) -> set[str]:
    """The anchors that GitHub makes of a page's headings."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
