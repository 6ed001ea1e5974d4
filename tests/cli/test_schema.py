"""`handouts schema`: where it writes, and which files it finds without the line that editors need."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

NAMES = ["brand.json", "content.json", "labels.json", "project.json"]


def test_schemas_go_into_the_project(project: Path, run: Callable[..., Result]) -> None:
    result = run("schema", "-C", project / "content")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (project / ".handouts/schema").iterdir()) == NAMES
    text = json.loads((project / ".handouts/schema/content.json").read_text("utf-8"))["definitions"]["Text"]
    assert text["required"] == ["de", "en"]
    assert (
        "handouts.yaml: begin it with this line:\n  # yaml-language-server: $schema=.handouts/schema/" in result.output
    )


def test_another_folder_can_be_named_outside_of_a_project(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("schema", "-q", tmp_path / "out").output == ""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == NAMES
    text = json.loads((tmp_path / "out/content.json").read_text("utf-8"))["definitions"]["Text"]
    assert text["anyOf"][1]["required"] == []
    result = run("schema")
    assert result.exit_code == 2
    assert "name a folder to write them to" in result.stderr


def test_a_project_that_is_broken_gets_its_schemas_too(project: Path, run: Callable[..., Result]) -> None:
    (project / "handouts.yaml").write_text("languages: [de\n", "utf-8")
    assert run("schema", "-q", "-C", project).exit_code == 0
    assert len(list((project / ".handouts/schema").iterdir())) == 4


@pytest.mark.parametrize("name", ["us-japan-alliance", "minimal"])
def test_the_first_line_of_each_file_leads_to_its_schema(name: str, tmp_path: Path, run: Callable[..., Result]) -> None:
    made = tmp_path / "new"
    run("init", made, "--from", name)
    assert run("schema", "-C", made).output.startswith("4 schemas")
    assert "begin it with" not in run("schema", "-C", made).output
    marked = [path for path in made.rglob("*.yaml") if path.is_file()]
    assert len(marked) > 5
    for path in marked:
        first = path.read_text("utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, path
        expected = "project.json" if path.name == "handouts.yaml" else "content.json"
        assert (path.parent / found[1]).resolve() == made.resolve() / ".handouts/schema" / expected
