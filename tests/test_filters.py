"""Markdown that is not handed to markdown-it, or was handed to it before, is what markdown-it makes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import cache, filters, markup

LIBRARY = markup.parser()
TEXTS = st.text(st.sampled_from("ab Zäß木 .,;:!?()–—-+#=~|^$%@/'’„“{}*_`[]<>&\"\\\n\t\u00a0\u20280129"), max_size=12)


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own with nothing in it."""
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path))
    for remembered in (cache.folder, filters._rendered):
        remembered.cache_clear()
    yield tmp_path
    for remembered in (cache.folder, filters._rendered):
        remembered.cache_clear()


@given(TEXTS)
def test_texts_without_markup_are_what_the_library_makes_of_them(text: str) -> None:
    if filters._PLAIN_LINE.fullmatch(text):
        assert LIBRARY.renderInline(text) == filters._inline(text) == text
    if filters._PLAIN_PARAGRAPH.fullmatch(text):
        assert LIBRARY.render(text) == filters._markdown_blocks(text) == f"<p>{text}</p>\n"


def test_plain_texts_need_neither_library_nor_cache(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "_markdown", None)
    assert filters._inline("Wer will was – und (warum) 3 + 4?") == "Wer will was – und (warum) 3 + 4?"
    assert filters._markdown_blocks("Ein Absatz.") == "<p>Ein Absatz.</p>\n"
    assert not list(empty_cache.iterdir())


def test_what_was_rendered_is_kept(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("- one\n- two", "*a* & <b>", "1. first", "# head")
    made = [(filters._markdown_blocks(text), filters._inline(text)) for text in texts]
    assert made == [(LIBRARY.render(text), LIBRARY.renderInline(text)) for text in texts]
    assert len(list((empty_cache / "markdown").iterdir())) == 6  # the last two are plain within a line
    filters._rendered.cache_clear()
    monkeypatch.setattr(filters, "_markdown", None)
    assert [(filters._markdown_blocks(text), filters._inline(text)) for text in texts] == made
