"""What is told of Markdown that would be lost, or printed with its marks: each with its place."""

import time
from pathlib import Path

import pytest

from handouts.checks.leftovers import leftovers
from handouts.checks.markup import markup_problems
from handouts.engine.plan import editions
from handouts.errors import TemplateError
from handouts.filters import filters_for
from handouts.markup import parser
from handouts.model.lesson import Lesson
from handouts.model.position import Positions
from handouts.model.text import Text
from handouts.pipeline import Workspace, as_typed
from handouts.typography import set_html

from .projects import FIRST, page, project

YAML = "content/bread/lesson.yaml"


def told(folder: Path) -> list[str]:
    workspace = Workspace.open(folder)
    return [str(one) for one in markup_problems(workspace.lesson, workspace.positions)]


@pytest.mark.parametrize(
    ("typed", "column", "said"),
    [
        (
            "Es sind $x^2 + 1$ Brote.",
            17,
            "$x^2 + 1$ is printed as typed, since formulas are not set; write it in letters",
        ),
        ("Es ist \\frac{1}{2}.", 16, "\\frac{ is printed as typed"),
        ("CO<sub>2</sub>", 11, "<sub> is printed as typed, since HTML is not read; write H~2~O"),
        ('Ein <span class="x">Wort', 13, '<span class="x"> is printed as typed, since HTML is not read; leave it out'),
        ("Siehe [es](brot.pdf).", 20, "the link leads to brot.pdf; links may only lead to"),
        ("Zuerst:\n3. Teig\n4. Ofen", 9, "these lines become one paragraph, not a list"),
        ("|a|b|\n|-|-|\n|1|2|3|", 9, "this row has 3 cells, but the head of the table 2"),
        ("|" * 16 + "\n|" + "-|" * 15, 9, "a table of 15 columns is too narrow"),
        ("Mehl.\n\n[^n]: Vom Müller.", 9, "the note [^n] is never printed, since nothing calls it"),
        ('Ein ![Ofen](ofen.png "Der Herd") steht da.', 31, "the title “Der Herd” is not printed"),
    ],
)
def test_what_does_not_come_out_as_meant(tmp_path: Path, typed: str, column: int, said: str) -> None:
    found = told(project(tmp_path, typed))
    line = FIRST + {"3. Teig": 1, "[^n]:": 2, "|1|2|": 2}.get(
        next((one for one in ("3. Teig", "[^n]:", "|1|2|") if one in typed), ""), 0
    )
    assert any(one.startswith(f"{YAML}:{line}:{column}: X1, text: ") and said in one for one in found)


@pytest.mark.parametrize(
    "typed",
    [
        "Es kostet $5 und dort $7.",
        "US$5/US$7",
        "`<b>` und `$x^2$`",
        "a < b > c",
        "Am Anfang.\n\n3. Teig\n4. Ofen",
        "Im Jahr\n1990. Danach",
        "[es](#M1) und [dort](mailto:a@example.org)",
    ],
)
def test_what_comes_out_right_is_not_told(tmp_path: Path, typed: str) -> None:
    assert told(project(tmp_path, typed)) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Der *Spiegel* schreibt", "*Spiegel*"),
        ("**Fett**", "**Fett**"),
        ("ein _Wort_ hier", "_Wort_"),
        ("du geh*st*", "h*st*"),
        ("[es](https://example.org)", "[es](https://example.org)"),
        ("![Ein Ofen](mein ofen.png)", "![Ein Ofen](mein ofen.png)"),
        ("Quelle[^S01]", "[^S01]"),
        ("ein `wort`", "`wort`"),
        ("|a|b|\n|---|---|", "|---|"),
        ("- Teig\n- Ofen", "- Teig"),
        ("2) Teig\n3) Ofen", "2) Teig"),
        ("&gt; Es war einmal", "&gt; Es war einmal"),
        ("## Titel", "## Titel"),
    ],
)
def test_marks_that_are_left_on_a_page_are_found(words: str, found: str) -> None:
    assert list(leftovers(f"<h2>{words}</h2>")) == [found]


