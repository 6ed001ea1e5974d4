"""How long an edition may take is judged by how long it took."""

from pathlib import Path

import pytest

from handouts import cache
from handouts.engine.builder import Durations


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / "cache")


def test_what_was_measured_is_remembered_for_this_project_alone(tmp_path: Path) -> None:
    first = Durations.of(tmp_path)
    first.note("de/class/handout.pdf", 3.456)
    first.keep()
    assert Durations.of(tmp_path).seconds("de/class/handout.pdf") == 3.46
    assert Durations.of(tmp_path / "other").seconds("de/class/handout.pdf") == 1


def test_what_is_not_known_is_judged_by_others_of_its_kind(tmp_path: Path) -> None:
    found = Durations.of(tmp_path)
    found.note("de/class/handout.pdf", 3)
    found.note("en/class/handout.pdf", 4)
    assert found.seconds("de/adult/handout.pdf") == 4
    assert found.seconds("de/adult/deck.pptx") < found.seconds("de/adult/poster.pdf")


@pytest.mark.parametrize("kept", [b"[1]", b"{", b'{"a": "b"}'])
def test_what_cannot_be_read_counts_as_nothing(tmp_path: Path, kept: bytes) -> None:
    key = Durations.of(tmp_path).key
    cache.keep("seconds", key, kept)
    assert Durations.of(tmp_path).known == {}
