"""`handouts eject`: packaged templates into a project, and what is said when their originals change."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from handouts import eject
from handouts.pipeline import Workspace, render
from handouts.starter import starter

Run = Callable[..., Result]


def html(project: Path, document: str, audience: str = "class") -> str:
    from handouts.engine.plan import editions

    workspace = Workspace.open(project)
    chosen = editions(workspace.project, workspace.lesson, languages=["de"], audiences=[audience], documents=[document])
    return render(workspace, chosen[0])


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str, str], None]:
    """`later("handout/html.j2", "old", "new")`: a later version of the package, with something else in a template."""
    home = tmp_path / "package"
    shutil.copytree(starter() / "templates", home / "templates")

    def change(name: str, old: str, new: str) -> None:
        path = home / "templates" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        monkeypatch.setattr(eject, "starter", lambda: home)
        eject._packaged.cache_clear()

    yield change
    eject._packaged.cache_clear()


@pytest.mark.parametrize(
    ("name", "opened", "closed"),
    [("handout/html.j2", "{# ", " #}"), ("shared/base.css", "/* ", " */"), ("labels/de.yaml", "# ", "")],
)
def test_a_copy_says_what_it_was_made_from(project: Path, run: Run, name: str, opened: str, closed: str) -> None:
    result = run("eject", name, "-C", project)
    assert result.exit_code == 0, result.output
    first, rest = (project / "templates" / name).read_text("utf-8").split("\n", 1)
    original = (starter() / "templates" / name).read_text("utf-8")
    digest = hashlib.sha256(original.encode()).hexdigest()
    assert rest == original
    assert first.startswith(f"{opened}ejected from handouts ")
    assert first.endswith(f": {name} sha256:{digest}{closed}")


@pytest.mark.slow
def test_a_copy_changes_nothing(project: Path, run: Run) -> None:
    before = [html(project, document) for document in ("handout", "worksheet")]
    assert run("eject", "handout/html.j2", "-C", project).exit_code == 0
    assert run("eject", "worksheet/html.j2", "--audience", "class", "-C", project).exit_code == 0
    for block in eject.blocks("handout/html.j2"):
        shutil.rmtree(project / "templates/handout", ignore_errors=True)
        assert run("eject", "handout/html.j2", "--block", block, "-C", project).exit_code == 0
        assert [html(project, document) for document in ("handout", "worksheet")] == before, block


def test_a_block_for_one_audience(project: Path, run: Run) -> None:
    args = ("eject", "handout/html.j2", "--audience", "class", "-C", project)
    assert run(*args, "--block", "question").exit_code == 0
    path = project / "templates/audiences/class/handout/html.j2"
    path.write_text(path.read_text("utf-8").replace("<h2>", "<h2>!! "), "utf-8")
    assert run(*args, "--block", "people").exit_code == 0  # added to the same file
    assert path.read_text("utf-8").count("{% extends") == 1
    assert "<h2>!! " in html(project, "handout")
    assert "<h2>!! " not in html(project, "handout", "adult")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["handuot/html.j2"], 'there is no template "handuot/html.j2"; did you mean "handout/html.j2"?'),
        (["handout"], 'did you mean "handout/html.j2"?'),
        (["zzz"], '"handouts eject --list" shows all of them'),
        (["../handouts.yaml"], "there is no template"),
        ([], "name a template, such as handout/html.j2"),
        (["handout/html.j2", "--audience", "clas"], 'there is no audience "clas"; did you mean "class"?'),
        (["handout/html.j2", "--block", "poeple"], 'has no block "poeple"; did you mean "people"?'),
        (["shared/task.j2", "--block", "task"], 'has no block "task"'),
        (["labels/de.yaml", "--audience", "class"], "is the same for every audience"),
        (["shared/base.css", "--list"], "has no blocks"),
    ],
)
def test_what_cannot_be_copied(project: Path, run: Run, arguments: list[str], said: str) -> None:
    result = run("eject", *arguments, "-C", project)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (project / "templates").exists()


def test_files_that_are_there_stay_unless_forced(project: Path, run: Run) -> None:
    path = project / "templates/shared/base.css"
    path.parent.mkdir(parents=True)
    path.write_text("mine", "utf-8")
    result = run("eject", "shared/base.css", "-C", project)
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert path.read_text("utf-8") == "mine"
    assert run("eject", "shared/base.css", "--force", "-C", project).exit_code == 0
    assert "ejected from" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("first", "second"), [("objectives", "opening"), ("opening", "objectives"), ("people", "people")]
)
def test_no_block_is_there_twice(project: Path, run: Run, first: str, second: str) -> None:
    assert run("eject", "handout/html.j2", "--block", first, "-C", project).exit_code == 0
    result = run("eject", "handout/html.j2", "--block", second, "-C", project)
    assert result.exit_code == 2
    assert "already; change it there" in result.stderr


def test_the_list_is_what_there_is(run: Run) -> None:
    names = run("eject", "--list").stdout.split()
    assert {"handout/html.j2", "shared/base.css", "labels/en.yaml", "themes/classic/brand.yaml"} <= set(names)
    assert all((starter() / "templates" / name).is_file() for name in names)
    assert run("eject", "handout/html.j2", "--list").stdout.split()[:2] == list(eject.blocks("handout/html.j2"))[:2]


@pytest.mark.slow
def test_check_says_when_an_original_has_changed(
    project: Path, run: Run, later: Callable[[str, str, str], None]
) -> None:
    assert run("eject", "poster/html.j2", "-C", project).exit_code == 0
    assert run("eject", "handout/html.j2", "--block", "people", "-C", project).exit_code == 0
    path = project / "templates/handout/html.j2"
    path.write_text(path.read_text("utf-8").replace("<section>", '<section class="mine">'), "utf-8")
    assert "has changed since" not in run("check", "-C", project).output
    later("handout/html.j2", "<h2>{{ label.people }}</h2>", "<h2>{{ label.people }}:</h2>")
    path.touch()  # an update of the package changes files, too
    result = run("check", "-C", project)
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "templates/handout/html.j2:3: the block people of handout/html.j2 has changed since"
    )
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr == ""
    told = json.loads(run("check", "-C", project, "--format", "json").stdout)
    assert told["ok"]
    assert told["remarks"][-1]["path"] == "templates/handout/html.j2"
    assert run("check", "--strict", "-C", project).exit_code == 1


def test_changes_are_those_of_the_original_and_can_be_settled(
    project: Path, run: Run, later: Callable[[str, str, str], None]
) -> None:
    assert run("eject", "handout/html.j2", "-C", project).exit_code == 0
    path = project / "templates/handout/html.j2"
    path.write_text(path.read_text("utf-8").replace("<section>", '<section class="mine">'), "utf-8")
    later("handout/html.j2", "<h2>{{ label.people }}</h2>", "<h2>{{ label.people }}:</h2>")
    shown = run("eject", "--changes", "-C", project)
    assert "-<h2>{{ label.people }}</h2>\n+<h2>{{ label.people }}:</h2>" in shown.stdout
    assert "mine" not in shown.stdout
    shutil.rmtree(project / "templates/.ejected")  # what it was is forgotten: then the copy is compared
    shown = run("eject", "--changes", "templates/handout/html.j2", "-C", project)
    assert '-<section class="mine">' in shown.stdout
    assert run("eject", "--caught-up", "-C", project).exit_code == 0
    assert 'class="mine"' in path.read_text("utf-8")
    assert "no original has changed" in run("eject", "--changes", "-C", project).stdout
    assert list((project / "templates/.ejected").iterdir())


def test_an_original_that_is_gone_is_said(project: Path, run: Run, later: Callable[[str, str, str], None]) -> None:
    assert run("eject", "handout/html.j2", "--block", "people", "-C", project).exit_code == 0
    later("handout/html.j2", "{% block people %}", "{% block persons %}")
    assert "is no longer part of handouts" in run("check", "-C", project).output
