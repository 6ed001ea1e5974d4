"""A brand whose colours cannot be read is refused, with the pair, its ratio, its line, and a colour to take instead."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from handouts import reader
from handouts.colours import contrast
from handouts.errors import ContentError


@pytest.fixture
def classic(root: Path) -> Path:
    return root / "templates" / "themes" / "classic" / "brand.yaml"


def _refused(tmp_path: Path, classic: Path, old: str, new: str) -> list[str]:
    text = classic.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "brand.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        reader.read_brand(tmp_path / "brand.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_pale_text_is_refused_on_every_ground(tmp_path: Path, classic: Path) -> None:
    lines = classic.read_text(encoding="utf-8").splitlines()
    line = next(number for number, words in enumerate(lines, 1) if words.startswith("  muted:"))
    found = _refused(tmp_path, classic, '"#545454"', '"#808080"')
    on_paper = 'muted "#808080" on paper "#ffffff" has a contrast of 3.94:1; text needs 4.5:1; use "#767676"'
    on_tint = 'muted "#808080" on tint "#f3f2ee" has a contrast of 3.52:1; text needs 4.5:1; use "#6e6e6e"'
    assert found == [f"brand.yaml:{line}:3: {said} or one that stands out more" for said in (on_paper, on_tint)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('rule: "#8c8c8c"', 'rule: "#b0b0b0"', 'rule "#b0b0b0" on paper'),
        ('second: "#8a4b1f"', 'second: "#c9a58c"', 'second "#c9a58c" on tint'),
        ('"#331d0d"]', '"#dfe8ee"]', 'chart colour 6 "#dfe8ee" on paper'),
        ('"#3f6582"', '"#4f7f9f"', 'chart colour 5 "#4f7f9f": neither paper "#ffffff" (contrast 4.31:1)'),
    ],
)
def test_the_nearest_colour_that_passes_is_named(tmp_path: Path, classic: Path, old: str, new: str, said: str) -> None:
    found = _refused(tmp_path, classic, old, new)
    (problem,) = [problem for problem in found if said in problem]
    advised = re.search(r'use "(#\w{6})"', problem)
    assert advised
    mended = classic.read_text(encoding="utf-8").replace(old, new.replace(re.findall(r"#\w{6}", new)[0], advised[1]))
    (tmp_path / "brand.yaml").write_text(mended, encoding="utf-8")
    assert advised[1] in str(reader.read_brand(tmp_path / "brand.yaml").colours)


def test_a_brand_of_light_on_dark_may_be_had(tmp_path: Path, classic: Path) -> None:
    dark = {"#1a1a1a": "#f4f4f4", "#545454": "#b5b5b5", "#1d4565": "#9ec5e0", "#8a4b1f": "#e0a878"}
    dark |= {  # grounds, rules and charts
        "#ffffff": "#101418",
        "#f3f2ee": "#1c242b",
        "#8c8c8c": "#7d858c",
        "#12344f": "#e8f2f9",
        "#9d6632": "#f3dcc6",
    }
    dark |= {"#2a4f6c": "#a8cbe2", "#b38b5b": "#d9b48e", "#3f6582": "#7fb0d0", "#331d0d": "#c19a6b"}
    text = re.sub(r"#\w{6}", lambda colour: dark[colour[0]], classic.read_text(encoding="utf-8"))
    (tmp_path / "brand.yaml").write_text(text, encoding="utf-8")
    assert reader.read_brand(tmp_path / "brand.yaml").colours.paper == "#101418"


def test_chart_colours_of_the_classic_brand_differ_in_grey_too(classic: Path) -> None:
    colours = reader.read_brand(classic).colours
    assert len(colours.chart) == 6
    assert all(contrast(one, other) >= 1.8 for one, other in pairwise(colours.chart))
    assert all(contrast(one, other) >= 1.2 for one, other in combinations(colours.chart, 2))


def test_styles_put_together_only_colours_that_are_checked(root: Path) -> None:
    sheets = [path.read_text(encoding="utf-8") for path in (root / "templates").rglob("*.css")]
    assert len(sheets) > 5
    marks = re.compile(r"[^{}]*::marker[^{}]*\{[^}]*\}")  # the marks of lists are lines, not text
    inks = {
        name for sheet in sheets for name in re.findall(r"(?<![-\w])color:\s*var\(--([\w-]+)\)", marks.sub("", sheet))
    }
    grounds = {name for sheet in sheets for name in re.findall(r"background(?:-color)?:\s*var\(--([\w-]+)\)", sheet)}
    lines = {name for sheet in sheets for name in re.findall(r"border[-\w]*:[^;}]*?var\(--([\w-]+)\)", sheet)}
    assert inks <= {"ink", "muted", "accent", "reverse"}  # reverse: paper, which stands as text on accent
    assert grounds <= {"paper", "tint", "ink", "accent", "second", "rule"}  # all but paper and tint: strokes, covers
    assert lines <= {"ink", "muted", "accent", "second", "rule", "paper", "inch"}  # inch: a width
    literal = [found for sheet in sheets for found in re.findall(r"(?:color|background):\s*(#\w+|rgb[^;]*)", sheet)]
    assert literal == []
