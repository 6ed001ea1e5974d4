"""`handouts list`, and how the project is found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from handouts.engine.state.ledger import Ledger


def test_list_names_every_edition_and_whether_it_is_there(project: Path, run: Callable[..., Result]) -> None:
    result = run("list", "-C", project, "-o", project / "out")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert len(lines) == 24
    assert all(line.startswith("missing") for line in lines)
    assert lines[0].endswith("out/de/class/handout.pdf")
    (project / "out/de/class").mkdir(parents=True)
    (project / "out/de/class/handout.pdf").touch()
    assert run("list", "-C", project, "-o", project / "out").output.splitlines()[0].startswith("built")


def test_list_says_what_was_changed_since_it_was_built(project: Path, run: Callable[..., Result]) -> None:
    ledger = Ledger.open(project / "output", {})
    for name in ("de/class/handout.pdf", "de/class/deck.pptx"):
        ledger.put(name, b"as built", "key", {}, 1)
    ledger.save()
    (project / "output/de/class/deck.pptx").write_bytes(b"my own slides")
    said = dict(line.split()[::-1] for line in run("list", "-C", project, "--audience", "class").output.splitlines())
    states = {Path(path).relative_to(project / "output").as_posix(): state for path, state in said.items()}
    assert states.pop("de/class/deck.pptx") == "changed"
    assert states.pop("de/class/handout.pdf") == "built"
    assert set(states.values()) == {"missing"}
    told = json.loads(run("list", "-C", project, "--format", "json").stdout)["editions"]
    assert [edition["path"] for edition in told if edition["changed"]] == ["de/class/deck.pptx"]


def test_no_project_here(tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run("list", "-C", tmp_path)
    assert result.exit_code == 1
    assert "there is no handouts.yaml" in result.output


def test_works_from_any_folder_inside_the_project(project: Path, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from handouts.cli import main; main()", "list", "--audience", "class"],
        cwd=project / "content/tiny",
        env={"PYTHONPATH": str(root / "src"), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "missing  " in done.stdout


def test_list_as_json_says_what_each_edition_is(project: Path, run: Callable[..., Result]) -> None:
    (project / "output/de/class").mkdir(parents=True)
    (project / "output/de/class/test-a.pdf").touch()
    result = run("list", "-C", project, "--audience", "class", "--lang", "de", "--format", "json")
    assert result.exit_code == 0
    editions = json.loads(result.stdout)["editions"]
    assert len(editions) == 8
    assert [edition for edition in editions if edition["built"]] == [
        {
            "path": "de/class/test-a.pdf",
            "language": "de",
            "audience": "class",
            "document": "test",
            "plan": None,
            "variant": "A",
            "imposition": None,
            "built": True,
            "changed": False,
        }
    ]