@pytest.mark.parametrize(
    "words",
    [
        "Lehrer*innen und Köch*innen",
        "3*5*7",
        "(*1870, †1945)",
        "______",
        "* Anmerkung",
        "[1] (2)",
        "- a<br>- b",
        "1 &gt; 0",
        "snake_case_name",
    ],
)
def test_what_is_no_mark_is_not_found(words: str) -> None:
    assert leftovers(f"<p>{words}</p><pre>*a*</pre>") == {}


@pytest.mark.parametrize("piece", ["![", "[a](", "*a ", "_a", "$=", "\\(", "~a", "^", "x", "a@", "a.", "|-", "<b "])
def test_no_text_takes_long_to_look_through(piece: str) -> None:
    words = piece * 8_000
    text = Text({"de": words})
    started = time.process_time()
    lesson = Lesson.model_construct(title=text)
    list(markup_problems(lesson, Positions()))
    leftovers(f"<p>{words}</p>")
    set_html(f'<html lang="de"><p>{words}</p></html>')
    assert time.process_time() - started < 10


def test_what_is_escaped_is_meant() -> None:
    html = parser().render(r"\*so\* und \[^1] und \`x\`")
    assert leftovers(html) == {}
    assert filters_for("de")["inline"](r"a\*b\*").striptags() == "a*b*"


def test_a_title_with_marks_is_told_where_it_is_written(tmp_path: Path) -> None:
    folder = project(tmp_path, "Text", PROMPT="Nenne es[^S01].")
    workspace = Workspace.open(folder)
    edition = next(one for one in editions(workspace.project, workspace.lesson) if one.document == "worksheet")
    found = [str(one) for one in as_typed(workspace, edition, page(folder, "worksheet"))]
    assert len(found) == 1
    assert found[0].startswith(f"{YAML}:")
    assert "[^S01] is printed as it is typed, not as a footnote; notes stand in texts only" in found[0]


def test_titles_and_citations_may_hold_emphasis_and_names_of_documents_none(tmp_path: Path) -> None:
    html = page(project(tmp_path, "Text[^S01]", TITLE="Das *Brot* & `Salz`", LABEL="K. Korn, *Backen*, S. 3"))
    assert "<h1>Das <em>Brot</em> &amp; <code>Salz</code></h1>" in html
    assert "<title>Das Brot &amp; Salz – Handreichung (8)</title>" in html
    assert 'data-head="Das Brot &amp; Salz"' in html
    assert html.count("Korn, <em>Backen</em>, S.\u00a03") == 2
    assert leftovers(html) == {}


def test_mathml_of_a_template_is_refused_with_its_place(tmp_path: Path) -> None:
    folder = project(tmp_path, "Text")
    own = folder / "templates" / "worksheet" / "html.j2"
    own.parent.mkdir(parents=True)
    above = "{% block above %}<p><math><mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>{% endblock %}"
    own.write_text('{% extends "@base/worksheet/html.j2" %}\n' + above, "utf-8")
    with pytest.raises(TemplateError) as error:
        page(folder, "worksheet")
    place = "templates/worksheet/html.j2:2:21"
    assert [str(one).split("; ")[0] for one in error.value.problems] == [
        f"{place}: <math> is not shown on pages and slides"
    ]


@pytest.mark.parametrize("author", ["Frau K.", "M. Korn", "Wer?", "Team …"])
def test_no_full_stop_follows_another(tmp_path: Path, author: str) -> None:
    html = page(project(tmp_path, "Text", AUTHOR=author, LABEL="Backbuch, Bd. 2, hg. v. K."))
    said = html.partition("Darstellungstext: ")[2].replace("\u00a0", " ")
    assert said.partition(" Belege")[0] == (f"{author}." if author[-1] == "n" else author)


def test_ended() -> None:
    ended = filters_for("de")["ended"]
    assert [ended(one) for one in ("a", "a.", "a..", "a?.", "a...", "a?", "a (Hrsg.)")] == [
        "a.", "a.", "a.", "a?", "a...", "a?", "a (Hrsg.).",
    ]  # fmt: skip
