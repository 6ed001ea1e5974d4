"""What a figure has that is to be a diagram, and no slide draws, is told."""

from __future__ import annotations

import pytest

from handouts.slides import diagram_mistakes, remarks, tree_of

TABLE = "<table><tr{}><th>1951</th><td>Vertrag</td></tr></table>"


@pytest.mark.parametrize(
    ("kind", "table", "told"),
    [
        ("timeline", TABLE.format(' data-x="1951-09"'), ""),
        ("timeline", TABLE.format(""), "has no date in data-x"),
        ("timeline", "", "has no table with rows"),
        ("timelin", TABLE.format(""), 'did you mean "timeline"'),
        ("mindmap", TABLE.format(""), "use one of timeline, figures, comparison, agenda"),
    ],
)
def test_remarks(kind: str, table: str, told: str) -> None:
    html = f'<section data-origin="slides.yaml P01"><figure data-diagram="{kind}">{table}</figure></section>'
    found = [remark.message for remark in remarks(tree_of(f"<html><body>{html}</body></html>"))]
    assert [told in message for message in found] == [True] * bool(told)
    assert [origin for origin, _ in diagram_mistakes(tree_of(html))] == ["slides.yaml P01"] * bool(told)
