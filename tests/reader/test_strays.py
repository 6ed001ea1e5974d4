"""Files that look like part of the lesson and are not read are told; notes, pictures and hidden things are not."""

from __future__ import annotations

import pytest

from .conftest import Copy

ENTRIES = 'competences:\n  - {id: P9, text: {de: "So", en: "So"}}\n'
TINY = "content/tiny"
STRAYS = {
    f"{TINY}/sub/extra.yaml": "is not read, since it lies in a folder of its own; move it to content/tiny",
    f"{TINY}/sub/deeper/still/extra.yaml": "is not read, since it lies in a folder of its own",
    f"{TINY}/sub/extra.yml": "is not read, since it lies in a folder of its own",
    f"{TINY}/Extra.YML": "rename it to Extra.yaml",
    f"{TINY}/extra.yaml.txt": "rename it to extra.yaml",
    f"{TINY}/extra.ymal": "rename it to extra.yaml",
    f"{TINY}/extra.txt": "rename it to extra.yaml",
    f"{TINY}/extra": "rename it to extra.yaml",
    "content/extra.yaml": "is not read here; move it to content/tiny",
    "content/extra.YAML": "is not read here; move it to content/tiny",
    "extra.yaml": "is not read here; move it to content/tiny",
    "templates/labels/fr.yml": "is not read under this name; rename it to fr.yaml",
}
LEFT_ALONE = (
    f"{TINY}/.hidden/extra.yaml",
    f"{TINY}/_old/extra.yaml",
    f"{TINY}/sub/.extra.yaml",
    f"{TINY}/sub/_extra.yaml",
    f"{TINY}/pictures/extra.xml",
    f"{TINY}/README.md",
    f"{TINY}/extra.yaml~",
    "content/other/extra.yaml",
)


@pytest.mark.parametrize(("name", "told"), STRAYS.items())
def test_strays_are_told_with_what_to_do(copy: Copy, name: str, told: str) -> None:
    path = copy.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ENTRIES, encoding="utf-8")
    (message,) = copy.messages()
    assert message.startswith(f"{name}: ")
    assert told in message


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_is_hidden_or_set_aside_is_left_alone(copy: Copy, name: str) -> None:
    path = copy.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ENTRIES, encoding="utf-8")
    assert copy.messages() == []


def test_yaml_of_other_programs_beside_the_settings_is_left_alone(copy: Copy) -> None:
    (copy.root / "mkdocs.yml").write_text("site_name: x\nplugins:\n  - search\n", encoding="utf-8")
    assert copy.messages() == []


def test_a_folder_of_many_files_is_told_once(copy: Copy) -> None:
    for name in ("sub/b.yaml", "sub/a.yaml", "sub/deeper/c.yaml", "sub/d.yaml"):
        path = copy.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ENTRIES, encoding="utf-8")
    (message,) = copy.messages()
    assert message.startswith("content/tiny/sub: 4 files in it are not read (a.yaml, b.yaml, d.yaml, …); move them to")
