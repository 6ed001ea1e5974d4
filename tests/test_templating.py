"""Where templates are found, what they may do, and how their mistakes are told."""

from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import TemplateError
from handouts.filters import filters_for
from handouts.model.text import PartialDate, Text
from handouts.templating import Compiled, Renderer, Templates, labels, lacking


def made(folder: Path) -> Templates:
    """Three empty layers: an audience's, the project's, the packaged one."""
    for layer in ("project/audiences/sek1", "project", "packaged"):
        (folder / layer / "handout").mkdir(parents=True)
    return Templates.of(folder / "project", folder / "packaged", "sek1")


@pytest.fixture
def layers(tmp_path: Path) -> Templates:
    return made(tmp_path)


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


def test_the_folders_of_bases_come_after_the_own_one(tmp_path: Path) -> None:
    for folder in (
        "project/audiences/class9b",
        "project/audiences/sek1",
        "project",
        "packaged/audiences/sek1",
        "packaged",
    ):
        (tmp_path / folder / "handout").mkdir(parents=True)
    layers = Templates.of(tmp_path / "project", tmp_path / "packaged", "class9b", "sek1")
    for number in range(5):
        name = "/".join(layers.layers[number].relative_to(tmp_path).parts)
        write(layers, number, f'{name}{{% include "@base/handout/html.j2" ignore missing %}}\n')
    assert Renderer(layers, "de").render("handout/html.j2", {}) == (
        "project/audiences/class9bproject/audiences/sek1projectpackaged/audiences/sek1packaged"
    )


def test_base_passes_over_layers_that_have_no_such_file(layers: Templates) -> None:
    write(layers, 2, "{% block a %}packaged{% endblock %}")
    write(layers, 0, '{% extends "@base/handout/html.j2" %}{% block a %}audience < {{ super() }}{% endblock %}')
    assert Renderer(layers, "de").render("handout/html.j2", {}) == "audience < packaged"


def test_base_looked_up_through_an_empty_layer_does_not_find_itself(layers: Templates) -> None:
    write(layers, 2, '{% extends "@base/handout/html.j2" %}')
    write(layers, 0, '{% extends "@base/handout/html.j2" %}')
    with pytest.raises(TemplateError, match=r'no template "handout/html\.j2" below this one'):
        Renderer(layers, "de").render("handout/html.j2", {})


@given(st.lists(st.sampled_from(["extends", "plain", "absent"]), min_size=3, max_size=3))
def test_base_never_recurses(kinds: list[str]) -> None:
    """Every layer is passed once, whichever of them have the file and extend it, or there is an error."""
    with TemporaryDirectory() as folder:
        templates = made(Path(folder))
        for layer, kind in enumerate(kinds):
            extends = '{% extends "@base/handout/html.j2" %}' if kind == "extends" else ""
            block = f"{{% block a %}}{layer}{{{{ super() if {bool(extends)} }}}}{{% endblock %}}"
            if kind != "absent":
                write(templates, layer, extends + block)
        there = [(layer, kind) for layer, kind in enumerate(kinds) if kind != "absent"]
        end = next((index for index, (_, kind) in enumerate(there) if kind == "plain"), None)
        if end is None:
            with pytest.raises(TemplateError, match="there is no template"):
                Renderer(templates, "de").render("handout/html.j2", {})
        else:
            wanted = "".join(str(layer) for layer, _ in there[: end + 1])
            assert Renderer(templates, "de").render("handout/html.j2", {}) == wanted


def test_base_below_the_last_layer_is_an_error(layers: Templates) -> None:
    write(layers, 2, '{% extends "@base/handout/html.j2" %}')
    with pytest.raises(TemplateError, match=r'there is no template "handout/html\.j2"'):
        Renderer(layers, "de").render("handout/html.j2", {})


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a\n{{ nothing }}", 2, '"nothing" is not defined'),
        ("a\nb\n{% if %}", 3, "Expected an expression"),
        ("{{ text.missing }}", 1, 'a text has no "missing"'),
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


