"""Text cut by its script; how it is cut where it is too long is in `test_measure`."""

from __future__ import annotations

from handouts.model.deck import Run
from handouts.slidelayout.split import by_script


def test_runs_are_cut_by_script() -> None:
    runs = list(by_script((Run("Baum 木、林 und", "de"), Run("木 tree", "ja"))))
    assert [(run.language, run.text) for run in runs] == [
        ("de", "Baum "),
        ("ja", "木、林"),
        ("de", " und"),
        ("ja", "木 tree"),
    ]
