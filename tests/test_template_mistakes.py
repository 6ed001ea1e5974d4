"""What template authors do wrong is told with file and line and what to write instead, never as a traceback."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from handouts.errors import Problem, TemplateError, by_edition
from handouts.model.text import Text
from handouts.templating import Renderer, Templates, finder, labels

PAGE = """<p>{% block opening %}x{% endblock %}
{% from "shared/task.j2" import task with context %}
{% block body %}{{ task(given) }}{% endblock %}</p>"""
TASK = "{% macro task(t) %}\n{{ t.language }}{% endmacro %}"
EXTENDS = '{% extends "@base/handout/html.j2" %}\n'


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    for name, text in (("handout/html.j2", PAGE), ("shared/task.j2", TASK)):
        for home in ("packaged", "project"):
            (tmp_path / home / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "packaged" / name).write_text(text, "utf-8")
    return Templates.of(tmp_path / "project", tmp_path / "packaged", "sek1")


def mistake(templates: Templates, text: str) -> Problem:
    """What is said of a project's own handout with this text."""
    (templates.home / "handout/html.j2").write_text(text, "utf-8")
    text_of = Text({"de": "Wort"})
    context = {
        "given": text_of,
        "label": labels({"material": "M"}),
        "find": finder({"M-ANPO": 1, "K1": 2}),
        "none_at_all": None,
    }
    with pytest.raises(TemplateError) as caught:
        Renderer(templates, "de").render("handout/html.j2", context)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        # names
        ("\n{{ givn }}", 2, '"givn" is not defined; did you mean "given"?'),
        ("{% set heading = 1 %}{{ headign }}", 1, '"headign" is not defined; did you mean "heading"?'),
        ("{{ given.languag }}", 1, 'a text has no "languag"; did you mean "language"?'),
        ("{{ label.mateial }}", 1, 'there is no label "mateial"; did you mean "material"?'),
        ("{{ label.zzz }}", 1, 'there is no label "zzz"; add it to templates/labels/'),
        ("{{ none_at_all.title }}", 1, 'nothing is there to take "title" of; ask with "if"'),
        ("{{ [1][3] }}", 1, "there is no element 3"),
        ('{{ {"first": 1}.frist }}', 1, 'a dict has no "frist"; did you mean "first"?'),
        ('{{ find("M-ANP") }}', 1, 'nothing with the id "M-ANP" is in this edition; did you mean "M-ANPO"?'),
        ("{{ self.openning() }}", 1, 'a template reference has no "openning"'),
        # filters, tests, tags, templates, macros, blocks
        ("{{ given|markdwon }}", 1, 'there is no filter "markdwon"; did you mean "markdown"?'),
        ("{{ 1 is evn }}", 1, 'there is no test "evn"; did you mean "even"?'),
        ("\n\n{% blok a %}", 3, 'there is no tag "blok"; did you mean "block"?'),
        ('{% include "shared/tsk.j2" %}', 1, 'there is no template "shared/tsk.j2"; did you mean "shared/task.j2"?'),
        ('{% include "zzz" %}', 1, 'there is no template "zzz"; create templates/zzz'),
        (
            '{% from "shared/task.j2" import tsk %}\n{{ tsk(1) }}',
            2,
            '"shared/task.j2" has no macro "tsk"; did you mean "task"?',
        ),
        (EXTENDS + "{% block openin %}{% endblock %}", 2, 'has no block "openin"; did you mean "opening"?'),
        (EXTENDS + "{% block opening %}{% endblock %}\nlost", 3, "outside of blocks and never printed"),
        ('{% extends "handout/html.j2" %}', 1, 'extends itself; write "@base/handout/html.j2"'),
        # wrong kinds of things
        ("{{ given() }}", 1, "'Text' object is not callable; check what is written on this line"),
        ("{{ none + 1 }}", 1, "unsupported operand type(s)"),
        ("{% for x in 5 %}{% endfor %}", 1, "'int' object is not iterable"),
        ("{% set a, b = 1 %}", 1, "cannot unpack"),
        ("{{ 5|date }}", 1, '"date" fails: '),
        ('{{ "{n}".format(m=1) }}', 1, "nothing is given for 'n'"),
        ("{% include 5 %}", 1, "'int' object is not iterable"),
        # without end
        ("{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", 2, "asks for itself without end"),
        ('\n{% include "handout/html.j2" %}', 2, "asks for itself without end"),
        # not allowed, too large
        ('{{ "".__class__ }}', 1, "is unsafe; templates may not do that"),
        ("{{ range(10**9) }}", 1, "Range too big"),
        ("{{ 9**99999 }}", 1, "too large a number"),
        ('{{ "a" * 10**9 }}', 1, "more than 100000 letters"),
        ("{{ [1] * 10**9 }}", 1, "more than 100000 letters or elements"),
    ],
)
def test_mistakes_say_where_and_what_to_write(templates: Templates, text: str, line: int, said: str) -> None:
    problem = mistake(templates, text)
    assert (problem.path, problem.line) == ("templates/handout/html.j2", line)
    assert said in problem.message