LINKED = '<p><a href="https://example.org">a</a><span class="link-address"> (example.org)</span></p>\n'


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\n\nTwo *words*.", ["<p>One.</p>\n", "<p>Two <em>words</em>.</p>\n"]),
        ("- a\n\n- b\n\nc", ["<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n", "<p>c</p>\n"]),
        ("[a]\n\n---\n\n[a]: https://example.org", [LINKED, "<hr />\n"]),
    ],
)
def test_blocks_are_the_whole_text_one_by_one(text: str, blocks: list[str]) -> None:
    filters = filters_for("en")
    assert filters["blocks"](text) == blocks
    assert "".join(blocks) == filters["markdown"](text)


def test_lines_can_be_blocks() -> None:
    assert filters_for("de")["blocks"]("a\n\n*b* <i>\n", True) == ["<p>a</p>", "<p><em>b</em> &lt;i&gt;</p>"]


def test_blocks_stand_beside_those_that_say_the_same_or_all_beside_all() -> None:
    pairs = filters_for("en")["pairs"]
    assert pairs(["a", "b"], ["c", "d"]) == [("a", "c"), ("b", "d")]
    assert pairs(["a", "b"], ["c"]) == [("ab", "c")]


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


def test_what_is_compiled_once_serves_all_languages(layers: Templates, kept: Path) -> None:
    (layers.home / "a.j2").write_text('{{ 1234.5|number(1) }} {{ "*x*"|inline }} {{ "x"|upper }}', "utf-8")
    compiled = Compiled()
    german, english = (Renderer(layers, tag, {}, compiled).render("a.j2", {}) for tag in ("de", "en"))
    assert (german, english) == ("1.234,5 <em>x</em> X", "1,234.5 <em>x</em> X")
    assert len(list((kept / "templates").iterdir())) == 1


def test_what_a_run_has_compiled_serves_the_next(
    layers: Templates, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (layers.home / "a.j2").write_text("{{ 7|number }} and 8", "utf-8")
    first = Renderer(layers, "en", {}, Compiled()).render("a.j2", {})

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patched:
        patched.setattr(jinja2.Environment, "compile", never)
        patched.setattr(jinja2.Environment, "parse", never)
        assert Renderer(layers, "en", {}, Compiled()).render("a.j2", {}) == first == "7 and 8"
    (layers.home / "a.j2").write_text("{{ 7|number }} and 9", "utf-8")
    assert Renderer(layers, "en", {}, Compiled()).render("a.j2", {}) == "7 and 9"


def test_extensions_are_asked_whenever_a_document_is_made(layers: Templates) -> None:
    """Their filters may change without any template changing; what Jinja hands to filters, it hands to theirs too."""
    asked: list[str] = []

    @jinja2.pass_environment
    def told(environment: jinja2.Environment, value: str) -> str:
        asked.append(value)
        return f"{value}{len(asked)} {'told' in environment.filters}"

    (layers.home / "a.j2").write_text('{{ "x"|told }}', "utf-8")
    made = [Renderer(layers, "de", {"told": told}).render("a.j2", {}) for _ in range(2)]
    assert made == ["x1 True", "x2 True"]


def test_what_is_safe_of_one_thing_is_not_of_another(layers: Templates) -> None:
    (layers.home / "a.j2").write_text("{{ one.pop }}", "utf-8")
    renderer = Renderer(layers, "de")
    assert renderer.render("a.j2", {"one": SimpleNamespace(pop="yes")}) == "yes"
    with pytest.raises(TemplateError, match="unsafe"):
        renderer.render("a.j2", {"one": [1]})
    assert renderer.render("a.j2", {"one": SimpleNamespace(pop="yes")}) == "yes"


def test_labels_that_a_language_lacks_are_noted_when_they_are_printed(layers: Templates) -> None:
    words = labels({"a": "A"}, {name: f"{name} {{n}}" for name in "bcdefg"})
    text = (
        "{% macro m(x, shown) %}{% if shown %}{{ x }}{% endif %}{% endmacro %}{{ l.a }} {{ l.b.format(n=1) }} "
        '{{ m(l.c, false) }}{{ m(l.d, true) }} <p title="{{ l["e"] ~ "x" }}">{{ [l.f, "x"]|join }} {{ l.g|upper }}'
    )
    (layers.home / "a.j2").write_text(text, "utf-8")
    made = Renderer(layers, "de").render("a.j2", {"l": words})
    assert made == 'A b 1 d {n} <p title="e {n}x">f {n}x G {N}'
    assert sorted(lacking(words)) == ["b", "d", "e", "f", "g"]
    with pytest.raises(AttributeError):
        _ = words.unknown
