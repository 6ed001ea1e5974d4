"""Names of files that are somebody else's: they hide nothing on a terminal, and keep nothing from being said."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from handouts.engine.state.ledger import Ledger

Run = Callable[..., Result]
WORKSHEET = "de/class/worksheet.pdf"
NAMES = {
    "\x1b]0;title\x07": r"\u001b]0;title\u0007",
    "two\nlines": "two lines",
    "turned\u202efdp": r"turned\u202efdp",
    "byte\udcff": r"byte\udcff",
}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere files cannot be called so")


@pytest.fixture(params=NAMES, ids=["control", "line end", "turned", "undecodable"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def output(project: Path) -> Path:
    """The output folder of a project, with one file that a build made."""
    ledger = Ledger.open(project / "output", {})
    ledger.put(WORKSHEET, b"%PDF", "key", {}, 1)
    ledger.save()
    return project / "output"


def said(result: Result) -> str:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert not {*result.output} & {*"\x1b\x07\u202e"}
    return result.output


def test_in_an_output_folder(project: Path, output: Path, run: Run, name: str) -> None:
    for folder in ("de/class", f"de/{name}"):
        (output / folder).mkdir(exist_ok=True)
    (output / f"de/class/{name}.pdf").write_bytes(b"x")
    (output / f"de/{name}/handout.pdf").write_bytes(b"x")
    told = said(run("verify", "-C", project))
    assert f"{output}/de/class/{NAMES[name]}.pdf\n" in told
    assert f"{output}/de/{NAMES[name]}/handout.pdf\n" in told
    for more in (["-n"], []):
        assert f"{output}/de/{NAMES[name]}/handout.pdf\n" in said(run("clean", *more, "-C", project))
    assert not (output / f"de/{name}").exists()


def test_programs_get_them_as_they_are(project: Path, output: Path, run: Run, name: str) -> None:
    (output / f"de/class/{name}.pdf").write_bytes(b"x")
    result = run("verify", "-C", project, "--format", "json")
    (difference,) = json.loads(result.stdout)["differences"]
    assert difference == {"path": f"de/class/{name}.pdf", "difference": "unlisted"}


def test_of_an_output_folder(project: Path, run: Run, name: str) -> None:
    chosen = ("-C", project, "--lang", "de", "--audience", "class", "--only", "poster", "-o", project / name)
    template = project / "templates/poster/html.j2"
    template.parent.mkdir(parents=True)
    template.write_text('<!DOCTYPE html><html lang="de"><head><title>-</title></head><body><p>Gut</p></body></html>')
    assert NAMES[name] in said(run("build", *chosen))
    assert f"{NAMES[name]}/de/class/poster.pdf" in said(run("list", *chosen))
    (project / name / "de/class/poster.pdf").write_bytes(b"mine")
    assert f"{NAMES[name]}/de/class/poster.edited.pdf: this was here" in said(run("build", *chosen))
    told = run("build", *chosen, "--format", "json", "--force").stdout.splitlines()
    assert Path(json.loads(told[-1])["output"]).name == name


@pytest.mark.parametrize("name", ["handouts.yml", "Handouts.yaml", "handouts.yaml.txt"])
def test_settings_under_another_name_are_told(tmp_path: Path, run: Callable[..., Result], name: str) -> None:
    (tmp_path / name).write_text("languages: [de]\n", "utf-8")
    result = run("check", "-C", tmp_path)
    assert result.exit_code == 1
    assert f"{name} is not read under this name; rename it to handouts.yaml" in result.output
