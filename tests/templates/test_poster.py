"""The poster: one sheet, its claim read from five metres, turning points to scale, nothing cut off or out of order."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html as lxml_html

from handouts.model.edition import Edition
from handouts.transforms import for_edition, poster_of

from ..pictures.lessons import photograph, replace
from .sheets import MM, ROOT, Sheets, _workspace, colliding, outside, sheets

POSTERS = [
    ("sek1", "de", "A4"),
    ("uni", "en", "A4"),
    ("easy", "de", "A4"),
    ("easy", "en", "letter"),
    ("adult", "de", "letter"),
    ("class", "de", "A4"),
]
SHEETS = {"A4": (420, 297), "letter": (431.8, 279.4)}

pytestmark = pytest.mark.slow


@pytest.fixture(params=POSTERS, ids=lambda poster: "-".join(map(str, poster)))
def poster(request: pytest.FixtureRequest) -> Sheets:
    audience, language, paper = request.param
    return sheets("poster", audience, language, paper=paper)


def size_of(element: lxml_html.HtmlElement) -> float:
    found = re.search(r"font-size: ([\d.]+)pt", element.get("style"))
    assert found
    return float(found[1])


def test_it_is_one_sheet_twice_the_paper(poster: Sheets, request: pytest.FixtureRequest) -> None:
    paper = request.node.callspec.params["poster"][2]
    assert poster.sizes == [pytest.approx([side * MM for side in SHEETS[paper]], abs=0.5)]


def test_nothing_is_cut_off_or_runs_into_its_neighbour(poster: Sheets) -> None:
    (page,), ((width, height),) = poster.words(), poster.sizes
    assert len(page) > 40
    assert outside(page, 11 * MM, 4 * MM, width - 11 * MM, height - 4 * MM) == []
    assert list(colliding(page)) == []


def test_its_parts_keep_clear_of_one_another(poster: Sheets) -> None:
    """Of what stands below one another no word reaches into the next: head, axis, voices, foot."""
    tree = lxml_html.fromstring(poster.html)
    (page,), ((_, height),) = poster.words(), poster.sizes
    tops = [float(re.findall(r"top: ([\d.]+)mm", part.get("style"))[0]) * MM for part in tree.find_class("poster-axis")]
    tops += [
        float(re.findall(r"top: ([\d.]+)mm", part.get("style"))[0]) * MM for part in tree.find_class("poster-voices")
    ]
    assert tops
    for top in (*tops, height - 22 * MM):
        assert [
            word.text for word in page if word.top + 0.25 * (word.bottom - word.top) < top < word.bottom - 1.5 * MM
        ] == []


def test_the_claim_is_read_from_five_metres_and_turning_points_from_two(poster: Sheets) -> None:
    tree = lxml_html.fromstring(poster.html)
    (claim,) = tree.iter("h1")
    assert size_of(claim) >= 46
    assert min(size_of(title) for title in tree.find_class("event-title")) >= 14
    assert min([size_of(words) for words in tree.xpath("//blockquote/p")] or [14]) >= 14


def test_turning_points_stand_in_the_order_of_time_each_joined_to_its_place(poster: Sheets) -> None:
    tree = lxml_html.fromstring(poster.html)
    (axis,) = tree.find_class("poster-axis")
    drawing = unquote(axis.find(".//img").get("src"))
    told = axis.find(".//img").get("alt")
    width = float(re.findall(r"viewBox='0 0 ([\d.]+)", drawing)[0])
    marks = [float(x) for x in re.findall(r"<path d='M([\d.]+) [\d.]+l", drawing)]
    events = tree.find_class("event")
    assert len(marks) == len(events) >= 3
    assert marks == sorted(marks)
    titles = [one.text_content() for one in tree.find_class("event-title")]
    assert [told.find(title) for title in titles] == sorted(told.find(title) for title in titles)
    assert all(title in told for title in titles)
    assert 0 <= marks[0] < marks[-1] <= width
    for row in ("above", "below"):
        cells = [one for one in events if row in one.get("class").split()]
        places = [[float(n) for n in re.findall(r"(?:left|width): ([\d.]+)mm", cell.get("style"))] for cell in cells]
        for (left, wide), (following, _) in pairwise(places):
            assert left + wide <= following + 0.1
        assert not places or places[-1][0] + places[-1][1] <= width + 0.1


def test_the_axis_is_true_to_scale() -> None:
    tree = lxml_html.fromstring(sheets("poster", "sek1", "de").html)
    years = {
        int(one.text_content()): float(re.findall(r"left: ([\d.]+)%", one.get("style"))[0])
        for one in tree.find_class("bar-year")
    }
    steps = [years[year + 10] - years[year] for year in list(years)[:-1]]
    assert list(years) == list(range(1940, 2021, 10))
    assert max(steps) - min(steps) < 0.01
    drawing = unquote(tree.find_class("poster-leaders")[0].get("src"))
    marks = [float(x) / 394 * 100 for x in re.findall(r"<path d='M([\d.]+) [\d.]+l", drawing)]
    dated = [int(one.text_content()) for one in tree.find_class("event-year")]
    assert dated[:3] == [1941, 1945, 1947]
    for year, mark in zip(dated, marks, strict=True):
        start = years[1940] + (year - 1940) * steps[0] / 10
        assert start - 0.1 <= mark <= start + steps[0] / 10 + 0.1


def test_everything_says_where_it_is_from(poster: Sheets) -> None:
    tree = lxml_html.fromstring(poster.html)
    parts = [*tree.find_class("poster-number"), *tree.find_class("poster-voice")]
    assert [
        part.text_content() for part in parts if not part.find_class("poster-source")[0].text_content().strip()
    ] == []
    assert re.search(
        "Quellen zu den Ereignissen: .{9}|Sources for the events: .{9}",
        tree.find_class("poster-foot")[0].text_content(),
    )


@pytest.mark.parametrize(("audience", "language"), [("sek1", "de"), ("clil", "en"), ("uni", "en")])
def test_voices_are_quoted_letter_by_letter_and_translations_say_so(audience: str, language: str) -> None:
    workspace = _workspace(ROOT)
    (readers,) = (one for one in workspace.project.audiences if one.id == audience)
    lesson = for_edition(workspace.lesson, Edition("poster", readers, language), seed=1)
    view = poster_of(lesson)
    said = {quotation.id: quotation for quotation in lesson.quotations}
    printed = [
        one.text_content()
        for one in lxml_html.fromstring(sheets("poster", audience, language).html).find_class("poster-voice")
    ]
    assert len(view.voices) == len(printed) == 3
    for voice, words in zip(view.voices, printed, strict=True):
        quotation = said[voice.quotation]
        part = str(voice.words or quotation.text)
        assert part in str(quotation.text)
        bare = re.sub(r"[\s\u2011-]+", "", part)
        assert bare in re.sub(r"[\s\u2011-]+", "", words)
        if language not in (quotation.original, quotation.published_translation):
            assert "Arbeitsübersetzung" in words


def test_easy_readers_get_plain_words_that_are_no_quotation() -> None:
    voices = lxml_html.fromstring(sheets("poster", "easy", "de").html).find_class("poster-voice")
    assert len(voices) == 2
    for voice in voices:
        assert "In einfachen Worten" in voice.text_content()
        assert "„" not in voice.find(".//blockquote").text_content()


def test_a_lesson_that_chooses_nothing_has_a_poster_all_the_same() -> None:
    tree = lxml_html.fromstring(sheets("poster", "class", "de").html)
    assert [one.text_content() for one in tree.iter("h1")] == ["Warum gilt ein Provisorium bis heute?"]
    assert tree.find_class("poster-figure")
    assert len(tree.find_class("event")) >= 3


@pytest.mark.parametrize("size", [(1000, 1400), (1500, 1000)], ids=["upright", "across"])
def test_a_picture_that_leads_is_the_large_figure(tmp_path: Path, size: tuple[int, int]) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "handouts.yaml", tmp_path)
    content = tmp_path / "content/us-japan-alliance"
    (content / "posters.yaml").unlink()
    named = "    file: pictures/macarthur-emperor-1945.jpg\n"
    replace(content / "pictures.yaml", named, f"{named}    lead: true\n")
    link = "famouspictures.org/tag/macarthur"
    long = f"{link}/General_MacArthur_and_Emperor_Hirohito_at_the_American_Embassy_in_Tokyo,_27_September_1945.jpg"
    replace(content / "pictures.yaml", f'link: "https://{link}', f'link: "https://{long}')
    (content / "pictures/macarthur-emperor-1945.jpg").write_bytes(photograph(*size))
    poster = sheets("poster", "sek1", "de", root=tmp_path)
    ((width, height),), (page,) = poster.sizes, poster.words()
    assert outside(page, 11 * MM, 4 * MM, width - 11 * MM, height - 4 * MM) == []
    assert list(colliding(page)) == []
    (wide,) = re.findall(r"<img src=\"data:image/jpeg[^>]+width: ([\d.]+)mm", poster.html)
    left = width - (13 + float(wide)) * MM
    assert [word.text for word in page if word.right > left and word.top < 80 * MM] == []
    assert len(lxml_html.fromstring(poster.html).find_class("poster-voice")) == 3
