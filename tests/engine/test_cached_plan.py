"""Jobs that were kept: taken where nothing has changed, and never where anything has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import cache
from handouts.engine import cached_plan
from handouts.engine.builder import build
from handouts.engine.cached_plan import CachedPlan, Snapshot, keep_snapshot, snapshot_of
from handouts.engine.options import PLAIN
from handouts.engine.plan import editions
from handouts.engine.project_plan import ProjectPlan, build_editions
from handouts.engine.state import fingerprint
from handouts.engine.state.manifest import Manifest, about
from handouts.errors import GlyphError, HandoutsError, UsageError
from handouts.pipeline import Job, Workspace

from .. import warm

pytestmark = pytest.mark.slow

DECK = "de/class/deck.pptx"


@pytest.fixture
def project(tiny: Path, tmp_path: Path, kept: Path) -> Path:
    return Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))


def rendered(project: Path) -> ProjectPlan:
    workspace = Workspace.open(project)
    return ProjectPlan(workspace, editions(workspace.project, workspace.lesson), PLAIN, keep=True)


def render(project: Path) -> dict[str, str]:
    """Render and keep every edition, without setting any: their keys."""
    before, plan = fingerprint.take(project), rendered(project)
    keys = {name: plan.prepared(name)[0] for name in plan.names}
    keep_snapshot(project, before, plan.snapshot())
    return keys


def known(project: Path) -> Snapshot:
    found = snapshot_of(project, fingerprint.take(project))
    assert found is not None
    return found


def never() -> ProjectPlan:
    raise AssertionError("the project was read")


def test_kept_work_says_what_rendering_says(project: Path) -> None:
    keys, anew = render(project), rendered(project)
    old = CachedPlan(project, known(project), list(keys), never)
    assert len(keys) > 10
    assert (dict(old.inputs()), dict(old.tools())) == (dict(anew.inputs()), dict(anew.tools()))
    assert old.inputs()
    assert old.tools()
    for name in keys:
        assert old.about(name) == anew.about(name)
        key, job = old.prepared(name)
        assert (key, job()) == (keys[name], anew.prepared(name)[1]())
    stray = project / "output" / "de" / "class" / "poster-booklet.pdf"
    stray.parent.mkdir(parents=True)
    stray.touch()
    found = list(old.orphans(project / "output", Manifest()))
    assert found == list(anew.orphans(project / "output", Manifest())) == [stray]


@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"languages": ["de"]},
        {"audiences": ["class"], "documents": ["deck", "test"]},
        {"documents": ["handout"], "impositions": ["booklet"]},
        {"impositions": ["2up", "4up"]},
    ],
)
def test_a_selection_gives_the_editions_that_the_plan_gives(project: Path, choice: dict[str, list[str]]) -> None:
    render(project)
    workspace = Workspace.open(project)
    wanted = editions(workspace.project, workspace.lesson, **choice)  # type: ignore[arg-type]
    assert known(project).chosen(**choice) == [str(edition) for edition in wanted]
    assert all(known(project).plan[str(edition)] == about(edition) for edition in wanted)


@pytest.mark.parametrize(
    "choice", [{"languages": ["fr"]}, {"documents": ["hand"]}, {"documents": ["deck"], "impositions": ["booklet"]}]
)
def test_what_the_plan_refuses_is_not_chosen(project: Path, choice: dict[str, list[str]]) -> None:
    render(project)
    workspace = Workspace.open(project)
    with pytest.raises(UsageError):
        editions(workspace.project, workspace.lesson, **choice)  # type: ignore[arg-type]
    assert known(project).chosen(**choice) == []


@pytest.mark.parametrize("name", ["handouts.yaml", "content/tiny/lesson.yaml", "templates/handout/print.css"])
def test_any_change_voids_what_was_kept(project: Path, name: str) -> None:
    render(project)
    known(project)
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")
    assert snapshot_of(project, fingerprint.take(project)) is None


def test_a_setting_or_other_tools_void_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert snapshot_of(project, fingerprint.take(project)) is None
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    known(project)
    monkeypatch.setattr(fingerprint, "machine", lambda: iter(["another Python"]))
    assert snapshot_of(project, fingerprint.take(project)) is None


def test_of_an_unchanged_project_more_and_more_is_known(project: Path) -> None:
    for name in (DECK, "en/class/deck.pptx"):
        before, plan = fingerprint.take(project), rendered(project)
        plan.prepared(name)
        keep_snapshot(project, before, plan.snapshot())
    assert known(project).keys.keys() == {DECK, "en/class/deck.pptx"}
    (project / "handouts.yaml").touch()
    before, plan = fingerprint.take(project), rendered(project)
    plan.prepared(DECK)
    keep_snapshot(project, before, plan.snapshot())
    assert known(project).keys.keys() == {DECK}


@pytest.mark.parametrize("harm", ["gone", "another", "torn", "no pickle"])
def test_a_job_that_is_not_there_is_rendered(project: Path, kept: Path, harm: str) -> None:
    keys = render(project)
    path = kept / "jobs" / cached_plan._key(project, DECK)
    if harm == "gone":
        path.unlink()
    elif harm == "another":
        shutil.copy(kept / "jobs" / cached_plan._key(project, "en/class/deck.pptx"), path)
    elif harm == "torn":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        cache.keep("jobs", path.name, b"something else")
    asked: list[str] = []
    work = CachedPlan(project, known(project), [DECK], lambda: asked.append("read") or rendered(project))  # type: ignore[func-returns-value]
    job: Job = work.prepared(DECK)[1]()
    assert (job.edition, job.key, asked) == (DECK, keys[DECK], ["read"])
    again: Job = CachedPlan(project, known(project), [DECK], never).prepared(DECK)[1]()
    assert again == job, "it is kept again"


def test_what_another_version_has_written_counts_as_nothing(project: Path) -> None:
    render(project)
    cache.keep("prepared", cached_plan._key(project), b"something else")
    assert snapshot_of(project, fingerprint.take(project)) is None


def test_jobs_with_large_files_in_them_are_not_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached_plan, "_LARGEST", 10)
    render(project)
    assert known(project).keys == {}


def test_both_ways_make_the_same_files_and_the_same_manifest(project: Path, tmp_path: Path) -> None:
    before = fingerprint.take(project)
    workspace = Workspace.open(project)
    chosen = editions(workspace.project, workspace.lesson, languages=["de"], documents=["deck", "flashcards"])
    first = build_editions(workspace, chosen, tmp_path / "a", before=before)
    work = CachedPlan(project, known(project), [str(one) for one in chosen], never)
    second = build(work, tmp_path / "b")
    names = {path.relative_to(tmp_path / "a").as_posix() for path in first.written}
    assert names == {path.relative_to(tmp_path / "b").as_posix() for path in second.written} == set(map(str, chosen))
    for name in (*names, "manifest.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert sorted(build(work, tmp_path / "b").fresh) == sorted(names)


def test_an_error_is_explained_by_the_project(project: Path) -> None:
    render(project)
    work = CachedPlan(project, known(project), [DECK], lambda: rendered(project))
    told: HandoutsError = work.explained(DECK, HandoutsError("so it is"))
    assert [problem.message for problem in told.problems] == ["so it is"]


def test_a_letter_without_a_glyph_is_still_found_in_its_file(project: Path, kept: Path) -> None:
    path = project / "content" / "tiny" / "lesson.yaml"
    path.write_text(
        path.read_text("utf-8").replace("Das Grundgesetz", "Das \N{GOTHIC LETTER HWAIR} Grundgesetz", 1), "utf-8"
    )
    said = [run(project, kept, "--lang", "de", "--audience", "class", "--only", "handout") for _ in range(2)]
    assert said[0].returncode == said[1].returncode == 1
    assert "lesson.yaml:" in said[0].stderr
    assert "GOTHIC LETTER HWAIR" in said[0].stderr
    assert said[0].stderr == said[1].stderr
    assert issubclass(GlyphError, HandoutsError)


def run(project: Path, kept: Path, *options: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """`handouts build` in a process of its own, which prints what `code` says at its end."""
    surroundings = {"PYTHONPATH": os.pathsep.join(sys.path), "HANDOUTS_CACHE": str(kept), "NO_COLOR": "1"}
    environment, command = {**os.environ, **surroundings}, ("build", "-C", str(project), *options)
    if not code:
        return warm.run(*command, cwd=project, environment=environment, timeout=600)
    script = f"import sys, atexit\nfrom handouts.cli import main\natexit.register(lambda: exec({code!r}))\nmain()"
    started = [sys.executable, "-c", script, *command]
    return subprocess.run(started, env=environment, capture_output=True, text=True, check=False)


def test_a_build_of_what_is_known_loads_nothing_that_reads_or_renders(project: Path, kept: Path) -> None:
    heavy = "print(*sorted({'pydantic', 'yaml', 'jinja2', 'markdown_it', 'babel'} & sys.modules.keys()))"
    first = run(project, kept, "--only", "deck", "-q", code=heavy)
    assert {"pydantic", "jinja2"} <= {*first.stdout.split()}
    made = (project / "output" / DECK).read_bytes()
    again = run(project, kept, "--only", "deck", "--lang", "de", "--force", "-q", "-j", "1", code=heavy)
    assert (again.returncode, again.stdout.strip(), again.stderr) == (0, "", "")
    assert (project / "output" / DECK).read_bytes() == made
