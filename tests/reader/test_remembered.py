"""Files and lessons that were read before are not read again, unless anything about them is different."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import reader
from handouts.errors import ContentError
from handouts.reader import sources
from handouts.reader.sources import parsed


@pytest.fixture
def copy(tiny: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny, tmp_path / "copy", ignore=shutil.ignore_patterns("output")))


def entries(kept: Path, kind: str) -> int:
    return len(list((kept / kind).glob("*")))


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever validates a lesson fails; the settings are read each time, which takes less than to look them up."""

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(reader, "validate", never)


def test_a_sound_lesson_is_validated_once(copy: Path, kept: Path, request: pytest.FixtureRequest) -> None:
    first = reader.read_all(copy)
    request.getfixturevalue("unread")
    second = reader.read_all(copy)
    assert (second.project, second.lesson) == (first.project, first.lesson)
    assert dict(second.positions.places) == dict(first.positions.places)
    assert dict(second.positions.files) == dict(first.positions.files)


def test_a_lesson_that_is_known_is_read_without_yaml(copy: Path, kept: Path) -> None:
    parsed.cache_clear()
    reader.read_all(copy)
    code = (
        "import sys; from pathlib import Path; from handouts.reader import read_all; "
        f"read_all(Path({str(copy)!r})); print('yaml' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HANDOUTS_CACHE": str(kept)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_positions_are_those_of_what_was_read(copy: Path, kept: Path) -> None:
    reader.read_all(copy)
    content = reader.read_all(copy)
    task = content.lesson.tasks[0].id
    before = content.positions.of(task)
    tasks = copy / "content/tiny/tasks.yaml"
    tasks.write_text("\n\n\n" + tasks.read_text(encoding="utf-8"), encoding="utf-8")
    assert content.positions.of(task) == before
    assert reader.read_all(copy).positions.of(task).line == before.line + 3


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("content/tiny/tasks.yaml", "level: I\n", "level: IV\n", r"tasks\.yaml:\d+:\d+: .*IV"),
        ("content/tiny/tasks.yaml", "tasks:", "tasks: &a", r'tasks\.yaml:\d+:\d+: "&a" names a place'),
        ("handouts.yaml", "theme: classic", "theme: nonsense", "there is no templates/themes/nonsense"),
    ],
)
def test_mistakes_are_told_each_time(copy: Path, kept: Path, name: str, old: str, new: str, told: str) -> None:
    reader.read_all(copy)
    count = entries(kept, "lessons")
    path = copy / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    said = []
    for _ in range(2):
        parsed.cache_clear()
        with pytest.raises(ContentError, match=told) as caught:
            reader.read_all(copy)
        said.append(caught.value.problems)
    assert said[0] == said[1]
    assert entries(kept, "lessons") == count


def test_files_that_are_wrong_by_their_name_are_told(copy: Path, kept: Path) -> None:
    reader.read_all(copy)
    (copy / "content/tiny/more.yml").write_text("a: b", encoding="utf-8")
    with pytest.raises(ContentError, match="rename it to"):
        reader.read_all(copy)


def test_a_link_out_of_the_project_is_refused_even_if_its_bytes_are_known(copy: Path, kept: Path) -> None:
    reader.read_all(copy)
    inside, outside = copy / "content/tiny/tasks.yaml", copy.parent / "tasks.yaml"
    inside.rename(outside)
    inside.symlink_to(outside)
    with pytest.raises(ContentError, match="leads out of the project"):
        reader.read_all(copy)


def test_a_document_without_its_template_is_told_although_the_file_is_the_same(copy: Path, kept: Path) -> None:
    (copy / "templates/sheet").mkdir(parents=True)
    template = copy / "templates/sheet/html.j2"
    template.write_text("x", encoding="utf-8")
    path = copy / "handouts.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("documents: [", "documents: [sheet, "), encoding="utf-8")
    reader.read_all(copy)
    template.unlink()
    places = reader.project_positions(copy)
    told = reader.absent_documents(reader.read_all(copy).project.documents, places, copy)
    assert 'there is no document "sheet"' in told["sheet"].message


def test_nothing_is_kept_of_what_changed_while_it_was_read(kept: Path) -> None:
    looks = iter([(b"1",), (b"2",)])
    assert sources.remembered("lessons", lambda: next(looks), lambda: "read") == "read"
    assert not (kept / "lessons").exists()


def test_half_an_entry_counts_as_none(copy: Path, kept: Path) -> None:
    first = reader.read_all(copy)
    for path in kept.glob("*/*"):
        path.write_bytes(path.read_bytes()[:-7])
    parsed.cache_clear()
    assert reader.read_all(copy).lesson == first.lesson


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are always Unicode here")
def test_a_name_that_is_not_utf_8_is_told_and_not_remembered(copy: Path, kept: Path) -> None:
    lesson_file = copy / "content/tiny/lesson.yaml"
    lesson_file.rename(lesson_file.with_name(os.fsdecode(b"less\xffon.yaml")))
    with pytest.raises(ContentError, match="has a name that is not UTF-8; rename it"):
        reader.read_all(copy)
