"""Whatever a lesson does not say is left off the page, and what it says alone stands there without a gap."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import html

from handouts.errors import HandoutsError
from handouts.model.lesson import Lesson
from handouts.model.material import Item

from .lessons import ADDED, DOCUMENTS, LEAST, NEEDED, Data, kinds_of, optional_keys, rendered

GAP = re.compile(r"·\s*(·|$)|^\s*·|\(\s*\)|\bNone\b|(?<![\w)“”\"!?%…–])\.\s*$|:\s*\.|,\s*,")
"""Signs around nothing, at the beginning or end of what stands together."""
FULL = "h1 h2 h3 h4 h5 p li dt dd caption figcaption title"
WITHOUT_TEXT = {"meta"}
"""Classes of paragraphs that hold their place on the line without words."""


def untidy(page: str) -> list[str]:
    """What stands on a page around something that is not there."""
    found = [f"says None: …{page[max(0, at - 40) : at + 40]}…" for at in (m.start() for m in re.finditer("None", page))]
    for element in html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8")).iter(*FULL.split()):
        words = " ".join(element.text_content().split())
        empty = not words and not len(element) and element.get("class") not in WITHOUT_TEXT
        if empty or GAP.search(words):
            found.append(f"<{element.tag} class={element.get('class')}>{words}")
        found += [f"{name}={value}" for name, value in element.attrib.items() if name != "style" and GAP.search(value)]
    heading = None
    for element in html.fromstring(page.encode()).iter("h2", "h3", "h4", "h5", "p", "table", "ul", "ol", "dl", "div"):
        if element.tag in ("h2", "h3", "h4", "h5"):
            if heading is not None and element.tag <= heading.tag:
                found.append(f"nothing below <{heading.tag}>{heading.text_content()}")
            heading = element
        elif element.text_content().strip() or element.tag == "table":
            heading = None
    return found


def lesson(**added: object) -> Data:
    return deepcopy(LEAST) | deepcopy(added)


def faults(root: Path, data: Data, audience: Data | None = None) -> list[str]:
    try:
        return [f"{name}: {fault}" for name, page in rendered(root, data, audience) for fault in untidy(page)]
    except HandoutsError as error:
        return [str(problem) for problem in error.problems]


def needed_by(kind: str) -> Data:
    """A record of a kind, and what has to be there for it to be printed."""
    record = deepcopy(NEEDED[kind])
    if kind == "map":
        return {"map": record, "places": [NEEDED["places"]], "materials": [{"id": "M1", "shows": "map", "title": "K"}]}
    return {kind: [record]}


def whole(kind: str, record: Data) -> Data:
    """A lesson with every other record, so that whatever one refers to is there."""
    kinds = {name: one if name == "map" else [one] for name, one in NEEDED.items()}
    return deepcopy(LEAST | kinds | {kind: record if kind == "map" else [record]})


def test_a_lesson_of_title_text_and_task_is_tidy_in_all_documents(tmp_path: Path) -> None:
    assert faults(tmp_path, lesson(tests=[NEEDED["tests"]])) == []
    names = {name.rpartition("/")[2].split(".")[0] for name, _ in rendered(tmp_path, lesson(tests=[NEEDED["tests"]]))}
    assert names == {*DOCUMENTS, "test-a", "test-b"} - {"test"}


def test_every_key_that_may_be_left_out_is_tried() -> None:
    assert set(ADDED[""]) == optional_keys(Lesson) - set(dict(kinds_of(Lesson))) | {"board"}
    for kind, model in kinds_of(Lesson):
        if kind in ("pictures", "board", "posters", "key_figures"):
            continue
        keys = optional_keys(model) - (set(ADDED["item"]) if issubclass(model, Item) else {"audiences"})
        assert set(ADDED.get(kind, {})) == keys - {"picture"}, kind  # which wants a file


@pytest.mark.parametrize("kind", list(NEEDED))
def test_the_least_record_of_a_kind_is_tidy(tmp_path: Path, kind: str) -> None:
    assert faults(tmp_path, lesson(**needed_by(kind))) == []


@pytest.mark.parametrize("key", list(ADDED[""]))
def test_each_key_of_a_lesson_alone_is_tidy(tmp_path: Path, key: str) -> None:
    also = {"references": [NEEDED["references"]]} if key == "sources" else {}
    assert faults(tmp_path, lesson(**{key: ADDED[""][key]}, **also)) == []


def records() -> list[tuple[str, str, Data]]:
    """Each key of each kind, with the least record of the kind that has it."""
    found = []
    for kind, needed in NEEDED.items():
        added = ADDED.get(kind, {}) | (ADDED["item"] if issubclass(dict(kinds_of(Lesson))[kind], Item) else {})
        for key, value in added.items():
            found.append((kind, key, deepcopy(needed) | {key: value} | deepcopy(GOES_WITH.get((kind, key), {}))))
    for key, value in ADDED["phases"].items():
        phase = deepcopy(NEEDED["plans"]["phases"][0]) | {key: value}
        found.append(("plans", f"phases.{key}", deepcopy(NEEDED["plans"]) | {"phases": [phase]}))
    return found


GOES_WITH: dict[tuple[str, str], Data] = {
    ("tasks", "expected"): {"points": 1.5},
    ("tasks", "steps"): {"type": "picture_analysis"},
    ("tests", "beside"): {"materials": ["M1"]},
    ("tests", "rubric"): {"language_points": 2},
    ("tests", "language_points"): {"rubric": "R1"},
    ("people", "died"): {"born": 1900},
    ("charts", "x_label"): {
        "kind": "line",
        "panels": [{"id": "A1", "data": [{"x": 1, "values": {"value": 1}}, {"x": 2, "values": {"value": 2}}]}],
    },
    ("texts", "account"): {"sources": ["S01"]},
    ("wordings", "detail"): {},
}
"""What a key asks for, too."""


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "key", "record"), records(), ids=lambda part: part if isinstance(part, str) else "")
def test_each_key_of_a_record_alone_is_tidy(tmp_path: Path, kind: str, key: str, record: Data) -> None:
    assert faults(tmp_path, whole(kind, record), {"name": "Klasse 5", "references": True}) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in NEEDED if ADDED.get(kind)])
def test_a_full_record_without_one_of_its_keys_is_tidy(tmp_path: Path, kind: str) -> None:
    clashing = {"tasks": {"type", "options", "events", "pairs", "terms", "gap_text", "places", "steps"}}
    clashing = clashing.get(kind, {"x_label"})
    full = {key: value for key, value in ADDED[kind].items() if key not in clashing | {"for_tests"}}
    found = {}
    for key in full:
        record = deepcopy(NEEDED[kind]) | {name: deepcopy(value) for name, value in full.items() if name != key}
        if told := faults(tmp_path, whole(kind, record), {"name": "Klasse 5"}):
            found[key] = told
    assert found == {}
