"""Which words of a lesson are names."""

from pathlib import Path

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, prepare
from handouts.transforms import names_of

WORKSPACE = Workspace.open(Path(__file__).resolve().parents[2])


def test_people_places_and_readings_are_names_with_their_endings() -> None:
    names = names_of(WORKSPACE.lesson)
    assert {"Yoshida", "Yoshidas", "Shigeru", "MacArthur", "Hiroshima", "Tokio", "senryō"} <= set(names["de"])
    assert {"Tokyo", "Okinawan", "Okinawans"} <= set(names["en"])
    assert "Tokyo" not in names["de"]
    assert all(len(name) >= 4 and name.isalpha() for listed in names.values() for name in listed)


def test_what_the_lesson_lists_itself_comes_last() -> None:
    edition = next(one for one in editions(WORKSPACE.project, WORKSPACE.lesson) if one.extension == "pdf")
    listed = WORKSPACE.lesson.hyphenation["de"]
    found = prepare(WORKSPACE, edition).hyphenation["de"]
    assert found[-len(listed) :] == listed
    assert found[: -len(listed)] == names_of(WORKSPACE.lesson)["de"]
