"""The benchmark runs, and says what is so; how quick anything is, it says elsewhere."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import psutil
import pytest

import caches
import many
import measure
import peers
import table
from gains import gains
from handouts import shortcuts
from inputs import TINY, Inputs
from longer import pupils
from measure import BenchError, Command, Cost, Costs, compare, run
from produced import alike
from rows import Result, Row
from run import ROWS

ROOT = Path(__file__).resolve().parents[1]
TARGETS = {
    "cold-pdf": 0.40,
    "matrix": 0.28,
    "roster": 0.11,
    "cold-deck": 1.2,
    "no-op": 1.8,
    "watch": 1.3,
    "memory": 1.15,
}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return Inputs(tmp_path_factory.mktemp("bench"), TINY)


def python(code: str, folder: Path, **more: object) -> Command:
    return Command((sys.executable, "-c", code), folder, **more)  # type: ignore[arg-type]


def test_every_promise_has_its_row() -> None:
    assert {row.name: row.target for row in ROWS if row.target} == TARGETS


@pytest.mark.slow
def test_every_short_cut_has_its_gain_in_a_table(inputs: Inputs) -> None:
    rows = gains(inputs, 1).splitlines()[3:]
    assert [row.split("`")[1] for row in rows] == [*shortcuts.PAGES]


@pytest.mark.slow
def test_every_kind_of_cache_is_told_of(inputs: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    for edition in (inputs.scale.single, inputs.scale.deck):
        run(inputs.build(*inputs.chosen(edition), output="kinds", cache="kinds-cache"))
    kept = {path.name for path in (inputs.folder / "kinds-cache").iterdir() if path.is_dir()}
    assert len(kept) > 15
    assert kept <= {*caches.KINDS}
    monkeypatch.setattr(caches, "KINDS", {"lessons": caches.KINDS["lessons"]})
    with pytest.raises(BenchError, match=r"does not say what these keep: .*markdown"):
        caches.caches(inputs, 1)


def test_the_page_about_speed_has_a_place_for_the_table() -> None:
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert 0 < page.index(table.BEGIN) < page.index(table.END)


def test_all_processes_of_a_command_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The grandchild stays until it has been looked at."""
    real, seen = measure.memory, tmp_path / "seen"

    def noted(process: psutil.Process) -> int:
        if (found := real(process)) > 80 << 20:
            seen.touch()
        return found

    monkeypatch.setattr(measure, "memory", noted)
    stay = "import os, time\nwhile not os.path.exists('seen'): time.sleep(0.01)\ntime.sleep(0.2)"
    grandchild = f"x = bytearray(80 << 20)\n{stay}"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}])"
    cost = run(python(child, tmp_path), watched=True)
    assert cost.peak > 80 << 20
    assert cost.seconds > 0.2
    assert cost.processor > 0.01


def test_both_sides_run_in_turn_and_the_first_round_is_no_time(tmp_path: Path) -> None:
    log = tmp_path / "log"
    words = "import time; print({!r}, file=open('log', 'a')); time.sleep(0.2)"
    sides = [python(words.format(name), tmp_path) for name in ("ours", "plain")]
    ours, plain = compare(sides, 2)
    assert log.read_text(encoding="utf-8").split() == ["ours", "plain"] * 3
    assert len(ours.runs) == len(plain.runs) == 2
    assert ours.peak
    assert not any(cost.peak for cost in ours.runs)


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="ended with 3: no ink"):
        run(python("import sys; print('no ink', file=sys.stderr); sys.exit(3)", tmp_path))


