"""The manifest and who keeps it: what is fresh, what is somebody's work, and what a killed build leaves."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts import cache
from handouts.engine import JOURNAL
from handouts.engine.atomic import unfinished
from handouts.engine.output_folder import orphans
from handouts.engine.plan import editions
from handouts.engine.state import ledger as module
from handouts.engine.state.ledger import Ledger
from handouts.engine.state.manifest import Manifest, about, differences, inputs_of, is_below, other_tools, read_manifest
from handouts.errors import PublishError
from handouts.pipeline import Workspace

ROOT = Path(__file__).resolve().parents[3]
TOOLS = {"handouts": "1 abc", "Pango": "1.50"}
DECK, PAGES = "de/class/deck.pptx", "de/class/handout.pdf"
WHAT = {"language": "de", "audience": "class", "document": "handout"}


pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with a deck and a handout, as a build left them."""
    build(tmp_path / "output", {DECK: b"deck", PAGES: b"pages"})
    return tmp_path / "output"


def build(output: Path, made: dict[str, bytes], key: str = "k1") -> list[Path | None]:
    ledger = Ledger.open(output, TOOLS)
    aside = [ledger.put(name, data, key, WHAT, 3) for name, data in made.items()]
    ledger.save({"handouts.yaml": "00"})
    return aside


def told(output: Path) -> dict[str, Any]:
    return dict(json.loads((output / "manifest.json").read_text("utf-8")))


def files(output: Path) -> set[str]:
    return {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}


def test_the_manifest_says_what_was_made_of_what(output: Path) -> None:
    manifest = told(output)
    assert manifest["schema"] == 1
    assert manifest["inputs"] == {"handouts.yaml": "00"}
    entry = manifest["outputs"][DECK]
    assert manifest["tools"] == {entry["tools"]: TOOLS}
    digest = hashlib.sha256(b"deck").hexdigest()
    assert entry == {**WHAT, "key": "k1", "sha256": digest, "size": 4, "slides": 3, "tools": entry["tools"]}
    assert manifest["outputs"][PAGES]["pages"] == 3
    assert files(output) == {DECK, PAGES, "manifest.json"}


def test_what_was_made_is_fresh(output: Path) -> None:
    ledger = Ledger.open(output, TOOLS)
    assert ledger.is_fresh(DECK, "k1")
    assert not ledger.is_fresh(DECK, "k2"), "other input"
    assert not ledger.is_fresh("de/class/test-a.pdf", "k1"), "never made"
    assert not Ledger.open(output, {**TOOLS, "Pango": "1.52"}).is_fresh(DECK, "k1"), "other tools"


