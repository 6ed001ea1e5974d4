"""Pictures that a text brings: found, embedded, told with their place if they cannot be."""

import base64
from pathlib import Path
from urllib.parse import quote

import pytest

from handouts.errors import ContentError
from handouts.pipeline import Workspace, inserted_findings

from ..pictures.lessons import SVG, photograph
from .projects import FIRST, page, project

YAML = "content/bread/lesson.yaml"


def found(folder: Path) -> tuple[list[str], list[str]]:
    problems, remarks = inserted_findings(Workspace.open(folder))
    return [str(one) for one in problems], [str(one) for one in remarks]


@pytest.fixture
def bakery(tmp_path: Path, kept: Path) -> Path:
    folder = project(tmp_path / "p", "Text")
    content = folder / "content" / "bread"
    (content / "pictures").mkdir()
    (content / "Backofen groß.jpg").write_bytes(photograph(400, 300))
    (content / "pictures" / "ofen.webp").write_bytes(photograph(400, 300, "WEBP"))
    (content / "ofen.svg").write_text(SVG, "utf-8")
    (content / "alt.bmp").write_bytes(b"%!PS-Adobe")
    return folder


@pytest.mark.parametrize(
    ("source", "media"),
    [
        ("<Backofen groß.jpg>", "jpeg"),
        ("Backofen%20gro%C3%9F.jpg", "jpeg"),
        ("ofen.webp", "jpeg"),
        ("pictures/ofen.webp", "jpeg"),
        ("ofen.svg", "svg+xml"),
        (f"data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}", "svg+xml"),
        (f"data:image/svg+xml,{quote(SVG)}", "svg+xml"),
        (f"data:image/svg+xml;utf8,{quote(SVG)}", "svg+xml"),
    ],
)
def test_a_picture_travels_in_the_page(bakery: Path, source: str, media: str) -> None:
    project(bakery, f"Seht:\n\n![Ein Ofen]({source})")
    assert f'<figure class="inserted"><img src="data:image/{media};base64,' in page(bakery)
    problems, remarks = found(bakery)
    assert problems == []
    assert "tells neither its maker nor its rights" in remarks[0]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("offen.webp", 'is not in content/bread/; did you mean "ofen.webp"?'),
        ("https://example.org/ofen.png", "lies outside of the project; save it in the lesson's folder"),
        ("pictures", "is not in content/bread/"),
        ("../../ofen.png", "does not lie in the lesson's folder"),
        ("/etc/ofen.png", "does not lie in the lesson's folder"),
        ("alt.bmp", "is of the kind EPS; save it as PNG or JPEG"),
        ("data:image/png;base64,iVBOR", "is no picture"),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_place(bakery: Path, source: str, said: str) -> None:
    project(bakery, f"Seht:\n\n![Ein Ofen]({source})")
    told = found(bakery)[0]
    assert len(told) == 1
    assert told[0].startswith(f"{YAML}:{FIRST + 2}:")
    assert said in told[0]
    with pytest.raises(ContentError) as error:
        page(bakery)
    assert [str(one) for one in error.value.problems] == told


def test_who_does_not_see_it_has_to_be_told_something(bakery: Path) -> None:
    project(bakery, "Seht:\n\n![ ](ofen.svg)")
    place, said = f"{YAML}:{FIRST + 2}:9", "the picture ofen.svg says nothing to those who do not see it"
    assert [one.split("; ")[0] for one in found(bakery)[0]] == [f"{place}: X1, text: {said}"]


def test_a_task_may_hold_a_picture(bakery: Path) -> None:
    project(bakery, "Text", PROMPT="Nenne: ![Ofen](ofen.svg)")
    assert 'alt="Ofen" class="inserted"' in page(bakery, "worksheet")


def test_a_link_to_what_is_nowhere_is_told_with_its_place(bakery: Path) -> None:
    project(bakery, "Siehe [oben](#M1) und [unten](#M7).")
    with pytest.raises(ContentError) as error:
        page(bakery)
    assert [str(one) for one in error.value.problems] == [
        f"{YAML}:{FIRST}:39: X1, text: the link to #M7 leads nowhere; link to a material by its number, such as #M1"
    ]
