"""A brand made from one accent: every colour can be read, and charts stay apart on a grey copier."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import reader
from handouts.colours import contrast, lightness
from handouts.fonts import x_height
from handouts.model.brand import Brand, Colours
from handouts.model.position import Positions
from handouts.reader.theme import contrast_problems
from handouts.styles import stylesheet
from handouts.themes import brand_file, derived

ROOT = Path(__file__).resolve().parents[1]
CLASSIC = reader.read_brand(ROOT / "templates/themes/classic/brand.yaml", root=ROOT)
DARK = Colours(
    ink="#f4f4f4",
    muted="#b5b5b5",
    accent="#9ec5e0",
    second="#e0a878",
    paper="#101418",
    tint="#1d242b",
    rule="#7d868e",
    chart=("#9ec5e0", "#7a8894", "#e0a878", "#c9d6de"),
)
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def complaints(colours: Colours) -> list[str]:
    return [problem.message for problem in contrast_problems(colours, Positions({}, {}, {}))]


def test_the_bases_are_sound() -> None:
    assert complaints(CLASSIC.colours) == complaints(DARK) == []


@pytest.mark.slow
@given(colours, st.sampled_from([CLASSIC.colours, DARK]))
def test_whatever_the_accent_the_reader_takes_the_brand(accent: str, base: Colours) -> None:
    assert complaints(derived(base, accent)) == []


@pytest.mark.slow
@given(colours)
def test_charts_are_as_dark_and_light_as_those_of_the_base(accent: str) -> None:
    made = derived(CLASSIC.colours, accent).chart
    assert [lightness(one) for one in made] == pytest.approx(
        [lightness(one) for one in CLASSIC.colours.chart], abs=0.01
    )


@pytest.mark.parametrize(("accent", "kept"), [("#7a1f5c", "#7a1f5c"), ("#00695C", "#00695c"), ("#ffcc00", None)])
def test_an_accent_that_can_be_read_is_kept(accent: str, kept: str | None) -> None:
    made = derived(CLASSIC.colours, accent)
    assert made.accent == kept or (kept is None and 4.5 <= contrast(made.accent, made.tint) < 4.7)


def test_the_second_colour_lies_opposite_and_greys_have_none() -> None:
    red, green, blue = (int(derived(CLASSIC.colours, "#00695c").second[place : place + 2], 16) for place in (1, 3, 5))
    assert red > max(green, blue)
    assert derived(CLASSIC.colours, "#444444").second == CLASSIC.colours.second
    assert derived(CLASSIC.colours, "#444444").chart == CLASSIC.colours.chart


@pytest.mark.parametrize("footer", ["", "Schule „Am See“: Raum 2 # oben"])
def test_the_file_says_what_the_brand_is(tmp_path: Path, footer: str) -> None:
    brand = replace(CLASSIC, footer=footer, name="Am See", colours=derived(CLASSIC.colours, "#7a1f5c"))
    (tmp_path / "brand.yaml").write_text(brand_file(brand, "see"), encoding="utf-8")
    assert reader.read_brand(tmp_path / "brand.yaml") == brand
    assert "theme: see" in brand_file(brand, "see")


def test_every_colour_has_a_remark() -> None:
    lines = brand_file(CLASSIC, "a").splitlines()
    for key in (each.name for each in fields(Colours)):
        (line,) = [line for line in lines if line.strip().startswith(f"{key}:")]
        assert "#" in line.partition('"    ')[2] or key == "chart"
    assert {each.name for each in fields(Brand)} - {"layouts"} == {
        line.split(":")[0].lstrip("# ") for line in lines if keyed(line)
    }


def keyed(line: str) -> bool:
    """Whether a line holds a key at the top, perhaps as a remark."""
    return line.removeprefix("# ").split(":")[0] in {each.name for each in fields(Brand)} and not line.startswith("  ")


def test_sources_look_as_large_as_running_text_in_a_family_of_their_own() -> None:
    project = reader.read_all(ROOT).project
    own = replace(CLASSIC, fonts=replace(CLASSIC.fonts, source="Gentium Book Plus"))
    none = replace(CLASSIC, fonts=replace(CLASSIC.fonts, source=None))
    with_serif, without = (stylesheet(brand, project.audiences[0], project) for brand in (own, none))
    assert '--font-source: "Gentium Book Plus", "Source Sans 3"' in with_serif
    assert '--font-source: "Source Sans 3"' in without
    assert "Gentium" not in without
    scale = float(with_serif.partition("--source-size: ")[2].partition("em")[0])
    assert scale * x_height("Gentium Book Plus") == pytest.approx(x_height("Source Sans 3"), rel=0.01)
    leading = float(with_serif.partition("--source-leading: ")[2].partition(";")[0])
    assert scale * leading == pytest.approx(project.audiences[0].line_height, rel=0.01)
    assert "--source-size: 1em" in without


def test_a_family_for_sources_outlives_the_way_through_the_file(tmp_path: Path) -> None:
    for source in ("EB Garamond", None):
        brand = replace(CLASSIC, fonts=replace(CLASSIC.fonts, source=source))
        (tmp_path / "brand.yaml").write_text(brand_file(brand, "own"), encoding="utf-8")
        assert reader.read_brand(tmp_path / "brand.yaml", root=tmp_path).fonts == brand.fonts