def test_what_a_run_finds_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Getting ready takes a day, as far as the clock knows."""
    clock, day = time.perf_counter, 0

    def ready() -> None:
        nonlocal day
        day = 24 * 3600
        (tmp_path / "ready").write_text("yes", encoding="utf-8")

    monkeypatch.setattr(measure.time, "perf_counter", lambda: clock() + day)
    cost = run(python("assert open('ready').read()", tmp_path, before=ready))
    assert 0 < cost.seconds < 24 * 3600


def test_files_that_are_not_alike_are_named(tmp_path: Path) -> None:
    for side, pages in (("ours", 2), ("plain", 3)):
        (tmp_path / side).mkdir()
        for name, count in (("same.pdf", 1), ("other.pdf", pages)):
            document = pikepdf.new()
            for _ in range(count):
                document.add_blank_page()
            document.save(tmp_path / side / name)
    ours, plain = tmp_path / "ours", tmp_path / "plain"
    assert alike(ours, plain, ["same.pdf"]) == "1 PDF with 1 pages"
    assert alike(ours, plain, ["same.pdf", "other.pdf"]).endswith("not alike, ours and plain: other.pdf 2 and 3")


def result(ours: float, plain: float) -> Result:
    mine, theirs = (Costs((Cost(seconds + 1), Cost(seconds)), 50 << 20) for seconds in (ours, plain))
    return Result(mine, theirs, mine.seconds / theirs.seconds, 0.5, "1 PDF")


@pytest.mark.parametrize(("ours", "said"), [(1.0, "reached"), (1.3, "missed")])
def test_the_table_says_whether_a_target_is_reached(ours: float, said: str) -> None:
    row = Row("cold", "cold", "the script", lambda inputs, runs: Result(), 0.5)
    cells = table.cells(row, result(ours, 2.5))
    assert cells[1:7] == (f"{ours:.3g} s", "50 MiB", "2.5 s", "50 MiB", f"{ours / 2.5:.2f}", "0.50")
    assert cells[7:] == (f"0.5 {said}", "the script; 1 PDF")
    assert "| cold | " in table.markdown([cells])


def test_a_table_is_written_at_its_mark(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"above\n{table.BEGIN}\nold\n{table.END}\nbelow\n", encoding="utf-8")
    table.write(page, "new")
    assert page.read_text(encoding="utf-8") == f"above\n{table.BEGIN}\nnew\n{table.END}\nbelow\n"
    page.write_text("no mark", encoding="utf-8")
    with pytest.raises(SystemExit, match="has no"):
        table.write(page, "new")


def test_every_pupil_has_another_name() -> None:
    assert len(set(pupils(200))) == 200


def test_many_documents_share_no_paragraph() -> None:
    page = "<title>A title that stays where it is</title><body><p>Four words and a fifth.</p></body>"
    pages = [many.turned(page, number) for number in range(4)]
    assert len(set(pages)) == 4
    assert all("A title that stays where it is" in turned for turned in pages)
    assert ">words and a fifth. Four 1<" in pages[1]


def test_every_edit_is_a_word_that_never_stood_there(inputs: Inputs) -> None:
    path = inputs.project / "content" / inputs.scale.file
    before = path.read_text(encoding="utf-8")
    texts = [(inputs.edit(), path.read_text(encoding="utf-8"))[1] for _ in range(2)]
    assert len({before, *texts}) == 3
    inputs.restore()
    assert path.read_text(encoding="utf-8") == before


def test_other_tools_get_the_same_words() -> None:
    page = "<body><h2>Drei #1</h2><p>Ein <b>Satz</b>.</p><ul><li>A_b</li></ul></body>"
    assert peers.typst(page).endswith("== Drei \\#1\n\nEin Satz.\n\nA\\_b\n")
    slides = json.dumps({"slides": [{"title": "Eins", "bullets": [{"text": "a", "level": 0}]}] * 2})
    assert peers.marp(slides).count("# Eins\n\n- a") == 2
    assert peers.marp(slides).count("\n---\n") == 2


@pytest.mark.slow
def test_other_tools_are_measured_where_they_are(
    inputs: Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "typst"
    tool.write_text(
        f"#!{sys.executable}\nimport shutil, sys\nshutil.copy(sys.argv[2], sys.argv[3])\n", encoding="utf-8"
    )
    tool.chmod(tool.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setattr(peers, "_PATH", {"PATH": f"{tmp_path}{os.pathsep}{os.defpath}"})
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    lines = peers.measured(inputs, 1).splitlines()[2:]
    assert len(lines) == 4
    assert lines[3] == "- Marp: not on the path"
    assert lines[1].startswith("- Typst, the words of the six pages")
    assert "MiB" in lines[1]
    assert "Parlamentarische" in (inputs.folder / "typst.pdf").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "rows",
    [("help", "no-op", "cold-deck", "watch", "edit"), ("cold-pdf", "matrix", "roster", "memory")],
    ids=lambda rows: rows[0],
)
def test_rows_run_and_give_sane_numbers(rows: tuple[str, ...], tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    command = [sys.executable, str(ROOT / "bench" / "run.py"), "--quick", "--rows", *rows, "--json", str(told)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(told.read_text(encoding="utf-8"))
    assert [row["name"] for row in found["rows"]] == [row.name for row in ROWS if row.name in rows]
    assert "WeasyPrint" in found["machine"]
    for row in found["rows"]:
        assert "not alike" not in row["remark"], row
        assert "not there" not in row["remark"], row
        assert row["ratio"] > 0
        for side in (row["ours"], row["plain"]):
            assert min(side["seconds"]) > 0, row
