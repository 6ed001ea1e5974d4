"""What is read aloud in place of a figure."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from .conftest import Draw
from .sheets import PLACES, drawings, figure, map_figure, row, table

WORDS = ' data-break="Methode neu" data-provisional="vorläufig"'
YEARS = [
    row("2005", (35571, "35.600"), None),
    row("2010", (46313, "46.300"), (20, "20"), mark="break"),
    row("2025", (53490, "53.500"), (30, "30"), mark="provisional"),
]


def _title(html: str) -> str:
    return drawings(html)[0].root[0].text or ""


def test_a_chart_reads_all_its_values_with_their_marks(drawn: Draw) -> None:
    html = figure("bar", table(YEARS, ("Japan", "Okinawa")), unit="Personen", alt="Es sinkt.", more=WORDS)
    assert _title(drawn(html)) == (
        "Es sinkt. Personen: 2005: Japan 35.600; 2010 (Methode neu): Japan 46.300, Okinawa 20; "
        "2025 (vorläufig): Japan 53.500, Okinawa 30."
    )


def test_an_author_who_names_every_value_is_not_repeated(drawn: Draw) -> None:
    rows = [row("dafür", (3, "3")), row("dagegen", (4, "4"))]
    assert _title(drawn(figure("bar", table(rows), alt="Dafür 3, dagegen 4."))) == "Dafür 3, dagegen 4."
    assert _title(drawn(figure("bar", table(rows), alt="Dafür 3"))) == "Dafür 3. Prozent: dafür: 3; dagegen: 4."


def test_panels_are_read_with_their_titles(drawn: Draw) -> None:
    tables = (table([row("ja", (3, "3"))], caption="Gefahr?"), table([row("nein", (4, "4"))], caption="Schutz?"))
    assert _title(drawn(figure("grouped_bar", *tables, alt="Umfrage"))) == (
        "Umfrage. Prozent: Gefahr? ja: 3. Schutz? nein: 4."
    )


def test_a_map_reads_its_places_by_kind(drawn: Draw) -> None:
    more = ' data-outside="Nicht auf der Karte: Potsdam"'
    title = _title(drawn(map_figure([PLACES[1], PLACES[5], PLACES[2], PLACES[7]], more=more)))
    assert title == (
        "Karte. Art war: Hiroshima, Nagasaki. Art return: Okinawa (Naha) (15. Mai 1972). Art base: Futenma "
        "(Marineinfanterie). Nicht auf der Karte: Potsdam."
    )


@pytest.mark.parametrize("labels", ["none", "numbers"])
def test_a_map_to_be_labelled_gives_no_answer_away(drawn: Draw, labels: str) -> None:
    assert _title(drawn(map_figure(PLACES, labels))) == "Karte"


def test_the_picture_of_a_slide_has_the_same_words_and_its_letters(drawn: Draw) -> None:
    html = drawn(map_figure(PLACES), "slides")
    assert 'alt="Karte. Art war: Pearl Harbor (Hawaii), Hiroshima' in html
    found = re.search(r"base64,([^\"]*)", html)
    assert found
    with Image.open(BytesIO(b64decode(found[1]))) as picture:
        legend = picture.convert("L").crop((40, picture.height - 60, 400, picture.height))
    assert sum(legend.histogram()[:100]) > 500  # dark letters on white; without a font there would be none
