"""Pictures in frames of other proportions: cut about their focus where they may be, else all of them."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from handouts.engine.plan import editions
from handouts.errors import ContentError
from handouts.model.framing import WHOLE, Focus, Frame
from handouts.pipeline import Workspace, perform, prepare

from .lessons import DRAWING, SVG, lesson_with_pictures, replace

YAML = "content/tiny/pictures.yaml"
MARK = (250, 0, 0)


@pytest.fixture
def project(tiny: Path, tmp_path: Path, kept: Path) -> Path:
    return lesson_with_pictures(tiny, tmp_path / "project")


def marked(project: Path, width: int, height: int, x: float, y: float) -> None:
    """Put a grey photograph there with a red disc at a point."""
    image = Image.new("RGB", (width, height), (120, 120, 120))
    centre, radius = (x * width, y * height), min(width, height) / 25
    ImageDraw.Draw(image).ellipse([*(c - radius for c in centre), *(c + radius for c in centre)], fill=MARK)
    image.save(project / "content/tiny/pictures/council.jpg", quality=95)


def page(project: Path, document: str, audience: str = "class") -> str:
    workspace = Workspace.open(project)
    chosen = editions(workspace.project, workspace.lesson, documents=[document], languages=["de"], audiences=[audience])
    return prepare(workspace, chosen[0]).html


def shown(html: str, name: str = "card-picture") -> tuple[Image.Image, float, float]:
    """The picture of a class, and its width and height in millimetres."""
    (element,) = re.findall(rf'<img class="{name}"[^>]+>', html)
    (data,) = re.findall(r"base64,([^\"]+)", element)
    width, height = (float(number) for number in re.findall(r": ([\d.]+)mm", element))
    return Image.open(io.BytesIO(base64.b64decode(data))), width, height


def sights(image: Image.Image) -> tuple[float, float] | None:
    """Where the middle of the red disc is, as shares; None if it is not to be seen."""
    red, green, _ = image.convert("RGB").split()
    mask = Image.eval(red, lambda v: 255 if v > 200 else 0)
    green = Image.eval(green, lambda v: 255 if v < 80 else 0)
    box = Image.composite(mask, Image.new("L", mask.size), green).getbbox()
    return ((box[0] + box[2]) / 2 / image.width, (box[1] + box[3]) / 2 / image.height) if box else None


def cut(ratio: float, focus: Focus | None = None, sides: tuple[float, float, float, float] = WHOLE) -> object:
    made = Frame(sides, 60, 40).cut(ratio, focus, 148)
    return made and made.sides


def test_a_frame_takes_the_middle_and_moves_to_the_focus_as_far_as_the_picture_goes() -> None:
    assert cut(2.0) == (12.5, 0, 12.5, 0)
    assert cut(2.0, Focus(x=0.4)) == pytest.approx((2.5, 0, 22.5, 0))
    assert cut(2.0, Focus(x=0)) == pytest.approx((0, 0, 25, 0))
    assert cut(2.0, Focus(x=1)) == pytest.approx((25, 0, 0, 0))
    assert cut(1.0, Focus(y=0.9)) == pytest.approx((0, 100 / 3, 0, 0), abs=0.001)
    assert cut(1.5, Focus(x=0, y=1)) == (0, 0, 0, 0)


def test_what_is_cropped_away_is_not_brought_back() -> None:
    assert cut(2.0, None, (50, 0, 0, 0)) == pytest.approx((56.25, 0, 6.25, 0))
    assert cut(2.0, Focus(x=0.5), (50, 0, 0, 0)) == pytest.approx((50, 0, 12.5, 0))


def test_a_frame_that_leaves_less_than_half_or_blows_it_up_shows_all_of_it() -> None:
    assert cut(4.0) is None
    assert cut(0.5) is None
    assert Frame(WHOLE, 60, 40).cut(1.5, Focus(), 50) is None
    assert Frame(WHOLE, 60, 40).holding(4.0, 148) == (WHOLE, 60, 15)
    assert Frame(WHOLE, 60, 40).holding(1.5, 45) == (WHOLE, 45, 30)


@pytest.mark.parametrize("point", [(0.1, 0.5), (0.5, 0.5), (0.9, 0.4)])
def test_a_card_shows_the_point_that_is_in_focus(project: Path, point: tuple[float, float]) -> None:
    marked(project, 2400, 1000, *point)
    replace(project / YAML, "    alt:", f"    focus: {{x: {point[0]}, y: {point[1]}}}\n    alt:")
    image, width, height = shown(page(project, "flashcards"))
    assert image.width / image.height == pytest.approx(width / height, rel=0.01)
    assert (width, height) == (76, 46)
    where = sights(image)
    assert where is not None
    if point == (0.5, 0.5):
        assert where == pytest.approx(point, abs=0.02)


def test_without_a_focus_a_photograph_is_cut_at_its_middle(project: Path) -> None:
    marked(project, 2400, 1000, 0.05, 0.5)
    assert sights(shown(page(project, "flashcards"))[0]) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CC BY-SA 3.0 DE", "CC BY-ND 4.0"),
        ("CC BY-SA 3.0 DE", "quotation\n    rights: {de: Beleg, en: quoted}"),
        ("photograph", "caricature"),
        ("photograph", "poster"),
    ],
)
def test_what_may_not_be_cut_is_shown_whole(project: Path, old: str, new: str) -> None:
    marked(project, 2400, 1000, 0.05, 0.5)
    replace(project / YAML, old, new)
    image, width, height = shown(page(project, "flashcards"))
    assert sights(image) is not None
    assert (width, height) == pytest.approx((76, 76 / 2.4), abs=0.01)
    assert image.width / image.height == pytest.approx(2.4, rel=0.01)


def test_no_card_is_larger_than_the_picture_says(project: Path) -> None:
    replace(project / YAML, "    alt:", "    width: 40\n    alt:")
    assert shown(page(project, "flashcards"))[1:] == pytest.approx((40, 26.67))


def test_a_card_names_title_maker_date_and_terms_on_its_back(project: Path) -> None:
    html = page(project, "flashcards")
    back = html[html.index("picture-face") :].partition("</section>")[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", back).replace("\N{NO-BREAK SPACE}", " "))
    for said in ("Der Rat tagt", "Erna Wagner, Bonn, 1. September 1948", "CC BY-SA 3.0 DE", "example.org/council"):
        assert said in words
    assert "Fotografie" in words
    front = html[html.index("card-picture") :].partition("</section>")[0]
    assert "Der Rat tagt" not in front


def test_drawings_maps_and_pictures_without_a_file_have_no_card(project: Path, tiny: Path, tmp_path: Path) -> None:
    assert "card-picture" in page(project, "flashcards")
    for kind in ("drawing", "map"):
        replace(project / YAML, "kind: photograph" if kind == "drawing" else "kind: drawing", f"kind: {kind}")
        assert "card-picture" not in page(project, "flashcards")
    absent = lesson_with_pictures(tiny, tmp_path / "absent", there=False)
    assert "card-picture" not in page(absent, "flashcards")


def test_a_picture_that_a_test_alone_shows_is_on_no_card(project: Path) -> None:
    replace(project / "content/tiny/materials.yaml", "{id: M8, shows: I1,", "{id: M8, for_tests: true, shows: I1,")
    replace(project / "content/tiny/tasks.yaml", "  - id: K90\n", "  - id: K90\n    for_tests: true\n")
    assert "card-picture" not in page(project, "flashcards")


@pytest.mark.parametrize(
    ("focus", "said"),
    [
        ("{x: 1.2}", r"pictures.yaml:13:\d+: picture I1, focus, x: "),
        ("{y: -0.1}", r"pictures.yaml:13:\d+: picture I1, focus, y: "),
        ("{x: 30, y: 60}", r"pictures.yaml:13:\d+: picture I1, focus, x: "),
        ("{x: links}", r"pictures.yaml:13:\d+: picture I1, focus, x: "),
        ("{x: 0.1}\n    crop: {left: 20}", 'its "focus" lies in what "crop" leaves out'),
    ],
)
def test_a_focus_outside_the_picture_is_refused(project: Path, focus: str, said: str) -> None:
    replace(project / YAML, "    alt:", f"    focus: {focus}\n    alt:")
    with pytest.raises(ContentError, match=said):
        Workspace.open(project)


def leads(project: Path) -> Path:
    replace(project / YAML, "    alt:", "    lead: true\n    alt:")
    return project


def test_the_first_page_shows_the_picture_that_leads_under_the_question(project: Path) -> None:
    assert "lead-picture" not in page(project, "handout")
    html = page(leads(project), "handout")
    opening = html[html.index('class="opening') :].partition("</section>")[0]
    places = [opening.index(one) for one in ("question", "lead-picture", "Erna Wagner", "objectives")]
    assert places == sorted(places)
    assert float(re.findall(r"width: ([\d.]+)mm", opening)[0]) / 1.5 <= 297 / 3 - 12


def test_the_poster_shows_it_beside_the_title_on_its_one_sheet(project: Path) -> None:
    assert "poster-picture" not in page(project, "poster")
    html = page(leads(project), "poster")
    head = html[html.index('class="poster-head') :].partition("</header>")[0]
    assert "Ein Saal mit vielen Menschen." in head
    assert "Erna Wagner" in head
    workspace = Workspace.open(project)
    chosen = editions(workspace.project, workspace.lesson, documents=["poster"], languages=["de"])
    reader = PdfReader(io.BytesIO(perform(prepare(workspace, chosen[0])).data))
    assert len(reader.pages) == 1
    assert len(reader.pages[0].images) == 1


def test_the_aims_stand_beside_an_upright_one(project: Path) -> None:
    html = page(leads(project), "handout")
    assert "--picture" not in html
    marked(project, 1000, 1500, 0.5, 0.5)
    html = page(project, "handout")
    assert 'class="opening with-picture" style="--picture: 56.0mm"' in html
    assert 'class="picture lead-picture narrow" style="width: 48.0mm"' in html


@pytest.mark.parametrize("document", ["handout", "poster"])
def test_without_a_file_nothing_leads_and_nothing_is_empty(tiny: Path, tmp_path: Path, document: str) -> None:
    plain = lesson_with_pictures(tiny, tmp_path / "plain", there=False)
    before = page(plain, document)
    assert page(leads(plain), document) == before
    assert "with-picture" not in before


def test_a_picture_leads_that_no_material_shows(project: Path) -> None:
    content = project / "content/tiny"
    replace(content / "pictures.yaml", "pictures:\n", f"pictures:\n{DRAWING}    lead: true\n")
    (content / "pictures/seats.de.svg").write_text(SVG.format(words="65 Sitze"), "utf-8")
    (content / "pictures/seats.en.svg").write_text(SVG.format(words="65 seats"), "utf-8")
    opening = page(project, "handout").partition('class="texts"')[0]
    assert "data:image/svg+xml" in opening
