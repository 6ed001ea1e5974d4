"""A file that says again what another of a similar name says is told as its copy, once."""

from __future__ import annotations

import pytest

from .conftest import Copy

NAMES = (
    "tasks-DESKTOP-AB12.yaml",
    "tasks (conflicted copy 2026-11-30 101010).yaml",
    "tasks (Annas Konflikt-Kopie 2026-11-30).yaml",
    "tasks (1).yaml",
    "tasks 2.yaml",
    "tasks - Kopie.yaml",
    "tasks - Copy (2).yaml",
    "tasks copy.yaml",
    "tasks.sync-conflict-20261130-101010-ABCDEFG.yaml",
    "Kopie von tasks.yaml",
    "Copy of tasks.yaml",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_told_once(copy: Copy, name: str) -> None:
    copy.file(name).write_bytes(copy.file("tasks.yaml").read_bytes())
    (message,) = copy.messages()
    assert message.startswith(f"content/tiny/{name}: looks like a copy of tasks.yaml, since it says the same again")
    assert message.endswith("; compare them, and delete one of the two")


def test_a_copy_of_keys_is_told_once(copy: Copy) -> None:
    copy.file("lesson-LAPTOP7.yaml").write_bytes(copy.file("lesson.yaml").read_bytes())
    (message,) = copy.messages()
    assert "looks like a copy of lesson.yaml" in message


def test_copies_of_copies_are_told_of_the_original(copy: Copy) -> None:
    for name in NAMES[:3]:
        copy.file(name).write_bytes(copy.file("tasks.yaml").read_bytes())
    assert len(copy.messages()) == 3
    assert all("a copy of tasks.yaml" in message for message in copy.messages())


@pytest.mark.parametrize("name", ["tasks-2.yaml", "tasks (1).yaml", "more-tasks.yaml"])
def test_a_file_that_goes_on_with_a_list_is_no_copy(copy: Copy, name: str) -> None:
    copy.file(name).write_text('competences:\n  - {id: P9, text: {de: "So", en: "So"}}\n', encoding="utf-8")
    assert copy.messages() == []
