"""What is found of pictures: rights that forbid what is done, files too poor for paper, files that are missing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from handouts.checks import check_lesson
from handouts.pipeline import Workspace, inserted_findings, picture_findings

from ..pictures.lessons import SVG, lesson_with_pictures, photograph, replace, with_drawing

YAML = "content/tiny/pictures.yaml"


@pytest.fixture
def project(tiny: Path, tmp_path: Path, kept: Path) -> Path:
    return lesson_with_pictures(tiny, tmp_path / "project")


def found(project: Path) -> tuple[list[str], list[str]]:
    """Everything that is to be mended, and what is only told."""
    workspace = Workspace.open(project)
    problems = check_lesson(workspace.lesson, workspace.project, workspace.positions)
    (of_files, remarks), (of_texts, more) = picture_findings(workspace), inserted_findings(workspace)
    return [str(one) for one in (*problems, *of_files, *of_texts)], [str(one) for one in (*remarks, *more)]


def told(project: Path, *changes: tuple[str, str]) -> list[str]:
    for old, new in changes:
        replace(project / YAML, old, new)
    return found(project)[0]


def test_a_sound_picture_is_nothing_to_mend(project: Path) -> None:
    assert found(project) == ([], [])
    with_drawing(project)
    assert [one for one in found(project)[0] if "nothing uses it" not in one] == []


@pytest.mark.parametrize(
    ("changes", "line", "said"),
    [
        ([("CC BY-SA 3.0 DE", "CC BY-NC 4.0")], 10, 'under "CC BY-NC 4.0" it may not be sold'),
        (
            [("CC BY-SA 3.0 DE", "CC BY-ND 4.0"), ("    alt:", "    crop: {left: 10}\n    alt:")],
            13,
            'under "CC BY-ND 4.0" it may not be changed, so it may not be cropped',
        ),
        (
            [("CC BY-SA 3.0 DE", "CC BY-ND 4.0"), ("    alt:", "    focus: {x: 0.3}\n    alt:")],
            13,
            'under "CC BY-ND 4.0" it may not be changed, so no frame cuts it',
        ),
        ([('    maker: {de: "Erna Wagner", en: "Erna Wagner"}\n', "")], 9, "its maker has to be named"),
        ([("CC BY-SA 3.0 DE", "permission")], 10, "it has to say who allowed it"),
        ([("A hall with many people.", "The Council meets")], 13, "the alternative text is the title"),
        ([("A hall with many people.", "people " * 30)], 13, "the alternative text has 209 letters"),
        ([("    explanation:", "    introduction:"), ("photograph", "caricature")], 2, 'needs an "explanation"'),
        ([("    alt:", "    introduction:")], 2, 'it is left out until "alt" says what is to be seen'),
    ],
)
def test_what_is_wrong_with_a_picture_is_told(
    project: Path, changes: list[tuple[str, str]], line: int, said: str
) -> None:
    (problem,) = told(project, *changes)
    assert problem.startswith(f"{YAML}:{line}:")
    assert said in problem
    assert "picture I1: " in problem


def test_a_picture_that_may_not_be_sold_fits_a_lesson_that_may_not(project: Path) -> None:
    replace(
        project / "content/tiny/lesson.yaml", '{de: "CC BY-SA 4.0", en: "CC BY-SA 4.0"}', '{de: "CC BY-NC 4.0", en: x}'
    )
    assert told(project, ("CC BY-SA 3.0 DE", "CC BY-NC-SA 4.0")) == []


def test_what_is_for_one_s_own_class_only_is_found_once_it_is_published(project: Path) -> None:
    rights = ("    link:", '    rights: {de: "§ 60a UrhG", en: "§ 60a UrhG"}\n    link:')
    assert told(project, ("CC BY-SA 3.0 DE", "class_only"), rights) == []
    replace(project / "handouts.yaml", "lesson: tiny", "publish: true\nlesson: tiny")
    (problem,) = found(project)[0]
    assert problem.startswith(f"{YAML}:10:")
    assert "it may be shown to your own class only, but handouts.yaml says publish: true" in problem


def put(project: Path, data: bytes) -> None:
    (project / "content/tiny/pictures/council.jpg").write_bytes(data)


def test_too_few_pixels_for_their_place_on_paper_are_told_with_a_width_that_would_do(project: Path) -> None:
    put(project, photograph(600, 400))
    (problem,) = found(project)[0]
    assert problem.startswith(f"{YAML}:4:5: picture I1: has 600 pixels, 103 to the inch over 148 mm")
    assert 'print it smaller with "width: 101"' in problem
    assert told(project, ("    alt:", "    width: 101\n    alt:")) == []


def test_pixels_that_are_cropped_away_do_not_count(project: Path) -> None:
    assert told(project, ("    alt:", "    crop: {left: 50, top: 40}\n    alt:"))[0].startswith(
        f"{YAML}:4:5: picture I1: has 750 pixels"
    )


def test_what_is_one_grey_on_a_copier_is_told(project: Path) -> None:
    buffer = io.BytesIO()
    image = Image.new("RGB", (1500, 1000), (200, 60, 60))
    image.paste((60, 110, 110), (0, 0, 700, 1000))  # another colour, nearly the same grey
    image.save(buffer, "PNG")
    put(project, buffer.getvalue())
    (problem,) = found(project)[0]
    assert problem.startswith(f"{YAML}:4:5: picture I1: is nearly one grey on a copier")


def test_a_damaged_file_is_told(project: Path) -> None:
    put(project, photograph()[:2000])
    (problem,) = found(project)[0]
    assert problem.startswith(f"{YAML}:4:5: picture I1: content/tiny/pictures/council.jpg is damaged")


def test_type_that_pages_do_not_have_is_told(project: Path) -> None:
    with_drawing(project)
    words = SVG.format(words="a").replace('font-size="4"', 'font-size="4" font-family="Comic Sans MS"')
    (project / "content/tiny/pictures/seats.en.svg").write_text(words, "utf-8")
    problems = [one for one in found(project)[0] if "nothing uses it" not in one]
    assert len(problems) == 1
    assert 'picture I2: the drawing asks for the type "Comic Sans MS", which pages do not have' in problems[0]


def test_a_picture_that_is_not_there_is_told_but_is_nothing_to_mend(tiny: Path, tmp_path: Path) -> None:
    project = lesson_with_pictures(tiny, tmp_path / "project", there=False)
    problems, remarks = found(project)
    assert problems == []
    left = "picture I1 is not there yet, so M8, K90 are left out; look in the archive"
    assert remarks == [f"{YAML}:2:5: {left}; save it as content/tiny/pictures/council.jpg"]


def test_words_that_name_what_is_left_out_are_found(tiny: Path, tmp_path: Path) -> None:
    project = lesson_with_pictures(tiny, tmp_path / "project", there=False)
    said = ('de: "Artikel 1 lesen.", en: "Read Article 1."', 'de: "Artikel 1 lesen, M8.", en: "Read Article 1, M8."')
    replace(project / "content/tiny/tasks.yaml", *said)
    wanted = "L45, phases 1, content: names M8, which is left out as long as picture I1 cannot be shown"
    problems = [one for one in found(project)[0] if wanted in one]
    assert len(problems) == 2
    assert all(one.startswith("content/tiny/tasks.yaml:") for one in problems)
    put(project, photograph())
    assert not [one for one in found(project)[0] if wanted in one]


def test_rights_that_are_not_settled_are_told(project: Path) -> None:
    replace(project / YAML, "CC BY-SA 3.0 DE", "unclear")
    problems, remarks = found(project)
    assert problems == []
    assert remarks == [f"{YAML}:10:5: picture I1 is left out until its rights are settled"]


def test_a_file_that_no_picture_names_is_told(project: Path) -> None:
    (project / "content/tiny/pictures/Council.JPG").write_bytes(photograph())
    problems, remarks = found(project)
    assert problems == []
    said = "no picture of the lesson names this file; name it in one, or delete it"
    assert remarks == [f"content/tiny/pictures/Council.JPG: {said}"]


def test_one_picture_leads_for_each_audience(project: Path) -> None:
    assert told(project, ("    alt:", "    lead: true\n    alt:")) == []
    second = (project / YAML).read_text("utf-8").partition("pictures:\n")[2].replace("id: I1", "id: I3")
    with (project / YAML).open("a", encoding="utf-8") as file:
        file.write(second)
    (line,) = [one for one in found(project)[0] if "lead" in one]
    assert line.startswith(f'{YAML}:28:5: picture I3: I1 has "lead: true" already for class, adult; ')
    replace(project / YAML, "  - id: I3\n", "  - id: I3\n    audiences: [adult]\n")
    assert "already for adult;" in next(one for one in found(project)[0] if "lead" in one)
    replace(project / YAML, "  - id: I1\n", "  - id: I1\n    audiences: [class]\n")
    assert not [one for one in found(project)[0] if "lead" in one]


def test_nothing_is_cut_off_a_drawing(project: Path) -> None:
    with_drawing(project)
    replace(project / YAML, "    alt:", "    focus: {x: 0.3}\n    crop: {left: 5}\n    alt:")
    lines = [one for one in found(project)[0] if "SVG" in one]
    assert [one.rpartition("leave out ")[2] for one in lines] == ['"crop"', '"focus"']
