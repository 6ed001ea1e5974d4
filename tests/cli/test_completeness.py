"""What is told of a lesson, and asked of it before it is passed on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

LESSON = """\
title: Regen
texts:
  - {id: X1, title: Woher er kommt, text: Wasser steigt auf.}
quotations:
  - {id: Q1, title: Brief, text: Es regnet oft.}
charts:
  - id: C1
    kind: bar
    title: Regen im Jahr
    series: [{key: mm, name: Regen}]
    panels: [{id: A, data: [{label: Nord, values: {mm: 1}}, {label: Ost, values: {mm: 2}}]}]
tasks:
  - {id: K1, prompt: Nenne zwei Wege.}
"""
REMARKS = (
    'quotation Q1: it does not say where it is taken from; add "sources"',
    'quotation Q1: it does not say whether it may be copied; add "rights"',
    'chart C1: who does not see it reads its title only; say in "alt" what it shows',
    'chart C1: nobody can tell where its figures come from; name its source in "sources"',
)


def test_what_is_lacking_is_told_and_fails_nothing_unless_asked(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "content/regen").mkdir(parents=True)
    (tmp_path / "content/regen/lesson.yaml").write_text(LESSON, "utf-8")
    (tmp_path / "handouts.yaml").write_text("languages: [de]\n", "utf-8")
    result = run("check", "-C", tmp_path)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "nothing to mend in regen")
    strict = run("check", "-C", tmp_path, "--strict")
    assert strict.exit_code == 1
    for remark in REMARKS:
        assert remark in result.stdout
        assert remark in strict.stdout
    answer = 'task K1: teachers find no answer to it; say in "expected" what a good one holds'
    assert answer not in result.stdout
    assert answer in strict.stdout
