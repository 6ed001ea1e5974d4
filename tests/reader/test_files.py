"""Files that are refused before anything reads them."""

from __future__ import annotations

import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from handouts.errors import ContentError
from handouts.reader.files import MAX_BYTES, read_text


def refusal(path: Path, root: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read_text(path, root)
    return str(caught.value)


def test_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: \xc3\xa4\n")
    assert read_text(tmp_path / "a.yaml", tmp_path) == "a: ä\n"


def test_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: ä\nb: größer ".encode() + b"\xe4\n")
    assert refusal(tmp_path / "a.yaml", tmp_path).startswith("a.yaml:2:11: byte 0xE4 is not UTF-8; save")


def test_utf_16(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: b\n", encoding="utf-16")
    assert refusal(tmp_path / "a.yaml", tmp_path) == "a.yaml: is UTF-16; save it as UTF-8"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are always Unicode here")
def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode(b"less\xffon.yaml")
    (tmp_path / name).write_text("a: b\n", encoding="utf-8")
    assert refusal(tmp_path / name, tmp_path) == r"less\xffon.yaml: has a name that is not UTF-8; rename it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n\tb: 2\n", "a.yaml:2:1: a tab; use spaces"),
        ("a: x\x00y\n", "a.yaml:1:5: the invisible character U+0000; delete it"),
        ("a: x\n# \u2028\n", "a.yaml:2:3: the invisible character U+2028; delete it"),
        ("a: x\ufeff\n", "a.yaml:1:5: the invisible character U+FEFF; delete it"),
    ],
)
def test_invisible_characters(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert refusal(tmp_path / "a.yaml", tmp_path) == expected


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(500 * 1024**2)
    tracemalloc.start()
    try:
        assert "a.yaml: is larger than 5 MB (500.0 MB); split it" in refusal(tmp_path / "a.yaml", tmp_path)
        assert tracemalloc.get_traced_memory()[1] < MAX_BYTES
    finally:
        tracemalloc.stop()


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"#" * MAX_BYTES)
    assert len(read_text(tmp_path / "a.yaml", tmp_path)) == MAX_BYTES


def test_link_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "secret.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "project" / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    assert "a.yaml: leads out of the project" in refusal(tmp_path / "project" / "a.yaml", tmp_path / "project")


def test_link_into_a_folder_whose_name_begins_alike(tmp_path: Path) -> None:
    for name in ("project", "project-secret"):
        (tmp_path / name).mkdir()
    (tmp_path / "project-secret" / "b.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "project" / "a.yaml").symlink_to(tmp_path / "project-secret" / "b.yaml")
    assert "leads out of the project" in refusal(tmp_path / "project" / "a.yaml", tmp_path / "project")


def test_link_within_the_project(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    assert read_text(tmp_path / "a.yaml", tmp_path) == "a: 1\n"


@pytest.mark.parametrize(("target", "expected"), [("a.yaml", "cannot be read"), ("nothing", "does not exist")])
def test_links_that_lead_nowhere(tmp_path: Path, target: str, expected: str) -> None:
    (tmp_path / "a.yaml").symlink_to(target)
    assert f"a.yaml: {expected}" in refusal(tmp_path / "a.yaml", tmp_path)


def test_neither_a_folder_nor_a_pipe_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    os.mkfifo(tmp_path / "b.yaml")
    for name in ("a.yaml", "b.yaml"):
        assert f"{name}: is not a plain file" in refusal(tmp_path / name, tmp_path)
