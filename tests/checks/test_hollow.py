"""A section that holds nothing but its title is found, with the template and the editions that print it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.checks.hollow import hollow_sections
from handouts.engine import checker

from ..small import small


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<section><h2>Title</h2></section>", 1),
        ('<section class="a">\n<!-- nothing -->\n</section>', 0),
        ("<section><h2>A <em>b</em></h2>\n</section><section><p>x</p></section>", 1),
        ("<section><h2>Title</h2><p>Words</p></section>", 0),
        ("<section><h2>Title</h2><section><h3>Inner</h3><img src='x'></section></section>", 0),
        ("<section><h2>Title</h2>words</section>", 0),
    ],
)
def test_sections_without_content(html: str, count: int) -> None:
    assert len(list(hollow_sections(html))) == count


@pytest.mark.usefixtures("kept")
def test_check_tells_of_it_each_time_until_it_is_mended(tmp_path: Path) -> None:
    project = small(tmp_path, ("handout", "worksheet"))
    template = project / "templates/handout/html.j2"
    template.parent.mkdir(parents=True)
    hollow = (
        '{% extends "@base/handout/html.j2" %}'
        "{% block people %}<section><h2>Wer war das?</h2>WORDS</section>{% endblock %}"
    )
    template.write_text(hollow.replace("WORDS", ""), "utf-8")
    for _ in range(2):
        (found,) = checker.find(project).problems
        assert found.path == "templates/handout/html.j2"
        assert "“Wer war das?” has nothing below its title" in found.message
        assert "de/a/handout.pdf" in found.message
    template.write_text(hollow.replace("WORDS", "<p>Ada</p>"), "utf-8")
    assert checker.find(project).problems == ()
