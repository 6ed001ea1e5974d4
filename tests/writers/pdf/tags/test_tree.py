"""WeasyPrint is left as it was found."""

from __future__ import annotations

from weasyprint.pdf import tags

from .sheets import written


def test_the_way_weasyprint_tags_is_restored() -> None:
    before = tags._build_box_tree
    written("<p>Wort</p>")
    assert tags._build_box_tree is before