def test_brackets_too_deep_to_be_understood(templates: Templates) -> None:
    problem = mistake(templates, "{{ " + "(" * 5000 + ")" * 5000 + " }}")
    assert problem.path == "templates/handout/html.j2"
    assert "nested too deep" in problem.message


@pytest.mark.slow
def test_a_document_without_end_is_stopped(templates: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.templating.LONGEST", 2_000_000)
    problem = mistake(
        templates, "{% for i in range(99999) %}{% for i in range(99999) %}{{ i }}{% endfor %}{% endfor %}"
    )
    assert "handout/html.j2 grows beyond 2 million characters" in problem.message


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarms")
def test_what_is_stopped_is_told_with_the_line_where_it_hung(templates: Templates) -> None:
    def stop(*_: object) -> None:
        raise TemplateError("this was stopped")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        problem = mistake(
            templates, "\n{% for i in range(99999) %}\n{% for j in range(99999) %}{% endfor %}{% endfor %}"
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert (problem.path, problem.line) == ("templates/handout/html.j2", 3)
    assert problem.message.startswith("this was stopped")


def test_the_projects_own_line_is_blamed_for_what_a_packaged_macro_cannot_do(templates: Templates) -> None:
    problem = mistake(templates, '{% from "shared/task.j2" import task %}\n\n{{ task(none) }}')
    assert (problem.path, problem.line) == ("templates/handout/html.j2", 3)
    assert "(inside packaged templates/shared/task.j2:2)" in problem.message


def test_what_only_the_package_does_is_not_blamed_on_extending_it(templates: Templates) -> None:
    (templates.packaged / "shared/task.j2").write_text("{% macro task(t) %}\n{{ t.nonsense }}{% endmacro %}", "utf-8")
    problem = mistake(templates, EXTENDS + "{% block opening %}{% endblock %}")
    assert (problem.path, problem.line) == ("packaged templates/shared/task.j2", 2)


def test_a_block_that_is_called_for_need_not_be_known_below(templates: Templates) -> None:
    text = EXTENDS + "{% block opening %}{{ self.mine() }}{% endblock %}{% block mine %}here{% endblock %}"
    (templates.home / "handout/html.j2").write_text(text, "utf-8")
    assert "here" in Renderer(templates, "de").render("handout/html.j2", {"given": Text({"de": "Wort"})})


def test_all_that_is_lost_is_told_at_once(templates: Templates) -> None:
    text = EXTENDS + "{% block one %}{% endblock %}\n{% block two %}{% endblock %}\n{{ 1 }}"
    (templates.home / "handout/html.j2").write_text(text, "utf-8")
    with pytest.raises(TemplateError) as caught:
        Renderer(templates, "de").render("handout/html.j2", {})
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]


def test_a_bug_of_the_tool_is_not_told_as_a_mistake(templates: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise AssertionError("a bug")

    monkeypatch.setattr("handouts.templating.misplaced", broken)
    with pytest.raises(AssertionError, match="a bug"):
        Renderer(templates, "de").render("handout/html.j2", {})


def test_a_problem_of_many_editions_is_told_once() -> None:
    one, other = Problem("templates/a.j2", 2, 0, "wrong"), Problem("templates/a.j2", 3, 0, "worse")
    found = {f"de/{name}/handout.pdf": (one, one) for name in ("a", "b", "c", "d")} | {"en/a/test-a.pdf": (other,)}
    assert [str(problem) for problem in by_edition(found)] == [
        "templates/a.j2:2: wrong (in 4 editions: de/a/handout.pdf, de/b/handout.pdf, de/c/handout.pdf, …)",
        "templates/a.j2:3: worse (in en/a/test-a.pdf)",
    ]
