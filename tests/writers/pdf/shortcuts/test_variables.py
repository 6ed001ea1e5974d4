"""Declarations with variables that are worked out once."""

from __future__ import annotations

import pytest
from weasyprint import css
from weasyprint.css.tokens import Pending

from handouts.writers.pdf import set_pages
from handouts.writers.pdf.shortcuts import styles

from .documents import FACES, document

SHEET = """
:root { --gap: 1mm } .wide { --gap: 2mm }
p { padding: var(--gap) calc(2 * var(--gap)); color: var(--none, #333); margin: var(--gap) }
"""


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    solve = Pending.solve

    def noted(self: Pending, tokens: object, key: str, base: str) -> object:
        seen.append(key)
        return solve(self, tokens, key, base)

    monkeypatch.setattr(Pending, "solve", noted)
    return seen


def test_it_is_done_once_for_each_value(worked_out: list[str]) -> None:
    body = "".join(f'<p lang="en">{number}</p><p lang="de" class="wide">b</p>' for number in range(9))
    set_pages(document(body), [FACES, SHEET])
    assert worked_out.count("padding-left") == worked_out.count("margin-top") == 2
    assert worked_out.count("color") == 18


def test_only_so_much_is_remembered() -> None:
    body = "".join(f'<p style="--gap: {number}px">a</p>' for number in range(3 * styles.MOST))
    before = css.ComputedStyle.__missing__
    assert before is styles._found
    declared: list[Pending] = []

    def noted(style: css.ComputedStyle, key: str) -> object:
        if isinstance(value := style.cascaded.get(key, [None])[0], Pending):
            declared.append(value)
        return before(style, key)

    css.ComputedStyle.__missing__ = noted
    try:
        set_pages(document(body), [FACES, SHEET])
    finally:
        css.ComputedStyle.__missing__ = before
    sizes = [len(vars(one).get("known", ())) for one in declared]
    assert 0 < max(sizes) <= styles.MOST
