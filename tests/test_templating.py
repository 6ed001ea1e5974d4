"""Where templates are found, what they may do, and how their mistakes are told."""

from pathlib import Path

import pytest

from handouts.errors import TemplateError
from handouts.filters import filters_for
from handouts.model.text import PartialDate, Text
from handouts.templating import Renderer, Templates


@pytest.fixture
def layers(tmp_path: Path) -> Templates:
    for layer in ("project/audiences/sek1", "project", "packaged"):
        (tmp_path / layer / "handout").mkdir(parents=True)
    return Templates.of(tmp_path / "project", tmp_path / "packaged", "sek1")


def write(templates: Templates, layer: int, text: str, name: str = "handout/html.j2") -> None:
    path = templates.layers[layer] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_most_particular_layer_wins(layers: Templates) -> None:
    write(layers, 2, "packaged")
    assert Renderer(layers, "de").render("handout/html.j2", {}) == "packaged"
    write(layers, 1, "project")
    assert Renderer(layers, "de").render("handout/html.j2", {}) == "project"
    write(layers, 0, "audience")
    assert Renderer(layers, "de").render("handout/html.j2", {}) == "audience"


def test_base_is_the_next_layer_down(layers: Templates) -> None:
    write(layers, 2, "{% block a %}packaged{% endblock %}")
    write(layers, 1, '{% extends "@base/handout/html.j2" %}{% block a %}project < {{ super() }}{% endblock %}')
    write(layers, 0, '{% extends "@base/handout/html.j2" %}{% block a %}audience < {{ super() }}{% endblock %}')
    assert Renderer(layers, "de").render("handout/html.j2", {}) == "audience < project < packaged"


def test_base_below_the_last_layer_is_an_error(layers: Templates) -> None:
    write(layers, 2, '{% extends "@base/handout/html.j2" %}')
    with pytest.raises(TemplateError, match=r'there is no template "handout/html\.j2"'):
        Renderer(layers, "de").render("handout/html.j2", {})


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("a\nb\n{% if %}", 3, "Expected an expression"),
        ("{{ text.missing }}", 1, "has no attribute 'missing'"),
        ("{{ text.__class__.__mro__ }}", 1, "unsafe"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
    ],
)
def test_mistakes_name_template_and_line(layers: Templates, text: str, line: int, said: str) -> None:
    write(layers, 0, text)
    with pytest.raises(TemplateError) as caught:
        Renderer(layers, "de").render("handout/html.j2", {"text": Text({"de": "x"})})
    problem = caught.value.problems[0]
    assert problem.path.endswith("handout/html.j2")
    assert problem.line == line
    assert said in problem.message


@pytest.mark.parametrize("name", ["../secret.j2", "handout/../../../secret.j2"])
def test_names_do_not_lead_out(layers: Templates, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.j2").write_text("secret")
    write(layers, 0, f'{{% include "{name}" %}}')
    with pytest.raises(TemplateError, match="leads out"):
        Renderer(layers, "de").render("handout/html.j2", {})


def test_links_do_not_lead_out(layers: Templates, tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text("secret")
    (layers.layers[0] / "handout" / "html.j2").symlink_to(tmp_path / "secret.j2")
    with pytest.raises(TemplateError, match="leads out"):
        Renderer(layers, "de").render("handout/html.j2", {})


def test_text_is_escaped_and_markdown_is_not_html(layers: Templates) -> None:
    write(layers, 0, "{{ text }}|{{ text|inline }}")
    text = Text({"de": "*a* <script>"})
    assert Renderer(layers, "de").render("handout/html.j2", {"text": text}) == (
        "*a* &lt;script&gt;|<em>a</em> &lt;script&gt;"
    )


@pytest.mark.parametrize(
    ("language", "day", "month", "year", "number", "share"),
    [
        ("de", "8. September 1951", "April 2012", "1978", "136.700", "70,27"),
        ("en", "8 September 1951", "April 2012", "1978", "136,700", "70.27"),
    ],
)
def test_dates_and_numbers_by_language(language: str, day: str, month: str, year: str, number: str, share: str) -> None:
    filters = filters_for(language)
    assert filters["date"](PartialDate.parse("1951-09-08")) == day
    assert filters["date"](PartialDate.parse("2012-04")) == month
    assert filters["date"](PartialDate.parse("1978")) == year
    assert filters["number"](136700) == number
    assert filters["number"](70.27, 2) == share
