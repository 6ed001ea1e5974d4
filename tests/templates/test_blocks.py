"""Every document is made of small blocks, and templates/README.md names them all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts import eject
from handouts.templating import Packaged

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
DOCUMENTS = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/html.j2"))
PAGE = "shared/page.j2"
SMALL = 50
"""Lines; a block that is longer has others in it."""


def told() -> dict[str, list[str]]:
    """The table of blocks in the README: template → blocks."""
    rows = re.findall(r"^\| `(\S+\.j2)` \| (.+) \|$", (TEMPLATES / "README.md").read_text("utf-8"), re.MULTILINE)
    return {name: re.findall(r"`(\w+)`", cells) for name, cells in rows}


@pytest.mark.parametrize("name", [*DOCUMENTS, PAGE])
def test_the_readme_names_the_blocks_that_there_are(name: str) -> None:
    own = set(Packaged.blocks_in((TEMPLATES / name).read_text("utf-8")))
    if name != PAGE and PAGE in (TEMPLATES / name).read_text("utf-8"):
        own -= set(Packaged.blocks_in((TEMPLATES / PAGE).read_text("utf-8")))  # told there
    assert len(own) > 2
    assert sorted(told()[name]) == sorted(own)


def test_the_readme_names_no_other_templates() -> None:
    assert set(told()) == {*DOCUMENTS, PAGE}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_blocks_are_small(name: str) -> None:
    texts = Packaged.blocks_in((TEMPLATES / name).read_text("utf-8"))
    long = {block for block, text in texts.items() if len(text.splitlines()) > SMALL and text.count("{% block") == 1}
    assert long == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_block_can_be_copied(name: str) -> None:
    for block in eject.blocks(name):
        copy = eject.copy_of(name, block=block)
        assert re.match(rf"\{{% block {block}\b", copy.original)
        assert re.search(r"\{% endblock( \w+)? %\}$", copy.original)
