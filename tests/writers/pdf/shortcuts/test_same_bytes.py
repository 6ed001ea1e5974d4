"""Whatever is remembered, kept or shared: the bytes are those of WeasyPrint without short cuts."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import pipeline, shortcuts
from handouts.engine import plan
from handouts.writers.pdf import set_pages
from handouts.writers.pdf.shortcuts.toggles import enabled

from .documents import BODIES, CSS, FACES, HYPHENATION, document, made_elsewhere


@pytest.mark.slow
def test_remembered_kept_and_shared_things_change_no_byte(tmp_path: Path) -> None:
    assert enabled(), "these versions take no short cuts, so there is nothing to compare"
    cache = str(tmp_path / "cache")
    jobs = {name: (document(body), [FACES, CSS], HYPHENATION, [name]) for name, body in BODIES.items()}
    twice = {**jobs, **{f"again-{name}": job for name, job in jobs.items()}}
    plain = made_elsewhere(jobs, tmp_path / "plain", HANDOUTS_NO_SHORTCUTS="1", HANDOUTS_CACHE=cache)
    assert not Path(cache).exists()
    for run in ("cold", "kept"):
        made = made_elsewhere(twice, tmp_path / run, HANDOUTS_CACHE=cache)
        for name, data in plain.items():
            assert made[name] == data, (run, name)
            assert made[f"again-{name}"] == data, (run, name)
    assert {path.name for path in Path(cache).iterdir()} >= {"declarations", "lines", "patterns", "sheets", "trees"}


@pytest.mark.slow
@pytest.mark.parametrize("name", shortcuts.PAGES)
def test_each_can_be_turned_off_alone(name: str, tmp_path: Path) -> None:
    jobs = {one: (document(BODIES[one]), [FACES, CSS], HYPHENATION, [one]) for one in ("columns", "styles")}
    environment = {"HANDOUTS_CACHE": str(tmp_path / "cache")}
    made = made_elsewhere(jobs, tmp_path / "without", HANDOUTS_NO_SHORTCUTS=name, **environment)
    assert made == made_elsewhere(jobs, tmp_path / "with", **environment)


@pytest.mark.slow
def test_a_changed_word_is_set_anew(tmp_path: Path) -> None:
    before = document(BODIES["columns"])
    after = before.replace("Kosten", "Lasten")
    cache = str(tmp_path / "cache")
    made_elsewhere({"one": (before, [FACES, CSS], {}, ["one"])}, tmp_path / "before", HANDOUTS_CACHE=cache)
    changed = made_elsewhere({"one": (after, [FACES, CSS], {}, ["one"])}, tmp_path / "after", HANDOUTS_CACHE=cache)
    plain = made_elsewhere({"one": (after, [FACES, CSS], {}, [])}, tmp_path / "plain", HANDOUTS_NO_SHORTCUTS="1")
    assert changed == plain


def test_lines_depend_on_what_may_break() -> None:
    html = document(f'<p style="width: 30mm">{"Stützpunktverwaltung " * 20}</p>')
    free, whole = set_pages(html, [FACES, CSS]), set_pages(html, [FACES, CSS], {"de": ("Stützpunktverwaltung",)})
    assert free.data != whole.data
    assert set_pages(html, [FACES, CSS]).data == free.data


def test_lines_depend_on_fonts() -> None:
    html, other = document(f"<p>{BODIES['columns']}</p>"), FACES.replace("SourceSans3-Regular", "NotoSans-Regular")
    sans, noto = set_pages(html, [FACES, CSS]).data, set_pages(html, [other, CSS]).data
    assert sans != noto
    assert set_pages(html, [FACES, CSS]).data == sans


@pytest.mark.slow
def test_documents_of_a_lesson_stay_the_same(tiny: Path, tmp_path: Path) -> None:
    workspace = pipeline.Workspace.open(tiny)
    editions = [one for one in plan.editions(workspace.project, workspace.lesson) if one.extension == "pdf"]
    done = [pipeline.finished(pipeline.prepare(workspace, edition)) for edition in editions[:3]]
    jobs = {f"{number}": (job.html, list(job.css), job.hyphenation, [job.edition]) for number, job in enumerate(done)}
    cache = str(tmp_path / "cache")
    plain = made_elsewhere(jobs, tmp_path / "plain", HANDOUTS_NO_SHORTCUTS="1")
    assert made_elsewhere(jobs, tmp_path / "cold", HANDOUTS_CACHE=cache) == plain
    backwards = dict(reversed(jobs.items()))
    assert made_elsewhere(backwards, tmp_path / "kept", HANDOUTS_CACHE=cache) == plain
