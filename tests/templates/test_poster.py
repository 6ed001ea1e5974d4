"""The timeline for the wall: one sheet, readable from two metres, nothing cut off or out of order."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml import html as lxml_html

from ..pictures.lessons import photograph, replace
from .sheets import MM, ROOT, Sheets, colliding, outside, sheets

POSTERS = [
    ("sek1", "de", "A4", 0),
    ("uni", "de", "A4", 0),
    ("easy", "de", "A4", 0),
    ("sek1", "de", "letter", 0),
    ("easy", "de", "letter", 0),
    ("sek1", "de", "A4", 18),
    ("sek1", "en", "letter", 18),
    ("class", "de", "A4", 0),
]
SHEETS = {"A4": (420, 297), "letter": (431.8, 279.4)}
LEAST = 14

pytestmark = pytest.mark.slow


@pytest.fixture(params=POSTERS, ids=lambda poster: "-".join(map(str, poster)))
def poster(request: pytest.FixtureRequest) -> Sheets:
    audience, language, paper, type_size = request.param
    return sheets("poster", audience, language, paper=paper, type_size=type_size)


def test_it_is_one_sheet_twice_the_paper(poster: Sheets, request: pytest.FixtureRequest) -> None:
    paper = request.node.callspec.params["poster"][2]
    assert poster.sizes == [pytest.approx([side * MM for side in SHEETS[paper]], abs=0.5)]


def test_nothing_is_cut_off_or_runs_into_its_neighbour(poster: Sheets) -> None:
    (page,), ((width, height),) = poster.words(), poster.sizes
    assert len(page) > 40
    assert outside(page, 12 * MM, 4 * MM, width - 12 * MM, height - 4 * MM) == []
    assert list(colliding(page)) == []


def test_it_can_be_read_from_two_metres(poster: Sheets, request: pytest.FixtureRequest) -> None:
    size = re.search(r'class="stream" style="font-size: ([\d.]+)pt"', poster.html)
    title = re.search(r'<h1 style="font-size: ([\d.]+)pt"', poster.html)
    assert size
    assert title
    assert float(size[1]) >= max(LEAST, 0.95 * request.node.callspec.params["poster"][3])
    assert float(title[1]) >= 40


def test_it_is_full(poster: Sheets, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["poster"][0] == "class":
        pytest.skip("three events do not fill a sheet")
    (page,), ((_, height),) = poster.words(), poster.sizes
    lowest = max(word.bottom for word in page if word.bottom < height - 12 * MM)
    assert lowest > 0.8 * height


@pytest.mark.parametrize(("audience", "language"), [("uni", "de"), ("easy", "de")])
def test_events_are_read_in_the_order_of_time(audience: str, language: str) -> None:
    tree = lxml_html.fromstring(sheets("poster", audience, language).html)
    years = [re.findall(r"\d{4}", date.text_content())[-1] for date in tree.find_class("event-date")]
    assert len(years) >= 20
    assert years == sorted(years)


def test_each_event_has_its_stroke_on_the_axis() -> None:
    tree = lxml_html.fromstring(sheets("poster", "uni", "de").html)
    strokes = [float(re.findall(r"[\d.]+", stroke.get("style"))[0]) for stroke in tree.find_class("stroke")]
    assert len(strokes) == len(tree.find_class("event"))
    assert strokes == sorted(strokes)
    assert strokes[0] > 0
    assert strokes[-1] < 100


def test_neighbouring_periods_have_different_patterns() -> None:
    tree = lxml_html.fromstring(sheets("poster", "sek1", "de").html)
    bands = [period.get("class") for period in tree.find_class("period")]
    stretches = [stretch.get("class").split()[-1] for stretch in tree.find_class("stretch")]
    assert len(set(stretches)) == len(stretches) == 5
    assert [band.split()[-1] for band in bands] == stretches


@pytest.fixture(scope="module", params=[(1000, 1400), (1500, 1000)], ids=["upright", "across"])
def illustrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real lesson with a picture that leads."""
    root = tmp_path_factory.mktemp("illustrated")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "handouts.yaml", root)
    content = root / "content/us-japan-alliance"
    named = "    file: pictures/macarthur-emperor-1945.jpg\n"
    replace(content / "pictures.yaml", named, f"{named}    lead: true\n")
    link = "famouspictures.org/tag/macarthur"
    long = f"{link}/General_MacArthur_and_Emperor_Hirohito_at_the_American_Embassy_in_Tokyo,_27_September_1945.jpg"
    replace(content / "pictures.yaml", f'link: "https://{link}', f'link: "https://{long}')
    (content / "pictures/macarthur-emperor-1945.jpg").write_bytes(photograph(*request.param))
    return root


@pytest.mark.parametrize(("audience", "language", "paper", "type_size"), [one for one in POSTERS if one[0] != "class"])
def test_a_picture_beside_the_title_leaves_it_one_sheet(
    illustrated: Path, audience: str, language: str, paper: str, type_size: int
) -> None:
    poster = sheets("poster", audience, language, paper=paper, type_size=type_size, root=illustrated)
    ((width, height),) = poster.sizes
    (page,) = poster.words()
    assert outside(page, 12 * MM, 4 * MM, width - 12 * MM, height - 4 * MM) == []
    assert list(colliding(page)) == []
    (wide,) = re.findall(r"<img src=\"data:image/jpeg[^>]+width: ([\d.]+)mm", poster.html)
    left = width - (13 + float(wide)) * MM
    assert [word.text for word in page if word.right > left and word.top < 50 * MM] == []
