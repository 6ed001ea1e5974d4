"""Tables to answer in: what is to be filled in shares the width evenly, and the corner may be empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.small import page, small, task, told
from weasyprint import CSS, HTML

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, prepare

ROWS = [{"de": "Wer spricht?"}, {"de": "Wie geht es ihm oder ihr?"}]


def widths(folder: Path) -> list[float]:
    """Of the columns of the answer table, as shares of its width."""
    workspace = Workspace.open(folder)
    (edition,) = editions(workspace.project, workspace.lesson, documents=["worksheet"])
    job = prepare(workspace, edition)
    pages = HTML(string=job.html).render(stylesheets=[CSS(string=sheet) for sheet in job.css]).pages
    boxes = [box for one in pages for box in one._page_box.descendants()]
    table = next(box for box in boxes if box.element_tag == "table" and "answer-table" in box.element.get("class", ""))
    row = next(box for box in table.descendants() if box.element_tag == "tr")
    total = sum(cell.border_width() for cell in row.children)
    return [cell.border_width() / total for cell in row.children]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (["Frage", "A", "B"], ROWS),
        (["Nr.", "A", "Ein sehr langer Kopf für eine Spalte", "C"], [{"de": "1"}, {"de": "2"}]),
        (["Frage", "A"], [{"de": "Sehr viele Worte stehen hier, weit mehr als in eine Spalte passen, und noch mehr."}]),
    ],
)
def test_answer_columns_are_even_and_the_first_takes_two_fifths_at_most(
    heads: list[str], rows: list[Any], tmp_path: Path
) -> None:
    table = {"columns": [{"de": head} for head in heads], "rows": rows}
    first, *others = widths(small(tmp_path, ("worksheet",), tasks=[task("K3", "III", table=table)]))
    assert max(others) - min(others) < 0.01
    assert 0.08 < first <= 0.4


@pytest.mark.parametrize("corner", [None, "", {"de": ""}])
def test_the_corner_may_be_empty(corner: Any, tmp_path: Path) -> None:
    table = {"columns": [corner, {"de": "A"}], "rows": ROWS}
    folder = small(tmp_path, ("worksheet",), tasks=[task("K3", "III", table=table)])
    assert told(folder).output.endswith("nothing to mend in small\n")
    assert '"></td><th scope="col">A</th>' in page(folder, "worksheet")


def test_no_other_head_may_be_empty(tmp_path: Path) -> None:
    table = {"columns": [{"de": "Frage"}, {"de": ""}], "rows": ROWS}
    folder = small(tmp_path, ("worksheet",), tasks=[task("K3", "III", table=table)])
    assert told(folder).exit_code == 1