@pytest.mark.parametrize("with_cache", [True, False])
def test_a_file_that_differs_is_not_fresh(output: Path, with_cache: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not with_cache:
        monkeypatch.setenv("HANDOUTS_CACHE", "")
        cache.folder.cache_clear()
    assert Ledger.open(output, TOOLS).is_fresh(DECK, "k1")
    (output / DECK).write_bytes(b"DECK")
    assert not Ledger.open(output, TOOLS).is_fresh(DECK, "k1")
    (output / DECK).unlink()
    assert not Ledger.open(output, TOOLS).is_fresh(DECK, "k1")


def test_times_alone_do_not_make_a_file_stale(output: Path) -> None:
    (output / DECK).touch()
    os.utime(output / PAGES, (0, 0))
    ledger = Ledger.open(output, TOOLS)
    assert ledger.is_fresh(DECK, "k1")
    assert ledger.is_fresh(PAGES, "k1")


def test_a_file_that_looks_as_before_is_not_read_again(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger.open(output, TOOLS)
    while DECK not in ledger.hashes.known:
        assert ledger.is_fresh(DECK, "k1")
    ledger.save()
    again = Ledger.open(output, TOOLS)
    monkeypatch.setattr("builtins.open", lambda *arguments: pytest.fail("it is read"))
    assert again.is_fresh(DECK, "k1")


def test_work_of_somebody_is_put_aside(output: Path) -> None:
    (output / DECK).write_bytes(b"my own slides")
    assert build(output, {DECK: b"new deck", PAGES: b"new pages"}, "k2") == [output / "de/class/deck.edited.pptx", None]
    assert (output / "de/class/deck.edited.pptx").read_bytes() == b"my own slides"
    assert (output / DECK).read_bytes() == b"new deck"
    (output / DECK).write_bytes(b"my other slides")
    assert build(output, {DECK: b"newer deck"}, "k3") == [output / "de/class/deck.edited-2.pptx"]
    assert files(output) >= {"de/class/deck.edited.pptx", "de/class/deck.edited-2.pptx", DECK}
    assert set(told(output)["outputs"]) == {DECK, PAGES}


def test_a_file_that_nobody_listed_is_put_aside(output: Path) -> None:
    (output / "manifest.json").unlink()
    assert build(output, {DECK: b"new deck", PAGES: b"pages"}) == [output / "de/class/deck.edited.pptx", None]
    assert (output / "de/class/deck.edited.pptx").read_bytes() == b"deck"


def test_a_file_that_cannot_be_put_aside_stays(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*paths: Path) -> None:
        raise PermissionError(13, "Permission denied")

    (output / DECK).write_bytes(b"my own slides")
    monkeypatch.setattr(os, "rename", locked)
    with pytest.raises(PublishError, match="is it open"):
        Ledger.open(output, TOOLS).put(DECK, b"new deck", "k2", WHAT, 3)
    assert (output / DECK).read_bytes() == b"my own slides"


def test_a_part_is_added_to_what_is_there(output: Path) -> None:
    build(output, {"en/class/handout.pdf": b"english"}, "k2")
    assert set(told(output)["outputs"]) == {DECK, PAGES, "en/class/handout.pdf"}


def test_what_is_gone_is_not_listed(output: Path) -> None:
    (output / DECK).unlink()
    build(output, {})
    assert set(told(output)["outputs"]) == {PAGES}


def test_the_manifest_is_the_same_in_whatever_order(tmp_path: Path) -> None:
    made = {f"de/class/{name}.pdf": name.encode() for name in "abcdef"}
    build(tmp_path / "one", made)
    build(tmp_path / "two", dict(reversed(made.items())))
    texts = {(tmp_path / name / "manifest.json").read_bytes() for name in ("one", "two")}
    assert len(texts) == 1
    assert str(tmp_path).encode() not in texts.pop()


def test_a_manifest_that_says_so_already_is_not_written(output: Path) -> None:
    before = (output / "manifest.json").stat().st_mtime_ns
    build(output, {})
    assert (output / "manifest.json").stat().st_mtime_ns == before


def test_tools_of_older_files_stay_known(output: Path) -> None:
    ledger = Ledger.open(output, {**TOOLS, "Pango": "1.52"})
    ledger.put(DECK, b"deck", "k1", WHAT, 3)
    ledger.save()
    assert {versions["Pango"] for versions in told(output)["tools"].values()} == {"1.50", "1.52"}
    ledger.put(PAGES, b"pages", "k1", WHAT, 3)
    ledger.save()
    assert {versions["Pango"] for versions in told(output)["tools"].values()} == {"1.52"}


MALFORMED = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b'{"schema": 2, "tools": {}, "inputs": {}, "outputs": {}}',
    b'{"schema": 1, "tools": [], "inputs": {}, "outputs": {}}',
    b'{"schema": 1, "tools": {"a": 1}, "inputs": {}, "outputs": {}}',
    b'{"schema": 1, "tools": {}, "inputs": {"a": 1}, "outputs": {}}',
    b'{"schema": 1, "tools": {}, "inputs": {}, "outputs": {"de/class/deck.pptx": 3}}',
    b'{"schema": 1, "tools": {}, "inputs": {}, "outputs": {"de/class/deck.pptx": {"key": "k1"}}}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("text", MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_manifest_makes_everything_stale(output: Path, text: bytes) -> None:
    (output / "manifest.json").write_bytes(text)
    ledger = Ledger.open(output, TOOLS)
    assert not ledger.is_fresh(DECK, "k1")
    assert build(output, {DECK: b"deck", PAGES: b"pages"}) == [None, None]
    assert Ledger.open(output, TOOLS).is_fresh(DECK, "k1")


def test_every_cut_of_a_manifest_is_seen(output: Path) -> None:
    text = (output / "manifest.json").read_bytes()
    for size in range(0, len(text) - 1, 5):
        (output / "manifest.json").write_bytes(text[:size])
        assert read_manifest(output) is None


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../x.pdf", "de/../../x.pdf", "c:/x.pdf", "de\\x.pdf", "", ".", "a\0b"]
)
def test_names_that_lead_out_of_the_folder_are_not_taken(output: Path, name: str) -> None:
    assert not is_below(name)
    manifest = told(output)
    manifest["outputs"][name] = manifest["outputs"][DECK]
    (output / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert (found := read_manifest(output)) is not None
    assert set(found.outputs) == {DECK, PAGES}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
ENTRIES = st.fixed_dictionaries(
    {"sha256": st.text(), "key": st.text(), "tools": st.text()},
    optional=dict.fromkeys(("roster", "language", "audience", "document", "size"), JSON),
)
NAMES = st.text() | st.sampled_from([DECK, "x" * 5000, "de/class/" + "ü" * 300])


@pytest.mark.slow
@given(outputs=st.dictionaries(NAMES, ENTRIES | JSON, max_size=4), rest=st.dictionaries(st.text(), JSON, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_a_manifest_says_nothing_breaks(
    output: Path, minimal: Workspace, outputs: dict[str, Any], rest: dict[str, Any]
) -> None:
    written = {"schema": 1, "tools": {}, "inputs": {}, "outputs": outputs, **rest}
    (output / "manifest.json").write_text(json.dumps(written), "utf-8")
    (output / JOURNAL).write_text(
        "\n".join(json.dumps({"path": name, "entry": one}) for name, one in outputs.items()), "utf-8"
    )
    ledger = Ledger.open(output, TOOLS)
    for name in ledger.manifest.outputs:
        assert not ledger.is_fresh(name, "k1") or name == DECK
    list(differences(output, ledger.manifest))
    list(other_tools(ledger.manifest, TOOLS))
    assert output / PAGES not in orphans(minimal.root, minimal.project, minimal.lesson, output, ledger.manifest)
    ledger.save()
    assert read_manifest(output) is not None


@pytest.fixture(scope="module")
def minimal(tiny: Path) -> Workspace:
    return Workspace.open(tiny)


def test_where_nothing_was_made_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    Ledger.open(tmp_path / "new", TOOLS).save({"handouts.yaml": "00"})
    assert list((tmp_path / "new").iterdir()) == []


def test_a_killed_build_loses_nothing_that_it_made(output: Path) -> None:
    killed = Ledger.open(output, TOOLS)
    killed.put(DECK, b"new deck", "k2", WHAT, 3)
    with (output / JOURNAL).open("ab") as file:
        file.write(b'{"path": "de/class/handout.pdf", "ent')
    ledger = Ledger.open(output, TOOLS)
    assert ledger.is_fresh(DECK, "k2")
    assert ledger.is_fresh(PAGES, "k1")
    assert ledger.put(DECK, b"newer deck", "k3", WHAT, 3) is None
    ledger.save()
    assert files(output) == {DECK, PAGES, "manifest.json"}


def test_a_build_killed_before_it_writes_leaves_the_old_file_its_own(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(path: Path, data: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "publish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Ledger.open(output, TOOLS).put(DECK, b"new deck", "k2", WHAT, 3)
    monkeypatch.undo()
    ledger = Ledger.open(output, TOOLS)
    assert ledger.is_fresh(DECK, "k1")
    assert ledger.is_ours(DECK)


KILLED = """
import os, signal, sys
from pathlib import Path
from handouts.engine.state.ledger import Ledger
place, moment = Path(sys.argv[1]), int(sys.argv[2])
calls = 0
def die_at(function):
    def dying(*arguments, **options):
        global calls
        calls += 1
        if calls == moment:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return function(*arguments, **options)
    return dying
for name in ("fsync", "replace", "rename"):
    setattr(os, name, die_at(getattr(os, name)))
ledger = Ledger.open(place, {"handouts": "1 abc", "Pango": "1.50"})
for name in ("de/class/deck.pptx", "de/class/handout.pdf"):
    ledger.put(name, b"new " + name.encode(), "k2", {"language": "de"}, 1)
ledger.save()
"""


def test_whenever_a_build_is_killed_the_next_one_repairs_it(tmp_path: Path, kept: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HANDOUTS_CACHE": ""}
    for moment in range(1, 10):
        output = tmp_path / str(moment)
        build(output, {DECK: b"deck", PAGES: b"pages"})
        killed = subprocess.run([sys.executable, "-c", KILLED, str(output), str(moment)], env=environment, check=False)
        assert killed.returncode != 0
        made = {name: b"new " + name.encode() for name in (DECK, PAGES)}
        assert {(output / name).read_bytes() for name in (DECK, PAGES)} <= {b"deck", b"pages", *made.values()}
        for path in unfinished(output):
            path.unlink()
        assert build(output, made, "k2") == [None, None]
        assert files(output) == {DECK, PAGES, "manifest.json"}
        assert all(Ledger.open(output, TOOLS).is_fresh(name, "k2") for name in made)


def test_a_file_that_cannot_be_written_is_not_entered(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise PublishError("the disk is full")

    ledger = Ledger.open(output, TOOLS)
    monkeypatch.setattr(module, "publish", full)
    with pytest.raises(PublishError):
        ledger.put(DECK, b"new deck", "k2", WHAT, 3)
    monkeypatch.undo()
    ledger.save()
    assert Ledger.open(output, TOOLS).is_fresh(DECK, "k1")


def test_a_folder_that_cannot_be_written_is_a_plain_error(output: Path) -> None:
    (output / JOURNAL).mkdir()
    with pytest.raises(PublishError, match="cannot be written"):
        Ledger.open(output, TOOLS).put(DECK, b"new deck", "k2", WHAT, 3)
    assert (output / DECK).read_bytes() == b"deck"


def test_what_an_edition_is(tiny: Path) -> None:
    workspace = Workspace.open(tiny)
    found = {str(one): about(one) for one in editions(workspace.project, workspace.lesson, impositions=["booklet"])}
    assert found[PAGES] == {"language": "de", "audience": "class", "document": "handout"}
    assert found["de/class/test-a.pdf"]["variant"] == "A"
    assert found["de/class/handout-booklet.pdf"]["imposition"] == "booklet"


def test_the_inputs_are_the_files_of_the_project(tmp_path: Path) -> None:
    for name in (
        "handouts.yaml",
        "content/a/lesson.yaml",
        "templates/x.j2",
        "content/.x.swp",
        "content/a~",
        "other.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    found = inputs_of(tmp_path)
    assert set(found) == {"handouts.yaml", "content/a/lesson.yaml", "templates/x.j2"}
    assert set(found.values()) == {"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}


def test_an_empty_manifest_is_json() -> None:
    assert json.loads(b"".join(Manifest().text())) == {"schema": 1, "tools": {}, "inputs": {}, "outputs": {}}
