"""Copies with names are as sound as any other file: tags, reading order, standards; several in one file, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.build.sets import Wanted, build_sets
from handouts.model.person import Person
from handouts.pipeline import Workspace

from . import claims, tree, vera
from .structure import opened

NAMES = ("Ada Müller", "Zoë O’Neill", "山田 太郎", "Bo Li")
CHECKS = (
    claims.title,
    claims.conformance,
    claims.harmless,
    tree.standard,
    tree.tables,
    tree.lists,
    tree.figures,
    tree.content,
    tree.reading_order,
)


@pytest.fixture(scope="module")
def copies(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Worksheets and tests with codes: a file each, and one for the class."""
    workspace, made = Workspace.open(tiny), []
    people = tuple(
        Person(name, name, "", "9b", number, "de", "class", "AB"[number % 2], number)
        for number, name in enumerate(NAMES, 1)
    )
    for merge in (False, True):
        asked = Wanted(people, "9b.csv", ("worksheet", "test"), merge, "qr")
        report = build_sets(workspace, asked, tmp_path_factory.mktemp("copies"))
        assert not report.failed
        made += report.written
    return sorted(made)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_copies_are_sound(copies: list[Path], check: Callable[[Path], list[str]]) -> None:
    assert len(copies) == 10
    assert {path.name: found for path in copies if (found := check(path))} == {}


def test_each_copy_has_its_headings(copies: list[Path]) -> None:
    """In one file there are as many first ones as copies."""
    alone = [path for path in copies if path.name not in ("worksheet.pdf", "test.pdf")]
    assert [found for path in alone for found in tree.headings(path)] == []
    for path in set(copies) - set(alone):
        assert sum(element.kind == "H1" for element in opened(path).elements) == len(NAMES)


def test_names_stand_in_the_tree_of_tags(copies: list[Path]) -> None:
    """As words of their own between the label and the class, where they are read."""
    for path in copies:
        document = opened(path)
        lines = [line for line in document.elements if line.kind == "P" and document.text(line).startswith("Name ")]
        spans = ([document.text(part) for part in line.below() if part.kind == "Span"] for line in lines)
        names = [next(said for said in said_in_line if said in NAMES) for said_in_line in spans]
        assert [document.text(line) for line in lines] == [f"Name {name} Klasse 9b Datum" for name in names]
        assert len(names) == (len(NAMES) if path.name in ("worksheet.pdf", "test.pdf") else 1)


def test_validators_find_nothing(copies: list[Path]) -> None:
    if why := vera.missing():
        pytest.skip(why)
    assert {path.name: found for path, found in vera.broken_rules(copies).items() if found} == {}
