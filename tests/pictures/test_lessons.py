"""Pictures of a lesson: on pages and slides if their file is there, and else nowhere, with all that hangs on them."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from handouts.engine.plan import editions
from handouts.errors import ContentError
from handouts.pictures.printed import LONGEST_SIDE
from handouts.pipeline import Workspace, perform, prepare

from .lessons import DRAWING, PICTURES, lesson_with_pictures, photograph, replace, with_drawing


@pytest.fixture
def project(tiny: Path, tmp_path: Path, kept: Path) -> Path:
    return lesson_with_pictures(tiny, tmp_path / "project")


def edition(workspace: Workspace, document: str, language: str = "en") -> object:
    chosen = editions(
        workspace.project, workspace.lesson, documents=[document], languages=[language], audiences=["class"]
    )
    return chosen[0]


def page(project: Path, document: str = "handout", language: str = "en") -> str:
    workspace = Workspace.open(project)
    return prepare(workspace, edition(workspace, document, language)).html  # type: ignore[arg-type]


def shows_slide(project: Path) -> None:
    replace(project / "content/tiny/tasks.yaml", "shows: [M4a, M5b]", "shows: [M8, M4a, M5b]")


def test_a_picture_stands_on_the_page_with_its_credit_and_what_is_to_be_seen(project: Path) -> None:
    html = page(project)
    material = html[html.index('class="material picture-material"') :].partition("</section>")[0]
    assert '<span class="kind">Photograph</span>' in material
    assert 'alt="A hall with many people. Three women sit in front."' in material
    credit = re.sub(r"<[^>]+>", "", material[material.index("source-line") :])
    assert (
        "Photograph: “The Council meets”, Erna Wagner, Bonn, 1 September 1948; CC BY-SA 3.0 DE; example.org/council; "
        "Federal Archives, picture 5." in credit
    )
    assert 'href="https://creativecommons.org/licenses/by-sa/3.0/de/"' in material
    (data,) = re.findall(r"data:image/jpeg;base64,([^\"]+)", material)
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == (1500, 1000)
    assert "Women are in the foreground" not in html


def test_the_credit_is_in_the_language_of_the_edition(project: Path) -> None:
    replace(project / "content/tiny/pictures.yaml", "    maker:", "    rights:")
    replace(project / "content/tiny/pictures.yaml", "CC BY-SA 3.0 DE", "public_domain")
    assert "„Der Rat tagt“, Urheber unbekannt, Bonn, 1. September 1948; gemeinfrei (Erna Wagner)" in page(
        project, language="de"
    )
    assert "“The Council meets”, maker unknown, Bonn, 1 September 1948; public domain (Erna Wagner)" in page(project)


def test_teachers_read_what_it_means(project: Path) -> None:
    html = page(project, "teacher")
    assert "Women are in the foreground" in html
    assert "Three women sit in front" in html


def test_a_tagged_figure_holds_it(project: Path) -> None:
    workspace = Workspace.open(project)
    made = perform(prepare(workspace, edition(workspace, "handout")))  # type: ignore[arg-type]
    reader = PdfReader(io.BytesIO(made.data))
    alts = [one.get_object()["/Alt"] for one in _elements(reader) if one.get_object().get("/S") == "/Figure"]
    assert "A hall with many people. Three women sit in front." in alts
    shown = [one for sheet in reader.pages for one in sheet.images]
    (data,) = {one.data for one in shown}
    assert Image.open(io.BytesIO(data)).mode == "RGB"
    assert str(shown[0].indirect_reference.get_object()["/Interpolate"]) == "False"  # as PDF/A has it


def _elements(reader: PdfReader) -> list[object]:
    found, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        one = left.pop().get_object()
        found.append(one)
        kids = one.get("/K", [])
        left += [kid for kid in (kids if isinstance(kids, list) else [kids]) if hasattr(kid.get_object(), "get")]
    return found


def test_a_task_on_it_has_three_steps_with_room_each(project: Path) -> None:
    html = page(project, "worksheet")
    task = html[html.index('type-picture-analysis"') :].partition("</section>")[0]
    assert re.findall(r"\) ?</span> (\w+):", task) == ["Describe", "Analyse", "Interpret"]
    assert task.count('<div class="writing"') == 3
    assert "What can you see?" in task


def test_steps_may_be_worded_by_the_author_but_are_three(project: Path) -> None:
    tasks = project / "content/tiny/tasks.yaml"
    steps = "".join(f'      - {{de: "{word}?", en: "{word}?"}}\n' for word in ("Wo", "Was", "Wozu"))
    replace(tasks, "    points: 3\n    minutes: 3\n", f"    points: 3\n    minutes: 3\n    steps:\n{steps}")
    assert "Describe: " in (html := page(project, "worksheet"))
    assert "Wozu?" in html
    assert "What can you see?" not in html
    replace(tasks, '      - {de: "Wo?", en: "Wo?"}\n', "")
    with pytest.raises(ContentError, match="has 3 steps, not 2"):
        Workspace.open(project)


def test_a_slide_shows_it_with_its_credit(project: Path) -> None:
    shows_slide(project)
    workspace = Workspace.open(project)
    made = perform(prepare(workspace, edition(workspace, "deck")))  # type: ignore[arg-type]
    slides = Presentation(io.BytesIO(made.data)).slides
    (slide,) = [one for one in slides if any(hasattr(shape, "image") for shape in one.shapes)]
    (shape,) = [one for one in slide.shapes if hasattr(one, "image")]
    assert "A hall with many people." in shape._element.xpath("./*/p:cNvPr")[0].get("descr")
    words = " ".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
    assert "Erna Wagner" in words
    assert "· In the hall" in words
    assert "Women are in the foreground" in slide.notes_slide.notes_text_frame.text


def test_a_drawing_speaks_the_language_of_the_edition(project: Path) -> None:
    with_drawing(project)
    for language, words in (("de", "65 Sitze"), ("en", "65 seats")):
        (data,) = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", page(project, language=language))
        assert words in base64.b64decode(data).decode()
        assert "Source Sans 3" in base64.b64decode(data).decode()


def test_a_drawing_becomes_pixels_on_slides(project: Path) -> None:
    with_drawing(project)
    shows_slide(project)
    html = page(project, "deck")
    (data,) = re.findall(r"data:image/png;base64,([^\"]+)", html)
    assert Image.open(io.BytesIO(base64.b64decode(data))).width == LONGEST_SIDE
    assert "svg" not in html


@pytest.mark.parametrize("document", ["handout", "worksheet", "teacher", "deck"])
def test_what_hangs_on_a_missing_picture_is_left_out(tiny: Path, tmp_path: Path, document: str) -> None:
    project = lesson_with_pictures(tiny, tmp_path / "project", there=False)
    shows_slide(project)
    html = page(project, document)
    for gone in ("In the hall", "Council meets", "picture-material", "picture-analysis", "Examine the photograph"):
        assert gone not in html
    if document == "deck":
        assert "Turnout" in html


def test_a_slide_that_would_show_nothing_else_goes(tiny: Path, tmp_path: Path) -> None:
    project = lesson_with_pictures(tiny, tmp_path / "project", there=False)
    replace(project / "content/tiny/tasks.yaml", "shows: [M2a, M2b]", "shows: [M8]")
    assert "The first articles" not in page(project, "deck")
    (project / "content/tiny/pictures/council.jpg").write_bytes(photograph())
    assert "The first articles" in page(project, "deck")


def test_a_file_that_is_put_there_is_shown_by_the_next_look(tiny: Path, tmp_path: Path) -> None:
    project = lesson_with_pictures(tiny, tmp_path / "project", there=False)
    before = Workspace.open(project)
    assert "In the hall" not in prepare(before, edition(before, "handout")).html  # type: ignore[arg-type]
    (project / "content/tiny/pictures/council.jpg").write_bytes(photograph())
    now = before.reread()
    assert "In the hall" in prepare(now, edition(now, "handout")).html  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new"),
    [("    licence: CC BY-SA 3.0 DE", "    licence: unclear"), ("    alt: ", "    introduction: ")],
)
def test_what_nobody_has_settled_or_described_is_not_printed(project: Path, old: str, new: str) -> None:
    replace(project / "content/tiny/pictures.yaml", old, new)
    assert "In the hall" not in page(project)


def test_what_is_for_one_s_own_class_stays_out_of_what_is_published(project: Path) -> None:
    replace(project / "content/tiny/pictures.yaml", "CC BY-SA 3.0 DE", "class_only")
    assert "for teaching one’s own class only" in page(project)
    replace(project / "handouts.yaml", "lesson: tiny", "publish: true\nlesson: tiny")
    assert "In the hall" not in page(project)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("council.jpg", "../council.jpg", r"pictures.yaml:4:5: picture I1, file: .*does not lie in the folder"),
        ("pictures/council.jpg", "/council.jpg", "does not lie in the folder"),
        ("CC BY-SA 3.0 DE", "CC BY-SA 4", r'"CC BY-SA 4" is not possible here; did you mean "CC BY-SA 4\.0"'),
    ],
)
def test_what_is_written_wrong_is_told_with_its_line(project: Path, old: str, new: str, said: str) -> None:
    replace(project / "content/tiny/pictures.yaml", old, new)
    with pytest.raises(ContentError, match=said):
        Workspace.open(project)


def test_a_file_that_is_not_there_is_a_mistake_if_nobody_says_where_to_get_it(project: Path) -> None:
    yaml = project / "content/tiny/pictures.yaml"
    replace(yaml, '    get: {de: "im Archiv suchen", en: "look in the archive"}\n', "")
    replace(yaml, "council.jpg", "counsil.jpg")
    said = r'pictures.yaml:4:5: picture I1: there is no file pictures/counsil.jpg .*"pictures/council.jpg"'
    with pytest.raises(ContentError, match=said):
        Workspace.open(project)
    replace(yaml, "    file: pictures/counsil.jpg\n", "")
    with pytest.raises(ContentError, match='neither "file" nor "get"'):
        Workspace.open(project)


def test_a_link_out_of_the_project_is_no_picture(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.jpg"
    outside.write_bytes(photograph())
    path = project / "content/tiny/pictures/council.jpg"
    path.unlink()
    path.symlink_to(outside)
    with pytest.raises(ContentError, match=r"pictures\.yaml:4:5: picture I1: .*leads out of the project"):
        Workspace.open(project)


def test_a_damaged_file_is_told_with_the_line_that_names_it(project: Path) -> None:
    (project / "content/tiny/pictures/council.jpg").write_bytes(photograph()[:3000])
    with pytest.raises(
        ContentError, match=r"pictures\.yaml:4:5: picture I1: content/tiny/pictures/council\.jpg is damaged"
    ):
        page(project)


def test_the_samples_are_what_they_say() -> None:
    assert "id: I1" in PICTURES
    assert "{language}" in DRAWING
